//! `GET` and `POST /api/v1/estimate`: what a scenario costs. `GET` and `POST /api/v1/projection`: what
//! the scenario costs in each of the 36 months to come.
//!
//! `GET` takes the query string of the page; `POST` takes the scenario as JSON, or as TOML with
//! `Content-Type: application/toml`. The address may ask for more with [`include`].

use axum::extract::{OriginalUri, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use super::include::{self, Include, Part};
use super::scenario_problem::{Found, Spelling, Subject, problem_of, too_large};
use super::{body, render};
use crate::check::read_at_prices;
use crate::compare;
use crate::compare::answer::{AlternativesAnswer, EstimateAnswer, ProjectionAnswer};
use crate::estimate::answer::DerivationAnswer;
use crate::estimate::estimate;
use crate::fields::{Faults, Node, Place, query};
use crate::pricing::{AsOf, Prices as _};
use crate::quantity::Overflow;
use crate::sizing::size;
use crate::state::AppState;
use crate::workload::{Checked, Workload};

/// A question about a scenario.
#[derive(Clone, Copy)]
struct Question {
    /// What the answer can have beside what it always has.
    parts: &'static [Part],
    /// Answers it at these prices, or says why it cannot be answered. The typed answer borrows from the
    /// book and the scenario, so it is rendered before it is returned.
    answer: fn(&Checked, &AsOf<'_>, &Include) -> Result<Response, Faults>,
}

const ESTIMATE: Question = Question {
    parts: &[Part::Derivations, Part::Alternatives, Part::Sizing],
    answer: priced,
};
const PROJECTION: Question = Question {
    parts: &[],
    answer: projected,
};

/// Answers a scenario given as a query string, with its estimate.
pub async fn get(state: State<AppState>, uri: OriginalUri, raw: RawQuery) -> Response {
    from_query(&state, &uri, raw, ESTIMATE)
}

/// Answers a scenario given as JSON or TOML, with its estimate.
pub async fn post(
    state: State<AppState>,
    uri: OriginalUri,
    headers: HeaderMap,
    body: String,
) -> Response {
    from_body(&state, &uri, &headers, &body, ESTIMATE)
}

/// Answers a scenario given as a query string, with its months to come.
pub async fn get_projection(state: State<AppState>, uri: OriginalUri, raw: RawQuery) -> Response {
    from_query(&state, &uri, raw, PROJECTION)
}

/// Answers a scenario given as JSON or TOML, with its months to come.
pub async fn post_projection(
    state: State<AppState>,
    uri: OriginalUri,
    headers: HeaderMap,
    body: String,
) -> Response {
    from_body(&state, &uri, &headers, &body, PROJECTION)
}

fn from_query(
    state: &AppState,
    uri: &OriginalUri,
    RawQuery(raw): RawQuery,
    question: Question,
) -> Response {
    let raw = raw.as_deref().unwrap_or("");
    let mut asked = Faults::default();
    let (include, raw) = include::take(raw, question.parts, &mut asked);
    let mut faults = Faults::default();
    let node = query::parse(&raw, &mut faults);
    let sent = Sent {
        node: faults.into_result(node),
        spelling: Spelling::Query,
    };
    answer(
        state,
        sent,
        asked.into_result(include),
        uri.path(),
        question,
    )
}

fn from_body(
    state: &AppState,
    uri: &OriginalUri,
    headers: &HeaderMap,
    body: &str,
    question: Question,
) -> Response {
    let mut asked = Faults::default();
    let include = include::alone(uri.query().unwrap_or(""), question.parts, &mut asked);
    let mut faults = Faults::default();
    let node = match body::read(headers, body, &mut faults) {
        Ok(node) => faults.into_result(node),
        Err(problem) => return problem.at(uri.path()).into_response(),
    };
    let sent = Sent {
        node,
        spelling: Spelling::Body,
    };
    answer(
        state,
        sent,
        asked.into_result(include),
        uri.path(),
        question,
    )
}

/// A scenario as it was sent: its tree, or the faults of its text.
struct Sent<'n> {
    node: Result<Node<'n>, Faults>,
    spelling: Spelling,
}

/// The answer to a question; or every fault of the scenario and of the parameters at once.
fn answer(
    state: &AppState,
    sent: Sent<'_>,
    include: Result<Include, Faults>,
    path: &str,
    question: Question,
) -> Response {
    let book = state.prices().current();
    let read = sent.node.and_then(|node| read_at_prices(&node, &book));
    let (parameters, sent_faults) = match (include, read) {
        (Ok(include), Ok((scenario, prices))) => {
            match (question.answer)(&scenario, &prices, &include) {
                Ok(response) => return response,
                Err(faults) => (Faults::default(), faults),
            }
        }
        (include, read) => (
            include.err().unwrap_or_default(),
            read.err().unwrap_or_default(),
        ),
    };
    let found = Found {
        parameters,
        sent: sent_faults,
        spelling: sent.spelling,
    };
    problem_of(Subject::Scenario, &found, path).into_response()
}

/// What the scenario costs, with the parts that were asked for.
fn priced(scenario: &Checked, prices: &AsOf<'_>, include: &Include) -> Result<Response, Faults> {
    let whole = |error: Overflow| too_large(&Place::ROOT, error);
    let explain = include.has(Part::Derivations);
    let estimate = estimate(scenario, prices, explain).map_err(whole)?;
    let alternatives = match include.has(Part::Alternatives) {
        true => Some(compare::alternatives_to(&estimate, scenario, prices).map_err(whole)?),
        false => None,
    };
    let workload = Workload::derive(scenario).map_err(whole)?;
    let sizing = match include.has(Part::Sizing) {
        true => Some(size(&workload, prices.quotas()).map_err(whole)?),
        false => None,
    };
    let answer = EstimateAnswer {
        sizing,
        derivations: explain.then(|| DerivationAnswer::all(&estimate)),
        alternatives: alternatives
            .as_ref()
            .map(|all| AlternativesAnswer::new(all, scenario, prices.as_of())),
        ..EstimateAnswer::new(scenario, &estimate)
    };
    Ok(render::json(&answer))
}

/// What the scenario costs in the 36 months to come.
fn projected(scenario: &Checked, prices: &AsOf<'_>, _: &Include) -> Result<Response, Faults> {
    let projection = compare::projection(scenario, prices, compare::MONTHS_MAX);
    let workload = Workload::derive(scenario).ok();
    let sizing = workload.and_then(|workload| size(&workload, prices.quotas()).ok());
    let answer = ProjectionAnswer::new(scenario, &projection, sizing.as_ref(), prices.as_of());
    Ok(render::json(&answer))
}
