//! Repeats derivations as a reader would: computes the formula of each step from its text alone.

use reckoner::estimate::estimate;
use reckoner::scenario::presets::PRESETS;
use rust_decimal::Decimal;

use crate::formula_reader::worked_out;
use crate::support::RICH;
use crate::support::{prices, scenario};

/// All services around an API, with inputs that make formulas longer: retries, refusals, caches,
/// batches, failed conditions, key changes, sizes of 0.
const AROUND: &str = include_str!("derivations/around.toml");
/// Tables in every capacity mode, replicated, with traffic that is given by its peak.
const TABLES: &str = include_str!("derivations/tables.toml");
/// Functions with every way to give their duration, and connections.
const FUNCTIONS: &str = include_str!("derivations/functions.toml");

/// The number of steps with a formula, and the steps whose formula does not give their result.
fn wrong(text: &str) -> (usize, Vec<String>) {
    let prices = prices();
    let scenario = scenario(text);
    let estimate = estimate(&scenario, &prices, true).unwrap();
    let mut repeated = 0;
    let mut wrong = Vec::new();
    for line in &estimate.lines {
        for step in &line.derivation {
            let Some((formula, result)) = step.text.rsplit_once(" = ") else {
                continue;
            };
            // The text before a colon names the part of the scenario.
            let formula = formula
                .rsplit_once(": ")
                .map_or(formula, |(_, formula)| formula);
            if !formula.contains(['×', '÷', '−', '+']) {
                continue;
            }
            let result = result.split([':', '(']).next().unwrap_or(result);
            let said = worked_out(result);
            let found = worked_out(formula);
            repeated += 1;
            let same = match (found, said) {
                // Some steps show a quotient that was rounded to 28 digits.
                (Some(found), Some(said)) => {
                    (found - said).abs() <= said.abs() * Decimal::new(1, 20)
                }
                _ => false,
            };
            if !same {
                wrong.push(format!("{}: {} [{found:?}]", line.price.id, step.text));
            }
        }
    }
    (repeated, wrong)
}

#[test]
fn every_step_can_be_repeated_by_hand() {
    let mut repeated = 0;
    let mut all = Vec::new();
    let presets = PRESETS.iter().map(|preset| preset.text);
    for text in presets.chain([RICH, AROUND, TABLES, FUNCTIONS]) {
        let (count, wrong) = wrong(text);
        repeated += count;
        all.extend(wrong);
    }
    assert!(repeated > 200, "only {repeated} steps");
    assert!(
        all.is_empty(),
        "{} of {repeated}:\n{}",
        all.len(),
        all.join("\n")
    );
}
