//! Price dimensions become scales: exactly, in our units, or not at all.

use reckoner::pricing::import::scale::{Dimension, scale};
use reckoner::pricing::import::units;
use rust_decimal::Decimal;

fn dimension(unit: &str, begin: &str, end: &str, usd: &str) -> Dimension {
    let text = format!(
        r#"{{"unit": "{unit}", "beginRange": "{begin}", "endRange": "{end}", "pricePerUnit": {{"USD": "{usd}"}}}}"#
    );
    serde_json::from_str(&text).unwrap()
}

#[test]
fn prices_are_exact() {
    let exact = |usd: &str| {
        let scale = scale(&[dimension("Requests", "0", "Inf", usd)], "request").unwrap();
        scale.tiers[0]
            .price
            .unwrap()
            .value()
            .normalize()
            .to_string()
    };
    for text in [
        "0.0000166667",
        "0.0000000309",
        "0.1",
        "1000000",
        "0.0000000000000000000000000001",
    ] {
        assert_eq!(exact(text), text);
    }
    assert_eq!(exact("0.0000166667000"), "0.0000166667");
    let hourly = |usd: &str| scale(&[dimension("GB-Hours", "0", "Inf", usd)], "GB-second");
    let second = hourly("0.06").unwrap_err();
    assert_eq!(
        second,
        "0.06 per GB-Hours is not an exact price per GB-second"
    );
    let second = hourly("0.036").unwrap().tiers[0].price.unwrap();
    assert_eq!(second.value(), Decimal::from_str_exact("0.00001").unwrap());
}

#[test]
fn scales_that_are_none_are_refused() {
    let of = |steps: &[(&str, &str, &str)]| {
        let steps: Vec<Dimension> = steps
            .iter()
            .map(|(begin, end, usd)| dimension("GB", begin, end, usd))
            .collect();
        scale(&steps, "GB").unwrap_err()
    };
    assert_eq!(of(&[]), "no price dimension");
    assert_eq!(
        of(&[("1", "Inf", "0.1")]),
        "the scale begins at 1: expected 0, so a part of it is missing"
    );
    assert_eq!(
        of(&[("0", "5", "0.1")]),
        "the scale ends at 5: what follows is missing"
    );
    assert_eq!(
        of(&[("0", "5", "0.1"), ("6", "Inf", "0.1")]),
        "a tier ends at 5 and the next begins at 6"
    );
    assert_eq!(
        of(&[("0", "Inf", "0.1"), ("0", "Inf", "0.2")]),
        "a tier ends at Inf and the next begins at 0"
    );
    for wrong in ["1e-7", "-1", "", "free", "0x1"] {
        assert_eq!(
            of(&[("0", "Inf", wrong)]),
            format!("the price \"{wrong}\" is not a decimal")
        );
    }
    assert_eq!(
        of(&[("0", "lots", "1")]),
        "the tier bound \"lots\" is not a decimal"
    );
}

#[test]
fn what_is_never_charged_is_a_price_of_zero_and_no_allowance() {
    let steps = [
        dimension("GB", "0", "5", "0"),
        dimension("GB", "5", "Inf", "0.0000000000"),
    ];
    let scale = scale(&steps, "GB").unwrap();
    assert_eq!(scale.free, None);
    assert_eq!(scale.tiers.len(), 1);
    assert!(scale.tiers[0].price.unwrap().value().is_zero());
}

#[test]
fn every_unit_of_the_catalogue_that_can_be_imported_is_known_to_the_list() {
    let catalog = crate::support::BOOK.catalog();
    for price in &catalog.prices {
        if !price.usage_types.is_empty() {
            assert_ne!(units::known(&price.unit), "none", "{}", price.id);
        }
    }
}
