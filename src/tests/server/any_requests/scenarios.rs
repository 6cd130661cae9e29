//! Requests as a strategy: scenarios that are sound, and everything else that a client may send.

use proptest::prelude::*;
use serde_json::{Value, json};

/// A request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sent {
    pub method: &'static str,
    pub uri: String,
    pub media: Option<&'static str>,
    pub body: String,
}

impl Sent {
    pub fn get(uri: impl Into<String>) -> Self {
        Self {
            method: "GET",
            uri: uri.into(),
            media: None,
            body: String::new(),
        }
    }

    fn post(uri: impl Into<String>, body: impl ToString) -> Self {
        Self {
            method: "POST",
            uri: uri.into(),
            media: Some("application/json"),
            body: body.to_string(),
        }
    }
}

/// Addresses whose answers depend on the prices of both files that the books differ in.
pub const PRICED: [&str; 3] = [
    "/api/v1/estimate?prices=2026-11-01&traffic.requests_per_month=1e7&tables.0.name=t&tables.0.storage_gb=1&tables.0.encryption=customer-managed&queues.0.name=q&queues.0.message_kb=1",
    "/?prices=2026-11-01&traffic.requests_per_month=1e7&tables.0.name=t&tables.0.storage_gb=1&tables.0.encryption=customer-managed&queues.0.name=q&queues.0.message_kb=1",
    "/api/v1/prices/us-east-1",
];

/// A scenario without faults.
pub fn scenario() -> impl Strategy<Value = Value> {
    let requests = prop::sample::select(vec!["0", "1", "123456.5", "1e6", "30000000", "1e12"]);
    let region = prop::sample::select(vec!["us-east-1", "eu-west-1", "ap-southeast-2"]);
    let kind = prop::sample::select(vec!["http", "rest"]);
    let sizes = prop::collection::vec(
        (
            prop::sample::select(vec![128, 512, 1769, 10240]),
            prop::sample::select(vec!["1", "45.5", "900000"]),
            prop::option::of(0_usize..3),
        ),
        0..4,
    );
    let tables = prop::collection::vec(prop::sample::select(vec!["0", "40", "0.001"]), 3);
    (requests, region, kind, sizes, tables).prop_map(
        |(requests, region, kind, functions, tables)| {
            let functions: Vec<Value> = functions
                .iter()
                .enumerate()
                .map(|(at, (memory, duration, table))| {
                    let operations: Vec<Value> = table
                        .iter()
                        .map(|table| json!({ "table": format!("t&{table}"), "kind": "get", "item_kb": "1.5" }))
                        .collect();
                    json!({ "name": format!("f {at}"), "memory_mb": memory,
                        "duration_ms": duration, "operations": operations })
                })
                .collect();
            let tables: Vec<Value> = tables
                .iter()
                .enumerate()
                .map(|(at, storage)| json!({ "name": format!("t&{at}"), "storage_gb": storage }))
                .collect();
            json!({ "region": region, "prices": "2026-10-08",
                "traffic": { "requests_per_month": requests },
                "api": { "kind": kind, "request_kb": "1", "response_kb": "4" },
                "functions": functions, "tables": tables })
        },
    )
}

/// A scenario as a body in JSON, as an address, and as a body in TOML.
pub fn ask(scenario: &Value) -> [Sent; 3] {
    let mut toml = Sent::post("/api/v1/estimate", as_toml(scenario));
    toml.media = Some("application/toml");
    [
        Sent::post("/api/v1/estimate", scenario),
        Sent::get(format!("/api/v1/estimate?{}", as_query(scenario))),
        toml,
    ]
}

fn as_toml(scenario: &Value) -> String {
    let table: toml::Table = serde_json::from_value(scenario.clone()).expect("a table");
    table.to_string()
}

/// The fields of a value as a query string.
fn as_query(value: &Value) -> String {
    fn fields(value: &Value, path: &str, pairs: &mut Vec<(String, String)>) {
        let inside = |name: &str| match path {
            "" => name.to_owned(),
            path => format!("{path}.{name}"),
        };
        match value {
            Value::Object(map) => map
                .iter()
                .for_each(|(name, value)| fields(value, &inside(name), pairs)),
            Value::Array(items) => items
                .iter()
                .enumerate()
                .for_each(|(at, value)| fields(value, &inside(&at.to_string()), pairs)),
            Value::String(text) => pairs.push((path.to_owned(), text.clone())),
            other => pairs.push((path.to_owned(), other.to_string())),
        }
    }
    let mut pairs = Vec::new();
    fields(value, "", &mut pairs);
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

/// A scenario with something in it that may be a fault.
fn odd_scenario() -> impl Strategy<Value = Value> {
    let place = prop::sample::select(vec![
        "/traffic",
        "/traffic/requests_per_month",
        "/api/kind",
        "/api/request_kb",
        "/functions",
        "/tables/0",
        "/tables/1/name",
        "/tables/2/storage_gb",
        "/region",
        "/prices",
    ]);
    let odd = prop_oneof![
        Just(Value::Null),
        Just(json!(-1)),
        Just(json!(true)),
        Just(json!([])),
        Just(json!({ "name": "", "a.b": 1, "": 2 })),
        Just(json!("1e999999")),
        Just(json!("9".repeat(40))),
        Just(json!("x".repeat(5000))),
        Just(json!(vec![json!({ "name": "f" }); 30])),
        Just((0..100).fold(json!(1), |inner, _| json!([inner]))),
        any::<String>().prop_map(Value::String),
    ];
    (scenario(), place, odd).prop_map(|(mut scenario, place, odd)| {
        if let Some(there) = scenario.pointer_mut(place) {
            *there = odd;
        }
        scenario
    })
}

/// A text that may be anything.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-z\\[\\]{}\":,.0-9=& \\\\]{0,80}",
        Just("{\"functions\":[".repeat(3000)),
        Just("x".repeat(300_000)),
        Just("a.b.c.d.e.f.g.h.i=1&".repeat(500)),
        Just("a=1&a=2&=3&&b".to_owned()),
    ]
}

/// Any request.
pub fn request() -> impl Strategy<Value = Sent> {
    let endpoint = prop::sample::select(vec![
        "/api/v1/estimate",
        "/api/v1/projection",
        "/api/v1/charges",
        "/api/v1/prices/us-east-1",
        "/api/v1/nowhere",
        "/",
        "/bill",
    ]);
    let media = prop::sample::select(vec![
        None,
        Some("application/json"),
        Some("application/toml"),
        Some("text/plain"),
        Some(";"),
    ]);
    let read = prop::sample::select(vec!["/", "/bill", "/api/v1/estimate", "/api/v1/projection"]);
    let page = prop::sample::select(
        [
            &PRICED[..],
            &[
                "/",
                "/prices",
                "/prices?region=eu-west-1%20&as_of=2024-11-01",
                "/prices?from=2024-10-31&to=2024-11-01",
                "/api",
                "/healthz",
                "/api/v1/prices",
                "/api/v1/prices/us-east-1/diff?from=2024-10-31&to=2024-11-01",
                "/api/v1/prices//diff",
                "/robots.txt",
                "/pkg/reckoner.js",
                "/..",
                "/api/../..",
            ],
        ]
        .concat(),
    );
    let method = prop::sample::select(vec!["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "BREW"]);
    let usage = prop::sample::select(vec!["lambda.requests", "kms.keys", "nothing"]);
    let quantity = prop::sample::select(vec!["0", "3e7", "1e24", "1e25", "-1", "x"]);
    prop_oneof![
        (endpoint.clone(), media, text()).prop_map(|(uri, media, body)| Sent {
            media,
            ..Sent::post(uri, body)
        }),
        (endpoint, odd_scenario()).prop_map(|(uri, body)| Sent::post(uri, body)),
        (read.clone(), odd_scenario())
            .prop_map(|(uri, scenario)| Sent::get(format!("{uri}?{}", as_query(&scenario)))),
        (read.clone(), scenario())
            .prop_map(|(uri, scenario)| Sent::get(format!("{uri}?{}", as_query(&scenario)))),
        (read, text()).prop_map(|(uri, text)| {
            let most = 60_000;
            let query: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
            let query = query.replace("%26", "&").replace("%3D", "=");
            Sent::get(format!("{uri}?{}", &query[..query.len().min(most)]))
        }),
        (method, page.clone()).prop_map(|(method, uri)| Sent {
            method,
            ..Sent::get(uri)
        }),
        page.prop_map(Sent::get),
        (usage, quantity).prop_map(|(id, quantity)| {
            let usage = json!({ "region": "us-east-1",
                "usage": [{ "price_id": id, "quantity": quantity }] });
            Sent::post("/api/v1/charges", usage)
        }),
    ]
}
