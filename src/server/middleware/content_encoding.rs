//! Refuses a body that is compressed: the server takes bodies as they are.

use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;

use super::error_body::failure;

const IDENTITY: &str = "identity";

/// Answers with status 415 and the encoding that is taken.
#[must_use]
pub fn refuse(path: &str) -> Response {
    let detail = "the body has a Content-Encoding; send it as it is, without one";
    let mut response = failure(path, StatusCode::UNSUPPORTED_MEDIA_TYPE, detail);
    let taken = HeaderValue::from_static(IDENTITY);
    response.headers_mut().insert(ACCEPT_ENCODING, taken);
    response
}

/// Whether the body is as it is.
#[must_use]
pub fn is_plain(headers: &HeaderMap) -> bool {
    let mut encodings = headers.get_all(CONTENT_ENCODING).iter();
    encodings.all(|value| {
        let coding = value.as_bytes().trim_ascii();
        coding.is_empty() || coding.eq_ignore_ascii_case(IDENTITY.as_bytes())
    })
}
