//! `POST /api/v1/charges`: the rate card alone. It charges metered quantities per price id, given as
//! JSON or TOML, and answers with the same lines as an estimate.

use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use super::include::{self, Include, Part};
use super::scenario_problem::{Found, Spelling, Subject, problem_of, too_large};
use super::{body, render};
use crate::estimate::charges::{self, Charges, ChargesAnswer};
use crate::fields::{Faults, Place};
use crate::pricing::{PriceBook, Prices};
use crate::state::AppState;

/// What the answer can have beside the bill.
const PARTS: &[Part] = &[Part::Derivations];

/// Charges the usage of the body.
pub async fn post(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: String,
) -> Response {
    let book = state.prices().current();
    let (mut asked, mut faults) = (Faults::default(), Faults::default());
    let include = include::alone(uri.query().unwrap_or(""), PARTS, &mut asked);
    let node = match body::read(&headers, &body, &mut faults) {
        Ok(node) => node,
        Err(problem) => return problem.at(uri.path()).into_response(),
    };
    let include = asked.into_result(include);
    let charged = faults
        .into_result(())
        .and_then(|()| charges::read(&node, &book))
        .and_then(|(charges, prices)| match &include {
            Ok(include) => charged(&charges, &book, &prices, include).map(Some),
            Err(_) => Ok(None),
        });
    let (parameters, sent) = match (include, charged) {
        (_, Ok(Some(response))) => return response,
        (include, charged) => (include.err(), charged.err()),
    };
    let found = Found {
        parameters: parameters.unwrap_or_default(),
        sent: sent.unwrap_or_default(),
        spelling: Spelling::Body,
    };
    problem_of(Subject::Usage, &found, uri.path()).into_response()
}

/// What the usage costs.
fn charged(
    charges: &Charges,
    book: &PriceBook,
    prices: &dyn Prices,
    include: &Include,
) -> Result<Response, Faults> {
    let explain = include.has(Part::Derivations);
    let bill = charges
        .bill(book.catalog(), prices, explain)
        .map_err(|error| too_large(&Place::ROOT.at("usage"), error))?;
    Ok(render::json(&ChargesAnswer::new(charges, &bill, explain)))
}
