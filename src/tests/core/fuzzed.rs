//! What must hold for any text at all. The fuzz targets in `fuzz/` call these functions with texts of
//! their own, and the corpus that they found is replayed by `corpus.rs`.
//!
//! `fuzz/` includes this file by its path, so it uses nothing of the other tests.

use std::sync::LazyLock;

use reckoner::check::{Context, read};
use reckoner::estimate::{Conventions, Estimate, bill, estimate};
use reckoner::fields::{Faults, Node, json, query, toml};
use reckoner::metering::{Metered, Usage};
use reckoner::pricing::import::select::Selector;
use reckoner::pricing::import::{self, Import, Options};
use reckoner::pricing::{Date, PriceBook, Prices, SourceFile, embedded, parse::parse};
use reckoner::quantity::Figure;
use reckoner::scenario::{FreeTier, Rounding, link};
use reckoner::workload::Checked;

/// A check of one text; it panics if something does not hold.
type Entry = fn(&[u8]);

/// The checks, by the names of their folders in `fuzz/corpus`.
const ENTRIES: [(&str, Entry); 5] = [
    ("query", of_query),
    ("json", of_json),
    ("toml", of_toml),
    ("price_book", of_price_book),
    ("offer_list", of_offer_list),
];

/// Runs the check of a fuzz target.
pub fn run(target: &str, text: &[u8]) {
    let entry = ENTRIES.iter().find(|(name, _)| *name == target);
    let (_, check) = entry.unwrap_or_else(|| panic!("no check of {target}"));
    check(text);
}

/// The whole book, for scenarios.
static BOOK: LazyLock<PriceBook> = LazyLock::new(|| sound(embedded::FILES));

/// A small book, for what changes a book.
const SMALL: [SourceFile<'static>; 5] = [
    SourceFile {
        path: "us-east-1/lambda.toml",
        text: include_str!("import/book/us-east-1/lambda.toml"),
    },
    SourceFile {
        path: "catalog.toml",
        text: include_str!("import/book/catalog.toml"),
    },
    SourceFile {
        path: "free-tier.toml",
        text: include_str!("import/book/free-tier.toml"),
    },
    SourceFile {
        path: "us-east-1/api-gateway.toml",
        text: include_str!("import/book/us-east-1/api-gateway.toml"),
    },
    SourceFile {
        path: "us-east-1/dynamodb.toml",
        text: include_str!("import/book/us-east-1/dynamodb.toml"),
    },
];

/// The small book, read.
static SMALL_BOOK: LazyLock<PriceBook> = LazyLock::new(|| sound(&SMALL));

fn sound(files: &[SourceFile<'_>]) -> PriceBook {
    parse(files).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// A query string.
fn of_query(text: &[u8]) {
    of_scenario(text, query::parse);
}

/// A body in JSON.
fn of_json(text: &[u8]) {
    of_scenario(text, json::parse);
}

/// A body in TOML.
fn of_toml(text: &[u8]) {
    of_scenario(text, toml::parse);
}

/// A text is refused with faults, or its scenario is estimated and survives its own link.
fn of_scenario(text: &[u8], parse: for<'t> fn(&'t str, &mut Faults) -> Node<'t>) {
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let mut faults = Faults::default();
    let node = parse(text, &mut faults);
    let read = match faults.into_result(()) {
        Ok(()) => read(&node, &Context::new(&BOOK)),
        // What has no sound tree may still be read for its other faults.
        Err(faults) => {
            let _ = read(&node, &Context::new(&BOOK));
            Err(faults)
        }
    };
    match read {
        Ok(scenario) => of_checked(&scenario),
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a fault");
            for fault in faults {
                assert!(!fault.to_string().is_empty(), "a fault without words");
            }
        }
    }
}

fn of_checked(scenario: &Checked) {
    let day = BOOK.day_for(scenario.prices);
    let link = link::write_pinned(scenario, day);
    let mut faults = Faults::default();
    let node = query::parse(&link, &mut faults);
    assert_eq!(faults.into_result(()), Ok(()), "{link}");
    assert_eq!(
        link::canonical(&node, day),
        link,
        "the link of its own tree"
    );
    let again = read(&node, &Context::new(&BOOK));
    let again = again.unwrap_or_else(|faults| panic!("{link}: {faults:?}"));
    assert_eq!(
        link::write_pinned(&again, day),
        link,
        "the link of its link"
    );

    let prices = BOOK.as_of(&scenario.region, day);
    let prices = prices.unwrap_or_else(|| panic!("no region {}", scenario.region));
    let explained = estimated(scenario, &prices, true);
    let plain = estimated(scenario, &prices, false);
    let linked = estimated(&again, &prices, false);
    for other in [&plain, &linked] {
        assert_eq!(other.monthly, explained.monthly, "{link}");
        assert_eq!(other.list_monthly, explained.list_monthly, "{link}");
        assert_eq!(other.gaps, explained.gaps, "{link}");
        assert_eq!(other.lines.len(), explained.lines.len(), "{link}");
        for (one, other) in explained.lines.iter().zip(&other.lines) {
            assert_eq!(one.price.id, other.price.id, "{link}");
            assert_eq!(one.quantity, other.quantity, "{link}");
            assert_eq!(one.amount, other.amount, "{link}");
        }
    }
}

/// The estimate of a scenario, which has no figure below zero.
fn estimated<'p>(scenario: &Checked, prices: &'p dyn Prices, explain: bool) -> Estimate<'p> {
    let estimate = estimate(scenario, prices, explain);
    let estimate = estimate.unwrap_or_else(|overflow| panic!("{overflow:?}"));
    not_negative(&estimate);
    for line in &estimate.lines {
        assert_eq!(line.derivation.is_empty(), !explain, "{line:?}");
    }
    estimate
}

fn not_negative(estimate: &Estimate<'_>) {
    let negative = |text: String| text.starts_with('-');
    assert!(!negative(estimate.monthly.to_string()), "{estimate:?}");
    for line in &estimate.lines {
        for amount in [line.amount, line.discounted] {
            assert!(!negative(amount.to_string()), "{line:?}");
        }
        for figure in [line.quantity, line.free, line.priced] {
            assert!(!negative(figure.to_string()), "{line:?}");
        }
    }
}

/// The text of one file of a book, which its first byte chooses. A book is refused with faults, or
/// each of its prices can be charged.
fn of_price_book(text: &[u8]) {
    let Some((choice, text)) = text.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let mut files = SMALL;
    let Some(chosen) = files.get_mut(usize::from(choice.wrapping_sub(b'0'))) else {
        return;
    };
    chosen.text = text;
    let book = match parse(&files) {
        Ok(book) => book,
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a fault");
            return;
        }
    };
    let catalog = book.catalog();
    for region in &catalog.regions {
        for price in &catalog.prices {
            for version in book.versions(&region.code, &price.id) {
                assert!(version.from <= catalog.published, "{}", price.id);
                let prices = book.as_of(&region.code, version.from);
                let prices = prices.unwrap_or_else(|| panic!("no region {}", region.code));
                charge(&price.id, &prices);
            }
        }
    }
}

/// Charges a large quantity of one price.
fn charge(id: &str, prices: &dyn Prices) {
    let quantity = Figure::new(1_000_000_000_000_u64.into());
    for free_tier in [FreeTier::None, FreeTier::AlwaysFree] {
        let metered = Metered {
            usage: vec![Usage::new(id.to_owned().into(), quantity)],
            ..Metered::default()
        };
        let conventions = Conventions {
            free_tier,
            rounding: Rounding::Exact,
            explain: true,
        };
        // A price may be so large that the amount cannot be kept.
        if let Ok(bill) = bill(metered, prices, &conventions) {
            not_negative(&bill);
        }
    }
}

/// A price list of AWS. It is refused, or what is taken over makes a sound book that has it already
/// when it comes again.
fn of_offer_list(text: &[u8]) {
    let Some(found) = imported(&SMALL_BOOK, &SMALL, text) else {
        return;
    };
    assert_eq!(found.files.is_empty(), found.changes.is_empty());
    if found.files.is_empty() {
        return;
    }
    let is_kept = |file: &&SourceFile<'_>| found.files.iter().all(|(path, _)| path != file.path);
    let mut texts: Vec<SourceFile<'_>> = SMALL.iter().filter(is_kept).copied().collect();
    let written = found.files.iter();
    texts.extend(written.map(|(path, text)| SourceFile { path, text }));
    let again = sound(&texts);
    let Some(found) = imported(&again, &texts, text) else {
        panic!("a list that was read is refused the second time");
    };
    assert!(found.files.is_empty(), "{:?}", found.changes);
}

fn imported(book: &PriceBook, files: &[SourceFile<'_>], list: &[u8]) -> Option<Import> {
    let reading = import::read(&Selector::new(book.catalog()), "list.json", list);
    let options = Options {
        correct: true,
        read_on: Date::known(2026, 12, 24),
        whole: false,
    };
    import::import(book, files, vec![reading.ok()?], options).ok()
}
