//! The last step of every answer: a typed answer becomes a response. Handlers know answers, only this
//! module knows formats.

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// The answer as JSON.
#[must_use]
pub fn json(answer: &impl Serialize) -> Response {
    Json(answer).into_response()
}
