//! One snapshot for the text of each page. `make snapshots` writes them anew.
//!
//! As with the answers, every address names its day, and what only a newer price book knows is taken
//! out.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use reckoner::pricing::Date;
use reckoner::scenario::presets::PRESETS;
use serde_json::Value;

use crate::snapshot_answers::KNOWN;
use crate::support::{app, get, send};
use crate::visible_text::visible_text;

/// The day of the prices of every scenario here.
const DAY: &str = "2026-10-01";

/// The page's status and text, without the book's own day.
async fn shown(uri: &str) -> (StatusCode, String) {
    let app = app();
    let published = published(&get(&app, "/api/v1/prices").await.json());
    let page = get(&app, uri).await;
    let text = visible_text(page.text())
        .replace(&format!("[{published}]"), "[day of the book]")
        .replace(
            &format!("read up to {published}"),
            "read up to [day of the book]",
        )
        .replace(
            &format!("at the prices of {published}"),
            "at the prices of [day of the book]",
        );
    let text: Vec<String> = text.lines().map(without_later).collect();
    (page.status, text.join("\n"))
}

fn published(book: &Value) -> String {
    book["published"].as_str().expect("a day").to_owned()
}

/// A line of the price book without the hint at a version that begins later than the snapshots know.
fn without_later(line: &str) -> String {
    for hint in ["; another from ", " before "] {
        if let Some((start, rest)) = line.split_once(hint)
            && let Some((day, end)) = rest.split_at_checked(KNOWN.len())
            && day.parse::<Date>().is_ok()
            && day > KNOWN
        {
            return format!("{start}{end}");
        }
    }
    line.to_owned()
}

#[test]
fn only_hints_at_later_versions_are_taken_out() {
    let known = "2024-07-01; another from 2024-11-01 | AWS";
    assert_eq!(without_later(known), known);
    let later = "2024-07-01; another from 2026-12-01 | AWS";
    assert_eq!(without_later(later), "2024-07-01 | AWS");
    assert_eq!(
        without_later("not on record before 2026-12-01"),
        "not on record"
    );
    let words = "as it was before anything else";
    assert_eq!(without_later(words), words);
}

/// The query string of the first preset at the prices of this day.
async fn preset(day: &str) -> String {
    let scenario = format!("prices = \"{day}\"\n{}", PRESETS[0].text);
    let request = Request::post("/api/v1/estimate")
        .header("content-type", "application/toml")
        .body(Body::from(scenario))
        .expect("a request");
    let answer = send(&app(), request).await.json();
    let link = answer["link"].as_str().expect("a link");
    link.strip_prefix("/?").expect("the calculator").to_owned()
}

#[tokio::test]
async fn snapshot_of_the_calculator_with_a_preset() {
    let (status, text) = shown(&format!("/?{}", preset(DAY).await)).await;
    assert_eq!(status, StatusCode::OK);
    insta::assert_snapshot!("page-calculator", text);
}

#[tokio::test]
async fn the_calculator_without_a_scenario_shows_the_first_preset_at_the_latest_prices() {
    let book = get(&app(), "/api/v1/prices").await.json();
    let latest = preset(&published(&book)).await;
    assert_eq!(shown("/").await, shown(&format!("/?{latest}")).await);
}

#[tokio::test]
async fn snapshot_of_the_calculator_with_faults() {
    let query = format!("/?prices={DAY}&traffic.requests_per_month=x&region=mars&speed=7");
    let (status, text) = shown(&query).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    insta::assert_snapshot!("page-calculator-faults", text);
}

#[tokio::test]
async fn snapshot_of_the_bill_alone() {
    let query = format!("/bill?prices={DAY}&traffic.requests_per_month=3000000&api.kind=rest");
    let (status, text) = shown(&query).await;
    assert_eq!(status, StatusCode::OK);
    insta::assert_snapshot!("page-bill", text);
}

#[tokio::test]
async fn snapshot_of_the_prices_of_a_day() {
    let (status, text) = shown("/prices?region=us-east-1&as_of=2024-10-31").await;
    assert_eq!(status, StatusCode::OK);
    insta::assert_snapshot!("page-prices-of-a-day", text);
}

#[tokio::test]
async fn snapshot_of_the_changes_between_two_days() {
    let (status, text) = shown("/prices?region=us-east-1&from=2024-10-31&to=2024-12-01").await;
    assert_eq!(status, StatusCode::OK);
    insta::assert_snapshot!("page-prices-between-days", text);
}

#[tokio::test]
async fn snapshot_of_a_question_about_prices_without_an_answer() {
    let (status, text) = shown("/prices?region=mars&as_of=yesterday").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    insta::assert_snapshot!("page-prices-faults", text);
}

#[tokio::test]
async fn snapshot_of_an_address_that_is_no_page() {
    let (status, text) = shown("/nowhere").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    insta::assert_snapshot!("page-not-found", text);
}
