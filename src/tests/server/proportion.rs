//! An answer grows with what was sent, not faster.

use axum::http::StatusCode;
use reckoner::scenario::FUNCTIONS_MAX;
use serde_json::{Value, json};

use crate::support::{self, Answer, app, get};

/// How many items every list has.
const SIZES: [usize; 5] = [1, 2, 4, 8, 16];
/// The most that an answer may grow beyond what its request grew, as a factor. An answer also has the
/// figures of each item, which have more digits in a larger scenario.
const BEYOND: f64 = 1.25;

/// A scenario with this many items in every list, those within items too.
fn full(count: usize) -> Value {
    let list = |item: &dyn Fn(usize) -> Value| -> Value { (0..count).map(item).collect() };
    let operations = |kind: &str| {
        list(&|at| json!({ "table": format!("t{at}"), "kind": kind, "item_kb": "1.5" }))
    };
    let named = |name: &str, at: usize, mut item: Value| {
        item["name"] = json!(format!("{name}{at}"));
        item["function"] = json!(format!("f{at}"));
        item
    };
    json!({
        "traffic": { "requests_per_month": "1e8", "shape": "business-hours" },
        "api": { "kind": "rest", "request_kb": 1, "response_kb": 2 },
        "logs": { "class": "standard", "retention_days": 30 },
        "operations": operations("get"),
        "functions": list(&|at| json!({
            "name": format!("f{at}"), "memory_mb": 512, "wait_ms": "12", "cpu_ms_at_1769": "33",
            "provisioned_concurrency": 9, "log_kb": "0.5", "operations": operations("put"),
        })),
        "tables": list(&|at| json!({
            "name": format!("t{at}"), "storage_gb": "9",
            "indexes": list(&|at| json!({ "name": format!("i{at}"), "projected_kb": 1, "storage_gb": 1 })),
        })),
        "queues": list(&|at| named("q", at, json!({ "message_kb": 1 }))),
        "topics": list(&|at| named("s", at, json!({ "message_kb": 1, "queues": 1 }))),
        "events": list(&|at| named("e", at, json!({ "event_kb": 1 }))),
        "workflows": list(&|at| named("w", at, json!({ "kind": "standard", "transitions": 4 }))),
        "secrets": list(&|at| named("x", at, json!({}))),
        "parameters": list(&|at| named("p", at, json!({}))),
        "keys": list(&|at| named("k", at, json!({ "per_request": "0.1" }))),
    })
}

async fn post(uri: &str, body: &str) -> Answer {
    support::post(uri, "application/json", body.to_owned()).await
}

fn assert_in_proportion(sizes: &[(usize, usize)], what: &str) {
    for pair in sizes.windows(2) {
        let [(sent, got), (sent_more, got_more)] = pair else {
            unreachable!("two sizes");
        };
        let (sent, got) = (
            *sent_more as f64 / *sent as f64,
            *got_more as f64 / *got as f64,
        );
        assert!(
            got <= sent * BEYOND,
            "{what}: sent {sent} times as much, got {got} times: {sizes:?}"
        );
    }
}

#[tokio::test]
async fn an_answer_grows_at_most_as_its_request() {
    for uri in [
        "/api/v1/estimate",
        "/api/v1/estimate?include=derivations",
        "/api/v1/estimate?include=alternatives",
        "/api/v1/estimate?include=sizing",
        "/api/v1/projection",
    ] {
        let mut sizes = Vec::new();
        for count in SIZES {
            let body = full(count).to_string();
            let answer = post(uri, &body).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
            sizes.push((body.len(), answer.text().len()));
        }
        assert_in_proportion(&sizes, uri);
    }
}

/// A scenario with this many functions, and half as many tables.
fn wide(count: usize) -> Value {
    let tables = count / 2;
    let function = |at: usize| {
        json!({
            "name": format!("f{at}"), "memory_mb": 512, "wait_ms": "12", "cpu_ms_at_1769": "33",
            "share": "0.01", "log_kb": "0.5", "init_ms": 250, "cold_start_rate": "0.005",
            "operations": [
                { "table": format!("t{}", at % tables), "kind": "put", "item_kb": "1.5" },
                { "table": format!("t{}", (at + 1) % tables), "kind": "query", "item_kb": "1.5" },
            ],
        })
    };
    let table = |at: usize| {
        json!({
            "name": format!("t{at}"), "storage_gb": "9", "pitr": true,
            "capacity": { "mode": "provisioned" },
            "indexes": [{ "name": "by-day", "projected_kb": 1, "storage_gb": 1 }],
        })
    };
    json!({
        "traffic": { "requests_per_month": "1e8", "shape": "business-hours" },
        "logs": { "class": "standard", "retention_days": 30 },
        "functions": (0..count).map(function).collect::<Vec<_>>(),
        "tables": (0..tables).map(table).collect::<Vec<_>>(),
    })
}

#[tokio::test]
async fn an_answer_to_many_functions_and_tables_grows_at_most_as_its_request() {
    for uri in [
        "/api/v1/estimate",
        "/api/v1/estimate?include=derivations",
        "/api/v1/estimate?include=alternatives",
    ] {
        let mut sizes = Vec::new();
        for count in [FUNCTIONS_MAX / 4, FUNCTIONS_MAX / 2, FUNCTIONS_MAX] {
            let body = wide(count).to_string();
            let answer = post(uri, &body).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
            sizes.push((body.len(), answer.text().len()));
            // What was asked for is sent back with its defaults, and is an answer's largest part.
            let again = post(uri, &answer.json()["scenario"].to_string()).await;
            assert_eq!(again.json()["total"], answer.json()["total"]);
        }
        assert_in_proportion(&sizes, uri);
    }
}

#[tokio::test]
async fn a_scenario_too_large_for_an_address_has_no_link() {
    let answer = post("/api/v1/estimate", &wide(FUNCTIONS_MAX).to_string()).await;
    let answer = answer.json();
    assert_eq!(answer["link"], Value::Null);
    let why = answer["no_link"].as_str().expect("a reason");
    assert!(why.contains("at most 65534 are read"), "{why}");
    assert_eq!(answer["total"]["complete"], true);
}

#[tokio::test]
async fn a_page_grows_at_most_as_its_address() {
    let mut sizes = Vec::new();
    // Beyond this size the address is too long for the server.
    for count in [1, 2, 4, 8] {
        let answer = post("/api/v1/estimate", &full(count).to_string()).await;
        let link = answer.json()["link"].as_str().expect("a link").to_owned();
        let page = get(&app(), &link).await;
        assert_eq!(page.status, StatusCode::OK);
        sizes.push((link.len(), page.text().len()));
    }
    assert_in_proportion(&sizes, "/");
}

#[tokio::test]
async fn alternatives_are_bounded_and_the_rest_is_counted() {
    let answer = post(
        "/api/v1/estimate?include=alternatives",
        &full(16).to_string(),
    )
    .await;
    let answer = answer.json();
    let told = answer["alternatives"].as_array().expect("a list").len();
    assert_eq!(told, 40);
    let others = &answer["alternatives_left_out"];
    let (count, not_priced) = (others["count"].as_u64(), others["not_priced"].as_u64());
    assert!(count > not_priced && not_priced > Some(0), "{others}");
    let decimal = |value: &Value| {
        rust_decimal::Decimal::from_str_exact(value.as_str().expect("text")).expect("a decimal")
    };
    let most = decimal(&others["moves_at_most"]);
    let alternatives = answer["alternatives"].as_array().expect("a list");
    let moves = alternatives
        .iter()
        .map(|one| decimal(&one["difference"]).abs());
    assert!(moves.min() >= Some(most), "{others}");
}
