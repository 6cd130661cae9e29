//! Failures: a problem document under `/api/`, a page elsewhere, whatever it was that failed.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::routing::get;
use reckoner::server::router::{Limits, layered};
use serde_json::json;

use crate::support::{Answer, app, send};

const LIMITS: Limits = Limits {
    time: Duration::from_millis(100),
    body_bytes: 1000,
};

/// Routes that fail, under the layers of the real ones.
fn failing() -> Router {
    async fn panics() -> &'static str {
        panic!("a secret of the inside")
    }
    async fn hangs() -> &'static str {
        tokio::time::sleep(LIMITS.time * 600).await;
        "too late"
    }
    let routes = Router::new()
        .route("/panics", get(panics))
        .route("/hangs", get(hangs))
        .route(
            "/reads",
            get(async || "read").post(async |body: String| body),
        );
    layered(
        Router::new().merge(routes.clone()).nest("/api/v1", routes),
        LIMITS,
    )
}

async fn request(router: &Router, method: &str, uri: &str, body: Body) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(uri)
        .body(body)
        .unwrap();
    send(router, request).await
}

fn assert_problem(answer: &Answer, status: u16, title: &str) {
    assert_eq!(answer.status.as_u16(), status);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!(problem["type"], "about:blank");
    assert_eq!(problem["status"], status);
    assert_eq!(problem["title"], title);
}

#[tokio::test]
async fn an_unknown_address_of_the_interface_is_a_problem() {
    for method in ["GET", "POST", "DELETE"] {
        let answer = request(&app(), method, "/api/v1/nowhere?x=1", Body::empty()).await;
        assert_problem(&answer, 404, "Not Found");
        assert_eq!(answer.json()["instance"], json!("/api/v1/nowhere"));
    }
    let root = request(&app(), "GET", "/api/", Body::empty()).await;
    assert_problem(&root, 404, "Not Found");
}

#[tokio::test]
async fn a_method_that_is_not_allowed_is_a_problem_that_names_those_allowed() {
    let answer = request(&failing(), "DELETE", "/api/v1/reads", Body::empty()).await;
    assert_problem(&answer, 405, "Method Not Allowed");
    assert_eq!(answer.header("allow"), "GET,HEAD,POST");
    let page = request(&app(), "POST", "/", Body::empty()).await;
    assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(page.text().contains("<h1>Method Not Allowed</h1>"));
}

#[tokio::test]
async fn a_panic_ends_its_request_only_and_tells_no_secrets() {
    let router = failing();
    let answer = request(&router, "GET", "/api/v1/panics", Body::empty()).await;
    assert_problem(&answer, 500, "Internal Server Error");
    assert!(!answer.text().contains("secret"));
    let page = request(&router, "GET", "/panics", Body::empty()).await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(!page.text().contains("secret"));
    assert_eq!(
        request(&router, "GET", "/reads", Body::empty())
            .await
            .text(),
        "read"
    );
}

#[tokio::test]
async fn a_request_that_hangs_is_ended() {
    let answer = request(&failing(), "GET", "/api/v1/hangs", Body::empty()).await;
    assert_problem(&answer, 504, "Gateway Timeout");
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let fits = Body::from(vec![b'x'; LIMITS.body_bytes]);
    let answer = request(&failing(), "POST", "/api/v1/reads", fits).await;
    assert_eq!(answer.status, StatusCode::OK);
    let over = Body::from(vec![b'x'; LIMITS.body_bytes + 1]);
    let answer = request(&failing(), "POST", "/api/v1/reads", over).await;
    assert_problem(&answer, 413, "Payload Too Large");
}

#[tokio::test]
async fn plain_words_of_a_client_error_become_its_detail() {
    let not_text = Body::from(vec![0xff, 0xfe]);
    let answer = request(&failing(), "POST", "/api/v1/reads", not_text).await;
    assert_problem(&answer, 400, "Bad Request");
    assert!(answer.json()["detail"].as_str().unwrap().contains("UTF-8"));
}

#[tokio::test]
async fn a_compressed_body_is_refused_with_what_is_taken() {
    for encoding in ["gzip", "br", "identity, gzip", "x"] {
        let request = Request::post("/api/v1/reads").header("content-encoding", encoding);
        let answer = send(&failing(), request.body(Body::from("{}")).unwrap()).await;
        assert_problem(&answer, 415, "Unsupported Media Type");
        assert_eq!(answer.header("accept-encoding"), "identity", "{encoding}");
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains("Content-Encoding"), "{detail}");
    }
    let request = Request::post("/api/v1/reads").header("content-encoding", "Identity");
    let answer = send(&failing(), request.body(Body::from("{}")).unwrap()).await;
    assert_eq!((answer.status, answer.text()), (StatusCode::OK, "{}"));
}
