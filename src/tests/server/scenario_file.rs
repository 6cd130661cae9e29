//! A scenario that is too large for a link: its page offers it as a file in the link's place.

use axum::http::StatusCode;
use reckoner::scenario::link::ADDRESS_MAX;

use crate::support::{app, get, post};

/// What a browser sends a form as.
const FORM: &str = "application/x-www-form-urlencoded";
/// The functions of the large scenario.
const FUNCTIONS: usize = 20;
/// Shorter than the longest address by this much, the scenario still has its link.
const SPARE: usize = 100;
/// The button in the link's place.
const BUTTON: &str = "<button type=\"submit\" form=\"scenario\" formmethod=\"post\" formaction=\"/scenario\">Save the scenario as JSON</button>";

/// A query string whose page has an address of this length: functions with operations, and names that
/// make up the rest.
fn query(length: usize) -> String {
    let mut query = String::from("traffic.requests_per_month=1000000");
    let table = "t".repeat(60);
    query.push_str(&format!("&tables.0.name={table}&tables.0.storage_gb=1"));
    for at in 0..FUNCTIONS {
        query.push_str(&format!(
            "&functions.{at}.memory_mb=128&functions.{at}.duration_ms=20&functions.{at}.name=f{at}"
        ));
    }
    let operations = (0..20).flat_map(|of| (0..FUNCTIONS).map(move |at| (at, of)));
    for (at, of) in operations {
        let place = format!("&functions.{at}.operations.{of}");
        let operation = format!("{place}.table={table}{place}.kind=get{place}.item_kb=1");
        if query.len() + operation.len() + 2 * SPARE > ADDRESS_MAX {
            break;
        }
        query.push_str(&operation);
    }
    let rest = length - "/?".len() - query.len();
    for at in 0..FUNCTIONS {
        let more = rest / FUNCTIONS + usize::from(at < rest % FUNCTIONS);
        let name = format!(".name=f{at}");
        let longer = format!("{name}{}", "x".repeat(more));
        let (before, after) = query.split_once(&format!("functions.{at}{name}")).unwrap();
        query = format!("{before}functions.{at}{longer}{after}");
    }
    assert_eq!("/?".len() + query.len(), length);
    query
}

#[tokio::test]
async fn a_page_without_a_link_offers_its_scenario_as_a_file_that_costs_the_same() {
    let short = query(ADDRESS_MAX - SPARE);
    let page = get(&app(), &format!("/?{short}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("class=\"permalink\""));
    assert!(!page.text().contains("/scenario"));
    let estimate = get(&app(), &format!("/api/v1/estimate?{short}")).await;
    assert_eq!(estimate.status, StatusCode::OK);

    // The link has the version of the links and the day of the prices, too.
    let long = query(ADDRESS_MAX);
    let page = get(&app(), &format!("/?{long}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("class=\"permalink\""));
    assert!(page.text().contains("does not fit in a link"));
    assert!(page.text().contains(BUTTON));
    assert!(page.text().contains("<form id=\"scenario\""));

    let file = post("/scenario", FORM, long).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.header("content-type"), "application/json");
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"scenario.json\""
    );
    let answer = post("/api/v1/estimate", "application/json", file.body).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json()["total"], estimate.json()["total"]);
    assert_eq!(answer.json()["as_of"], estimate.json()["as_of"]);
    assert!(answer.json()["link"].is_null());
}

#[tokio::test]
async fn a_form_with_faults_makes_no_file() {
    let form = "traffic.requests_per_month=-1&name=%3Cb%3E&region=%3Ci%3E";
    let answer = post("/scenario", FORM, form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.header("content-disposition"), "");
    assert!(answer.text().contains("<li>traffic.requests_per_month: "));
    assert!(answer.text().contains("<li>region: "));
    assert!(!answer.text().contains("<i>"));
}
