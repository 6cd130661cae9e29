//! `GET` and `POST /api/v1/estimate`: what a scenario costs. `GET` and `POST /api/v1/projection`: what
//! it costs in each of the 36 months to come.
//!
//! `GET` takes the query string of the page; `POST` takes the scenario as JSON, or as TOML with
//! `Content-Type: application/toml`.

use axum::Json;
use std::fmt;

use axum::extract::{OriginalUri, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::body;
use super::scenario_problem::{Spelling, invalid};
use crate::check::{Context, read};
use crate::compare;
use crate::estimate::{estimate, json};
use crate::fields::{Fault, Faults, Node, Place, Wrong, query};
use crate::pricing::{AsOf, PriceBook, Prices};
use crate::quantity::Overflow;
use crate::scenario::Scenario;
use crate::state::AppState;

/// What is made of a scenario's tree.
type Make = fn(&PriceBook, &Node) -> Result<Value, Vec<Fault>>;

/// Answers a scenario given as a query string.
pub async fn get(state: State<AppState>, uri: OriginalUri, raw: RawQuery) -> Response {
    from_query(&state, &uri, raw, priced)
}

/// Answers a scenario given as JSON or TOML.
pub async fn post(
    state: State<AppState>,
    uri: OriginalUri,
    headers: HeaderMap,
    body: String,
) -> Response {
    from_body(&state, &uri, &headers, &body, priced)
}

/// Answers a scenario given as a query string with its months to come.
pub async fn get_projection(state: State<AppState>, uri: OriginalUri, raw: RawQuery) -> Response {
    from_query(&state, &uri, raw, projected)
}

/// Answers a scenario given as JSON or TOML with its months to come.
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
    node: &Node,
    faults: Faults,
    spelling: Spelling,
    path: &str,
    make: Make,
) -> Response {
    let book = state.prices().current();
    let result = faults.into_result(()).and_then(|()| make(&book, node));
    match result {
        Ok(body) => Json(body).into_response(),
        Err(faults) => invalid(&faults, spelling, path).into_response(),
    }
}

/// A scenario that has been read, and the prices that it asks for.
fn at_prices<'b>(book: &'b PriceBook, node: &Node) -> Result<(Scenario, AsOf<'b>), Vec<Fault>> {
    let scenario = read(node, &Context::of(book))?;
    let prices = book
        .as_of(&scenario.region, book.day_for(scenario.prices))
        .ok_or_else(|| {
            refused(
                "the price book lacks the region",
                "a region of the price book",
            )
        })?;
    Ok((scenario, prices))
}

/// A scenario that cannot be answered as a whole.
fn refused(why: impl fmt::Display, allowed: &str) -> Vec<Fault> {
    let message = format!("The scenario cannot be priced: {why}.");
    let wrong = Wrong::out_of_range(message).allowed(allowed);
    vec![Fault::of(&Place::root(), wrong)]
}

/// The estimate as JSON, with its alternatives.
fn priced(book: &PriceBook, node: &Node) -> Result<Value, Vec<Fault>> {
    let (scenario, prices) = at_prices(book, node)?;
    let too_large = |error: Overflow| refused(error, &error.to_string());
    let estimate = estimate(&scenario, &prices, true).map_err(too_large)?;
    let alternatives = compare::alternatives(&scenario, &prices).map_err(too_large)?;
    let mut answer = json::estimate(&estimate, &scenario);
    answer["alternatives"] = compare::json::alternatives(&alternatives, prices.as_of());
    Ok(answer)
}

/// The 36 months to come as JSON.
fn projected(book: &PriceBook, node: &Node) -> Result<Value, Vec<Fault>> {
    let (scenario, prices) = at_prices(book, node)?;
    let months = compare::projection(&scenario, &prices, compare::MONTHS_MAX);
    let mut answer = compare::json::projection(&months);
    answer["scenario"] = json::normalised(&scenario, prices.as_of());
    answer["link"] = json::link(&scenario, prices.as_of()).into();
    answer["prices"] = json::prices(&scenario, prices.as_of());
    Ok(answer)
}
