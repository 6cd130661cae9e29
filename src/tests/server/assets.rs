//! Static files: what cargo-leptos built, with hashes in the names and without, and `public/`.

use std::fs;
use std::path::PathBuf;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

use crate::support::{Answer, Site, app, app_of_site, get, send};

/// A hash as cargo-leptos writes it.
const HASH: &str = "Zb3rU_sSlQx0-jKp9vVt1A";

/// A site as the release build lays it out.
fn hashed_site(name: &str) -> Site {
    let site = Site::new(name);
    for ending in ["css", "js", "wasm"] {
        site.write(&format!("pkg/reckoner.{HASH}.{ending}"), "whole");
        site.write(&format!("pkg/reckoner.{HASH}.{ending}.br"), "brotli");
    }
    let hashes = ["js", "wasm", "css"].map(|ending| format!("{ending}: {HASH}\n"));
    site.write("pkg/hash.txt", &hashes.concat());
    site
}

async fn asked_with(site: &axum::Router, uri: &str, name: &str, value: &str) -> Answer {
    let request = Request::get(uri).header(name, value).body(Body::empty());
    send(site, request.unwrap()).await
}

#[tokio::test]
async fn a_built_file_goes_out_precompressed_and_is_revalidated() {
    let app = app();
    for (accepted, body) in [
        ("identity", "export default 'plain';\n"),
        ("gzip", "as if compressed by gzip"),
        ("gzip, br", "as if compressed by brotli"),
    ] {
        let answer = asked_with(&app, "/pkg/reckoner.js", "accept-encoding", accepted).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.text(), body, "for {accepted}");
        assert_eq!(answer.header("content-type"), "text/javascript");
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
}

#[tokio::test]
async fn a_copy_that_is_still_right_is_not_sent_again() {
    let app = app();
    let first = get(&app, "/pkg/reckoner.js").await;
    for (condition, validator) in [
        ("if-modified-since", "last-modified"),
        ("if-none-match", "etag"),
    ] {
        let value = first.header(validator);
        let again = asked_with(&app, "/pkg/reckoner.js", condition, value).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{condition}");
        assert_eq!(again.header("cache-control"), "no-cache", "{condition}");
        assert_eq!(again.header("vary"), "accept-encoding", "{condition}");
        assert_eq!(again.text(), "", "{condition}");
    }
}

#[tokio::test]
async fn a_page_names_the_files_with_their_hashes_and_they_are_kept_for_ever() {
    let site = hashed_site("assets-hashed");
    let app = app_of_site(&site);
    let page = get(&app, "/").await;
    let hashed = format!("reckoner.{HASH}");
    for part in [
        format!("<link rel=\"stylesheet\" href=\"/pkg/{hashed}.css\">"),
        format!("href=\"/pkg/{hashed}.js\""),
        format!("href=\"/pkg/{hashed}.wasm\""),
        format!("(\"\", \"pkg\", \"{hashed}\", \"{hashed}\", false)"),
    ] {
        assert!(page.text().contains(&part), "{part} in {}", page.text());
    }
    for plain in ["reckoner.css", "reckoner.js", "reckoner.wasm"] {
        assert!(!page.text().contains(plain), "{plain}");
    }
    for ending in ["css", "js", "wasm"] {
        let uri = format!("/pkg/{hashed}.{ending}");
        let answer = asked_with(&app, &uri, "accept-encoding", "br").await;
        assert_eq!((answer.status, answer.text()), (StatusCode::OK, "brotli"));
        assert_eq!(
            answer.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
        let again = asked_with(&app, &uri, "if-none-match", answer.header("etag")).await;
        assert_eq!(again.header("vary"), "accept-encoding");
    }
    let list = get(&app, "/pkg/hash.txt").await;
    assert_eq!(list.header("cache-control"), "no-cache");
    let gone = format!("/pkg/reckoner.{}.js", HASH.replace('Z', "Y"));
    let gone = get(&app, &gone).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert_eq!(gone.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_build_without_hashes_takes_over_from_one_with_them() {
    let site = hashed_site("assets-rebuilt");
    let app = app_of_site(&site);
    assert!(get(&app, "/").await.text().contains(HASH));
    fs::remove_file(site.join("pkg/hash.txt")).expect("a file");
    let page = get(&app, "/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains(HASH));
    assert!(page.text().contains("href=\"/pkg/reckoner.css\""));
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

#[tokio::test]
async fn a_name_that_no_file_can_have_is_not_found() {
    let app = app();
    let segment = |length| "a".repeat(length);
    for tail in [
        segment(255),
        segment(256),
        segment(60_000),
        "%61".repeat(256),
        format!("{}.br", segment(253)),
        vec![segment(100); 60].join("/"),
        "robots.txt/deeper".to_owned(),
        "%00".to_owned(),
        "%ff".to_owned(),
    ] {
        for folder in ["/", "/pkg/", "/api/", "/api/v1/prices/"] {
            for method in [Method::GET, Method::HEAD, Method::POST] {
                let uri = format!("{folder}{tail}");
                let request = Request::builder().method(&method).uri(&uri);
                let answer = send(&app, request.body(Body::empty()).unwrap()).await;
                let shown = &uri[..uri.len().min(40)];
                let status = answer.status.as_u16();
                let fits = match (folder, &method) {
                    // A region's address takes no other methods, whatever the region.
                    ("/api/v1/prices/", &Method::POST) => [404, 405].contains(&status),
                    ("/api/v1/prices/", _) if tail == "%ff" => status == 400,
                    _ => status == 404,
                };
                assert!(fits, "{status} for {method} {shown}");
            }
        }
    }
}

#[tokio::test]
async fn a_file_takes_reading_and_nothing_else() {
    let app = app();
    for uri in ["/robots.txt", "/pkg/reckoner.js"] {
        for method in [Method::POST, Method::DELETE, Method::OPTIONS] {
            let request = Request::builder().method(&method).uri(uri);
            let answer = send(&app, request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{uri}");
            assert_eq!(answer.header("allow"), "GET,HEAD", "{method} {uri}");
        }
    }
}

#[test]
fn the_start_warns_of_each_built_file_that_is_missing() {
    let missing = |site: &PathBuf| {
        let config = reckoner::server::Config {
            site_root: site.to_str().expect("a path in UTF-8").to_owned(),
            ..reckoner::server::Config::default()
        };
        reckoner::web::built::missing(&config.leptos_options())
    };
    let site = hashed_site("assets-missing");
    assert_eq!(missing(&site.to_path_buf()), Vec::<String>::new());
    let script = format!("reckoner.{HASH}.js");
    fs::remove_file(site.join("pkg").join(&script)).expect("a file");
    assert_eq!(missing(&site.to_path_buf()), [script]);
    let nowhere = PathBuf::from("/nowhere/at/all");
    assert_eq!(
        missing(&nowhere),
        ["reckoner.css", "reckoner.js", "reckoner.wasm"]
    );
}
