//! Failures: a problem document under `/api/`, a page elsewhere, whatever it was that failed.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Request, StatusCode};
use axum::routing::get;
use hyper::body::Frame;
use reckoner::server::limits::Limits;
use reckoner::server::router::{Shared, layered};
use serde_json::json;
use tokio::sync::{mpsc, watch};

use crate::support::{Answer, app, send};

const TIME: Duration = Duration::from_millis(100);
const BODY_BYTES: usize = 1000;

fn limits() -> Limits {
    Limits {
        time: TIME,
        header_bytes: 2000,
        body_bytes: BODY_BYTES,
        body_time: TIME,
        threads: 1,
        queue: 1,
        queue_time: TIME * 600,
    }
}

/// Routes that fail, under the layers of the real ones.
fn failing() -> Router {
    async fn panics() -> &'static str {
        panic!("a secret of the inside")
    }
    async fn hangs() -> &'static str {
        tokio::time::sleep(TIME * 600).await;
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
        &Shared {
            limits: limits(),
            ..Shared::default()
        },
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
    let fits = Body::from(vec![b'x'; BODY_BYTES]);
    let answer = request(&failing(), "POST", "/api/v1/reads", fits).await;
    assert_eq!(answer.status, StatusCode::OK);
    let over = Body::from(vec![b'x'; BODY_BYTES + 1]);
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

#[tokio::test]
async fn a_body_that_does_not_end_is_not_waited_for() {
    /// A body that never comes.
    struct Never;
    impl HttpBody for Never {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            Poll::Pending
        }
    }
    let answer = request(&failing(), "POST", "/api/v1/reads", Body::new(Never)).await;
    assert_problem(&answer, 408, "Request Timeout");
    assert_eq!(answer.header("connection"), "close");
}

#[tokio::test]
async fn headers_over_the_limit_are_refused() {
    for (bytes, status) in [(1900, 200), (2100, 431)] {
        let request = Request::get("/api/v1/reads")
            .header("x-long", "x".repeat(bytes))
            .body(Body::empty());
        let answer = send(&failing(), request.unwrap()).await;
        assert_eq!(answer.status.as_u16(), status);
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}

#[tokio::test]
async fn what_is_no_address_is_refused() {
    let answer = request(&app(), "OPTIONS", "*", Body::empty()).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

/// One request works, one waits, and the third is told to come again.
#[tokio::test]
async fn long_work_beyond_the_queue_is_turned_away_and_quick_work_is_done() {
    let (begins, mut begun) = mpsc::unbounded_channel();
    let (finish, finished) = watch::channel(false);
    let work = async move || {
        begins.send(()).expect("the test waits for it");
        let mut finished = finished.clone();
        finished
            .wait_for(|finished| *finished)
            .await
            .expect("the test says so");
        "worked"
    };
    let shared = Shared {
        limits: Limits {
            time: TIME * 600,
            ..limits()
        },
        ..Shared::default()
    };
    let router = layered(
        Router::new()
            .route("/", get(work.clone()))
            .route("/api/v1/projection", get(work))
            .route("/quick.txt", get(async || "quick")),
        &shared,
    );
    let ask = |path: &'static str| {
        let router = router.clone();
        tokio::spawn(async move { request(&router, "GET", path, Body::empty()).await })
    };
    let works = ask("/");
    begun.recv().await.unwrap();
    let waits = ask("/");
    // One of these two is turned away, whichever comes last.
    let third = ask("/api/v1/projection");
    let fourth = ask("/api/v1/projection");
    let mut done = 0;
    while shared.traffic.shed.total() < 2 {
        tokio::task::yield_now().await;
        assert_eq!(
            request(&router, "GET", "/quick.txt", Body::empty())
                .await
                .text(),
            "quick"
        );
        done += 1;
    }
    assert!(done > 0);
    finish.send(true).unwrap();
    let mut turned_away = 0;
    for answer in [works, waits, third, fourth] {
        let answer = answer.await.unwrap();
        if answer.status == StatusCode::SERVICE_UNAVAILABLE {
            assert_eq!(answer.header("retry-after"), "1");
            turned_away += 1;
        } else {
            assert_eq!(answer.text(), "worked");
        }
    }
    assert_eq!(turned_away, 2);
}
