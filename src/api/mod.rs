//! The JSON interface under `/api/`. Failures are problem documents, see [`problem`].

pub mod body;
pub mod charges;
pub mod estimate;
pub mod include;
pub mod prices;
pub mod problem;
pub mod quotas;
pub mod render;
pub mod scenario_problem;

use axum::Router;
use axum::extract::OriginalUri;
use axum::http::StatusCode;
use axum::routing::{any, get, post};

use crate::state::AppState;
use problem::Problem;

/// Whether a path belongs to this interface. `/api` itself is a page.
#[must_use]
pub fn is_api_path(path: &str) -> bool {
    path.starts_with("/api/")
}

/// All routes under `/api/`. An unknown address gets a problem document too.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/api/v1/estimate", get(estimate::get).post(estimate::post))
        .route(
            "/api/v1/projection",
            get(estimate::get_projection).post(estimate::post_projection),
        )
        .route("/api/v1/charges", post(charges::post))
        .route("/api/v1/prices", get(prices::book))
        .route("/api/v1/prices/{region}", get(prices::region))
        .route("/api/v1/prices/{region}/diff", get(prices::diff))
        .route("/api/v1/quotas", get(quotas::book))
        .route("/api/v1/quotas/{region}", get(quotas::region))
        .route("/api/", any(unknown))
        .route("/api/{*path}", any(unknown))
}

/// Answers for an address under `/api/` that does not exist.
async fn unknown(OriginalUri(uri): OriginalUri) -> Problem {
    Problem {
        detail: Some("the interface has no such address".to_owned()),
        instance: Some(uri.path().to_owned()),
        ..Problem::from_status(StatusCode::NOT_FOUND)
    }
}
