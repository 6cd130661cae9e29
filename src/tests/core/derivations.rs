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

/// The sizes of steps that a formula rounds up by, as its text has them: the 64 of `⌈… ÷ 64⌉`, the
/// 100 of `⌈…⌉₁₀₀`.
fn step_sizes(formula: &str) -> Vec<String> {
    let ends = formula
        .match_indices('⌉')
        .map(|(at, _)| formula.split_at(at));
    ends.filter_map(|(before, after)| {
        let subscript = after.trim_start_matches('⌉').chars();
        let subscript: String = subscript
            .map_while(|letter| {
                let digit = u32::from(letter).checked_sub(u32::from('₀'))?;
                char::from_digit(digit, 10)
            })
            .collect();
        let divisor = before.rsplit(" ÷ ").next().unwrap();
        let is_bare = |text: &str| text.chars().all(|it| it.is_ascii_digit() || it == ',');
        if !subscript.is_empty() {
            Some(subscript)
        } else {
            (before.contains(" ÷ ") && is_bare(divisor)).then(|| divisor.to_owned())
        }
    })
    .collect()
}

/// Whether a rule's sentence names a size, itself or as the MB or minutes that it makes.
fn names(rule: &str, size: &str) -> bool {
    let number: u32 = size.replace(',', "").parse().unwrap();
    let words = || rule.split(|letter: char| !(letter.is_ascii_digit() || ",.".contains(letter)));
    let has = |number: &str| words().any(|word| word.trim_end_matches([',', '.']) == number);
    let larger = |step: u32| number.is_multiple_of(step) && has(&(number / step).to_string());
    has(size) || larger(1024) || larger(60)
}

#[test]
fn sizes_are_found_in_formulas_and_in_rules() {
    assert_eq!(
        step_sizes("⌈3 × 20 KB ÷ 64⌉ × ⌈5 ms⌉₁₀₀ ÷ 2"),
        ["64", "100"]
    );
    assert_eq!(step_sizes("⌈5 ms⌉ ÷ 7"), Vec::<String>::new());
    assert_eq!(step_sizes("⌈6 KB ÷ 4 KB⌉"), Vec::<String>::new());
    assert!(names("each 10 MB count once", "10,240"));
    assert!(names("rounded up to 100 ms", "100") && !names("rounded up to 1,000 ms", "100"));
}

/// Steps of these scenarios whose rule names another size than their formula rounds up by.
#[test]
fn a_rule_names_the_size_that_its_formula_rounds_up_by() {
    let mut sizes = 0;
    let mut wrong = Vec::new();
    let presets = PRESETS.iter().map(|preset| preset.text);
    for text in presets.chain([RICH, AROUND, TABLES, FUNCTIONS]) {
        let prices = prices();
        let estimate = estimate(&scenario(text), &prices, true).unwrap();
        for step in estimate.lines.iter().flat_map(|line| &line.derivation) {
            let Some(rule) = step.rule else {
                continue;
            };
            for size in step_sizes(step.text) {
                sizes += 1;
                if !names(rule.text, &size) {
                    wrong.push(format!("{}: {}", step.text, rule.text));
                }
            }
        }
    }
    assert!(sizes > 50, "only {sizes} sizes");
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

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

/// The steps of a scenario with the sentences of their rules.
fn ruled(text: &str) -> Vec<(String, Option<&'static str>)> {
    let prices = prices();
    let estimate = estimate(&scenario(text), &prices, true).unwrap();
    let steps = estimate.lines.iter().flat_map(|line| &line.derivation);
    let steps = steps.map(|step| (step.text.to_owned(), step.rule.map(|rule| rule.text)));
    steps.collect()
}

#[test]
fn a_rule_is_told_only_where_it_enters_the_figure() {
    let retried = |retries: u32| {
        let steps = ruled(&format!(
            "[traffic]\nrequests_per_month = 100\n[[functions]]\nname = \"f\"\nmemory_mb = 128\n\
             duration_ms = 1\ninvocation = \"async\"\nasync_error_rate = \"0.5\"\nasync_retries = {retries}\n"
        ));
        let mut rules = steps.iter().filter_map(|(_, rule)| *rule);
        rules.any(|rule| rule.contains("again"))
    };
    assert!(retried(1) && !retried(0));
    let socket = ruled(
        "[traffic]\nrequests_per_month = 100\n[api]\nkind = \"websocket\"\nmessage_kb = 1\n\
         connections_per_month = 10\nconnection_minutes = 5\nauthorizer = \"lambda\"\n\
         [api.authorizer_function]\nmemory_mb = 128\nduration_ms = 1\n",
    );
    let step = socket
        .iter()
        .find(|(text, _)| text.starts_with("authorizer: 10 connections"));
    assert!(
        step.unwrap()
            .1
            .unwrap()
            .contains("once for each connection")
    );
}

#[test]
fn two_functions_of_one_topic_tell_its_messages_once() {
    let function = |name: &str| {
        format!(
            "[[functions]]\nname = \"{name}\"\nmemory_mb = 128\nduration_ms = 1\ninvocation = \"async\"\ninvoked_by = \"news\"\n"
        )
    };
    let text = format!(
        "[traffic]\nrequests_per_month = 100\n{}{}[[topics]]\nname = \"news\"\nmessage_kb = 1\nper_request = 3\n",
        function("a"),
        function("b"),
    );
    let prices = prices();
    let estimate = estimate(&scenario(&text), &prices, true).unwrap();
    let line = estimate
        .lines
        .iter()
        .find(|line| line.price.id == "lambda.requests");
    let messages = line.unwrap().derivation.iter();
    let messages = messages.filter(|step| step.text.starts_with("news: "));
    assert_eq!(messages.count(), 1);
}
