//! Properties of the sizing of any scenario.

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::compare_any::any_with_tables;
use crate::support::{prices, scenario_of};
use reckoner::sizing::size;
use reckoner::workload::Workload;

fn sized(value: &Value) -> Value {
    let scenario = scenario_of(value);
    let workload = Workload::derive(&scenario).unwrap();
    serde_json::to_value(size(&workload, prices().quotas()).unwrap()).unwrap()
}

fn decimal(value: &Value) -> Option<Decimal> {
    value.as_str()?.parse().ok()
}

fn limits(sizing: &Value) -> &[Value] {
    sizing["limits"].as_array().unwrap()
}

/// The limit of the same part and quota in another sizing.
fn same<'v>(sizing: &'v Value, limit: &Value) -> &'v Value {
    let mut limits = limits(sizing).iter();
    let is_same = |one: &&Value| {
        one["part"] == limit["part"]
            && one["quota"] == limit["quota"]
            && one["name"] == limit["name"]
    };
    limits.find(is_same).unwrap()
}

/// Changes the requests of a month, and the connections.
fn with_traffic(value: &mut Value, change: impl Fn(u64) -> u64) {
    for pointer in [
        "/traffic/requests_per_month",
        "/api/connection_minutes_per_month",
    ] {
        if let Some(count) = value.pointer_mut(pointer) {
            *count = change(count.as_u64().unwrap()).into();
        }
    }
}

/// Halves the traffic, so that twice of it is within the bounds of the fields.
fn halve(value: &mut Value) {
    with_traffic(value, |count| count / 2);
}

/// The scenario with twice the traffic.
fn doubled(value: &Value) -> Value {
    let mut twice = value.clone();
    with_traffic(&mut twice, |count| count * 2);
    twice
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn limits_are_sorted_by_headroom_and_the_first_is_one_of_them(value in any_with_tables()) {
        let sizing = sized(&value);
        let headrooms: Vec<_> = limits(&sizing).iter().map(|limit| decimal(&limit["headroom"])).collect();
        let key = |headroom: &Option<Decimal>| (headroom.is_none(), *headroom);
        prop_assert!(headrooms.is_sorted_by_key(key), "{headrooms:?}");
        if sizing["first"].is_null() {
            let moving = limits(&sizing).iter().filter(|limit| limit["grows"] == true);
            prop_assert!(moving.into_iter().all(|limit| limit["headroom"].is_null()));
        } else {
            prop_assert!(limits(&sizing).contains(&sizing["first"]));
        }
        for limit in limits(&sizing) {
            let exceeded = decimal(&limit["headroom"]).is_some_and(|headroom| headroom < Decimal::ONE);
            prop_assert_eq!(limit["binds_in_month"] == 1, exceeded);
            prop_assert!(!limit["remedy"].as_str().unwrap().is_empty() || limit["quota"].is_null(), "{limit}");
        }
    }

    #[test]
    fn twice_the_traffic_halves_every_headroom_in_proportion(value in any_with_tables()) {
        let mut value = value;
        halve(&mut value);
        for function in value["functions"].as_array_mut().unwrap() {
            // What is kept ready takes its part of a pool whatever the traffic is.
            function.as_object_mut().unwrap().remove("provisioned_concurrency");
        }
        let (once, twice) = (sized(&value), sized(&doubled(&value)));
        for limit in limits(&once) {
            let other = same(&twice, limit);
            let (Some(before), Some(after)) = (decimal(&limit["headroom"]), decimal(&other["headroom"])) else {
                continue;
            };
            if limit["quota"] == "kms.symmetric" {
                // Keys of tables are fetched by the clock above a certain traffic.
                prop_assert!(after <= before, "{limit} {other}");
            } else if limit["grows"] == false && limit["quota"].as_str().is_some_and(|id| !id.starts_with("dynamodb.ondemand")) {
                prop_assert_eq!(before, after, "{}", limit);
            } else if limit["limit"] == other["limit"] && limit["quota"].as_str().is_some_and(|id| !provisioned(id, &value)) {
                let off = (before - after * Decimal::TWO).abs();
                // Each headroom is rounded at its last digit, which is at most the 28th after the point.
                let rounding = before * Decimal::new(1, 18) + Decimal::new(4, 28);
                prop_assert!(off <= rounding, "{limit} {other}");
            }
        }
    }

    #[test]
    fn more_traffic_never_needs_less(value in any_with_tables()) {
        let mut value = value;
        halve(&mut value);
        let (once, twice) = (sized(&value), sized(&doubled(&value)));
        let functions = |sizing: &Value| sizing["functions"].as_array().unwrap().clone();
        for (before, after) in functions(&once).iter().zip(functions(&twice)) {
            for path in ["/concurrency/p999", "/concurrency/peak", "/required_concurrency", "/burst/jump", "/advised_provisioned_concurrency"] {
                let at = |value: &Value| value.pointer(path).and_then(decimal);
                prop_assert!(at(before) <= at(&after), "{path}");
            }
            let peak = before.pointer("/concurrency/peak").and_then(decimal);
            let p999 = before.pointer("/concurrency/p999").and_then(decimal);
            prop_assert!(peak.map(|peak| peak.floor()) <= p999);
        }
        let tables = |sizing: &Value| sizing["tables"].as_array().unwrap().clone();
        for (before, after) in tables(&once).iter().zip(tables(&twice)) {
            for path in ["/partitions", "/partitions_conservative", "/indexes/0/partitions"] {
                let at = |value: &Value| value.pointer(path).and_then(decimal);
                prop_assert!(at(before) <= at(&after), "{path}");
            }
            let at = |path: &str| before.pointer(path).and_then(decimal);
            prop_assert!(at("/partitions") <= at("/partitions_conservative"));
        }
    }
}

/// Whether the demand on a quota is capacity that some table provisions in whole units.
fn provisioned(id: &str, value: &Value) -> bool {
    let mut tables = value["tables"].as_array().unwrap().iter();
    let any = tables.any(|table| table["capacity"]["mode"] == "provisioned");
    any && (id.starts_with("dynamodb.table") || id.starts_with("dynamodb.account"))
}
