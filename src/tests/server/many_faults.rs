//! However much is wrong with a request, its answer stays short.

use crate::support::{Answer, app, get, post};

/// The most bytes that a problem document may have here.
const MOST: usize = 64_000;
const URI: &str = "/api/v1/estimate";

#[track_caller]
fn assert_short(answer: &Answer, what: &str) {
    let (status, length) = (answer.status.as_u16(), answer.body.len());
    assert!([400, 415, 422].contains(&status), "{what}: {status}");
    assert!(length < MOST, "{what}: {length} bytes");
}

#[tokio::test]
async fn a_problem_document_is_short() {
    let json = "application/json";
    let unknown: Vec<String> = (0..25_000).map(|at| format!(r#""{at:x}":1"#)).collect();
    let body = format!(r#"{{"functions":[{{{}}}]}}"#, unknown.join(","));
    let answer = post(URI, json, body).await;
    assert_short(&answer, "unknown fields");
    let problem = answer.json();
    assert_eq!(problem["errors"].as_array().map(Vec::len), Some(100));
    assert_eq!(problem["more"], 25_002 - 100);
    assert_eq!(problem["detail"], "100 of 25002 faults");

    let body = format!("{{{}}}", [r#""":1"#; 50_000].join(","));
    assert_short(&post(URI, json, body).await, "empty names");

    let body = format!(
        "{}{}{}",
        "[".repeat(33),
        ["[]"; 60_000].join(","),
        "]".repeat(33)
    );
    assert_short(&post(URI, json, body).await, "deep lists");

    let toml = "application/toml";
    let body: String = (0..20_000).map(|at| format!("k{at}=1\n")).collect();
    assert_short(&post(URI, toml, body).await, "unknown fields in TOML");
    let body = format!("a=\"{}", "x".repeat(200_000));
    assert_short(&post(URI, toml, body).await, "a line that is not TOML");
    let body = format!("{{\"{}\":1}}", "x".repeat(250_000));
    assert_short(&post(URI, json, body).await, "a long name");

    let answer = post(URI, &format!("text/{}", "x".repeat(5_000)), String::new()).await;
    assert_short(&answer, "a long media type");
    assert!(answer.body.len() < 1_000, "{}", answer.text());

    let query: Vec<String> = (0..4_000).map(|at| format!("k{at}=1")).collect();
    let answer = get(&app(), &format!("/api/v1/estimate?{}", query.join("&"))).await;
    assert_short(&answer, "unknown parameters");
}

#[tokio::test]
async fn the_page_says_how_many_faults_it_does_not_list() {
    let query: Vec<String> = (0..150).map(|at| format!("k{at}=1")).collect();
    let query = format!("traffic.requests_per_month=1&{}", query.join("&"));
    let page = get(&app(), &format!("/?{query}")).await;
    assert!(
        page.text().contains("<li>and 50 more</li>"),
        "{}",
        page.text()
    );
    let page = get(&app(), &format!("/prices?{query}")).await;
    assert!(page.text().contains("and 51 more"), "{}", page.text());
}

#[tokio::test]
async fn a_region_with_white_space_around_it_is_that_region_everywhere() {
    let ask = "traffic.requests_per_month=1";
    for path in ["/api/v1/estimate", "/bill", "/prices", "/"] {
        let ask = if path == "/prices" { "" } else { ask };
        let plain = get(&app(), &format!("{path}?region=us-west-2&{ask}")).await;
        let spaced = get(&app(), &format!("{path}?region=us-west-2%20&{ask}")).await;
        assert_eq!(
            (spaced.status, plain.status.as_u16()),
            (plain.status, 200),
            "{path}"
        );
        if path != "/" && path != "/prices" {
            assert_eq!(spaced.text(), plain.text(), "{path}");
        }
    }
}
