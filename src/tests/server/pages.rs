//! Pages, whole without JavaScript, and the addresses that watch over the process.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::support::{app, get, send};

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
    for uri in [
        "/nowhere",
        "/nowhere/at/all",
        "/healthz/",
        // The router of the pages alone would take each of these for a page of its own.
        "/..",
        "/.",
        "/%2e%2e",
        "/../prices",
        "/nowhere/../prices",
        "//",
        "/%70rices",
    ] {
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

#[tokio::test]
async fn an_address_that_is_no_path_is_refused() {
    let request = Request::builder().method("OPTIONS").uri("*");
    let answer = send(&app(), request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.text().contains("<h1>Bad Request</h1>"));
}

#[tokio::test]
async fn what_cannot_be_done_at_an_address_is_told_with_what_can() {
    let app = app();
    for (uri, allowed) in [
        ("/", "GET,HEAD"),
        ("/prices", "GET,HEAD"),
        ("/api", "GET,HEAD"),
        ("/bill", "GET,HEAD"),
        ("/scenario", "POST"),
        ("/healthz", "GET,HEAD"),
        ("/readyz", "GET,HEAD"),
        ("/api/v1/prices", "GET,HEAD"),
        ("/api/v1/estimate", "GET,HEAD,POST"),
        ("/api/v1/charges", "POST"),
    ] {
        for method in ["OPTIONS", "DELETE", "PUT", "BREW"] {
            let request = Request::builder().method(method).uri(uri);
            let answer = send(&app, request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{uri}");
            assert_eq!(answer.header("allow"), allowed, "{method} {uri}");
        }
    }
}

#[tokio::test]
async fn a_name_of_a_field_stays_one_in_the_redirect_of_an_edit() {
    let app = app();
    let traffic = "traffic.requests_per_month=1";
    for name in [
        "a%26region%3Dx",
        "a%0D%0ALocation%3A+b",
        "a%23b",
        "%C3%A4+b",
    ] {
        let uri = format!("/?{traffic}&{name}=1&edit=add:logs");
        let answer = get(&app, &uri).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}");
        let location = answer.header("location");
        let (query, place) = location.split_once('#').expect("a place");
        assert!(place.contains("logs"), "{location}");
        assert!(query.contains(&format!("&{name}=1")), "{location}");

        // The page that it leads to carries the name along in an input and in no link as a field.
        let page = get(&app, query).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let links = page.text().split("href=\"").skip(1);
        let links = links.filter_map(|link| link.split('"').next());
        for link in links.filter(|link| link.starts_with("/?")) {
            assert!(!link.contains("region=x"), "{link}");
            assert!(!link.contains(['\r', '\n']), "{link}");
        }
    }
}

#[tokio::test]
async fn a_region_with_spaces_around_it_is_that_region_on_the_page_and_in_the_interface() {
    let app = app();
    let page = get(&app, "/prices?region=%20us-east-2%20").await;
    assert_eq!(page.status, StatusCode::OK);
    let chosen = page.text().matches("value=\"us-east-2\" selected").count();
    assert_eq!(chosen, 2, "in both forms");
    let spaced = get(&app, "/api/v1/prices/%20us-east-2%20").await;
    let plain = get(&app, "/api/v1/prices/us-east-2").await;
    assert_eq!(
        (spaced.status, spaced.text()),
        (StatusCode::OK, plain.text())
    );
    let days = "from=2024-10-31&to=2024-11-01";
    let spaced = get(&app, &format!("/api/v1/prices/us-east-2%20/diff?{days}")).await;
    let plain = get(&app, &format!("/api/v1/prices/us-east-2/diff?{days}")).await;
    assert_eq!(
        (spaced.status, spaced.text()),
        (StatusCode::OK, plain.text())
    );
}
