//! The estimate through the router: as JSON from every spelling, and as the page.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{self, Answer, app, get, published};

const PROFILE: &str = include_str!("../core/scenarios/profile.json");
const FAULTY: &str = include_str!("../core/scenarios/faulty.json");

async fn post(media: &str, body: &str) -> Answer {
    support::post("/api/v1/estimate", media, body.to_owned()).await
}

/// The answer with everything that can be asked for.
async fn whole(body: &str) -> Value {
    let uri = "/api/v1/estimate?include=derivations,alternatives";
    let answer = support::post(uri, "application/json", body.to_owned()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

fn line<'v>(estimate: &'v Value, id: &str) -> &'v Value {
    let lines = estimate["lines"].as_array().expect("lines");
    lines
        .iter()
        .find(|line| line["price_id"] == id)
        .unwrap_or_else(|| panic!("no line {id}"))
}

#[tokio::test]
async fn a_scenario_as_json_is_answered_whole() {
    let answer = post("application/json", PROFILE).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/json");
    let estimate = answer.json();
    assert_eq!(estimate["prices"]["region"], "us-east-1");
    assert_eq!(estimate["prices"]["as_of"], "2026-10-01");
    assert_eq!(estimate["prices"]["requested"], "2026-10-01");
    let requests = line(&estimate, "api-gateway.http.requests");
    assert_eq!(requests["quantity"], "30300000");
    assert_eq!(requests["amount"], "30.3");
    assert_eq!(requests["unit"], "request");
    assert_eq!(requests["service"], "Amazon API Gateway");
    assert_eq!(
        requests["tiers"],
        json!([{ "from": "0", "to": "300000000", "quantity": "30300000", "unit_price": "0.000001", "amount": "30.3" }])
    );
    assert!(
        requests["reference"]["href"]
            .as_str()
            .expect("a link")
            .starts_with("https://")
    );
    let whole = whole(PROFILE).await;
    assert_eq!(whole["derivations"][0]["price_id"], requests["price_id"]);
    let steps: Vec<&str> = whole["derivations"][0]["steps"]
        .as_array()
        .expect("steps")
        .iter()
        .map(|step| step["text"].as_str().expect("text"))
        .collect();
    assert_eq!(
        steps[0],
        "with retries: 30,000,000 requests × (1 + 0.01 retried) = 30,300,000 requests"
    );
    assert_eq!(
        steps[2],
        "30,300,000 requests × $0.000001 (first 300,000,000) = $30.30".replace("30.30", "30.3")
    );
    assert!(
        steps[3].starts_with("price known from 2024-07-01: "),
        "{}",
        steps[3]
    );
    // Writes: 6,060,000 × 98 % × 2 + 121,200 failed × 2 + 5,938,800 × 10 % index writes.
    assert_eq!(
        line(&estimate, "dynamodb.on-demand.write")["quantity"],
        "12713880"
    );
    assert_eq!(line(&estimate, "kms.keys")["amount"], "1");
    // The index has no size of its own: the table's is billed as given, and the answer says so.
    assert_eq!(
        line(&estimate, "dynamodb.storage.standard")["quantity"],
        "40"
    );
    assert_eq!(estimate["total"]["complete"], true);
    assert_eq!(estimate["gaps"], json!([]));
    let notes = estimate["notes"].to_string();
    assert!(
        notes.contains("the estimate assumes that storage_gb of its table includes the index"),
        "{notes}"
    );
    assert_eq!(
        estimate["scenario"]["functions"][0]["operations"][0]["count"],
        "1"
    );
    assert_eq!(estimate["scenario"]["billing"]["hours_per_month"], "730");
}

#[tokio::test]
async fn the_total_is_the_sum_of_its_lines_to_the_last_digit() {
    let estimate = post("application/json", PROFILE).await.json();
    let decimal = |value: &Value| {
        rust_decimal::Decimal::from_str_exact(value.as_str().expect("text")).expect("a decimal")
    };
    let lines = estimate["lines"].as_array().expect("lines");
    let sum: rust_decimal::Decimal = lines.iter().map(|line| decimal(&line["amount"])).sum();
    assert_eq!(decimal(&estimate["total"]["monthly"]), sum);
}

#[tokio::test]
async fn every_spelling_and_the_link_give_the_same() {
    let first = post("application/json", PROFILE).await.json();
    let link = first["link"].as_str().expect("a link");
    let query = link.strip_prefix("/?").expect("the page's address");
    let again = get(&app(), &format!("/api/v1/estimate?{query}"))
        .await
        .json();
    assert_eq!(again, first);
    let toml = toml::to_string(&first["scenario"]).expect("TOML");
    assert_eq!(post("application/toml", &toml).await.json(), first);
    let normalised = first["scenario"].to_string();
    assert_eq!(
        post("application/json; charset=utf-8", &normalised)
            .await
            .json(),
        first
    );
    // The page behind the link shows the same total, to the last digit.
    let page = get(&app(), link).await;
    assert_eq!(page.status, StatusCode::OK);
    let total = first["total"]["monthly"].as_str().expect("text");
    assert!(
        page.text().contains(&format!("exactly ${total}")),
        "{total}"
    );
}

#[tokio::test]
async fn every_fault_is_told_at_once_with_its_place() {
    let answer = post("application/json", FAULTY).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!(problem["errors"].as_array().expect("faults").len(), 16);
    let memory = problem["errors"]
        .as_array()
        .expect("faults")
        .iter()
        .find(|fault| fault["pointer"] == "/functions/0/memory_mb")
        .expect("the memory's fault");
    assert_eq!(memory["code"], "out_of_range");
    assert_eq!(memory["given"], "64");
    assert_eq!(memory["allowed"], "a whole number from 128 to 10240 MB");
    let query = get(
        &app(),
        "/api/v1/estimate?traffic.requests_per_month=many&colour=red",
    )
    .await;
    assert_eq!(query.status, StatusCode::UNPROCESSABLE_ENTITY);
    let problem = query.json();
    let places: Vec<_> = problem["errors"]
        .as_array()
        .expect("faults")
        .iter()
        .map(|f| &f["parameter"])
        .collect();
    assert_eq!(places, ["colour", "traffic.requests_per_month"]);
}

#[tokio::test]
async fn what_is_no_scenario_is_refused_with_a_reason() {
    let broken = post("application/json", "{\"traffic\": ").await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
    assert!(
        broken.json()["errors"][0]["given"]
            .as_str()
            .expect("text")
            .contains("line 1")
    );
    assert_eq!(
        post("text/csv", "a,b").await.status,
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    );
    assert_eq!(
        post("application/json", "[1]").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let nothing = get(&app(), "/api/v1/estimate").await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let deep = format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000));
    assert_eq!(
        post("application/json", &deep).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn a_day_before_the_first_price_is_a_gap_and_a_later_one_is_the_books_own() {
    let at = |day: &str| {
        format!(
            "/api/v1/estimate?traffic.requests_per_month=1000&api.kind=rest&api.response_kb=1&prices={day}"
        )
    };
    let early = get(&app(), &at("2001-01-01")).await.json();
    assert_eq!(early["total"]["complete"], false);
    assert_eq!(early["gaps"][0]["kind"], "price_missing");
    assert_eq!(early["lines"], json!([]));
    let late = get(&app(), &at("2999-12-31")).await.json();
    assert_eq!(late["prices"]["requested"], "2999-12-31");
    let newest = published().to_string();
    assert_eq!(late["prices"]["as_of"], newest);
    assert!(
        late["link"]
            .as_str()
            .expect("a link")
            .contains(&format!("prices={newest}"))
    );
}

#[tokio::test]
async fn the_page_starts_with_an_example_and_shows_what_was_typed() {
    let app = app();
    let start = get(&app, "/").await;
    assert_eq!(start.status, StatusCode::OK);
    for part in [
        "Profile API",
        "a month</p>",
        "name=\"functions.0.memory_mb\"",
        "The bill",
        "= 24,240,000 invocations a month",
    ] {
        assert!(start.text().contains(part), "{part}");
    }
    let faulty = get(
        &app,
        "/?traffic.requests_per_month=%3Cb%3Emany&api.kind=http",
    )
    .await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = faulty.text();
    assert!(
        html.contains("value=\"&lt;b&gt;many\""),
        "what was typed stays"
    );
    assert!(html.contains("href=\"#input-traffic.requests_per_month\""));
    assert!(!html.contains("<b>many"));
    assert!(!html.contains("class=\"total\""), "no total beside a fault");
}

#[tokio::test]
async fn the_forms_buttons_edit_without_javascript() {
    let added = get(
        &app(),
        "/?traffic.requests_per_month=5&edit=add%3Afunctions",
    )
    .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER);
    let location = added.header("location").to_owned();
    assert!(
        location.contains("functions.0.name=function-1"),
        "{location}"
    );
    assert!(!location.contains("edit="), "{location}");
    assert_eq!(get(&app(), &location).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_old_link_says_so_and_offers_the_latest_prices() {
    let old = "/?region=us-east-1&prices=2024-10-31&traffic.requests_per_month=3550000\
        &operations.0.table=t&operations.0.kind=put&operations.0.item_kb=1\
        &tables.0.name=t&tables.0.storage_gb=2";
    let page = get(&app(), old).await;
    assert!(
        page.text()
            .contains("This link uses the prices of 2024-10-31.")
    );
    assert!(page.text().contains("exactly $4.9375"));
    let newest = old.replace("2024-10-31", &published().to_string());
    let page = get(&app(), &newest).await;
    assert!(!page.text().contains("This link uses"));
    assert!(page.text().contains("exactly $2.71875"));
}

#[tokio::test]
async fn a_projection_starts_with_the_estimate() {
    let query = "traffic.requests_per_month=1000000&traffic.growth_rate=0.1&api.kind=rest&api.response_kb=1";
    let estimate = get(&app(), &format!("/api/v1/estimate?{query}"))
        .await
        .json();
    let answer = get(&app(), &format!("/api/v1/projection?{query}")).await;
    assert_eq!(answer.status, StatusCode::OK);
    let projection = answer.json();
    let months = projection["months"].as_array().expect("months");
    assert_eq!(months.len(), 36);
    assert_eq!(months[0]["monthly"], estimate["total"]["monthly"]);
    assert_eq!(months[1]["requests"], "1100000");
    assert_eq!(projection["link"], estimate["link"]);
    assert!(projection["too_large_from"].is_null());
    let growing = "traffic.requests_per_month=1e15&traffic.growth_rate=1&functions.0.name=f&functions.0.memory_mb=128&functions.0.duration_ms=900000&functions.0.invocations_per_request=100";
    let answer = get(&app(), &format!("/api/v1/projection?{growing}")).await;
    assert_eq!(answer.json()["too_large_from"], 21);
    let page = get(&app(), &format!("/?{growing}")).await;
    assert!(
        page.text()
            .contains("From month 21 the figures are too large")
    );
    let faulty = get(&app(), "/api/v1/projection?traffic.requests_per_month=-1").await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_bill_alone_carries_the_derivations() {
    let bill = get(
        &app(),
        "/bill?traffic.requests_per_month=1000&api.kind=rest",
    )
    .await;
    assert_eq!(bill.status, StatusCode::OK);
    assert!(
        bill.text()
            .contains("metered: 1,000 calls × 1 each = 1,000 requests")
    );
    let faulty = get(&app(), "/bill?traffic.requests_per_month=x").await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
}
