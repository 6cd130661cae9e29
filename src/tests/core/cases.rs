//! Worked examples as data: AWS's own and others' published bills, and both sides of every edge.
//!
//! A case is a TOML file in `cases/`. It has a `[scenario]`, or a list `[[usage]]` for the rate card
//! alone, and what is expected: lines by price id, compared exactly, and the total. `published` is
//! the figure that the source prints, under the rounding that the source uses.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use reckoner::check::{Context, read};
use reckoner::estimate::{Estimate, bill, estimate};
use reckoner::fields::{Choice as _, Faults, number, toml as toml_text};
use reckoner::metering::Usage;
use reckoner::pricing::{Date, Prices};
use reckoner::quantity::{Figure, Usd};
use reckoner::scenario::{FreeTier, Rounding};
use serde::Deserialize;

use crate::prices::{BOOK, REGIONS};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    source: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    region: Option<String>,
    #[serde(default)]
    prices: Option<String>,
    #[serde(default)]
    free_tier: Option<String>,
    #[serde(default)]
    scenario: Option<toml::Table>,
    #[serde(default)]
    usage: Vec<UsageRow>,
    expected: Expected,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UsageRow {
    price_id: String,
    quantity: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// The unrounded total; left out where a case is about its lines only.
    total: Option<String>,
    /// What the source prints.
    published: Option<String>,
    /// How the source rounds: `total` (once) or `lines`.
    #[serde(default)]
    published_rounding: Option<String>,
    #[serde(default)]
    gaps: Vec<String>,
    #[serde(default)]
    lines: Vec<ExpectedLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedLine {
    price_id: String,
    quantity: Option<String>,
    priced: Option<String>,
    amount: Option<String>,
    /// What the source prints for the line.
    published: Option<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/core/cases")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            found.push(path);
        }
    }
}

#[test]
fn every_worked_example_comes_out_exactly() {
    let mut found = Vec::new();
    files(&folder(), &mut found);
    found.sort();
    assert!(found.len() > 20, "only {} case files found", found.len());
    let mut wrong = Vec::new();
    for path in &found {
        let text = fs::read_to_string(path).unwrap();
        let case: Case =
            toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert!(
            case.source.starts_with("https://") || !case.note.is_empty(),
            "{}",
            path.display()
        );
        if let Err(faults) = run(&case, &text) {
            wrong.push(format!(
                "{} ({}):\n  {}",
                case.name,
                path.display(),
                faults.join("\n  ")
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} cases:\n{}",
        wrong.len(),
        found.len(),
        wrong.join("\n")
    );
}

/// The scenario's part of the text, so that its numbers are read by the product's own reader.
fn scenario_text(text: &str) -> String {
    let table: toml::Table = text.parse().unwrap();
    table["scenario"].as_table().unwrap().to_string()
}

fn run(case: &Case, text: &str) -> Result<(), Vec<String>> {
    if case.scenario.is_some() {
        let mut faults = Faults::default();
        let node = toml_text::parse(&scenario_text(text), &mut faults);
        let context = Context {
            regions: &REGIONS,
            published: BOOK.catalog().published,
        };
        let words = |faults: Vec<_>| {
            faults
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<String>>()
        };
        faults.into_result(()).map_err(words)?;
        let scenario = read(&node, &context).map_err(words)?;
        let day = scenario.prices.unwrap_or(BOOK.catalog().published);
        let prices = BOOK.as_of(&scenario.region, day).unwrap();
        let estimate = estimate(&scenario, &prices, true).unwrap();
        return compare(&estimate, &case.expected);
    }
    let day = case
        .prices
        .as_ref()
        .map_or(BOOK.catalog().published, |day| day.parse::<Date>().unwrap());
    let region = case.region.as_deref().unwrap_or("us-east-1");
    let prices = BOOK.as_of(region, day).unwrap();
    let usage = case.usage.iter().map(|row| {
        Usage::of(
            Cow::Owned(row.price_id.clone()),
            number::decimal(&row.quantity).unwrap(),
        )
    });
    let free = case
        .free_tier
        .as_deref()
        .map_or(FreeTier::None, |word| FreeTier::of(word).unwrap());
    assert_eq!(prices.as_of(), day);
    let estimate = bill(
        usage.collect(),
        Vec::new(),
        Vec::new(),
        &prices,
        free,
        Rounding::Exact,
        true,
    )
    .unwrap();
    compare(&estimate, &case.expected)
}

fn compare(estimate: &Estimate<'_>, expected: &Expected) -> Result<(), Vec<String>> {
    let mut wrong = Vec::new();
    let mut check = |what: String, found: String, expected: &str| {
        if found != expected {
            wrong.push(format!("{what}: expected {expected}, found {found}"));
        }
    };
    for line in &expected.lines {
        let id = &line.price_id;
        let Some(found) = estimate.lines.iter().find(|found| found.price.id == *id) else {
            check(id.clone(), "no line".into(), "a line");
            continue;
        };
        if let Some(quantity) = &line.quantity {
            check(
                format!("{id} quantity"),
                found.quantity.to_string(),
                quantity,
            );
        }
        if let Some(priced) = &line.priced {
            check(format!("{id} priced"), found.priced.to_string(), priced);
        }
        if let Some(amount) = &line.amount {
            check(format!("{id} amount"), found.amount.to_string(), amount);
        }
        if let Some(published) = &line.published {
            check(
                format!("{id} published"),
                found.amount.to_cents().to_string(),
                published,
            );
        }
    }
    let gaps: Vec<&str> = estimate
        .gaps
        .iter()
        .map(|gap| gap.price_id.as_str())
        .collect();
    check("gaps".into(), gaps.join(" "), &expected.gaps.join(" "));
    if let Some(total) = &expected.total {
        check("total".into(), estimate.monthly.to_string(), total);
    }
    if let Some(published) = &expected.published {
        let lines = || {
            estimate
                .lines
                .iter()
                .map(|line| Figure::of(line.amount.to_cents()))
        };
        let rounded = match expected.published_rounding.as_deref() {
            Some("lines") => lines().fold(Figure::ZERO, |sum, line| sum.plus(line).unwrap()),
            Some("total") | None => Figure::of(estimate.monthly.to_cents()),
            Some(other) => panic!("unknown rounding {other}"),
        };
        check(
            "published".into(),
            Usd::of(rounded).to_cents().to_string(),
            published,
        );
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}
