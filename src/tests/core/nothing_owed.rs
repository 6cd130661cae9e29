//! Usage of which nothing is left to pay for is no gap, whatever the price.

use reckoner::estimate::{Conventions, bill, estimate};
use reckoner::metering::{Metered, Usage};
use reckoner::pricing::{Date, Prices};
use reckoner::quantity::Figure;
use reckoner::scenario::{FreeTier, Rounding};

use crate::support::{BOOK, scenario};

/// A day on which allowances hold and many prices are not on record yet.
const EARLY: Date = Date::known(2024, 7, 1);
/// A day before any price of data transfer.
const UNSEEN: Date = Date::known(2024, 6, 30);

/// The gaps of this much of one price.
fn gaps(prices: &dyn Prices, id: &str, quantity: Figure, free_tier: FreeTier) -> usize {
    let metered = Metered {
        usage: vec![Usage::new(id.to_owned().into(), quantity)],
        ..Metered::default()
    };
    let conventions = Conventions {
        free_tier,
        rounding: Rounding::Exact,
        explain: true,
    };
    bill(metered, prices, &conventions).unwrap().gaps.len()
}

#[test]
fn a_quantity_of_0_without_a_price_is_no_gap() {
    let mut seen = 0;
    for region in BOOK.catalog().region_codes() {
        let prices = BOOK.as_of(region, EARLY).unwrap();
        for price in &BOOK.catalog().prices {
            let found = prices.find(&price.id).unwrap();
            if found.version.is_some() {
                continue;
            }
            seen += 1;
            let gaps = |quantity| gaps(&prices, &price.id, quantity, FreeTier::None);
            assert_eq!(gaps(Figure::ZERO), 0, "{region} {}", price.id);
            assert_eq!(gaps(Figure::ONE), 1, "{region} {}", price.id);
        }
    }
    assert!(seen > 0, "every price is on record on {EARLY}");
}

#[test]
fn what_an_allowance_covers_whole_is_no_gap() {
    let mut seen = 0;
    for region in BOOK.catalog().region_codes() {
        let prices = BOOK.as_of(region, EARLY).unwrap();
        let free = prices.allowances().iter();
        for allowance in free.filter(|one| one.holds_on(EARLY)) {
            for id in &allowance.prices {
                if prices.find(id).unwrap().version.is_some() {
                    continue;
                }
                seen += 1;
                let gaps = |quantity| gaps(&prices, id, quantity, FreeTier::Legacy12Months);
                assert_eq!(gaps(allowance.quantity), 0, "{region} {id}");
                let more = allowance.quantity.checked_add(Figure::ONE).unwrap();
                assert_eq!(gaps(more), 1, "{region} {id}");
            }
        }
    }
    assert!(seen > 0, "every price is on record on {EARLY}");
}

#[test]
fn an_api_that_answers_nothing_has_no_gap_for_its_answers() {
    let text = |response_kb: u32| {
        format!(
            "region = \"us-west-1\"\nprices = \"{UNSEEN}\"\n[traffic]\nrequests_per_month = 1000000\n[api]\nkind = \"http\"\nrequest_kb = 1\nresponse_kb = {response_kb}\n"
        )
    };
    let gaps = |response_kb| {
        let scenario = scenario(&text(response_kb));
        let prices = BOOK.as_of("us-west-1", UNSEEN).unwrap();
        let gaps = estimate(&scenario, &prices, false).unwrap().gaps;
        gaps.iter()
            .any(|gap| gap.price_id == "data-transfer.out.internet")
    };
    assert!(!gaps(0));
    assert!(gaps(1));
}
