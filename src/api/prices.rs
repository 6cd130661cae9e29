//! The price book: `GET /api/v1/prices`, `GET /api/v1/prices/{region}?as_of=` and
//! `GET /api/v1/prices/{region}/diff?from=&to=`. Decimals are strings; a price that is not on record
//! is null.

use std::borrow::Cow;

use axum::extract::{OriginalUri, Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::problem::{Item, Problem};
use super::render;
use super::scenario_problem::{Found, Spelling, Subject, problem_of};
use crate::fields::node::shortened;
use crate::fields::read::{Section, read_section, section};
use crate::fields::{Faults, Place, Spec, query};
use crate::pricing::answer::{BookAnswer, DaysAnswer, DifferenceAnswer, RegionPricesAnswer};
use crate::pricing::difference::between_days;
use crate::pricing::{Date, PriceBook};
use crate::state::AppState;

section! {
    /// The day of the prices or quotas that are asked for.
    pub struct Day as "question" {
        /// The day; if absent, the last day that the price book knows.
        pub as_of: Option<Date> = Spec::date().label("As of").optional(),
    }
}

section! {
    /// The days to compare.
    pub struct Days as "question" {
        /// The first day.
        pub from: Date = Spec::date().label("From"),
        /// The second day.
        pub to: Date = Spec::date().label("To"),
    }
}

/// The catalogue, the regions, where each id is priced, and the allowances.
pub async fn book(State(state): State<AppState>) -> Response {
    let book = state.prices().current();
    render::json(&BookAnswer::new(&book))
}

/// Every price of a region, with the version that applies on a day.
pub async fn region(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    Path(region): Path<String>,
    RawQuery(raw): RawQuery,
) -> Response {
    let book = state.prices().current();
    let region = region.trim();
    let asked: Result<Day, _> = parameters(raw.as_deref());
    let Day { as_of } = match asked {
        Ok(asked) => asked,
        Err(faults) => return unusable(faults, uri.path()),
    };
    match book.as_of(region, book.day_for(as_of)) {
        Some(prices) => render::json(&RegionPricesAnswer::new(prices, as_of)),
        None => unknown(region, &book, uri.path()),
    }
}

/// What differs between two days in a region.
pub async fn diff(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    Path(region): Path<String>,
    RawQuery(raw): RawQuery,
) -> Response {
    let book = state.prices().current();
    let region = region.trim();
    if book.catalog().region(region).is_none() {
        return unknown(region, &book, uri.path());
    }
    let asked: Result<Days, _> = parameters(raw.as_deref());
    let Days { from, to } = match asked {
        Ok(asked) => asked,
        Err(faults) => return unusable(faults, uri.path()),
    };
    let (first, second) = (book.day_for(Some(from)), book.day_for(Some(to)));
    let difference = between_days(&book, Some(region), first, second);
    let published = book.catalog().published;
    let requested = DaysAnswer { from, to };
    render::json(&DifferenceAnswer::new(
        region, requested, published, difference,
    ))
}

/// The parameters of a query string, all faults at once.
pub(super) fn parameters<S: Section>(raw: Option<&str>) -> Result<S, Faults> {
    let mut faults = Faults::default();
    let node = query::parse(raw.unwrap_or(""), &mut faults);
    let asked = read_section(&node, &Place::ROOT, &mut faults);
    faults.into_result(asked)
}

/// The problem of parameters that cannot be used.
pub(super) fn unusable(faults: Faults, path: &str) -> Response {
    let found = Found::of_sent(faults, Spelling::Query);
    problem_of(Subject::Parameters, &found, path).into_response()
}

/// The problem of a region that the book does not have.
pub(super) fn unknown(region: &str, book: &PriceBook, path: &str) -> Response {
    let codes = book.catalog().regions.iter();
    let codes: Vec<&str> = codes.map(|region| region.code.as_str()).collect();
    let codes = codes.join(", ");
    let given = shortened(region);
    let detail = format!("the price book has no region {given:?}; it has {codes}");
    Problem {
        detail: Some(detail.clone()),
        errors: vec![Item {
            code: Cow::Borrowed("unknown_region"),
            given: Some(given),
            allowed: Some(codes),
            detail,
            ..Item::default()
        }],
        ..Problem::from_status(StatusCode::NOT_FOUND).at(path)
    }
    .into_response()
}
