//! The price book as JSON through the router.

use axum::http::StatusCode;
use serde_json::{Value, json};

use std::sync::Arc;

use reckoner::book::LivePrices;

use crate::support::{Answer, Folder, app, app_with, get, without_second_tier};

async fn ask(uri: &str) -> Answer {
    get(&app(), uri).await
}

/// The price of this id in a region's listing or the catalogue.
fn find<'v>(listing: &'v Value, id: &str) -> &'v Value {
    let services = listing["services"].as_array().expect("services");
    let mut prices = services
        .iter()
        .flat_map(|service| service["prices"].as_array().expect("prices"));
    prices
        .find(|price| price["price_id"] == id)
        .unwrap_or_else(|| panic!("no {id}"))
}

#[tokio::test]
async fn the_book_names_its_regions_services_ids_and_allowances() {
    let answer = ask("/api/v1/prices").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/json");
    let book = answer.json();
    assert_eq!(book["regions"].as_array().expect("regions").len(), 36);
    assert_eq!(
        book["regions"][0],
        json!({ "code": "us-east-1", "name": "US East (N. Virginia)" })
    );
    assert!(book["published"].is_string());
    let requests = find(&book, "lambda.requests");
    assert_eq!(requests["unit"], "request");
    assert_eq!(requests["block"], "1000000");
    let regions = requests["regions"].as_array().expect("regions");
    assert_eq!(regions.len(), 36);
    let dashboards = &find(&book, "cloudwatch.dashboards")["regions"];
    assert_eq!(dashboards, &json!(["us-east-1"]), "a hole stays one");
    let allowances = book["allowances"].as_array().expect("allowances");
    let duration = allowances.iter().find(|a| a["id"] == "lambda.duration");
    assert_eq!(duration.expect("it")["quantity"], "400000");
}

#[tokio::test]
async fn a_region_lists_every_id_with_the_version_in_force() {
    let latest = ask("/api/v1/prices/us-east-1").await.json();
    assert_eq!(latest["region"], "us-east-1");
    assert_eq!(latest["as_of"], latest["published"]);
    assert_eq!(latest["requested"], Value::Null);
    let http = find(&latest, "api-gateway.http.requests");
    assert_eq!(
        http["version"]["tiers"],
        json!([{ "from": "0", "price": "0.000001" }, { "from": "300000000", "price": "0.0000009" }])
    );
    assert!(http["version"]["reference"]["href"].is_string());
    assert!(http["version"]["confidence"].is_string());

    let before = ask("/api/v1/prices/us-east-1?as_of=2024-10-31")
        .await
        .json();
    assert_eq!(before["as_of"], "2024-10-31");
    let read = find(&before, "dynamodb.on-demand.read");
    assert_eq!(read["version"]["tiers"][0]["price"], "0.00000025");
    assert_eq!(read["next_version_from"], "2024-11-01");

    let future = ask("/api/v1/prices/us-east-1?as_of=2999-01-01")
        .await
        .json();
    assert_eq!(future["as_of"], future["published"]);
    assert_eq!(future["requested"], "2999-01-01");
    let early = ask("/api/v1/prices/us-east-1?as_of=1999-01-01")
        .await
        .json();
    assert_eq!(find(&early, "lambda.requests")["version"], Value::Null);
}

#[tokio::test]
async fn what_is_not_on_record_is_null_and_not_left_out() {
    let sydney = ask("/api/v1/prices/ap-southeast-2").await.json();
    assert_eq!(
        find(&sydney, "cloudwatch.dashboards")["version"],
        Value::Null
    );
    let folder = Folder::new("prices-tier-unknown");
    without_second_tier(&folder);
    let prices = LivePrices::from_folder(&folder).expect("a sound price book");
    let app = app_with(Arc::new(prices));
    let ohio = get(&app, "/api/v1/prices/us-east-2").await.json();
    let tiers = &find(&ohio, "api-gateway.http.requests")["version"]["tiers"];
    assert_eq!(tiers[1], json!({ "from": "300000000", "price": null }));
}

#[tokio::test]
async fn a_price_says_until_when_it_is_witnessed_and_where_aws_states_it() {
    let on = async |day: &str| {
        let uri = format!("/api/v1/prices/ap-southeast-6?as_of={day}");
        let answer = ask(&uri).await.json();
        let services = answer["services"].as_array().expect("services");
        let lambda = services.iter().find(|of| of["key"] == "lambda");
        let page = lambda.expect("it")["page"].clone();
        assert_eq!(page, "https://aws.amazon.com/lambda/pricing/");
        find(&answer, "lambda.requests")["version"].clone()
    };
    let witnessed = on("2026-04-03").await;
    assert_eq!(witnessed["seen"], "2026-04-03");
    assert_eq!(witnessed["assumed_since"], Value::Null);
    assert_eq!(witnessed["reference"]["retrieved"], "2026-11-24");
    assert!(witnessed["reference"]["published"].is_string());
    let assumed = on("2026-04-04").await;
    assert_eq!(assumed["assumed_since"], "2026-04-04");
    assert_eq!(assumed["tiers"], witnessed["tiers"]);
}

#[tokio::test]
async fn a_difference_tells_what_changed_between_two_days() {
    let uri = "/api/v1/prices/us-east-1/diff?from=2024-10-31&to=2024-11-01";
    let diff = ask(uri).await.json();
    assert_eq!(
        (&diff["from"], &diff["to"]),
        (&json!("2024-10-31"), &json!("2024-11-01"))
    );
    let changes = diff["prices"].as_array().expect("changes");
    let read = changes
        .iter()
        .find(|change| change["id"] == "dynamodb.on-demand.read");
    let read = read.expect("the price cut");
    assert_eq!(read["kind"], "changed");
    assert_eq!(read["old"]["tiers"][0]["price"], "0.00000025");
    assert_eq!(read["new"]["tiers"][0]["price"], "0.000000125");
    assert!(changes.iter().all(|change| change["region"] == "us-east-1"));
    let none = ask("/api/v1/prices/us-east-1/diff?from=2999-01-01&to=2999-12-31").await;
    let none = none.json();
    assert_eq!(none["prices"], json!([]));
    assert_eq!(none["to"], none["published"], "the book reaches no further");
    assert_eq!(none["requested"]["to"], "2999-12-31");
}

#[tokio::test]
async fn an_unknown_region_is_a_problem_that_lists_those_there_are() {
    for uri in [
        "/api/v1/prices/mars-north-1",
        "/api/v1/prices/mars-north-1/diff?from=2024-01-01&to=2025-01-01",
        // Without its days too: there is no address to give them at.
        "/api/v1/prices/mars-north-1/diff",
    ] {
        let answer = ask(uri).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{uri}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let problem = answer.json();
        let detail = problem["detail"].as_str().expect("words");
        assert!(detail.contains("mars-north-1"), "{detail}");
        assert!(detail.contains("sa-east-1"), "{detail}");
    }
    for uri in [
        "/api/v1/prices/%00%3Cb%3E",
        "/api/v1/prices/us-east-1/",
        "/api/v1/prices//diff",
    ] {
        assert_eq!(ask(uri).await.status, StatusCode::NOT_FOUND, "{uri}");
    }
}

#[tokio::test]
async fn faulty_parameters_are_told_at_once_by_name() {
    for (uri, faults) in [
        ("/api/v1/prices/us-east-1?as_of=yesterday", vec!["as_of"]),
        (
            "/api/v1/prices/us-east-1?as_of=2026-02-30&day=1",
            vec!["day", "as_of"],
        ),
        (
            "/api/v1/prices/us-east-1?as_of=2026-01-01&as_of=2026-01-02",
            vec!["as_of"],
        ),
        ("/api/v1/prices/us-east-1/diff", vec!["from", "to"]),
        (
            "/api/v1/prices/us-east-1/diff?from=&to=2026-13-01",
            vec!["from", "to"],
        ),
        (
            "/api/v1/prices/us-east-1/diff?from=%F0%9F%92%B8&to=2026-01-01",
            vec!["from"],
        ),
        (
            "/api/v1/prices/us-east-1/diff?from.x=1&to=2026-01-01",
            vec!["from"],
        ),
    ] {
        let answer = ask(uri).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{uri}");
        let problem = answer.json();
        let errors = problem["errors"].as_array().expect("faults").iter();
        let named: Vec<_> = errors.map(|fault| fault["parameter"].clone()).collect();
        assert_eq!(named, faults, "{uri}");
        assert_eq!(problem["title"], "The parameters cannot be used");
    }
}

/// The quota of this id in a listing.
fn quota<'v>(listing: &'v Value, id: &str) -> &'v Value {
    let mut quotas = listing["quotas"].as_array().expect("quotas").iter();
    quotas
        .find(|quota| quota["quota_id"] == id)
        .unwrap_or_else(|| panic!("no {id}"))
}

#[tokio::test]
async fn quotas_are_listed_with_every_region_and_for_one() {
    let all = ask("/api/v1/quotas").await.json();
    let rate = quota(&all, "apigateway.throttle.rate");
    assert_eq!(rate["service"], "api-gateway");
    assert_eq!(rate["adjustable"], true);
    let version = &rate["versions"][0];
    assert_eq!(version["from"], "2017-06-06");
    assert_eq!(version["value"], "10000");
    let regions = version["regions"].as_array().expect("regions");
    assert!(regions.contains(&json!({ "region": "ca-west-1", "value": "2500" })));
    let burst = quota(&all, "apigateway.throttle.burst");
    assert_eq!(burst["follows"], "apigateway.throttle.rate");

    let ireland = ask("/api/v1/quotas/eu-west-1").await.json();
    assert_eq!(ireland["region"], "eu-west-1");
    assert_eq!(ireland["as_of"], ireland["published"]);
    assert_eq!(ireland["requested"], Value::Null);
    let kms = quota(&ireland, "kms.symmetric");
    assert_eq!(kms["version"]["value"], "100000");
    assert_eq!(kms["version"]["from"], Value::Null);
    assert!(kms["version"]["reference"]["href"].is_string());
    assert_eq!(
        quota(&ireland, "sqs.standard")["version"]["value"],
        "unlimited"
    );

    let early = ask("/api/v1/quotas/us-east-1?as_of=2023-11-25")
        .await
        .json();
    let quotas = early["quotas"].as_array().expect("quotas");
    assert!(
        quotas
            .iter()
            .all(|quota| quota["quota_id"] != "lambda.scaling_rate")
    );

    let nowhere = ask("/api/v1/quotas/mars-north-1").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    let faulty = ask("/api/v1/quotas/us-east-1?as_of=soon").await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
}
