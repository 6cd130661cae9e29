//! The price book: the embedded one is sound, and bad ones are refused with the right words.

mod refused;

use reckoner::pricing::{Date, Prices as _};

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
                for reference in [&version.reference].into_iter().chain(&version.also) {
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
    assert!(versions > 400, "{versions}");
}

#[test]
fn us_east_1_has_every_price_that_a_calculation_needs() {
    let today = BOOK.as_of("us-east-1", BOOK.catalog().published).unwrap();
    for id in [
        "api-gateway.http.requests",
        "api-gateway.rest.requests",
        "api-gateway.websocket.messages",
        "api-gateway.websocket.connection-minutes",
        "lambda.requests",
        "lambda.duration.x86_64",
        "lambda.duration.arm64",
        "lambda.ephemeral-storage.x86_64",
        "lambda.ephemeral-storage.arm64",
        "lambda.provisioned-concurrency.x86_64",
        "lambda.provisioned-concurrency.arm64",
        "lambda.provisioned-duration.x86_64",
        "lambda.provisioned-duration.arm64",
        "dynamodb.on-demand.read",
        "dynamodb.on-demand.write",
        "dynamodb.provisioned.rcu-hour",
        "dynamodb.provisioned.wcu-hour",
        "dynamodb.storage.standard",
        "dynamodb.storage.ia",
        "dynamodb.pitr",
        "dynamodb.streams.read",
        "cloudwatch.logs.ingestion.lambda",
        "cloudwatch.logs.storage",
        "cloudwatch.metrics",
        "cloudwatch.alarms.standard",
        "kms.keys",
        "kms.requests.symmetric",
        "data-transfer.out.internet",
    ] {
        let found = today.find(id).unwrap_or_else(|| panic!("no id {id}"));
        let version = found.version.unwrap_or_else(|| panic!("no price of {id}"));
        assert!(version.tiers[0].price.is_some(), "{id}");
    }
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
