//! The page of the JSON interface: every type of problem leads to its place there.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use reckoner::problems;

use crate::support::{Answer, app, get, send};

/// One refused request for each type of problem, and one for each address that answers with it.
async fn refused() -> Vec<Answer> {
    let app = app();
    let mut answers = Vec::new();
    for uri in [
        "/api/v1/estimate?nonsense=1",
        "/api/v1/projection?nonsense=1",
        "/api/v1/prices/us-east-1?as_of=yesterday",
        "/api/v1/prices/us-east-1/diff",
    ] {
        answers.push(get(&app, uri).await);
    }
    for uri in ["/api/v1/estimate", "/api/v1/projection", "/api/v1/charges"] {
        for body in ["{", r#"{"nonsense": 1}"#] {
            let request = Request::post(uri).body(Body::from(body)).unwrap();
            answers.push(send(&app, request).await);
        }
    }
    answers
}

#[tokio::test]
async fn every_type_of_problem_leads_to_its_anchor() {
    let mut types: BTreeSet<String> = problems::ALL.iter().map(|problem| problem.uri()).collect();
    let mut given = BTreeSet::new();
    for answer in refused().await {
        assert!(answer.status.is_client_error());
        let problem = answer.json();
        let kind = problem["type"].as_str().unwrap().to_owned();
        let listed = problems::ALL.iter().find(|it| it.uri() == kind);
        let listed = listed.unwrap_or_else(|| panic!("{kind} is not listed"));
        assert_eq!(problem["title"], listed.title);
        assert!(
            listed.status.contains(answer.status.as_str()),
            "{kind}: {}",
            answer.status
        );
        given.insert(kind);
    }
    assert_eq!(given, types, "every type that is listed is given");
    types.extend(given);
    for kind in types {
        let (path, anchor) = kind.split_once('#').unwrap();
        let page = get(&app(), path).await;
        assert_eq!(page.status, StatusCode::OK, "{kind}");
        assert!(
            page.text().contains(&format!("id=\"{anchor}\"")),
            "{kind} in {}",
            page.text()
        );
    }
}

#[tokio::test]
async fn the_page_says_when_each_problem_occurs_and_what_to_do() {
    let page = get(&app(), "/api").await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    let html = page.text();
    assert!(html.contains("<title>API · Reckoner</title>"), "{html}");
    assert!(html.contains("<a href=\"/api\" aria-current=\"page\">API</a>"));
    for problem in problems::ALL {
        for words in [problem.title, problem.when, problem.status, problem.remedy] {
            assert!(html.contains(words), "{words} in {html}");
        }
    }
    assert!(!html.contains(".wasm"), "a page without an island");
}
