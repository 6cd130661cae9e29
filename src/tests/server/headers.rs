//! What every response carries: security headers, the request's id, compression, caching.

use axum::body::Body;
use axum::http::Request;

use crate::support::{Server, app, get, program, send, watched_app};

#[tokio::test]
async fn a_page_may_run_its_own_scripts_and_nothing_else() {
    let app = app();
    let page = get(&app, "/").await;
    let policy = page.header("content-security-policy");
    for directive in [
        "default-src 'self'",
        "style-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ] {
        assert!(
            policy.split("; ").any(|part| part == directive),
            "{directive} in {policy}"
        );
    }
    let scripts = policy
        .split("; ")
        .find(|part| part.starts_with("script-src"))
        .expect(policy);
    let nonce = scripts
        .strip_prefix("script-src 'self' 'nonce-")
        .and_then(|rest| rest.strip_suffix("' 'wasm-unsafe-eval'"))
        .expect(scripts);

    let inline = page
        .text()
        .match_indices("<script")
        .map(|(at, _)| &page.text()[at..]);
    let inline: Vec<_> = inline
        .filter_map(|script| script.split('>').next())
        .collect();
    assert!(!inline.is_empty(), "the page starts its islands by script");
    for script in inline {
        assert!(
            script.contains(&format!("nonce=\"{nonce}\"")),
            "{script} has the nonce"
        );
    }
    assert!(
        !page.text().contains("style=\""),
        "the policy would refuse style attributes"
    );

    let again = get(&app, "/").await;
    assert!(
        !again.header("content-security-policy").contains(nonce),
        "a nonce is used once"
    );
}

#[tokio::test]
async fn only_a_watched_page_may_reach_the_reload_socket() {
    let socket = "ws://127.0.0.1:3001";
    for address in ["/", "/nowhere"] {
        let page = get(&app(), address).await;
        assert!(!page.header("content-security-policy").contains(socket));
        let page = get(&watched_app(), address).await;
        assert!(page.header("content-security-policy").contains(socket));
    }
}

#[tokio::test]
async fn every_response_has_the_security_headers() {
    let app = app();
    for uri in [
        "/",
        "/healthz",
        "/pkg/reckoner.js",
        "/robots.txt",
        "/nowhere",
        "/api/nowhere",
    ] {
        let answer = get(&app, uri).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{uri}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{uri}");
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            "same-origin",
            "{uri}"
        );
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            "same-origin",
            "{uri}"
        );
        assert!(
            answer.header("permissions-policy").contains("camera=()"),
            "{uri}"
        );
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{uri}: {policy}");
    }
    let api = get(&app, "/api/nowhere").await;
    assert!(
        api.header("content-security-policy")
            .starts_with("default-src 'none'")
    );
}

#[tokio::test]
async fn a_request_keeps_its_id_or_gets_one() {
    let app = app();
    assert_eq!(get(&app, "/healthz").await.header("x-request-id").len(), 36);
    let request = Request::get("/healthz")
        .header("x-request-id", "mine")
        .body(Body::empty());
    assert_eq!(
        send(&app, request.unwrap()).await.header("x-request-id"),
        "mine"
    );
}

#[tokio::test]
async fn an_id_that_no_log_should_have_is_replaced() {
    let app = app();
    let (long, bytes) = ("x".repeat(129), b"\xff\xfe".as_slice());
    for odd in [long.as_bytes(), b"two words", b"\"quoted\"", b"", bytes] {
        let request = Request::get("/healthz").header("x-request-id", odd);
        let answer = send(&app, request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.header("x-request-id").len(), 36, "{odd:?}");
    }
    let two = Request::get("/healthz")
        .header("x-request-id", "one")
        .header("x-request-id", "two");
    let answer = send(&app, two.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.header("x-request-id").len(), 36);
}

#[tokio::test]
async fn the_log_shows_the_beginning_of_a_long_path() {
    let server = Server::start(&mut program());
    let path = format!("/{}", "a".repeat(60_000));
    let answer = server.ask(&format!("GET {path} HTTP/1.0\r\n\r\n"));
    assert!(answer.starts_with("HTTP/1.0 404"), "{}", &answer[..100]);
    let log = server.hang_up("the price book is built in");
    assert!(log.iter().any(|line| line.contains("/aaa")), "{log:#?}");
    assert!(log.iter().all(|line| line.len() < 600), "{log:#?}");
}

#[tokio::test]
async fn a_page_is_compressed_for_who_accepts_it() {
    let request = Request::get("/")
        .header("accept-encoding", "br")
        .body(Body::empty());
    let answer = send(&app(), request.unwrap()).await;
    assert_eq!(answer.header("content-encoding"), "br");
}

#[tokio::test]
async fn what_depends_on_the_accepted_encoding_says_so_and_says_it_once() {
    let app = app();
    for uri in [
        "/",
        "/api/v1/prices",
        "/nowhere",
        "/robots.txt",
        "/pkg/reckoner.js",
        "/pkg/reckoner.css",
    ] {
        for accepted in ["br", "gzip", "identity", "gzip;q=0.5, br;q=0"] {
            let request = Request::get(uri).header("accept-encoding", accepted);
            let answer = send(&app, request.body(Body::empty()).unwrap()).await;
            let vary = answer.headers.get_all("vary").iter();
            let vary: Vec<_> = vary.collect();
            assert_eq!(vary, ["accept-encoding"], "{uri} for {accepted}");
        }
    }
}
