//! Worked examples as data: AWS's own and others' published bills, and both sides of every edge.
//!
//! A case is a TOML file in `cases/`. It has a `[scenario]`, or a list `[[usage]]` for the rate card
//! alone, and what is expected: every line of the bill by its price id, the gaps and the total, all
//! compared exactly. A case that does not list all lines says why in `partial`. `published` is the
//! figure that the source prints, under the rounding that the source uses.

use std::borrow::Cow;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

use reckoner::estimate::{Conventions, Estimate, bill, estimate};
use reckoner::fields::{Choice as _, Faults, number};
use reckoner::metering::{Metered, Usage};
use reckoner::pricing::{Date, Prices};
use reckoner::quantity::{Figure, Usd};
use reckoner::scenario::{FreeTier, Rounding};
use serde::Deserialize;

use crate::support::{BOOK, read_toml};

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
    /// The unrounded total.
    total: Option<String>,
    /// Why lines or the total are left out; absent where all are listed.
    partial: Option<String>,
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
    quantity: String,
    priced: Option<String>,
    amount: String,
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
        if let Err(faults) = run(&case) {
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

fn run(case: &Case) -> Result<(), Vec<String>> {
    // Without a day the result would change with the book.
    let no_day = || vec!["prices: no day".to_owned()];
    if let Some(table) = &case.scenario {
        let words = |faults: Faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>();
        let scenario = read_toml(&table.to_string()).map_err(words)?;
        let day = scenario.prices.ok_or_else(no_day)?;
        let prices = BOOK.as_of(&scenario.region, day).unwrap();
        let estimate = estimate(&scenario, &prices, true).unwrap();
        return compare(&estimate, &case.expected);
    }
    let day = case.prices.as_ref().ok_or_else(no_day)?;
    let day = day.parse::<Date>().unwrap();
    let region = case.region.as_deref().unwrap_or("us-east-1");
    let prices = BOOK.as_of(region, day).unwrap();
    let usage = case.usage.iter().map(|row| {
        Usage::new(
            Cow::Owned(row.price_id.clone()),
            number::decimal(&row.quantity).unwrap(),
        )
    });
    let free = case
        .free_tier
        .as_deref()
        .map_or(FreeTier::None, |word| FreeTier::from_word(word).unwrap());
    assert_eq!(prices.as_of(), day);
    let metered = Metered {
        usage: usage.collect(),
        ..Metered::default()
    };
    let conventions = Conventions {
        free_tier: free,
        rounding: Rounding::Exact,
        explain: true,
    };
    let estimate = bill(metered, &prices, &conventions).unwrap();
    compare(&estimate, &case.expected)
}

/// Compares an estimate with what is expected. The error lists every difference in words.
fn compare(estimate: &Estimate<'_>, expected: &Expected) -> Result<(), Vec<String>> {
    let mut wrong = Wrong::default();
    wrong.left_out(estimate, expected);
    for line in &expected.lines {
        wrong.line(estimate, line);
    }
    let gaps: Vec<&str> = estimate
        .gaps
        .iter()
        .map(|gap| gap.price_id.as_str())
        .collect();
    wrong.check("gaps", gaps.join(" "), &expected.gaps.join(" "));
    if let Some(total) = &expected.total {
        wrong.check("total", estimate.monthly, total);
    }
    if let Some(published) = &expected.published {
        let lines = || {
            estimate
                .lines
                .iter()
                .map(|line| Figure::new(line.amount.to_cents()))
        };
        let rounded = match expected.published_rounding.as_deref() {
            Some("lines") => lines().fold(Figure::ZERO, |sum, line| sum.checked_add(line).unwrap()),
            Some("total") | None => Figure::new(estimate.monthly.to_cents()),
            Some(other) => panic!("unknown rounding {other}"),
        };
        wrong.check("published", Usd::new(rounded).to_cents(), published);
    }
    if wrong.0.is_empty() {
        Ok(())
    } else {
        Err(wrong.0)
    }
}

/// The differences between an estimate and a case.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    fn check(&mut self, what: impl Display, found: impl Display, expected: &str) {
        let found = found.to_string();
        if found != expected {
            self.0
                .push(format!("{what}: expected {expected}, found {found}"));
        }
    }

    fn line(&mut self, estimate: &Estimate<'_>, line: &ExpectedLine) {
        let id = &line.price_id;
        let Some(found) = estimate.lines.iter().find(|found| found.price.id == *id) else {
            self.0.push(format!("{id}: not on the bill"));
            return;
        };
        self.check(format!("{id} quantity"), found.quantity, &line.quantity);
        self.check(format!("{id} amount"), found.amount, &line.amount);
        if let Some(priced) = &line.priced {
            self.check(format!("{id} priced"), found.priced, priced);
        }
        if let Some(published) = &line.published {
            let cents = found.amount.to_cents();
            self.check(format!("{id} published"), cents, published);
        }
    }

    /// Checks that the bill and the case have the same lines, each once, and that the case has a total,
    /// unless the case says why it leaves something out.
    fn left_out(&mut self, estimate: &Estimate<'_>, expected: &Expected) {
        let listed: Vec<&str> = expected.lines.iter().map(|l| l.price_id.as_str()).collect();
        let billed: Vec<&str> = estimate.lines.iter().map(|l| l.price.id.as_str()).collect();
        for (ids, place) in [(&listed, "in the case"), (&billed, "on the bill")] {
            let again = |(at, id): (usize, &&str)| ids[..at].contains(id).then(|| (*id).to_owned());
            let twice = ids.iter().enumerate().filter_map(again);
            self.0
                .extend(twice.map(|id| format!("{id}: twice {place}")));
        }
        let mut missing: Vec<&str> = billed;
        missing.retain(|id| !listed.contains(id));
        missing.extend(expected.total.is_none().then_some("total"));
        match expected.partial.as_deref() {
            None => self
                .0
                .extend(missing.iter().map(|what| format!("{what}: not listed"))),
            Some("") => self.0.push("partial: no reason".to_owned()),
            Some(_) if missing.is_empty() => self.0.push("partial: all is listed".to_owned()),
            Some(_) => {}
        }
    }
}

/// A case without a difference.
const WHOLE: &str = r#"
name = "Two lines"
source = "https://aws.amazon.com/lambda/pricing/"
prices = "2026-10-01"

[[usage]]
price_id = "lambda.requests"
quantity = "1000000"

[[usage]]
price_id = "kms.keys"
quantity = "1"

[expected]
total = "1.2"

[[expected.lines]]
price_id = "lambda.requests"
quantity = "1000000"
amount = "0.2"

[[expected.lines]]
price_id = "kms.keys"
quantity = "1"
amount = "1"
"#;

/// The differences of [`WHOLE`] after its first `part` was replaced.
fn wrong_with(part: &str, instead: &str) -> Vec<String> {
    assert!(WHOLE.contains(part), "{part}");
    let text = WHOLE.replacen(part, instead, 1);
    match toml::from_str(&text) {
        Ok(case) => run(&case).err().unwrap_or_default(),
        Err(fault) => vec![fault.message().to_owned()],
    }
}

#[test]
fn a_case_that_does_not_list_the_whole_bill_fails() {
    let line = "\n[[expected.lines]]\nprice_id = \"kms.keys\"\nquantity = \"1\"\namount = \"1\"\n";
    let more = format!(
        "{line}{}",
        line.replace("kms.keys", "lambda.duration.arm64")
    );
    let used = "[[usage]]\nprice_id = \"kms.keys\"\nquantity = \"1\"\n";
    let total = "total = \"1.2\"\n";
    let partial = "partial = \"the key is beside the point\"\n";
    for (part, instead, wrong) in [
        (line, line, ""),
        ("prices = \"2026-10-01\"\n", "", "prices: no day"),
        (line, "", "kms.keys: not listed"),
        (
            used,
            "",
            "kms.keys: not on the bill; total: expected 1.2, found 0.2",
        ),
        (line, &more, "lambda.duration.arm64: not on the bill"),
        (line, &line.repeat(2), "kms.keys: twice in the case"),
        (
            used,
            &used.repeat(2),
            "kms.keys: twice on the bill; total: expected 1.2, found 2.2",
        ),
        (total, "", "total: not listed"),
        (
            total,
            "total = \"1.20\"\n",
            "total: expected 1.20, found 1.2",
        ),
        ("amount = \"1\"\n", "", "missing field `amount`"),
        (
            "quantity = \"1\"\namount",
            "amount",
            "missing field `quantity`",
        ),
        (
            "amount = \"1\"\n",
            "amount = \"2\"\n",
            "kms.keys amount: expected 2, found 1",
        ),
        (total, partial, ""),
        (total, "partial = \"\"\n", "partial: no reason"),
        (
            total,
            &format!("{total}{partial}"),
            "partial: all is listed",
        ),
    ] {
        assert_eq!(wrong_with(part, instead).join("; "), wrong, "{instead}");
    }
}
