//! Versions that are not simply new: dated back, in conflict, incomplete before.

use reckoner::pricing::import::PriceChangeKind;

use super::{
    API_GATEWAY, BOOK, DYNAMODB, LAMBDA, after, book_of, import_into, imported, text_of, texts,
};

#[test]
fn a_version_dated_back_is_inserted_in_order() {
    let found = imported(&[DYNAMODB]);
    let write = found.changes.first().unwrap();
    assert_eq!(write.kind, PriceChangeKind::DatedBack);
    assert_eq!(
        write.to_string(),
        "us-east-1 dynamodb.on-demand.write from 2024-11-01: 0.000000625 (was 0.00000125)"
    );
    let new = after(&found, BOOK);
    let book = book_of(&new);
    let versions = book.versions("us-east-1", "dynamodb.on-demand.write");
    let days: Vec<String> = versions
        .iter()
        .map(|version| version.from.to_string())
        .collect();
    assert_eq!(days, ["2024-07-01", "2024-11-01", "2025-01-01"]);
    // The comment stays with the version that it was written for.
    let text = text_of(&new, "us-east-1/dynamodb.toml");
    let comment = "\n# First seen in the new year.\n[[price.version]]\nfrom = 2025-01-01\n";
    assert!(text.contains(comment), "{text}");
}

#[test]
fn another_price_of_the_same_day_is_a_conflict_until_corrected() {
    let cheaper = API_GATEWAY
        .replace("2024-01-01T", "2024-07-01T")
        .replace("\"0.0000009000\"", "\"0.0000008000\"");
    let found = imported(&[&cheaper]);
    assert_eq!(
        texts(&found.faults),
        [
            "us-east-1 api-gateway.http.requests: the book says 0.000001 from 0, 0.0000009 from \
             300000000 from 2024-07-01 (Another witness), the list 0.000001 from 0, 0.0000008 from \
             300000000 (AmazonApiGateway 20261205101700); --correct replaces it"
        ]
    );
    assert!(
        found
            .files
            .iter()
            .all(|(path, _)| !path.starts_with("us-east-1"))
    );

    let found = import_into(BOOK, &[&cheaper], true);
    assert_eq!(texts(&found.faults), [""; 0]);
    assert_eq!(found.changes[0].kind, PriceChangeKind::Corrected);
    let new = after(&found, BOOK);
    let book = book_of(&new);
    let [_, version] = book.versions("us-east-1", "api-gateway.http.requests") else {
        panic!("two versions")
    };
    assert_eq!(
        version.reference.title,
        "AWS Price List, AmazonApiGateway 20261205101700"
    );
    assert_eq!(version.also, []);
    assert_eq!(
        version.note.as_deref(),
        Some(
            "Corrected on import; was 0.000001 from 0, 0.0000009 from 300000000, read in: Another \
             witness."
        )
    );
}

#[test]
fn a_tier_that_was_unknown_is_filled_in_and_keeps_its_witnesses() {
    let found = imported(&[API_GATEWAY]);
    let faults = texts(&found.faults);
    assert!(
        faults[0].contains("the book says 0.000001 from 0, unknown from 300000000"),
        "{faults:?}"
    );

    let found = import_into(BOOK, &[API_GATEWAY], true);
    let new = after(&found, BOOK);
    let book = book_of(&new);
    let version = &book.versions("us-east-1", "api-gateway.http.requests")[0];
    assert_eq!(
        version.tiers[1].price.unwrap().value().to_string(),
        "0.0000009"
    );
    assert_eq!(version.also[0].title, "An old witness");
    assert_eq!(
        version.note.as_deref(),
        Some("The second tier was not read.")
    );
}

#[test]
fn editions_are_taken_in_the_order_of_their_publication() {
    let older = DYNAMODB
        .replace("20261205101600", "20261105101600")
        .replace("2026-12-05T", "2026-11-05T")
        .replace("2026-12-01T", "2026-10-01T")
        .replace("0.2400000000", "0.2450000000");
    for lists in [[&*older, DYNAMODB], [DYNAMODB, &*older]] {
        let found = imported(&lists);
        assert_eq!(texts(&found.faults), [""; 0]);
        let new = after(&found, BOOK);
        let book = book_of(&new);
        let versions = book.versions("us-east-1", "dynamodb.storage.standard");
        let days: Vec<String> = versions
            .iter()
            .map(|version| version.from.to_string())
            .collect();
        assert_eq!(days, ["2024-07-01", "2026-10-01", "2026-12-01"]);
    }
}

#[test]
fn two_prices_of_one_product_from_the_same_day_on_are_a_fault() {
    let mut list: serde_json::Value = serde_json::from_str(LAMBDA).unwrap();
    let terms = &mut list["terms"]["OnDemand"]["LAMBDAREQUEST002"];
    let mut other = terms.as_object().unwrap().values().next().unwrap().clone();
    let steps = other["priceDimensions"].as_object_mut().unwrap();
    let step = steps.values_mut().next().unwrap();
    step["pricePerUnit"]["USD"] = "5".into();
    terms["another"] = other;
    let found = import_into(BOOK, &[&list.to_string()], true);
    let faults = texts(&found.faults);
    let told = faults
        .iter()
        .find(|fault| fault.contains("has two prices for it from 2026-11-01 on"));
    let told = told.unwrap_or_else(|| panic!("{faults:#?}"));
    let (_, rest) = told.split_once("on: ").unwrap();
    assert!(rest.contains("5 (LAMBDAREQUEST002)"), "{told}");
    for change in &found.changes {
        assert!(!told.contains(&change.id), "{}", change.id);
    }
}
