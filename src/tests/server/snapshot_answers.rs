//! One snapshot for each answer of the interface, so that no field appears, changes or vanishes
//! unseen. `make snapshots` writes them anew.
//!
//! Every request names its day, so that a newer price book leaves the snapshots as they are: what it
//! knows of days after [`KNOWN`] is taken out.

use serde_json::{Value, json};

use crate::support::{Answer, app, get, post};

/// The last day that the snapshots know. No request asks for a later one.
pub const KNOWN: &str = "2026-11-01";

const PROFILE: &str = include_str!("../core/scenarios/profile.json");
const FAULTY: &str = include_str!("../core/scenarios/faulty.json");
/// A scenario with everything that the profile lacks: gaps of every form, a discount, an
/// upfront payment, growth, notes, an open alternative.
const GAPS: &str = include_str!("snapshots/gaps.toml");

/// Status, media type and body.
fn shown(answer: &Answer) -> String {
    shortened(answer, |_| ())
}

/// The same, with the body cut down first.
fn shortened(answer: &Answer, cut: impl FnOnce(&mut Value)) -> String {
    let mut body = answer.json();
    cut(&mut body);
    redact(&mut body);
    let status = answer.status;
    let media = answer.header("content-type");
    let body = serde_json::to_string_pretty(&body).expect("JSON");
    format!("{status}\n{media}\n\n{body}")
}

/// Takes out what a newer book changes by its nature: its own day, and versions that begin later
/// than the snapshots know.
fn redact(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(redact),
        Value::Object(fields) => {
            for (name, field) in fields {
                let later = field.as_str().is_some_and(|day| day > KNOWN);
                match name.as_str() {
                    "published" if field.is_string() => *field = json!("[day of the book]"),
                    "next_version_from" if later => *field = Value::Null,
                    _ => redact(field),
                }
            }
        }
        _ => {}
    }
}

/// Keeps these places of a list.
fn keep(list: &mut Value, places: &[usize]) {
    let items = list.as_array_mut().expect("a list");
    let mut at = 0;
    items.retain(|_| {
        at += 1;
        places.contains(&(at - 1))
    });
    assert_eq!(items.len(), places.len(), "the places are there");
}

/// Keeps the service of this key, and its first prices.
fn keep_service(body: &mut Value, key: &str, prices: usize) {
    let services = body["services"].as_array_mut().expect("services");
    services.retain(|service| service["key"] == key);
    assert_eq!(services.len(), 1, "{key}");
    let all = services[0]["prices"].as_array_mut().expect("prices");
    assert!(all.len() >= prices);
    all.truncate(prices);
}

#[tokio::test]
async fn snapshot_of_an_estimate() {
    let answer = post("/api/v1/estimate", "application/json", PROFILE).await;
    insta::assert_snapshot!("estimate", shown(&answer));
    let uri = "/api/v1/estimate?include=derivations,alternatives";
    let answer = post(uri, "application/json", PROFILE).await;
    let text = shortened(&answer, |body| {
        keep(&mut body["alternatives"], &[0, 1]);
        let parts = ["derivations", "alternatives", "alternatives_left_out"];
        let fields = body.as_object_mut().expect("an object");
        fields.retain(|name, _| parts.contains(&name.as_str()));
    });
    insta::assert_snapshot!("estimate-included", text);
}

#[tokio::test]
async fn snapshot_of_an_estimate_with_gaps() {
    let uri = "/api/v1/estimate?include=derivations,alternatives";
    let answer = post(uri, "application/toml", GAPS).await;
    let text = shortened(&answer, |body| {
        // The last one is open: more is missing from it.
        let alternatives = body["alternatives"].as_array_mut().expect("alternatives");
        alternatives.drain(..alternatives.len() - 1);
    });
    insta::assert_snapshot!("estimate-with-gaps", text);
}

#[tokio::test]
async fn snapshot_of_the_faults_of_a_body() {
    let answer = post("/api/v1/estimate", "application/json", FAULTY).await;
    insta::assert_snapshot!("estimate-faults-of-a-body", shown(&answer));
    let answer = post("/api/v1/estimate", "application/json", "{\"traffic\": {").await;
    insta::assert_snapshot!("estimate-body-that-is-no-json", shown(&answer));
    let answer = post("/api/v1/estimate", "text/csv", "a,b").await;
    insta::assert_snapshot!("estimate-body-of-another-media-type", shown(&answer));
}

#[tokio::test]
async fn snapshot_of_the_faults_of_what_to_include() {
    let uri = "/api/v1/estimate?include=everything&region=mars";
    let answer = post(uri, "application/json", FAULTY).await;
    let text = shortened(&answer, |body| keep(&mut body["errors"], &[0, 1, 2]));
    insta::assert_snapshot!("estimate-faults-of-include-and-body", text);
    let answer = post(uri, "application/json", PROFILE).await;
    insta::assert_snapshot!("estimate-faults-of-include", shown(&answer));
}

#[tokio::test]
async fn snapshot_of_the_faults_of_a_query() {
    let uri = "/api/v1/estimate?traffic.requests_per_month=-1&region=mars&speed=7";
    insta::assert_snapshot!("estimate-faults-of-a-query", shown(&get(&app(), uri).await));
}

#[tokio::test]
async fn snapshot_of_a_projection() {
    let answer = post("/api/v1/projection", "application/toml", GAPS).await;
    let text = shortened(&answer, |body| keep(&mut body["months"], &[0, 1, 35]));
    insta::assert_snapshot!("projection", text);
}

#[tokio::test]
async fn snapshot_of_charges() {
    // Of us-east-2 the book does not have the price of dashboards, which is a gap.
    let usage = json!({
        "region": "us-east-2",
        "prices": "2026-10-01",
        "billing": { "free_tier": "always-free", "rounding": "per-line-cents" },
        "usage": [
            { "price_id": "lambda.requests", "quantity": "1500000.5" },
            { "price_id": "api-gateway.http.requests", "quantity": 300_000_001 },
            { "price_id": "cloudwatch.dashboards", "quantity": 4 },
        ],
    });
    let answer = post("/api/v1/charges", "application/json", usage.to_string()).await;
    insta::assert_snapshot!("charges", shown(&answer));
}

#[tokio::test]
async fn snapshot_of_the_faults_of_charges() {
    let usage = json!({ "region": "mars", "usage": [{ "price_id": "kms.nothing" }] });
    let answer = post("/api/v1/charges", "application/json", usage.to_string()).await;
    insta::assert_snapshot!("charges-faults", shown(&answer));
}

#[tokio::test]
async fn snapshot_of_the_price_book() {
    let answer = get(&app(), "/api/v1/prices").await;
    let text = shortened(&answer, |body| {
        keep_service(body, "lambda", 2);
        keep(&mut body["allowances"], &[0, 1]);
    });
    insta::assert_snapshot!("prices", text);
}

#[tokio::test]
async fn snapshot_of_the_prices_of_a_region() {
    let answer = get(&app(), "/api/v1/prices/us-east-1?as_of=2024-10-31").await;
    let text = shortened(&answer, |body| keep_service(body, "dynamodb", 4));
    insta::assert_snapshot!("prices-of-a-region", text);
}

#[tokio::test]
async fn snapshot_of_a_difference_of_prices() {
    let uri = "/api/v1/prices/us-east-1/diff?from=2024-10-31&to=2025-08-01";
    let text = shortened(&get(&app(), uri).await, |body| {
        keep(&mut body["prices"], &[0, 1]);
    });
    insta::assert_snapshot!("prices-difference", text);
}

#[tokio::test]
async fn snapshot_of_questions_about_prices_without_an_answer() {
    let app = app();
    let faults = get(&app, "/api/v1/prices/us-east-1/diff?from=yesterday").await;
    insta::assert_snapshot!("prices-faults", shown(&faults));
    let unknown = get(&app, "/api/v1/prices/mars-north-1").await;
    insta::assert_snapshot!("prices-of-an-unknown-region", shown(&unknown));
}

#[tokio::test]
async fn snapshot_of_addresses_and_methods_without_an_answer() {
    let app = app();
    let nowhere = get(&app, "/api/v1/nowhere").await;
    insta::assert_snapshot!("no-such-address", shown(&nowhere));
    let method = get(&app, "/api/v1/charges").await;
    insta::assert_snapshot!("no-such-method", shown(&method));
}
