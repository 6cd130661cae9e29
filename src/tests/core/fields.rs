//! Fields that need each other or exclude each other, and fields with spellings of their own.

use reckoner::check::{Context, read};
use reckoner::fields::read::Section as _;
use reckoner::fields::{Faults, Node, query};
use reckoner::scenario::link;

use serde_json::{Value, json};

use crate::engine::{read_json, scenario};
use crate::prices::{BOOK, REGIONS};

#[test]
fn what_does_not_fit_together_is_a_fault() {
    let base = json!({
        "traffic": { "requests_per_month": 1 },
        "api": { "kind": "http" },
        "functions": [
            { "name": "a", "memory_mb": 512, "duration_ms": 1 },
            { "name": "b", "memory_mb": 512, "duration_ms": 1 },
        ],
    });
    let cases = [
        (
            vec![("/traffic", "requests_per_month", Value::Null)],
            "traffic.requests_per_month",
            "required",
        ),
        (
            vec![("/traffic", "requests_per_day", json!(1))],
            "traffic.requests_per_day",
            "conflict",
        ),
        (
            vec![
                ("/traffic", "requests_per_month", Value::Null),
                ("/traffic", "requests_per_second", json!("380517504")),
            ],
            "traffic.requests_per_second",
            "out_of_range",
        ),
        (
            vec![("/traffic", "shape", json!("custom"))],
            "traffic.weights",
            "required",
        ),
        (
            vec![("/traffic", "weights", json!([1_u32; 24].as_slice()))],
            "traffic.weights",
            "conflict",
        ),
        (
            vec![
                ("/traffic", "shape", json!("custom")),
                ("/traffic", "weights", json!([0_u32; 24].as_slice())),
            ],
            "traffic.weights",
            "out_of_range",
        ),
        (
            vec![
                ("/traffic", "shape", json!("custom")),
                ("/traffic", "weights", json!([1, 2])),
            ],
            "traffic.weights",
            "out_of_range",
        ),
        (
            vec![("/api", "authorizer", json!("cognito"))],
            "api.authorizer",
            "conflict",
        ),
        (
            vec![("/api", "authorizer", json!("lambda"))],
            "api.authorizer_function",
            "required",
        ),
        (
            vec![("/api", "cache_gb", json!("0.5"))],
            "api.cache_gb",
            "conflict",
        ),
        (
            vec![("/api", "cache_hit_rate", json!("0.5"))],
            "api.cache_hit_rate",
            "conflict",
        ),
        (
            vec![("/api", "endpoint", json!("private"))],
            "api.endpoint",
            "conflict",
        ),
        (
            vec![("/api", "message_kb", json!(1))],
            "api.message_kb",
            "conflict",
        ),
        (
            vec![
                ("/api", "throttled_rate", json!("0.6")),
                ("/api", "unauthorized_rate", json!("0.5")),
            ],
            "api.unauthorized_rate",
            "conflict",
        ),
        (
            vec![("/functions/0", "duration_ms", Value::Null)],
            "functions.0.duration_ms",
            "required",
        ),
        (
            vec![("/functions/0", "wait_ms", json!(1))],
            "functions.0.wait_ms",
            "conflict",
        ),
        (
            vec![
                ("/functions/0", "duration_ms", Value::Null),
                ("/functions/0", "duration_points", json!("128:1,256:1")),
            ],
            "functions.0.duration_points",
            "out_of_range",
        ),
        (
            vec![
                ("/functions/0", "duration_ms", Value::Null),
                ("/functions/0", "duration_points", json!("128;1")),
            ],
            "functions.0.duration_points",
            "malformed",
        ),
        (
            vec![
                ("/functions/0", "duration_ms", Value::Null),
                ("/functions/0", "cpu_ms_at_1769", json!(900_000)),
            ],
            "functions.0.cpu_ms_at_1769",
            "out_of_range",
        ),
        (
            vec![("/functions/0", "invoked_by", json!("a"))],
            "functions.0.invoked_by",
            "conflict",
        ),
        (
            vec![
                ("/functions/0", "invoked_by", json!("b")),
                ("/functions/1", "invoked_by", json!("a")),
            ],
            "functions.1.invoked_by",
            "conflict",
        ),
        (
            vec![("/functions/0", "invoked_by", json!("c"))],
            "functions.0.invoked_by",
            "unknown_name",
        ),
        (
            vec![("/functions/0", "invoked_by", json!("$connect"))],
            "functions.0.invoked_by",
            "conflict",
        ),
        (
            vec![
                ("/api", "kind", json!("websocket")),
                ("/functions/0", "invoked_by", json!("$disconnect")),
            ],
            "api.connections_per_month",
            "required",
        ),
        (
            // A queue that the function sends to itself.
            vec![
                (
                    "",
                    "queues",
                    json!([{ "name": "q", "function": "a", "message_kb": 1 }]),
                ),
                ("/functions/0", "invoked_by", json!("q")),
            ],
            "functions.0.invoked_by",
            "conflict",
        ),
        (
            // A stream of what another writes that it invokes through a topic.
            vec![
                ("", "tables", json!([{ "name": "t", "storage_gb": 1 }])),
                (
                    "",
                    "topics",
                    json!([{ "name": "n", "function": "a", "message_kb": 1 }]),
                ),
                ("/functions/0", "invoked_by", json!("t")),
                ("/functions/1", "invoked_by", json!("n")),
                (
                    "/functions/1",
                    "operations",
                    json!([{ "table": "t", "kind": "put", "item_kb": 1 }]),
                ),
            ],
            "functions.1.invoked_by",
            "conflict",
        ),
        (
            vec![
                ("", "queues", json!([{ "name": "b", "message_kb": 1 }])),
                ("/functions/0", "invoked_by", json!("b")),
            ],
            "functions.0.invoked_by",
            "conflict",
        ),
        (
            vec![
                (
                    "",
                    "topics",
                    json!([{ "name": "n", "kind": "fifo", "message_kb": 1 }]),
                ),
                ("/functions/0", "invoked_by", json!("n")),
            ],
            "functions.0.invoked_by",
            "conflict",
        ),
        (
            vec![(
                "",
                "queues",
                json!([{ "name": "q", "kind": "fifo", "fair": true, "message_kb": 1 }]),
            )],
            "queues.0.fair",
            "conflict",
        ),
        (
            vec![
                ("", "logs", json!({ "class": "infrequent-access" })),
                ("", "monitoring", json!({ "embedded_metrics": 1 })),
            ],
            "logs.class",
            "conflict",
        ),
        (
            vec![
                ("", "queues", json!([{ "name": "q", "message_kb": 1 }])),
                ("/functions/0", "invoked_by", json!("q")),
                ("/functions/0", "invocation", json!("async")),
            ],
            "functions.0.invocation",
            "conflict",
        ),
        (
            vec![("/api", "response_kb", json!("10240.001"))],
            "api.response_kb",
            "conflict",
        ),
        (
            vec![("/functions/0", "event_kb", json!(1))],
            "functions.0.event_kb",
            "conflict",
        ),
        (
            vec![("/functions/0", "provisioned_share", json!("0.5"))],
            "functions.0.provisioned_share",
            "conflict",
        ),
        (
            vec![
                ("/functions/0", "provisioned_concurrency", json!(1)),
                ("/functions/0", "provisioned_hours_per_month", json!(731)),
            ],
            "functions.0.provisioned_hours_per_month",
            "out_of_range",
        ),
        (
            vec![
                ("/functions/0", "provisioned_concurrency", json!(1)),
                (
                    "/functions/0",
                    "provisioned_schedule",
                    json!({"from_hour": 9, "to_hour": 9}),
                ),
            ],
            "functions.0.provisioned_schedule.to_hour",
            "out_of_range",
        ),
        (
            vec![
                ("/functions/0", "snap_start", json!("java")),
                ("/functions/0", "package", json!("image")),
            ],
            "functions.0.snap_start",
            "conflict",
        ),
        (
            vec![
                ("/traffic", "requests_per_month", json!("1e15")),
                ("/functions/0", "invocations_per_request", json!(1000)),
            ],
            "functions.0.invocations_per_request",
            "out_of_range",
        ),
    ];
    assert!(read_json(&base).is_ok());
    for (changes, path, code) in cases {
        let mut value = base.clone();
        for (group, field, to) in changes {
            value.pointer_mut(group).unwrap()[field] = to;
        }
        let faults = read_json(&value).map(|_| ()).unwrap_err();
        let found: Vec<_> = faults
            .iter()
            .map(|f| (f.path.as_str(), f.code.word()))
            .collect();
        assert!(found.contains(&(path, code)), "{path} {code}: {found:?}");
    }
}

#[test]
fn capacity_is_one_number_or_one_for_each_hour() {
    let with = |units: Value| {
        read_json(&json!({
            "traffic": { "requests_per_month": 1 },
            "tables": [{ "name": "t", "storage_gb": 1,
                "capacity": { "mode": "provisioned", "write_units": units } }],
        }))
    };
    let context = Context::of(&BOOK);
    let hours: Vec<u32> = (1..=24).collect();
    let text: Vec<_> = hours.iter().map(u32::to_string).collect();
    let many = with(json!(hours)).unwrap();
    assert_eq!(with(json!(text.join(", "))).unwrap(), many);
    assert_eq!(with(json!("7")).unwrap(), with(json!(7)).unwrap());
    for (scenario, written) in [
        (&many, "capacity.write_units=1,2,3,4,"),
        (&with(json!([7])).unwrap(), "capacity.write_units=7"),
    ] {
        let link = link::write(scenario);
        assert!(link.contains(written), "{link}");
        let node = query::parse(&link, &mut Faults::default());
        assert!(link::canonical(&node, context.published).contains(written));
        assert_eq!(&read(&node, &context).unwrap(), scenario);
    }
    for (units, path, code) in [
        (
            json!([1, 2]),
            "tables.0.capacity.write_units",
            "out_of_range",
        ),
        (json!(0), "tables.0.capacity.write_units", "out_of_range"),
        (
            json!("1.5"),
            "tables.0.capacity.write_units",
            "out_of_range",
        ),
        (json!({}), "tables.0.capacity.write_units", "wrong_type"),
        (
            json!([0_u32; 24].as_slice()),
            "tables.0.capacity.write_units",
            "out_of_range",
        ),
    ] {
        let faults = with(units).unwrap_err();
        let mut found = faults.iter().map(|f| (f.path.as_str(), f.code.word()));
        assert!(found.any(|fault| fault == (path, code)), "{faults:?}");
    }
}

#[test]
fn weights_and_points_are_read_from_every_spelling() {
    let text: Vec<String> = (0..24).map(|hour| format!("{hour}.5")).collect();
    let function =
        |points: Value| json!([{ "name": "f", "memory_mb": 200, "duration_points": points }]);
    let with = |weights: Value, points: Value| {
        scenario(&json!({
            "traffic": { "requests_per_month": 5, "shape": "custom", "weights": weights },
            "functions": function(points),
        }))
    };
    let one = with(json!(text.join(",")), json!("256:1050.5, 128:2100"));
    let other = with(
        json!(text),
        json!({ "stats": [{ "value": 128, "averageDuration": 2100 }, { "value": 256, "averageDuration": "1050.5" }] }),
    );
    assert_eq!(one, other);
    let link = link::write(&one);
    assert!(link.contains("&traffic.weights=0.5,1.5,2.5,"), "{link}");
    assert!(
        link.contains("duration_points=128%3A2100%2C256%3A1050.5"),
        "{link}"
    );
    let context = Context {
        regions: &REGIONS,
        published: BOOK.catalog().published,
    };
    let node = query::parse(&link, &mut Faults::default());
    assert_eq!(read(&node, &context).unwrap(), one);
    let written = serde_json::to_value(Node::Map(one.write_fields())).unwrap();
    assert_eq!(scenario(&written), one);
}
