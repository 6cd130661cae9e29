//! The differences between two days of a price book and between two price books.

use reckoner::pricing::difference::{
    Kind, Nature, Stated, StatedTier, between_books, between_days,
};
use reckoner::pricing::{Date, PriceBook};
use reckoner::pricing::{SourceFile, parse::parse};

use crate::support::BOOK;

const BEFORE: Date = Date::known(2024, 10, 31);
const AFTER: Date = Date::known(2024, 11, 1);

const CATALOG: &str = r#"
published = 2026-10-01
units = ["request"]

[[region]]
code = "us-east-1"
name = "US East (N. Virginia)"

[[service]]
key = "lambda"
name = "AWS Lambda"
code = "AWSLambda"
page = "https://aws.amazon.com/lambda/pricing/"
price = [{ id = "lambda.requests", description = "Requests", unit = "request", block = "1000000" }]
"#;

/// A book of one price with these days and prices, published on this day.
fn book(published: &str, versions: &[(&str, &str)], free: &str) -> PriceBook {
    let reference = r#"reference = { title = "A page", href = "https://example.com/", retrieved = 2026-10-01 }"#;
    let mut prices = String::from("[[price]]\nid = \"lambda.requests\"\n");
    for (from, price) in versions {
        prices.push_str(&format!(
            "[[price.version]]\nfrom = {from}\ntiers = [{{ from = \"0\", price = \"{price}\" }}]\n\
             {reference}\nconfidence = \"high\"\n"
        ));
    }
    let catalog = CATALOG.replace("2026-10-01", published);
    let free = format!(
        "[[allowance]]\nid = \"lambda.requests\"\nkind = \"always-free\"\nquantity = \"{free}\"\n\
         unit = \"request\"\nprices = [\"lambda.requests\"]\nin_scale = false\nfrom = 2024-07-01\n\
         description = \"Some.\"\n{reference}\n"
    );
    let files = [
        ("catalog.toml", &catalog),
        ("free-tier.toml", &free),
        ("us-east-1/lambda.toml", &prices),
    ]
    .map(|(path, text)| SourceFile { path, text });
    parse(&files).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// Each change as kind, nature, day, old and new price.
fn changes(old: &PriceBook, new: &PriceBook) -> Vec<String> {
    let difference = between_books(old, new);
    let price = |tiers: &[StatedTier]| tiers[0].price.clone().unwrap();
    let versions = difference.versions.iter().map(|change| {
        let side = |side: &Option<_>| {
            side.as_ref()
                .map_or("none".to_owned(), |it: &Stated| price(&it.tiers))
        };
        format!(
            "{} {:?} {}: {} -> {}",
            change.kind.word(),
            change.nature,
            change.from,
            side(&change.old),
            side(&change.new)
        )
    });
    versions.collect()
}

#[test]
fn two_days_differ_where_a_bill_would() {
    let difference = between_days(&BOOK, Some("us-east-1"), BEFORE, AFTER);
    let read = difference
        .prices
        .iter()
        .find(|it| it.id == "dynamodb.on-demand.read");
    let read = read.unwrap();
    assert_eq!(read.kind, Kind::Changed);
    assert_eq!((&*read.region, &*read.unit), ("us-east-1", "RRU"));
    let tier = |price: &str| StatedTier {
        from: "0".to_owned(),
        price: Some(price.to_owned()),
    };
    assert_eq!(read.old.as_ref().unwrap().tiers, [tier("0.00000025")]);
    assert_eq!(read.new.as_ref().unwrap().tiers, [tier("0.000000125")]);
    assert_eq!(read.new.as_ref().unwrap().from, AFTER);
    // A price that had no version on the first day is added, not changed.
    let ia = difference
        .prices
        .iter()
        .find(|it| it.id == "dynamodb.on-demand.read-ia");
    assert_eq!(ia.unwrap().kind, Kind::Added);
    assert!(difference.prices.iter().all(|it| it.region == "us-east-1"));
    // A price that did not change is not listed.
    let ids: Vec<&str> = difference.prices.iter().map(|it| it.id.as_str()).collect();
    assert!(!ids.contains(&"dynamodb.provisioned.rcu-hour"), "{ids:?}");
}

#[test]
fn backwards_is_the_same_the_other_way_round() {
    let forth = between_days(&BOOK, None, BEFORE, AFTER);
    let back = between_days(&BOOK, None, AFTER, BEFORE);
    assert_eq!(forth.prices.len(), back.prices.len());
    for (forth, back) in forth.prices.iter().zip(&back.prices) {
        assert_eq!((&forth.old, &forth.new), (&back.new, &back.old));
    }
    assert!(back.prices.iter().any(|it| it.kind == Kind::Removed));
    assert!(between_days(&BOOK, None, AFTER, AFTER).is_empty());
    assert!(
        between_days(&BOOK, Some("mars-north-1"), BEFORE, AFTER)
            .prices
            .is_empty()
    );
}

#[test]
fn decimals_travel_as_text() {
    let difference = between_days(&BOOK, Some("us-east-1"), BEFORE, AFTER);
    let json = serde_json::to_value(&difference).unwrap();
    assert_eq!(json["from"], "2024-10-31");
    let prices = json["prices"].as_array().unwrap();
    let read = prices
        .iter()
        .find(|it| it["id"] == "dynamodb.on-demand.read")
        .unwrap();
    assert_eq!(read["kind"], "changed");
    assert_eq!(read["new"]["tiers"][0]["price"], "0.000000125");
    assert_eq!(read["new"]["tiers"][0]["from"], "0");
    assert!(
        read["new"]["reference"]["href"]
            .as_str()
            .unwrap()
            .starts_with("https://")
    );
}

#[test]
fn a_version_younger_than_the_old_book_is_new() {
    let old = book("2026-10-01", &[("2024-07-01", "0.2")], "5");
    let new = book(
        "2026-12-01",
        &[("2024-07-01", "0.2"), ("2026-12-01", "0.1")],
        "5",
    );
    assert_eq!(changes(&old, &new), ["added New 2026-12-01: 0.2 -> 0.1"]);
    assert_eq!(changes(&old, &old), [""; 0]);
    assert!(between_books(&old, &old).is_empty());
}

#[test]
fn what_touches_the_time_of_the_old_book_is_a_correction() {
    let old = book("2026-10-01", &[("2024-07-01", "0.2")], "5");
    for (versions, expected) in [
        (
            vec![("2024-07-01", "0.3")],
            "changed Correction 2024-07-01: 0.2 -> 0.3",
        ),
        (
            vec![("2023-07-01", "0.2"), ("2024-07-01", "0.2")],
            "added Filled 2023-07-01: none -> 0.2",
        ),
        (
            vec![("2024-07-01", "0.2"), ("2026-10-01", "0.1")],
            "added Correction 2026-10-01: 0.2 -> 0.1",
        ),
    ] {
        let new = book("2026-10-01", &versions, "5");
        assert_eq!(changes(&old, &new), [expected]);
    }
    // The version was moved to an earlier day, so its old day states the same price as before.
    let moved = book("2026-10-01", &[("2024-01-01", "0.2")], "5");
    assert_eq!(
        changes(&old, &moved),
        [
            "added Filled 2024-01-01: none -> 0.2",
            "removed Evidence 2024-07-01: 0.2 -> 0.2",
        ]
    );
    let late = between_books(&old, &moved);
    assert_eq!(late.of_nature(Nature::Filled).count(), 1);
    assert_eq!(late.of_nature(Nature::Correction).count(), 0);
}

#[test]
fn the_same_price_by_another_witness_changes_no_result() {
    let old = book("2026-10-01", &[("2024-07-01", "0.2")], "5");
    let again = book(
        "2026-10-01",
        &[("2024-07-01", "0.2"), ("2025-07-01", "0.20")],
        "5",
    );
    assert_eq!(
        changes(&old, &again),
        ["added Evidence 2025-07-01: 0.2 -> 0.2"]
    );
}

#[test]
fn allowances_count_too() {
    let old = book("2026-10-01", &[("2024-07-01", "0.2")], "5");
    let new = book("2026-10-01", &[("2024-07-01", "0.2")], "6");
    let difference = between_books(&old, &new);
    assert!(difference.versions.is_empty());
    let [change] = difference.allowances.as_slice() else {
        panic!("{difference:?}")
    };
    assert_eq!(
        (change.kind, &*change.id),
        (Kind::Changed, "lambda.requests")
    );
    let days = between_days(
        &old,
        None,
        Date::known(2024, 6, 30),
        Date::known(2024, 7, 1),
    );
    assert_eq!(days.allowances[0].kind, Kind::Added);
}
