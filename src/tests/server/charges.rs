//! The rate card through the router: usage in, lines out.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Answer, app, get, post};

/// An address of the rate card, with the derivations.
const URI: &str = "/api/v1/charges?include=derivations";

async fn charge(body: Value) -> Answer {
    post(URI, "application/json", body.to_string()).await
}

fn places(answer: &Answer) -> Vec<(String, String)> {
    let problem = answer.json();
    let errors = problem["errors"].as_array().expect("faults");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let places = errors.iter();
    places
        .map(|fault| (text(&fault["pointer"]), text(&fault["code"])))
        .collect()
}

#[tokio::test]
async fn usage_becomes_the_lines_of_an_estimate() {
    let answer = charge(json!({
        "region": "us-east-1",
        "prices": "2026-10-01",
        "billing": { "free_tier": "always-free" },
        "usage": [
            { "price_id": "lambda.requests", "quantity": "1500000.5" },
            { "price_id": "api-gateway.http.requests", "quantity": 300000001 },
            { "price_id": "lambda.requests", "quantity": "1.5e6" },
        ],
    }))
    .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let bill = answer.json();
    let lines = bill["lines"].as_array().expect("lines");
    assert_eq!(lines.len(), 2, "rows of one id are added");
    let requests = &lines[0];
    assert_eq!(requests["price_id"], "lambda.requests");
    assert_eq!(requests["quantity"], "3000000.5");
    assert_eq!(requests["free_quantity"], "1000000");
    assert_eq!(requests["amount"], "0.4000001");
    assert_eq!(bill["derivations"][0]["price_id"], "lambda.requests");
    let steps = bill["derivations"][0]["steps"].as_array().expect("steps");
    let steps: Vec<&str> = steps
        .iter()
        .map(|step| step["text"].as_str().expect("text"))
        .collect();
    assert_eq!(
        steps[0],
        "1,500,000.5 requests + 1,500,000 requests as given = 3,000,000.5 requests"
    );
    assert!(steps[1].contains("1,000,000 free"), "{}", steps[1]);
    assert_eq!(lines[1]["tiers"].as_array().expect("tiers").len(), 2);
    assert_eq!(lines[1]["amount"], "300.0000009");
    assert!(lines[1]["reference"]["href"].is_string());
    assert_eq!(bill["total"]["monthly"], "300.400001");
    assert_eq!(bill["total"]["monthly_rounded"], "300.40");
    assert_eq!(bill["total"]["complete"], true);
    assert_eq!(bill["gaps"], json!([]));
    assert_eq!(
        bill["billing"],
        json!({ "free_tier": "always-free", "rounding": "exact" })
    );
    assert_eq!(
        bill["prices"],
        json!({ "region": "us-east-1", "as_of": "2026-10-01", "requested": "2026-10-01" })
    );
}

#[tokio::test]
async fn toml_does_as_well_and_rounding_is_by_the_line() {
    let body = "[billing]\nrounding = \"per-line-cents\"\n\
        [[usage]]\nprice_id = \"kms.keys\"\nquantity = \"1.004\"\n\
        [[usage]]\nprice_id = \"lambda.requests\"\nquantity = 20000\n";
    let answer = post(URI, "application/toml", body.to_owned()).await;
    let bill = answer.json();
    assert_eq!(bill["total"]["monthly"], "1", "{bill}");
    assert_eq!(bill["lines"][0]["amount"], "1.004");
}

#[tokio::test]
async fn what_is_not_on_record_is_a_gap_and_not_nothing() {
    let answer = charge(json!({
        "region": "ap-southeast-2",
        "usage": [{ "price_id": "cloudwatch.dashboards", "quantity": 5 }],
    }))
    .await;
    let bill = answer.json();
    assert_eq!(bill["lines"], json!([]));
    assert_eq!(bill["total"]["complete"], false);
    assert_eq!(bill["gaps"][0]["kind"], "price_missing");
    assert_eq!(bill["gaps"][0]["quantity"], "5");
    let early = charge(json!({
        "prices": "1999-12-31",
        "usage": [{ "price_id": "lambda.requests", "quantity": 5 }],
    }))
    .await;
    assert_eq!(early.json()["gaps"][0]["kind"], "price_missing");
}

#[tokio::test]
async fn every_fault_is_told_at_once() {
    let answer = charge(json!({
        "region": "mars-north-1",
        "prices": "2026-02-30",
        "colour": "red",
        "billing": { "free_tier": "all", "hours_per_month": 730 },
        "usage": [
            { "price_id": "lambda.nothing", "quantity": "1" },
            { "price_id": "lambda.requests", "quantity": "-1" },
            { "price_id": "lambda.requests", "quantity": "many" },
            { "quantity": "2e24" },
            "five",
            { "price_id": 7, "quantity": null, "unit": "request" },
            { "price_id": "nothing/like~it", "quantity": 0 },
        ],
    }))
    .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let mut found = places(&answer);
    found.sort();
    let mut expected: Vec<(String, String)> = [
        ("/colour", "unknown_field"),
        ("/region", "not_a_choice"),
        ("/prices", "wrong_type"),
        ("/billing/hours_per_month", "unknown_field"),
        ("/billing/free_tier", "not_a_choice"),
        ("/usage/0/price_id", "not_a_choice"),
        ("/usage/1/quantity", "out_of_range"),
        ("/usage/2/quantity", "not_a_number"),
        ("/usage/3/price_id", "required"),
        ("/usage/3/quantity", "out_of_range"),
        ("/usage/4", "wrong_type"),
        ("/usage/5/unit", "unknown_field"),
        ("/usage/5/price_id", "wrong_type"),
        ("/usage/5/quantity", "required"),
        ("/usage/6/price_id", "not_a_choice"),
    ]
    .map(|(place, code)| (place.to_owned(), code.to_owned()))
    .into();
    expected.sort();
    assert_eq!(found, expected);
    let problem = answer.json();
    assert_eq!(problem["title"], "The usage cannot be charged");
    assert_eq!(problem["instance"], "/api/v1/charges");
    let detail = |place: &str| {
        let errors = problem["errors"].as_array().expect("faults");
        let fault = errors.iter().find(|fault| fault["pointer"] == place);
        fault.expect("a fault")["detail"].to_string()
    };
    let unknown = detail("/usage/0/price_id");
    assert!(unknown.contains("lambda.nothing"), "{unknown}");
    assert!(unknown.contains("lambda.requests"), "{unknown}");
    let far = detail("/usage/6/price_id");
    assert!(far.contains("nothing/like~it"), "{far}");
    assert!(far.contains("dynamodb"), "{far}");
}

#[tokio::test]
async fn nonsense_is_a_problem_whatever_its_form() {
    for (body, status, code) in [
        ("", 400, "malformed"),
        ("{", 400, "malformed"),
        ("[]", 422, "wrong_type"),
        ("7", 422, "wrong_type"),
        ("{}", 422, "required"),
        (r#"{"usage":null}"#, 422, "required"),
        (r#"{"usage":{}}"#, 422, "wrong_type"),
    ] {
        let answer = post(URI, "application/json", body.to_owned()).await;
        assert_eq!(answer.status.as_u16(), status, "{body}");
        assert_eq!(answer.json()["errors"][0]["code"], code, "{body}");
    }
    let rows = vec![json!({ "price_id": "kms.keys", "quantity": 1 }); 201];
    let long = charge(json!({ "usage": rows })).await;
    assert_eq!(places(&long)[0], ("/usage".into(), "too_long".into()));
    let most = charge(json!({ "usage": rows[..200] })).await;
    assert_eq!(most.json()["lines"][0]["amount"], "200");
    assert_eq!(
        post(URI, "text/csv", "a,b".to_owned()).await.status,
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    );
    assert_eq!(
        get(&app(), "/api/v1/charges").await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}

#[tokio::test]
async fn the_largest_usage_is_charged_to_the_last_digit() {
    let largest = json!({ "price_id": "kms.keys", "quantity": "1e24" });
    let bill = charge(json!({ "usage": [largest] })).await.json();
    assert_eq!(bill["total"]["monthly"], "1000000000000000000000000");
    // The dearest unit on record, in every row.
    let dear = json!({ "price_id": "dynamodb.reserved.wcu-1y.upfront", "quantity": "1e24" });
    let bill = charge(json!({ "usage": vec![dear; 200] })).await.json();
    assert_eq!(bill["total"]["monthly"], "30000000000000000000000000000");
    assert_eq!(bill["total"]["exact"], true);
}
