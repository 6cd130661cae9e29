//! `POST /api/v1/charges`: the rate card itself. Metered quantities per price id, as JSON or TOML,
//! become the same lines as an estimate's.

use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::body;
use super::scenario_problem::{Spelling, Subject, refused};
use crate::estimate::charges;
use crate::fields::{Fault, Faults, Node, Place, Wrong};
use crate::pricing::PriceBook;

use crate::state::AppState;

/// Charges the usage of the body.
pub async fn post(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: String,
) -> Response {
    let book = state.prices().current();
    let mut faults = Faults::default();
    let node = match body::read(&headers, &body, &mut faults) {
        Ok(node) => node,
        Err(problem) => return problem.at(uri.path()).into_response(),
    };
    match faults.into_result(()).and_then(|()| charged(&book, &node)) {
        Ok(body) => Json(body).into_response(),
        Err(faults) => refused(Subject::Usage, &faults, Spelling::Body, uri.path()).into_response(),
    }
}

fn charged(book: &PriceBook, node: &Node) -> Result<Value, Vec<Fault>> {
    let charges = charges::read(node, book.catalog())?;
    let fault = |path: &str, message: String, allowed: String| {
        let wrong = Wrong::out_of_range(message).allowed(&allowed);
        vec![Fault::of(&Place::root().at(path), wrong)]
    };
    charges
        .answer(book)
        .map_err(|error| {
            let message = format!("amounts to more than can be computed: {error}.");
            fault(
                "usage",
                message,
                format!("amounts that can be kept: {error}"),
            )
        })?
        .ok_or_else(|| {
            let message = "must be a region of the price book.".to_owned();
            fault("region", message, "a region of the price book".to_owned())
        })
}
