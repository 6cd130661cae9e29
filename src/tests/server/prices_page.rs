//! The price book's page through the router, as a browser without JavaScript asks for it.

use axum::http::StatusCode;

use std::sync::Arc;

use reckoner::book::LivePrices;

use crate::support::{Folder, app, app_with, get, without_second_tier};

async fn page(uri: &str) -> (StatusCode, String) {
    let answer = get(&app(), uri).await;
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    (answer.status, plain(answer.text()))
}

/// The page without the comments that separate pieces of text.
fn plain(html: &str) -> String {
    html.replace("<!>", "").replace("<!---->", "")
}

/// The row of this id.
fn row<'h>(html: &'h str, id: &str) -> &'h str {
    let code = format!("<code>{id}</code>");
    let rows = html.split("<tr>").filter(|row| row.contains(&code));
    rows.min_by_key(|row| row.len())
        .unwrap_or_else(|| panic!("no row {id} in {html}"))
}

fn assert_contains(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[tokio::test]
async fn without_a_question_it_lists_the_first_region_on_the_latest_day() {
    let (status, html) = page("/prices").await;
    assert_eq!(status, StatusCode::OK);
    assert_contains(
        &html,
        &[
            "<title>Prices · Reckoner</title>",
            "<a href=\"/prices\" aria-current=\"page\">Prices</a>",
            "<h1>Prices</h1>",
            "<a href=\"/api/v1/prices/us-east-1?as_of=20",
            "US East (N. Virginia), us-east-1, on 20",
            "<form method=\"get\" action=\"/prices\">",
            "<select id=\"day-region\" name=\"region\">",
            "<option value=\"sa-east-1\"",
            "type=\"date\" id=\"as_of\" name=\"as_of\"",
            "role=\"region\" aria-label=\"Prices of AWS Lambda\" tabindex=\"0\"",
            "<h3 id=\"lambda\">AWS Lambda</h3>",
            "<caption>",
            "Free allowances",
            "<a href=\"#quotas\">Quotas</a>",
            "aria-label=\"Quotas of AWS Lambda\"",
        ],
    );
    assert_contains(
        row(&html, "apigateway.throttle.burst"),
        &[
            "5,000 requests",
            "with apigateway.throttle.rate",
            "2017-06-06",
        ],
    );
    assert_contains(
        row(&html, "api-gateway.http.requests"),
        &[
            "first 300,000,000: $1.00 per million requests",
            "over 300,000,000: $0.90 per million requests",
            "href=\"https://",
            "<td>high</td>",
        ],
    );
    assert_contains(
        row(&html, "lambda.duration"),
        &["400,000 GB-seconds", "every account"],
    );
    assert_eq!(html.matches("<h1").count(), 1);
    assert!(
        !html.contains("<leptos-island"),
        "no island, no script's work"
    );
}

#[tokio::test]
async fn a_region_and_a_day_are_shown_as_asked_with_what_is_missing() {
    let (_, html) = page("/prices?region=us-east-1&as_of=2024-10-31").await;
    let read = row(&html, "dynamodb.on-demand.read");
    assert_contains(read, &["$0.25 per million RRU", "another from 2024-11-01"]);
    assert_contains(&html, &["value=\"2024-10-31\""]);

    let folder = Folder::new("prices-page-tier-unknown");
    without_second_tier(&folder);
    let prices = LivePrices::from_folder(&folder).expect("a sound price book");
    let app = app_with(Arc::new(prices));
    let answer = get(&app, "/prices?region=us-east-2&as_of=").await;
    let html = plain(answer.text());
    assert_contains(&html, &["US East (Ohio), us-east-2, on 20"]);
    let http = row(&html, "api-gateway.http.requests");
    assert_contains(http, &["over 300,000,000: ", "not on record"]);
    let dashboards = row(&html, "cloudwatch.dashboards");
    assert_contains(dashboards, &["not on record"]);
    let restore = row(&html, "dynamodb.restore");
    assert_contains(restore, &["2024-07-01, assumed since 2025-08-29"]);

    let (_, early) = page("/prices?as_of=1999-01-01").await;
    assert_contains(row(&early, "lambda.requests"), &["not on record before 20"]);
    let (_, late) = page("/prices?as_of=2999-01-01").await;
    assert!(
        !late.contains("2999-01-01"),
        "no day that the book does not reach"
    );
}

#[tokio::test]
async fn two_days_show_what_changed() {
    let uri = "/prices?region=us-east-1&from=2024-10-31&to=2024-11-01";
    let (status, html) = page(uri).await;
    assert_eq!(status, StatusCode::OK);
    assert_contains(
        &html,
        &[
            "us-east-1, from 2024-10-31 to 2024-11-01",
            "value=\"2024-11-01\"",
        ],
    );
    assert_contains(
        row(&html, "dynamodb.on-demand.read"),
        &[
            "<td>changed</td>",
            "$0.25 per million RRU",
            "$0.125 per million RRU",
        ],
    );
    assert!(
        !html.contains("<code>lambda.requests</code>"),
        "only changes"
    );

    let (_, back) = page("/prices?from=2026-11-01&to=1999-01-01").await;
    assert_contains(
        row(&back, "kms.keys"),
        &["<td>removed</td>", "not on record"],
    );
    let (_, forth) = page("/prices?from=1999-01-01&to=2026-11-01").await;
    assert_contains(row(&forth, "kms.keys"), &["<td>added</td>"]);
    assert_contains(&forth, &["Free allowances that differ"]);
    let (_, same) = page("/prices?from=2026-11-01&to=2026-11-01").await;
    assert_contains(&same, &["No price on record changed between these days."]);
}

#[tokio::test]
async fn what_cannot_be_answered_is_said_in_words() {
    for (uri, words) in [
        (
            "/prices?region=mars-north-1",
            "region: must be one of us-east-1",
        ),
        (
            "/prices?as_of=2026-02-30",
            "as_of: must be a day, as in 2026-10-01; &quot;2026-02-30&quot; was given.",
        ),
        (
            "/prices?from=2024-11-01",
            "to: is missing. It is needed because from is given.",
        ),
        (
            "/prices?to=2024-11-01&from=",
            "from: is missing. It is needed because to is given.",
        ),
        (
            "/prices?from=soon&to=later",
            "to: must be a day, as in 2026-10-01; &quot;later&quot; was given.",
        ),
        (
            "/prices?as_of=2024-11-01&from=2024-11-01&to=2025-01-01",
            "as_of: cannot be given together with from and to.",
        ),
        ("/prices?colour=red", "colour: is not a field"),
        (
            "/prices?region=a&region=b",
            "region: is given twice. Give it once.",
        ),
        (
            "/prices?region.0=us-east-1",
            "region: must be text of at most 32 characters; a list of 1 was given.",
        ),
        (
            "/prices?region=%3Cscript%3Ealert(1)%3C/script%3E",
            "&lt;script&gt;alert(1)",
        ),
        ("/prices?as_of=%FF%00", "as_of: "),
    ] {
        let (status, html) = page(uri).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{uri}");
        let html = html.replace('"', "&quot;").replace("&#x27;", "'");
        assert!(html.contains(words), "{words} in {html}");
        assert!(!html.contains("<script>alert"), "{uri}");
        assert!(html.contains("Show prices"), "the form stays: {uri}");
    }
}
