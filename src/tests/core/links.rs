//! What a link carries, and which scenarios have one.

use reckoner::fields::query::PAIRS_MAX;
use reckoner::fields::read::Section as _;
use reckoner::fields::{Kind, Written};
use reckoner::pricing::Date;
use reckoner::scenario::link::{self, ADDRESS_MAX, Unlinkable};
use reckoner::scenario::{FUNCTIONS_MAX, Scenario, TABLES_MAX};
use serde_json::{Value, json};

use crate::support::{read_json, read_query, scenario_of};

const DAY: Date = Date::known(2026, 10, 8);

/// A scenario with this many functions and tables, each with the fields that a usual one has.
fn large(functions: usize, tables: usize) -> Value {
    let function = |at: usize| {
        let operation = |of: usize, kind: &str| {
            json!({ "table": format!("a-table-of-the-service-{}", (at + of) % tables), "kind": kind,
                "item_kb": "1.5", "count": "2" })
        };
        json!({ "name": format!("a-function-of-the-service-{at}"), "share": "0.01", "memory_mb": 1024,
            "wait_ms": "12.5", "cpu_ms_at_1769": "33", "architecture": "arm64", "log_kb": "0.5",
            "init_ms": 250, "cold_start_rate": "0.005", "provisioned_concurrency": 5,
            "operations": [operation(0, "get"), operation(1, "query"), operation(2, "put")] })
    };
    let table = |at: usize| {
        json!({ "name": format!("a-table-of-the-service-{at}"), "storage_gb": "120.5", "pitr": true,
            "encryption": "customer-managed", "stream_readers": 1,
            "capacity": { "mode": "provisioned", "read_units": 100, "write_units": 50 },
            "indexes": [{ "name": "by-e-mail", "projected_kb": "0.5", "storage_gb": "8" },
                { "name": "by-day", "projected_kb": "0.5", "write_share": "0.1" }] })
    };
    json!({
        "traffic": { "requests_per_month": 30_000_000, "shape": "business-hours", "retry_rate": "0.01" },
        "api": { "kind": "http", "request_kb": 1, "response_kb": 4 },
        "functions": (0..functions).map(function).collect::<Vec<_>>(),
        "tables": (0..tables).map(table).collect::<Vec<_>>(),
        "logs": { "class": "standard", "retention_days": 30 },
    })
}

#[test]
fn a_scenario_of_sixty_functions_and_thirty_tables_fits_in_a_link() {
    let scenario = scenario_of(&large(60, 30));
    let address = link::page(&scenario, DAY).unwrap();
    let read = read_query(address.strip_prefix("/?").unwrap()).unwrap();
    assert_eq!(read.functions, scenario.functions);
    assert_eq!(read.tables, scenario.tables);
}

#[test]
fn a_scenario_of_all_functions_and_tables_is_read_as_json() {
    let scenario = scenario_of(&large(FUNCTIONS_MAX, TABLES_MAX));
    let written = Written {
        fields: &*scenario,
        pinned: None,
    };
    let again = serde_json::to_value(written).unwrap();
    assert_eq!(scenario_of(&again), scenario);
    for (functions, tables) in [(FUNCTIONS_MAX + 1, 1), (1, TABLES_MAX + 1)] {
        assert!(read_json(&large(functions, tables).to_string()).is_err());
    }
}

#[test]
fn a_link_that_the_server_does_not_read_is_none() {
    let scenario = scenario_of(&large(FUNCTIONS_MAX, TABLES_MAX));
    let refused = link::page(&scenario, DAY).unwrap_err();
    assert!(matches!(refused, Unlinkable::TooLong(bytes) if bytes > ADDRESS_MAX));
    assert!(refused.to_string().contains("at most 65534"), "{refused}");
    let fields = |count: usize| format!("/?{}", vec!["a=1"; count].join("&"));
    assert_eq!(link::readable(&fields(PAIRS_MAX)), None);
    assert_eq!(
        link::readable(&fields(PAIRS_MAX + 1)),
        Some(Unlinkable::TooManyFields(PAIRS_MAX + 1))
    );
    let long = |bytes: usize| format!("/?a={}", "x".repeat(bytes - 4));
    assert_eq!(link::readable(&long(ADDRESS_MAX)), None);
    assert_eq!(
        link::readable(&long(ADDRESS_MAX + 1)),
        Some(Unlinkable::TooLong(ADDRESS_MAX + 1))
    );
}

/// A part that is there, with nothing but defaults, is in the link too.
#[test]
fn a_link_carries_every_part_that_is_there() {
    let mut parts = 0;
    for spec in Scenario::SPEC.fields {
        let Kind::Section(of) = spec.kind else {
            continue;
        };
        let mut value = json!({ "traffic": { "requests_per_month": 1 } });
        let mut part = json!({});
        for field in of.fields {
            if field.absent == reckoner::fields::Absent::Fault {
                part[field.name] = match field.kind {
                    Kind::Choice(words) => json!(words[0].word),
                    Kind::Decimal { min, .. } => json!(min.text),
                    Kind::Integer { min, .. } => json!(min),
                    _ => json!("x"),
                };
            }
        }
        if spec.name != "traffic" {
            value[spec.name] = part;
        }
        let scenario = scenario_of(&value);
        let link = link::write(&scenario);
        assert_eq!(
            read_query(&link).unwrap(),
            scenario,
            "{}: {link}",
            spec.name
        );
        let written = Written {
            fields: &*scenario,
            pinned: None,
        };
        let again = serde_json::to_value(written).unwrap();
        assert_eq!(scenario_of(&again), scenario, "{}", spec.name);
        parts += 1;
    }
    assert!(parts > 5, "{parts} parts");
}
