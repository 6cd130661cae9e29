//! Gives every failure a body that its reader can use.
//!
//! Layers and extractors answer with a bare status or a line of plain text. A caller of `/api/` gets
//! a problem document instead, and a reader of pages gets a short page. Making either needs nothing
//! of the application, because the application may be what just failed.

use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use crate::api::is_api_path;
use crate::api::problem::Problem;
use crate::web::calculator::markup::Markup;

/// The longest plain-text failure that becomes the detail of a problem, in bytes.
const DETAIL_MAX: usize = 4096;
/// A failure may be over in the next moment.
const NOT_STORED: HeaderValue = HeaderValue::from_static("no-store");

/// Replaces the body of a failed response that has none, or only plain text.
pub async fn explain(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let head = request.method() == Method::HEAD;
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error())
        || head
        || is_explained(response.headers())
    {
        return response;
    }
    let (bare, body) = response.into_parts();
    let detail = axum::body::to_bytes(body, DETAIL_MAX).await.ok();
    let detail = detail.and_then(|text| String::from_utf8(text.into()).ok());
    // What went wrong inside is for the log, not for the caller.
    let detail = detail.filter(|_| status.is_client_error());
    let mut explained = failure(&path, status, detail.as_deref().unwrap_or_default());
    // The status's own headers, such as Allow and Retry-After, stay.
    let described = [CONTENT_TYPE, axum::http::header::CONTENT_LENGTH];
    for (name, value) in &bare.headers {
        if !described.contains(name) {
            explained.headers_mut().append(name, value.clone());
        }
    }
    explained.headers_mut().insert(CACHE_CONTROL, NOT_STORED);
    explained
}

/// A failure at a path: a problem document under `/api/`, with the detail if there is one, and a page
/// elsewhere.
#[must_use]
pub fn failure(path: &str, status: StatusCode, detail: &str) -> Response {
    let mut response = if is_api_path(path) {
        Problem {
            detail: Some(detail)
                .filter(|detail| !detail.is_empty())
                .map(str::to_owned),
            instance: Some(path.to_owned()),
            ..Problem::from_status(status)
        }
        .into_response()
    } else {
        (status, Html(page(status))).into_response()
    };
    response.headers_mut().insert(CACHE_CONTROL, NOT_STORED);
    response
}

/// Whether the response already has a body that explains it.
fn is_explained(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .is_some_and(|value| !value.as_bytes().starts_with(b"text/plain"))
}

fn page(status: StatusCode) -> String {
    let reason = status.canonical_reason().unwrap_or("Error");
    let mut page = Markup::default();
    page.tag("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .tag("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .tag("<meta name=\"color-scheme\" content=\"light dark\"><title>")
        .text(reason)
        .tag(" · Reckoner</title></head><body><h1>")
        .text(reason)
        .tag("</h1><p>The server answered with status ")
        .text(status.as_str())
        .tag(".</p><p><a href=\"/\">Go to the calculator</a></p></body></html>");
    page.finish()
}
