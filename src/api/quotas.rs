//! Quotas: `GET /api/v1/quotas` and `GET /api/v1/quotas/{region}?as_of=`. Decimals are strings.

use axum::extract::{OriginalUri, Path, RawQuery, State};
use axum::response::Response;

use super::prices::{Day, parameters, unknown, unusable};
use super::render;
use crate::pricing::quota_answer::{QuotasAnswer, RegionQuotasAnswer};
use crate::state::AppState;

/// Every quota with all its versions.
pub async fn book(State(state): State<AppState>) -> Response {
    let book = state.prices().current();
    render::json(&QuotasAnswer::new(&book))
}

/// Every quota as it applies in a region on a day.
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
        Some(prices) => render::json(&RegionQuotasAnswer::new(prices, as_of)),
        None => unknown(region, &book, uri.path()),
    }
}
