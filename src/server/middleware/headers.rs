//! Headers that every response carries unless it brought its own.

use axum::http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::web::csp;

/// The headers, each with its reason.
const HEADERS: [(HeaderName, HeaderValue); 6] = [
    // Pages bring their own policy, with a nonce.
    (CONTENT_SECURITY_POLICY, csp::NOTHING),
    // A file is what its content type says; browsers don't get to guess.
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    // The query string is the scenario: it is nobody else's business.
    (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    // None of these is used, so nothing that gets into a page can use them either.
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        ),
    ),
    // A window that opened this one gets no handle on it.
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    // No other site takes an answer or a file into a page of its own.
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

/// Adds the security headers to a response's headers.
pub fn secure(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(value);
    }
}
