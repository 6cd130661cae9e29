//! What every response carries: security headers, the request's id, compression, caching.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::support::{app, get, send, watched_app};

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
async fn a_page_is_compressed_for_who_accepts_it() {
    let request = Request::get("/")
        .header("accept-encoding", "br")
        .body(Body::empty());
    let answer = send(&app(), request.unwrap()).await;
    assert_eq!(answer.header("content-encoding"), "br");
}

#[tokio::test]
async fn a_built_file_goes_out_precompressed_and_is_revalidated() {
    let app = app();
    for (accepted, body) in [
        ("identity", "export default 'plain';\n"),
        ("gzip", "as if compressed by gzip"),
        ("gzip, br", "as if compressed by brotli"),
    ] {
        let request = Request::get("/pkg/reckoner.js").header("accept-encoding", accepted);
        let answer = send(&app, request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.text(), body, "for {accepted}");
        assert_eq!(answer.header("content-type"), "text/javascript");
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
    let first = get(&app, "/pkg/reckoner.js").await;
    let request = Request::get("/pkg/reckoner.js")
        .header("if-modified-since", first.header("last-modified"))
        .body(Body::empty());
    assert_eq!(
        send(&app, request.unwrap()).await.status,
        StatusCode::NOT_MODIFIED
    );
}

#[tokio::test]
async fn what_lies_in_public_is_served_from_the_root() {
    let answer = get(&app(), "/robots.txt").await;
    assert_eq!(
        (answer.status, answer.text()),
        (StatusCode::OK, "User-agent: *\n")
    );
    assert_eq!(answer.header("cache-control"), "public, max-age=86400");
}
