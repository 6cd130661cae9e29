//! The router: every address the server knows, and the layers around them.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, Request};
use axum::handler::Handler;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::config::LeptosOptions;
use leptos::context::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::{DefaultOnResponse, TraceLayer};
use tracing::Level;

use super::assets;
use super::middleware::request_log::{REQUEST_ID, span, without_odd_id};
use super::middleware::{content_encoding, error_body, headers};
use crate::api;
use crate::state::AppState;
use crate::web::app::App;
use crate::web::pages::{Kept, NoRoute, bill_fragment};
use crate::web::shell::shell;

/// What one request may take of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long it may take until its response starts.
    pub time: Duration,
    /// The size of its body.
    pub body_bytes: usize,
}

impl Default for Limits {
    /// Ten seconds: an estimate takes milliseconds, so this limit only ends requests that would never answer.
    /// 256 KiB: a scenario with every list at its bound is far smaller.
    fn default() -> Self {
        Self {
            time: Duration::from_secs(10),
            body_bytes: 256 * 1024,
        }
    }
}

/// Everything that the server answers to, ready to serve.
pub fn build_router(state: AppState) -> Router {
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
        .route("/healthz", get(healthy))
        .route("/readyz", get(ready))
        .route("/bill", get(bill_fragment))
        .merge(api::router())
        .merge(pages);
    let not_found = (move |request: Request| not_found(request)).with_state(());
    layered(
        assets::serve(router, &options, not_found).with_state(state),
        Limits::default(),
    )
}

/// Puts the layers that every response goes through around `router`.
///
/// From the outside in: the request's id, the log, the security headers, compression, a body for
/// failures, and then the sources of such failures: panics, the time limit and the size limit.
pub fn layered(router: Router, limits: Limits) -> Router {
    let router = router
        .layer(from_fn(content_encoding::only_identity))
        .layer(RequestBodyLimitLayer::new(limits.body_bytes))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            limits.time,
        ))
        .layer(CatchPanicLayer::custom(|cause: Box<dyn Any + Send>| {
            panicked(cause.as_ref())
        }))
        .layer(from_fn(error_body::explain))
        .layer(CompressionLayer::new());
    headers::secure(router).layer(
        ServiceBuilder::new()
            .map_request(without_odd_id)
            .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
            .layer(
                TraceLayer::new_for_http()
                    .make_span_with(span)
                    .on_request(())
                    .on_response(DefaultOnResponse::new().level(Level::INFO)),
            )
            .layer(PropagateRequestIdLayer::new(REQUEST_ID)),
    )
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

/// The process runs.
async fn healthy() -> &'static str {
    "ok"
}

/// The process can answer: all it needs was loaded before it began to listen.
async fn ready() -> &'static str {
    "ready"
}
