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
use crate::fields::{Fault, FaultCode, Faults, Node};
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
    let fault = |path: &str, allowed: String| {
        vec![Fault {
            path: path.to_owned(),
            code: FaultCode::OutOfRange,
            given: None,
            allowed,
        }]
    };
    charges
        .answer(book)
        .map_err(|error| fault("usage", format!("amounts that can be kept: {error}")))?
        .ok_or_else(|| fault("region", "a region of the price book".to_owned()))
}
