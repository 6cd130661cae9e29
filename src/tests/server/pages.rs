//! Pages, whole without JavaScript, and the addresses that watch over the process.

use axum::http::StatusCode;

use crate::support::{app, get};

#[tokio::test]
async fn health_and_readiness_answer() {
    let app = app();
    let health = get(&app, "/healthz").await;
    assert_eq!((health.status, health.text()), (StatusCode::OK, "ok"));
    assert_eq!(get(&app, "/readyz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_page_is_a_whole_document() {
    let page = get(&app(), "/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.header("cache-control"), "no-cache");
    let html = page.text();
    assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    for part in [
        "<title>What a serverless API costs · Reckoner</title>",
        "<meta name=\"viewport\"",
        "<meta name=\"description\"",
        "href=\"/pkg/reckoner.css\"",
        "/pkg/reckoner.wasm",
        "<a href=\"/\" aria-current=\"page\">Calculator</a>",
        "Start from",
        "</html>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(
        !html.contains("reckoner_bg.wasm"),
        "the file's name as cargo-leptos builds it"
    );
}

#[tokio::test]
async fn a_fault_in_a_list_of_numbers_is_shown_at_its_input() {
    let hours = format!("{}0", "1,".repeat(23));
    let query = format!(
        "traffic.requests_per_month=1&tables.0.name=t&tables.0.storage_gb=1&tables.0.capacity.mode=provisioned&tables.0.capacity.read_units={hours}"
    );
    let page = get(&app(), &format!("/?{query}")).await;
    let html = page.text();
    let input = html
        .find("id=\"input-tables.0.capacity.read_units\"")
        .unwrap();
    let end = input + html[input..].find('>').unwrap();
    assert!(
        html[input..end].contains("aria-invalid"),
        "{}",
        &html[input..end]
    );
    assert!(html.contains("href=\"#input-tables.0.capacity.read_units\""));
}

#[tokio::test]
async fn only_a_page_with_an_island_loads_the_engine() {
    let prices = get(&app(), "/prices").await;
    assert_eq!(prices.status, StatusCode::OK);
    assert!(!prices.text().contains(".wasm"), "{}", prices.text());
}

#[tokio::test]
async fn an_unknown_address_is_a_page_with_status_404() {
    let app = app();
    for uri in ["/nowhere", "/nowhere/at/all", "/healthz/"] {
        let page = get(&app, uri).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{uri}");
        assert!(page.text().contains("<h1>Not found</h1>"), "{uri}");
        assert!(
            page.text().contains("<title>Not found · Reckoner</title>"),
            "{uri}"
        );
        assert!(
            page.header("content-security-policy").contains("'nonce-"),
            "{uri}"
        );
    }
    assert_eq!(
        get(&app, "/pkg/nowhere.js").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        get(&app, "/pkg/../../Cargo.toml").await.status,
        StatusCode::NOT_FOUND
    );
}
