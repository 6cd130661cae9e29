//! The embedded price book is valid, and faulty price books are refused with the right messages.

mod record;
mod refused;
mod witnessed;

use std::collections::BTreeSet;

use reckoner::pricing::{Date, PriceId, ids};

use crate::sources::{Token, sources, tokens};
use crate::support::BOOK;

#[test]
fn every_version_of_the_embedded_book_is_sourced_and_in_order() {
    let catalog = BOOK.catalog();
    let mut versions = 0;
    for region in &catalog.regions {
        for price in &catalog.prices {
            let of_price = BOOK.versions(&region.code, &price.id);
            assert!(
                of_price.is_sorted_by(|a, b| a.from < b.from),
                "{}",
                price.id
            );
            for version in of_price {
                versions += 1;
                let place = format!("{} {} {}", region.code, price.id, version.from);
                assert!(version.from <= catalog.published, "{place}");
                assert!(version.from <= version.seen, "{place}");
                for reference in version.sources() {
                    assert!(reference.href.starts_with("https://"), "{place}");
                    assert!(!reference.title.is_empty(), "{place}");
                }
                assert!(version.tiers[0].from.is_zero(), "{place}");
                let priced = version.tiers.iter().filter_map(|tier| tier.price);
                assert!(priced.clone().count() > 0, "{place}");
                for price in priced {
                    assert!(!price.value().is_sign_negative(), "{place}");
                }
            }
        }
    }
    assert!(versions > 5_000, "{versions}");
}

/// The price ids that the files of `services` name, as constants or as text.
fn named_by_services() -> Vec<PriceId> {
    let sources = sources();
    let services = sources
        .iter()
        .filter(|(file, _)| file.starts_with("services/"));
    let pieces: BTreeSet<&str> = services
        .flat_map(|(_, text)| tokens(text))
        .filter_map(|token| match token {
            Token::Word(piece) | Token::Text(piece) => Some(piece),
            Token::Sign(_) => None,
        })
        .collect();
    let constant = |id: &str| id.to_ascii_uppercase().replace(['.', '-'], "_");
    let is_named = |id: &&PriceId| {
        let id = id.as_str();
        pieces.contains(id) || pieces.contains(constant(id).as_str())
    };
    ids::ALL.iter().filter(is_named).copied().collect()
}

#[test]
fn us_east_1_has_the_prices_that_services_can_name() {
    let named = named_by_services();
    assert!(named.len() > 100, "{}", named.len());
    let today = BOOK.as_of("us-east-1", BOOK.catalog().published).unwrap();
    let price = |id: PriceId| today.look_up(id.as_str())?.version?.tiers.first()?.price;
    let missing: Vec<_> = named
        .into_iter()
        .filter(|id| price(*id).is_none())
        .collect();
    assert_eq!(missing, []);
}

#[test]
fn a_look_up_takes_the_latest_version_that_is_not_after_the_day() {
    let read = |day: Date| {
        let found = BOOK
            .as_of("us-east-1", day)?
            .look_up("dynamodb.on-demand.read")?;
        let price = found.version?.tiers[0].price?;
        Some(price.value().normalize().to_string())
    };
    assert_eq!(read(Date::known(2024, 10, 31)).unwrap(), "0.00000025");
    assert_eq!(read(Date::known(2024, 11, 1)).unwrap(), "0.000000125");
    let first = BOOK.versions("us-east-1", "dynamodb.on-demand.read")[0].from;
    assert!(read(first).is_some());
    assert_eq!(read(first.previous().unwrap()), None);
}

#[test]
fn what_the_book_does_not_have_is_none_and_not_zero() {
    let day = BOOK.catalog().published;
    assert!(BOOK.as_of("mars-north-1", day).is_none());
    let today = BOOK.as_of("us-east-1", day).unwrap();
    assert!(today.look_up("lambda.nothing").is_none());
    assert_eq!(BOOK.versions("us-east-1", "lambda.nothing"), []);
    assert_eq!(BOOK.versions("mars-north-1", "lambda.requests"), []);
}
