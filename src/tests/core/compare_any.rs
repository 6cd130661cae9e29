//! Properties of the alternatives to any scenario.

use std::cmp::Reverse;

use proptest::prelude::*;
use reckoner::compare::{TOLD_MAX, Verdict, alternatives, changes};
use reckoner::estimate::estimate;
use reckoner::quantity::Usd;
use reckoner::scenario::link;
use serde_json::{Value, json};

use crate::compare::{fields, line_by_line, matches, moves};
use crate::engine::any_scenario;
use crate::support::{prices, read_query, scenario_of};

prop_compose! {
    fn table()(
        provisioned in any::<bool>(),
        hourly in any::<bool>(),
        rare in any::<bool>(),
        reserved in prop::sample::select(vec![0_u32, 0, 99, 250]),
        target in 20_u32..=90,
        given in prop::option::of(1_u32..5_000),
        encryption in prop::sample::select(vec!["aws-owned", "aws-managed", "customer-managed"]),
        sized in any::<bool>(),
        kb in 0_u32..=400,
        replicas in 0_u32..=1,
    ) -> Value {
        let mut capacity = json!({ "mode": "on-demand" });
        if provisioned {
            capacity = json!({ "mode": "provisioned", "target_utilization": format!("0.{target}"),
                "schedule": if hourly { "hourly" } else { "peak-hour" } });
            if let (Some(units), false) = (given, hourly) {
                capacity["read_units"] = json!(units);
            }
            if reserved > 0 && !rare {
                capacity["reserved_write_units"] = json!(reserved);
            }
        }
        let mut table = json!({
            "class": if rare { "standard-ia" } else { "standard" }, "capacity": capacity,
            "encryption": encryption, "replica_regions": replicas,
            "indexes": [{ "name": "i", "projected_kb": kb.min(100) }],
        });
        if sized {
            table["storage_gb"] = json!(kb);
        }
        table
    }
}

prop_compose! {
    /// Any API with functions and tables behind it.
    pub fn any_with_tables()(
        mut value in any_scenario(),
        tables in prop::collection::vec(table(), 0..3),
        retention in prop::sample::select(vec![None, Some(1), Some(30), Some(3653)]),
        class in prop::sample::select(vec!["standard", "infrequent-access"]),
        kb in 0_u32..=400,
    ) -> Value {
        let mut operations = Vec::new();
        for at in 0..tables.len() {
            let table = format!("t{at}");
            operations.push(json!({ "table": table, "kind": "put", "item_kb": kb, "count": "0.1" }));
            operations.push(json!({ "table": table, "kind": "get", "item_kb": kb }));
        }
        value["tables"] = json!(tables);
        for (at, table) in value["tables"].as_array_mut().unwrap().iter_mut().enumerate() {
            table["name"] = json!(format!("t{at}"));
        }
        value["operations"] = json!(operations);
        value["logs"] = json!({ "class": class, "retention_days": retention });
        value
    }
}

/// The change that undoes a change, if the change applies to all functions, tables or logs or to none.
fn back(key: &str) -> Option<&'static str> {
    Some(match key {
        "architecture-arm64" => "architecture-x86_64",
        "architecture-x86_64" => "architecture-arm64",
        "logs-standard" => "logs-infrequent-access",
        "logs-infrequent-access" => "logs-standard",
        "logs-intelligent-tiering" => "logs-without-tiering",
        "logs-without-tiering" => "logs-intelligent-tiering",
        "database-savings-plan" => "no-database-savings-plan",
        "table-standard" => "table-standard-ia",
        "table-standard-ia" => "table-standard",
        _ => return None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn an_alternative_is_valid_and_costs_what_it_says(value in any_with_tables()) {
        let base = scenario_of(&value);
        let prices = prices();
        let now = estimate(&base, &prices, false).unwrap();
        let before = fields(&base);
        let all = alternatives(&base, &prices).unwrap();
        let order = all.told.iter().map(|one| (!one.gaps.is_empty(), Reverse(moves(one))));
        prop_assert!(order.is_sorted());
        prop_assert!(all.told.len() <= TOLD_MAX);
        prop_assert_eq!(all.left_out.is_some(), all.count() > TOLD_MAX);
        for one in &all.told {
            let again = read_query(&link::write(&one.scenario));
            prop_assert_eq!(again.as_ref(), Ok(&one.scenario), "{}: {}", one.key, one.change);
            let there = estimate(&one.scenario, &prices, false).unwrap();
            prop_assert_eq!(there.monthly, one.monthly);
            prop_assert_eq!(line_by_line(&there, &now, base.billing.rounding), one.difference);
            let open = !(there.is_complete() && now.is_complete());
            prop_assert_eq!(one.verdict == Verdict::Open, open);
            prop_assert_eq!(one.verdict == Verdict::Cheaper, !open && one.difference < Usd::ZERO);
            prop_assert!(!one.gives_up.is_empty() && !one.change.is_empty());
            let change = changes::all().find(|change| change.key == one.key).unwrap();
            let after = fields(&one.scenario);
            let gone = before.iter().filter(|pair| !after.contains(pair));
            let come = after.iter().filter(|pair| !before.contains(pair));
            let differing: Vec<_> = gone.chain(come).map(|(path, _)| path).collect();
            prop_assert!(!differing.is_empty(), "{} changes nothing", one.key);
            for path in differing {
                let declared = change.touches.iter().any(|pattern| matches(pattern, path));
                prop_assert!(declared, "{} touches {}", one.key, path);
            }
        }
    }

    #[test]
    fn a_change_that_is_undone_costs_what_it_did(value in any_with_tables()) {
        let base = scenario_of(&value);
        let prices = prices();
        for one in alternatives(&base, &prices).unwrap().told {
            let Some(key) = back(one.key) else {
                continue;
            };
            let others = alternatives(&one.scenario, &prices).unwrap().told;
            let undone = others.iter().find(|other| other.key == key && other.scenario == base);
            // If functions differ in architecture, the change unifies them and no change undoes that.
            if one.key.starts_with("architecture") && undone.is_none() {
                continue;
            }
            let undone = undone.map(|undone| undone.difference);
            let again = Usd::ZERO.checked_sub(one.difference).unwrap();
            prop_assert_eq!(undone, Some(again), "{}", one.key);
        }
    }
}
