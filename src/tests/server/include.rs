//! `include=`: an answer has what was asked for and nothing else.

use axum::http::StatusCode;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::support::{self, Answer, app, get};

const PROFILE: &str = include_str!("../core/scenarios/profile.json");
const QUERY: &str = "traffic.requests_per_month=1000000&api.kind=rest&api.response_kb=1";
/// The keys of parts that an answer has only if they are asked for.
const PARTS: [&str; 4] = [
    "derivations",
    "alternatives",
    "alternatives_left_out",
    "sizing",
];

async fn post(uri: &str, body: &str) -> Answer {
    support::post(uri, "application/json", body.to_owned()).await
}

/// The parts that an answer has.
fn parts(answer: &Answer) -> Vec<&'static str> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let body = answer.json();
    let there = PARTS.into_iter().filter(|part| body.get(part).is_some());
    there.collect()
}

fn decimal(value: &Value) -> Decimal {
    Decimal::from_str_exact(value.as_str().expect("text")).expect("a decimal")
}

#[tokio::test]
async fn an_answer_has_the_parts_that_were_asked_for() {
    for (include, expected) in [
        ("", vec![]),
        ("include=derivations", vec!["derivations"]),
        ("include=alternatives", PARTS[1..3].to_vec()),
        ("include=sizing", vec!["sizing"]),
        ("include=alternatives,sizing,derivations", PARTS.to_vec()),
    ] {
        let uri = format!("/api/v1/estimate?{include}");
        assert_eq!(
            parts(&post(&uri, PROFILE).await),
            expected,
            "POST {include}"
        );
        let uri = format!("/api/v1/estimate?{QUERY}&{include}");
        assert_eq!(parts(&get(&app(), &uri).await), expected, "GET {include}");
    }
}

#[tokio::test]
async fn what_is_asked_for_changes_nothing_else() {
    let plain = post("/api/v1/estimate", PROFILE).await.json();
    let uri = "/api/v1/estimate?include=alternatives,derivations,sizing";
    let mut whole = post(uri, PROFILE).await.json();
    for part in PARTS {
        whole.as_object_mut().expect("an object").remove(part);
    }
    assert_eq!(whole, plain);
    // The parameter is no field of the scenario, and no link has it.
    let uri = format!("/api/v1/estimate?include=derivations&{QUERY}");
    let answer = get(&app(), &uri).await.json();
    assert!(answer["scenario"].get("include").is_none());
    assert!(!answer["link"].as_str().expect("a link").contains("include"));
}

#[tokio::test]
async fn every_line_has_its_derivation_in_the_order_of_the_lines() {
    let uri = "/api/v1/estimate?include=derivations";
    let answer = post(uri, PROFILE).await.json();
    let ids = |list: &Value| -> Vec<String> {
        let list = list.as_array().expect("a list").iter();
        list.map(|one| one["price_id"].to_string()).collect()
    };
    assert_eq!(ids(&answer["derivations"]), ids(&answer["lines"]));
    for one in answer["derivations"].as_array().expect("a list") {
        let steps = one["steps"].as_array().expect("steps");
        let last = steps.last().expect("a step")["text"]
            .as_str()
            .expect("text");
        assert!(last.starts_with("price known from "), "{last}");
    }
}

#[tokio::test]
async fn a_scenario_with_path_set_to_to_costs_what_the_alternative_says() {
    let uri = "/api/v1/estimate?include=alternatives";
    let answer = post(uri, PROFILE).await.json();
    let base = decimal(&answer["total"]["monthly"]);
    let alternatives = answer["alternatives"].as_array().expect("a list");
    assert!(alternatives.len() > 10, "{}", alternatives.len());
    assert_eq!(answer["alternatives_left_out"], Value::Null);
    for one in alternatives {
        let mut scenario: Value = serde_json::from_str(PROFILE).expect("JSON");
        let mut place = &mut scenario;
        for part in one["path"].as_str().expect("a path").split('.') {
            place = match part.parse::<usize>() {
                Ok(at) => &mut place[at],
                Err(_) => &mut place[part],
            };
        }
        *place = one["to"].clone();
        let there = post("/api/v1/estimate", &scenario.to_string()).await.json();
        assert_eq!(there["total"]["monthly"], one["monthly"], "{one}");
        assert_eq!(decimal(&one["monthly"]) - base, decimal(&one["difference"]));
        assert!(one.get("link").is_none());
    }
    let moves: Vec<Decimal> = alternatives
        .iter()
        .filter(|one| one["gaps"] == json!([]))
        .map(|one| -decimal(&one["difference"]).abs())
        .collect();
    assert!(moves.is_sorted() && moves.len() > 5, "{moves:?}");
}

#[tokio::test]
async fn what_cannot_be_included_is_a_fault() {
    for uri in [
        format!("/api/v1/estimate?{QUERY}&include=everything"),
        format!("/api/v1/estimate?{QUERY}&include=derivations&include=alternatives"),
        // A projection has no such parts, so that the word is an unknown field of the scenario.
        format!("/api/v1/projection?{QUERY}&include=derivations"),
    ] {
        let answer = get(&app(), &uri).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{uri}");
        let errors = answer.json()["errors"].clone();
        assert_eq!(errors.as_array().expect("faults").len(), 1, "{errors}");
        assert_eq!(errors[0]["parameter"], "include");
    }
    for uri in [
        "/api/v1/estimate?include=everything",
        "/api/v1/projection?include=derivations",
        "/api/v1/charges?include=alternatives",
    ] {
        let answer = post(uri, "{}").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{uri}");
        let errors = answer.json()["errors"].clone();
        // The faults of the body are told too.
        assert_eq!(errors[0]["parameter"], "include", "{errors}");
        assert_ne!(errors[0]["allowed"], "", "{errors}");
        assert!(errors[1]["pointer"].is_string(), "{errors}");
    }
    let answer = post("/api/v1/estimate?region=us-west-2", PROFILE).await;
    assert_eq!(answer.json()["errors"][0]["parameter"], "region");
    assert_eq!(answer.json()["type"], "/api#invalid-parameters");
}
