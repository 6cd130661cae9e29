//! Replicas in named regions: each at the prices of its own region.

use reckoner::estimate::{Estimate, estimate};
use reckoner::pricing::{PriceSlice, Prices, Tier, slice_text};
use reckoner::quantity::{Figure, UnitPrice, Usd};
use reckoner::services;
use reckoner::workload::Checked;
use rust_decimal::Decimal;

use crate::support::{prices, read_json, read_query, read_toml, scenario, usd};

/// The unit-hour of a replicated write in us-west-1.
const WEST_RWCU_HOUR: &str = "0.000725";

/// The prices of us-east-1, with two other regions: us-east-2, which has the same prices, and us-west-1,
/// where everything costs twice as much but a unit-hour of replicated writes.
fn three_regions() -> PriceSlice {
    let own = prices();
    let decimal = |text: &str| Decimal::from_str_exact(text).unwrap();
    let other = |region: &str, factor: Decimal| {
        let catalog = own.book().catalog();
        let ids = catalog.prices.iter();
        let ids = ids.filter(|price| services::keys_elsewhere().contains(&price.service_key()));
        let priced = ids.map(|price| {
            let mut version = own.find(&price.id).unwrap().version.cloned();
            for Tier { price: tier, .. } in version.iter_mut().flat_map(|it| &mut it.tiers) {
                *tier = tier.map(|tier| UnitPrice::new(tier.value() * factor));
                if factor > Decimal::ONE && price.id == "dynamodb.global.replicated-wcu-hour" {
                    *tier = Some(UnitPrice::new(decimal(WEST_RWCU_HOUR)));
                }
            }
            (price.clone(), version)
        });
        let regions = catalog.region_codes().to_vec();
        let (published, services) = (catalog.published, catalog.services.clone());
        PriceSlice::new(
            region,
            regions,
            published,
            own.as_of(),
            services,
            priced.collect(),
        )
    };
    let keys: Vec<&str> = services::keys_priced().collect();
    own.slice(&keys).with_others(vec![
        other("us-east-2", Decimal::ONE),
        other("us-west-1", Decimal::TWO),
    ])
}

/// The lines of a price, as region, quantity and amount.
fn lines(estimate: &Estimate<'_>, id: &str) -> Vec<(String, String, String)> {
    let lines = estimate.lines.iter().filter(|line| line.price.id == id);
    let told = lines.map(|line| {
        let region = line.region.as_deref().unwrap_or("us-east-1");
        (
            region.to_owned(),
            line.quantity.to_string(),
            line.amount.to_string(),
        )
    });
    told.collect()
}

fn rows(rows: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    let rows = rows.iter();
    rows.map(|(region, quantity, amount)| {
        (
            (*region).to_owned(),
            (*quantity).to_owned(),
            (*amount).to_owned(),
        )
    })
    .collect()
}

const REPLICAS: &str = "replicas = [\"us-east-2\", \"us-west-1\"]\n";

fn provisioned(replicas: &str) -> Checked {
    scenario(&format!(
        "[traffic]\nrequests_per_month = 0\n[[tables]]\nname = \"t\"\nstorage_gb = 0\n{replicas}[tables.capacity]\nmode = \"provisioned\"\nread_units = 10\nwrite_units = 20\n"
    ))
}

#[test]
fn replicated_capacity_costs_what_each_region_asks() {
    let slice = three_regions();
    let of = provisioned(REPLICAS);
    let named = estimate(&of, &slice, true).unwrap();
    let writes = lines(&named, "dynamodb.global.replicated-wcu-hour");
    assert_eq!(
        writes,
        rows(&[
            ("us-east-1", "14600", "9.49"),
            ("us-east-2", "14600", "9.49"),
            ("us-west-1", "14600", "10.585"),
        ])
    );
    let of_writes = named
        .lines
        .iter()
        .filter(|line| line.price.id.contains("replicated"));
    let sum = of_writes.fold(Usd::ZERO, |sum, line| sum.checked_add(line.amount).unwrap());
    assert_eq!(sum, usd("29.565"));
    assert_eq!(
        lines(&named, "dynamodb.provisioned.rcu-hour"),
        rows(&[
            ("us-east-1", "7300", "0.949"),
            ("us-east-2", "7300", "0.949"),
            ("us-west-1", "7300", "1.898"),
        ])
    );
    assert!(named.is_complete(), "{:?}", named.gaps);
    // Replicas without a region are what they were: all at this region's price, and a gap.
    let counted = provisioned("replica_regions = 2\n");
    let counted = estimate(&counted, &slice, true).unwrap();
    assert_eq!(
        lines(&counted, "dynamodb.global.replicated-wcu-hour"),
        rows(&[("us-east-1", "43800", "28.47")])
    );
    assert_eq!(counted.gaps.len(), 1);
}

#[test]
fn replicas_on_demand_are_written_read_and_stored_in_their_regions() {
    let of = scenario(&format!(
        "[traffic]\nrequests_per_month = 1000000\n\
         [[operations]]\ntable = \"t\"\nkind = \"put\"\nitem_kb = 1\ncondition_failure_rate = \"0.1\"\n\
         [[operations]]\ntable = \"t\"\nkind = \"get\"\nitem_kb = 4\nconsistency = \"strong\"\n\
         [[tables]]\nname = \"t\"\nstorage_gb = 10\nitem_kb = 1\nttl_deletes_per_month = 1000\nreplica_reads = \"0.5\"\n{REPLICAS}\
         [[tables.indexes]]\nname = \"i\"\nprojected_kb = 1\nstorage_gb = 2\n"
    ));
    let slice = three_regions();
    let bill = estimate(&of, &slice, true).unwrap();
    let quantities = |id: &str| -> Vec<String> {
        let lines = lines(&bill, id).into_iter();
        lines.map(|(_, quantity, _)| quantity).collect()
    };
    // 900,000 good writes; the 100,000 that fail are billed here alone, expiry elsewhere alone.
    assert_eq!(
        quantities("dynamodb.global.replicated-write"),
        ["1000000", "901000", "901000"]
    );
    assert_eq!(quantities("dynamodb.on-demand.write"), ["900000"; 3]);
    assert_eq!(
        quantities("dynamodb.on-demand.read"),
        ["1000000", "500000", "500000"]
    );
    assert_eq!(quantities("dynamodb.storage.standard"), ["12"; 3]);
    assert_eq!(
        lines(&bill, "dynamodb.storage.standard"),
        rows(&[
            ("us-east-1", "12", "3"),
            ("us-east-2", "12", "3"),
            ("us-west-1", "12", "6")
        ])
    );
    assert!(bill.is_complete(), "{:?}", bill.gaps);
    let steps: Vec<String> = bill
        .lines
        .iter()
        .filter(|line| line.region.as_deref() == Some("us-west-1"))
        .flat_map(|line| {
            line.derivation
                .iter()
                .map(|step| step.text.to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(
        steps.contains(&"table t, us-west-1: 10 GB-months = 10 GB-months".to_owned()),
        "{steps:#?}"
    );
}

#[test]
fn allowances_are_of_the_account_and_cover_the_cheapest_region_first() {
    let of = scenario(&format!(
        "[billing]\nfree_tier = \"always-free\"\n[traffic]\nrequests_per_month = 0\n[[tables]]\nname = \"t\"\nstorage_gb = 10\n{REPLICAS}"
    ));
    let slice = three_regions();
    let bill = estimate(&of, &slice, true).unwrap();
    let free: Vec<(Option<&str>, String)> = bill
        .lines
        .iter()
        .filter(|line| line.price.id == "dynamodb.storage.standard")
        .map(|line| (line.region.as_deref(), line.free.to_string()))
        .collect();
    assert_eq!(
        free,
        [
            (None, "10".to_owned()),
            (Some("us-east-2"), "10".to_owned()),
            (Some("us-west-1"), "5".to_owned()),
        ]
    );
}

#[test]
fn a_region_without_a_price_is_a_gap_of_that_region() {
    let own = prices();
    let keys: Vec<&str> = services::keys_priced().collect();
    let empty = |region: &str| {
        let catalog = own.book().catalog();
        let unpriced = catalog.prices.iter().map(|price| (price.clone(), None));
        PriceSlice::new(
            region,
            catalog.region_codes().to_vec(),
            catalog.published,
            own.as_of(),
            Vec::new(),
            unpriced.collect(),
        )
    };
    let slice = own
        .slice(&keys)
        .with_others(vec![empty("us-east-2"), empty("us-west-1")]);
    let bill = estimate(&provisioned(REPLICAS), &slice, false).unwrap();
    let gaps: Vec<(&str, Option<&str>)> = bill
        .gaps
        .iter()
        .map(|gap| (gap.price_id.as_str(), gap.region.as_deref()))
        .collect();
    for gap in [
        ("dynamodb.global.replicated-wcu-hour", Some("us-east-2")),
        ("dynamodb.global.replicated-wcu-hour", Some("us-west-1")),
    ] {
        assert!(gaps.contains(&gap), "{gaps:?}");
    }
    assert!(
        bill.gaps
            .iter()
            .all(|gap| gap.message.contains(gap.region.as_deref().unwrap()))
    );
}

#[test]
fn the_regions_of_replicas_travel_with_the_prices() {
    let slice = three_regions();
    let text = slice_text::encode(&slice);
    let read = slice_text::decode(&text).unwrap();
    assert_eq!(slice_text::encode(&read), text);
    assert!(read.has_region("us-west-1") && !read.has_region("eu-west-1"));
    let of = provisioned(REPLICAS);
    let (here, there) = (
        estimate(&of, &slice, false).unwrap(),
        estimate(&of, &read, false).unwrap(),
    );
    assert_eq!(here.monthly, there.monthly);
    assert_ne!(here.monthly.figure(), Figure::ZERO);
}

#[test]
fn the_whole_book_prices_another_region_like_its_own() {
    let own = prices();
    for region in own.book().catalog().region_codes() {
        let other = own.book().as_of(region, own.as_of()).unwrap();
        for price in &own.book().catalog().prices {
            let (here, there) = (own.find_in(region, &price.id), other.find(&price.id));
            assert_eq!(
                here.unwrap().version,
                there.unwrap().version,
                "{} {region}",
                price.id
            );
        }
    }
    assert!(own.find_in("mars-north-1", "lambda.requests").is_none());
}

#[test]
fn replicas_have_one_meaning_in_each_spelling() {
    let with = |replicas: &str| {
        format!(
            r#"{{"traffic":{{"requests_per_month":1}},"tables":[{{"name":"t","storage_gb":1,{replicas}}}]}}"#
        )
    };
    for (replicas, spelt) in [
        (
            r#""replicas":["us-west-2","eu-west-1"]"#,
            "tables.0.replicas.0=us-west-2&tables.0.replicas.1=eu-west-1",
        ),
        (r#""replicas":["us-west-2"]"#, "tables.0.replicas=us-west-2"),
        (r#""replicas":"us-west-2""#, "tables.0.replicas=us-west-2"),
        (r#""replica_regions":2"#, "tables.0.replica_regions=2"),
    ] {
        let scenario = read_json(&with(replicas)).unwrap();
        let query = reckoner::scenario::link::write(&scenario);
        assert!(query.ends_with(spelt), "{replicas}: {query}");
        assert_eq!(read_query(&query).unwrap().scenario(), scenario.scenario());
    }
}

#[test]
fn replicas_are_other_regions_of_the_book_each_once() {
    let faults = |replicas: &str| -> Vec<String> {
        let text = format!(
            "[traffic]\nrequests_per_month = 1\n[[tables]]\nname = \"t\"\nstorage_gb = 1\n{replicas}\n"
        );
        let faults = read_toml(&text).unwrap_err();
        faults.iter().map(ToString::to_string).collect()
    };
    for (replicas, begins) in [
        (
            "replicas = [\"us-east-1\"]",
            "tables.0.replicas: names \"us-east-1\", the region of the table itself.",
        ),
        (
            "replicas = [\"us-west-2\", \"us-west-2\"]",
            "tables.0.replicas: names \"us-west-2\" twice.",
        ),
        (
            "replicas = [\"us-west-2\"]\nreplica_regions = 1",
            "tables.0.replicas: cannot be given together with replica_regions.",
        ),
        (
            "replicas = [\"\"]",
            "tables.0.replicas: must not have an empty name.",
        ),
        (
            "replicas = [\"mars-north-1\"]",
            "tables.0.replicas: must be one of ",
        ),
    ] {
        let told = faults(replicas);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with(begins), "{told:?}");
    }
}
