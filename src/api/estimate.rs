//! `GET` and `POST /api/v1/estimate`: what a scenario costs.
//!
//! `GET` takes the query string of the page; `POST` takes the scenario as JSON, or as TOML with
//! `Content-Type: application/toml`.

use axum::Json;
use axum::extract::{OriginalUri, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::body;
use super::scenario_problem::{Spelling, invalid};
use crate::estimate::{estimate, json};
use crate::pricing::PriceBook;
use crate::scenario::{self, Context, Fault, FaultCode, Faults, Node, query};
use crate::server::AppState;

/// Answers a scenario given as a query string.
pub async fn get(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    RawQuery(raw): RawQuery,
) -> Response {
    let mut faults = Faults::default();
    let node = query::parse(raw.as_deref().unwrap_or(""), &mut faults);
    answer(&state, &node, faults, Spelling::Query, uri.path())
}

/// Answers a scenario given as JSON or TOML.
pub async fn post(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: String,
) -> Response {
    let mut faults = Faults::default();
    match body::read(&headers, &body, &mut faults) {
        Ok(node) => answer(&state, &node, faults, Spelling::Body, uri.path()),
        Err(problem) => problem.at(uri.path()).into_response(),
    }
}

fn answer(
    state: &AppState,
    node: &Node,
    faults: Faults,
    spelling: Spelling,
    path: &str,
) -> Response {
    let book = state.prices().current();
    let result = faults.into_result(()).and_then(|()| priced(&book, node));
    match result {
        Ok(body) => Json(body).into_response(),
        Err(faults) => invalid(&faults, spelling, path).into_response(),
    }
}

/// The estimate as JSON.
fn priced(book: &PriceBook, node: &Node) -> Result<Value, Vec<Fault>> {
    let regions: Vec<String> = book
        .catalog()
        .regions
        .iter()
        .map(|r| r.code.clone())
        .collect();
    let published = book.catalog().published;
    let scenario = scenario::read(
        node,
        &Context {
            regions: &regions,
            published,
        },
    )?;
    let too_large = |detail: String| {
        vec![Fault {
            path: String::new(),
            code: FaultCode::OutOfRange,
            given: None,
            allowed: detail,
        }]
    };
    let prices = book
        .as_of(&scenario.region, book.day_for(scenario.prices))
        .ok_or_else(|| too_large("a region of the price book".to_owned()))?;
    let estimate =
        estimate(&scenario, &prices, true).map_err(|error| too_large(error.to_string()))?;
    Ok(json::estimate(&estimate, &scenario))
}
