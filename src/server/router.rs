//! The router: every address the server knows, and the layers around them.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, OriginalUri, Request};
use axum::handler::Handler;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use leptos::config::LeptosOptions;
use leptos::context::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::classify::ServerErrorsFailureClass;
use tower_http::compression::CompressionLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::{DefaultOnResponse, TraceLayer};
use tracing::Level;

use super::assets;
use super::limits::Limits;
use super::middleware::admit::{self, Gate};
use super::middleware::error_body;
use super::middleware::request_log::{REQUEST_ID, span, without_odd_id};
use super::stage::Progress;
use super::traffic::Traffic;
use crate::api;
use crate::state::AppState;
use crate::web::app::App;
use crate::web::calculator::FILE_PATH;
use crate::web::pages::{Kept, NoRoute, bill_fragment, scenario_file};
use crate::web::shell::shell;

/// What the routes and their layers have in common with the rest of the server; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    /// What requests may take.
    pub limits: Limits,
    /// How far the server is on the way to its end.
    pub progress: Progress,
    /// What was turned away.
    pub traffic: Arc<Traffic>,
}

/// Everything that the server answers to, ready to serve.
pub fn build_router(state: AppState, shared: &Shared) -> Router {
    let options = LeptosOptions::from_ref(&state);
    let context = {
        let prices = Arc::clone(state.prices());
        let kept = Arc::new(Kept::default());
        move || {
            provide_context(Arc::clone(&prices));
            provide_context(Arc::clone(&kept));
        }
    };
    let document = {
        let (options, watching) = (options.clone(), state.is_watching());
        move || shell(options.clone(), watching)
    };
    let nowhere = {
        let context = context.clone();
        move || {
            context();
            provide_context(NoRoute);
        }
    };
    let not_found = leptos_axum::render_app_async_with_context(nowhere, document.clone());
    let pages = Router::new().leptos_routes_with_context(
        &state,
        generate_route_list(App),
        context,
        document,
    );
    let router = Router::new()
        .merge(probes(&shared.progress))
        .route("/bill", get(bill_fragment))
        .route(FILE_PATH, post(scenario_file))
        .merge(api::router())
        .merge(pages);
    let not_found = (move |request: Request| not_found(request)).with_state(());
    layered(
        assets::serve(router, &options, not_found).with_state(state),
        shared,
    )
}

/// What answers on a connection beyond the bound: the probes as ever, and everything else with 503.
pub fn build_refusal(shared: &Shared) -> Router {
    let busy = async |OriginalUri(uri): OriginalUri| admit::busy(uri.path());
    layered(probes(&shared.progress).fallback(busy), shared)
}

/// The addresses at which the server is asked how it is.
pub fn probes<S: Clone + Send + Sync + 'static>(progress: &Progress) -> Router<S> {
    let progress = progress.clone();
    Router::new()
        .route("/healthz", get(async || "ok"))
        .route("/readyz", get(async move || ready(&progress)))
}

/// Puts the layers that every response goes through around `router`.
///
/// From the outside in: the request's id, the log, what a request must pass before it is answered, and
/// the security headers (both in [`admit`]); then compression, a body for failures, and panics, all three
/// on the thread on which the request is answered.
pub fn layered(router: Router, shared: &Shared) -> Router {
    let gate = Gate::new(shared.limits, Arc::clone(&shared.traffic));
    router.layer(
        ServiceBuilder::new()
            .map_request(without_odd_id)
            .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
            .layer(
                TraceLayer::new_for_http()
                    .make_span_with(span)
                    .on_request(())
                    .on_response(DefaultOnResponse::new().level(Level::INFO))
                    .on_failure(failed),
            )
            .layer(PropagateRequestIdLayer::new(REQUEST_ID))
            .layer(from_fn_with_state(gate, admit::admit))
            .layer(CompressionLayer::new())
            .layer(from_fn(error_body::explain))
            .layer(CatchPanicLayer::custom(|cause: Box<dyn Any + Send>| {
                panicked(cause.as_ref())
            })),
    )
}

/// Logs a failure, but for a request that was turned away: whoever turns requests away says how many they
/// are, and a line for each would fill the disk when there are most of them.
fn failed(failure: ServerErrorsFailureClass, latency: Duration, _: &tracing::Span) {
    let turned_away = StatusCode::SERVICE_UNAVAILABLE;
    if !matches!(failure, ServerErrorsFailureClass::StatusCode(status) if status == turned_away) {
        tracing::error!(%failure, ?latency, "the request failed");
    }
}

/// Logs a panic; an outer layer writes the body.
fn panicked(cause: &(dyn Any + Send)) -> Response {
    let message = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    tracing::error!(message, "a request panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Whether the process can answer: all it needs was loaded before it began to listen, so it can until it
/// is told to stop.
fn ready(progress: &Progress) -> (StatusCode, &'static str) {
    if progress.is_stopping() {
        (StatusCode::SERVICE_UNAVAILABLE, "stopping")
    } else {
        (StatusCode::OK, "ready")
    }
}
