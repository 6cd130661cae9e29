//! Refuses a body that is compressed: the server takes bodies as they are.

use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const IDENTITY: &str = "identity";

/// Answers with status 415 and the encoding that is taken if the request's body has another.
pub async fn only_identity(request: Request, next: Next) -> Response {
    if is_plain(request.headers()) {
        return next.run(request).await;
    }
    (
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        [(ACCEPT_ENCODING, HeaderValue::from_static(IDENTITY))],
        "the body has a Content-Encoding; send it as it is, without one",
    )
        .into_response()
}

fn is_plain(headers: &HeaderMap) -> bool {
    let mut encodings = headers.get_all(CONTENT_ENCODING).iter();
    encodings.all(|value| {
        let coding = value.as_bytes().trim_ascii();
        coding.is_empty() || coding.eq_ignore_ascii_case(IDENTITY.as_bytes())
    })
}
