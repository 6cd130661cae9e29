//! `POST /api/v1/charges`: the rate card alone. It charges metered quantities per price id, given as
//! JSON or TOML, and answers with the same lines as an estimate.

use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use super::scenario_problem::{Spelling, Subject, problem_of, too_large};
use super::{body, render};
use crate::estimate::charges::{self, ChargesAnswer};
use crate::fields::{Faults, Node, Place};
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
    let result = faults.into_result(());
    match result.and_then(|()| charged(&book, &node)) {
        Ok(response) => response,
        Err(faults) => {
            problem_of(Subject::Usage, &faults, Spelling::Body, uri.path()).into_response()
        }
    }
}

/// What the usage costs.
fn charged(book: &PriceBook, node: &Node<'_>) -> Result<Response, Faults> {
    let (charges, prices) = charges::read(node, book)?;
    let bill = charges
        .bill(book.catalog(), &prices)
        .map_err(|error| too_large(&Place::ROOT.at("usage"), error))?;
    Ok(render::json(&ChargesAnswer::new(&charges, &bill)))
}
