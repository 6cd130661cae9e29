//! `GET` and `POST /api/v1/estimate`: what a scenario costs. `GET` and `POST /api/v1/projection`: what
//! the scenario costs in each of the 36 months to come.
//!
//! `GET` takes the query string of the page; `POST` takes the scenario as JSON, or as TOML with
//! `Content-Type: application/toml`.

use axum::extract::{OriginalUri, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use super::scenario_problem::{Spelling, Subject, problem_of, too_large};
use super::{body, render};
use crate::check::read_at_prices;
use crate::compare;
use crate::compare::answer::{EstimateAnswer, ProjectionAnswer};
use crate::estimate::estimate;
use crate::fields::{Faults, Node, Place, query};
use crate::pricing::{PriceBook, Prices as _};
use crate::quantity::Overflow;
use crate::state::AppState;

/// Answers a scenario's tree from the prices of a book, or returns the tree's faults. The typed answer
/// borrows from the book and the scenario, so it is rendered before it is returned.
type Make = fn(&PriceBook, &Node<'_>) -> Result<Response, Faults>;

/// Answers a scenario given as a query string, with its estimate.
pub async fn get(state: State<AppState>, uri: OriginalUri, raw: RawQuery) -> Response {
    from_query(&state, &uri, raw, priced)
}

/// Answers a scenario given as JSON or TOML, with its estimate.
pub async fn post(
    state: State<AppState>,
    uri: OriginalUri,
    headers: HeaderMap,
    body: String,
) -> Response {
    from_body(&state, &uri, &headers, &body, priced)
}

/// Answers a scenario given as a query string, with its months to come.
pub async fn get_projection(state: State<AppState>, uri: OriginalUri, raw: RawQuery) -> Response {
    from_query(&state, &uri, raw, projected)
}

/// Answers a scenario given as JSON or TOML, with its months to come.
pub async fn post_projection(
    state: State<AppState>,
    uri: OriginalUri,
    headers: HeaderMap,
    body: String,
) -> Response {
    from_body(&state, &uri, &headers, &body, projected)
}

fn from_query(
    state: &AppState,
    uri: &OriginalUri,
    RawQuery(raw): RawQuery,
    make: Make,
) -> Response {
    let mut faults = Faults::default();
    let node = query::parse(raw.as_deref().unwrap_or(""), &mut faults);
    answer(state, &node, faults, Spelling::Query, uri.path(), make)
}

fn from_body(
    state: &AppState,
    uri: &OriginalUri,
    headers: &HeaderMap,
    body: &str,
    make: Make,
) -> Response {
    let mut faults = Faults::default();
    match body::read(headers, body, &mut faults) {
        Ok(node) => answer(state, &node, faults, Spelling::Body, uri.path(), make),
        Err(problem) => problem.at(uri.path()).into_response(),
    }
}

fn answer(
    state: &AppState,
    node: &Node<'_>,
    faults: Faults,
    spelling: Spelling,
    path: &str,
    make: Make,
) -> Response {
    let book = state.prices().current();
    let result = faults.into_result(()).and_then(|()| make(&book, node));
    match result {
        Ok(response) => response,
        Err(faults) => problem_of(Subject::Scenario, &faults, spelling, path).into_response(),
    }
}

/// What the scenario costs, with its alternatives.
fn priced(book: &PriceBook, node: &Node<'_>) -> Result<Response, Faults> {
    let (scenario, prices) = read_at_prices(node, book)?;
    let whole = |error: Overflow| too_large(&Place::ROOT, error);
    let estimate = estimate(&scenario, &prices, true).map_err(whole)?;
    let alternatives = compare::alternatives_to(&estimate, &scenario, &prices).map_err(whole)?;
    let answer = EstimateAnswer::new(&scenario, &estimate, &alternatives);
    Ok(render::json(&answer))
}

/// What the scenario costs in the 36 months to come.
fn projected(book: &PriceBook, node: &Node<'_>) -> Result<Response, Faults> {
    let (scenario, prices) = read_at_prices(node, book)?;
    let projection = compare::projection(&scenario, &prices, compare::MONTHS_MAX);
    let answer = ProjectionAnswer::new(&scenario, &projection, prices.as_of());
    Ok(render::json(&answer))
}
