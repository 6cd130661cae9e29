//! How long a request takes on each route: gateway, function, and INIT where it starts cold.

use serde::Serialize;

use super::api_gateway::longest;
use super::assumption::Assumption;
use super::lambda::Load;
use super::ledger::Ledger;
use super::units::MS_PER_SECOND;
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Api, ApiKind};

/// What an HTTP API adds at the 99th percentile, in ms.
const HTTP_MS: u32 = 10;
const HTTP: &str = "what an HTTP API adds at the 99th percentile; AWS publishes no mean. Give your own under api.gateway_ms.";
const LAUNCH: &str =
    "https://aws.amazon.com/blogs/compute/announcing-http-apis-for-amazon-api-gateway/";
/// What a REST or WebSocket API is taken to add, in ms: HTTP APIs save up to 60 % against REST APIs.
const REST_MS: u32 = 25;
const REST: &str = "derived from AWS's figure for HTTP APIs, which save up to 60 % against REST APIs; AWS publishes none of its own. Give your own under api.gateway_ms.";

/// How long a request takes on a route, in milliseconds. The function's duration has its calls of tables and
/// other services in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Route<'a> {
    /// The function that answers.
    pub function: &'a str,
    /// What the API adds.
    pub gateway_ms: Figure,
    /// The mean duration of the function.
    pub function_ms: Figure,
    /// How much longer a cold start takes; 0 if none is expected.
    pub init_ms: Figure,
    /// The share of invocations that start cold.
    pub cold_share: Figure,
    /// The mean time of a request: gateway, function, and INIT by its share.
    pub mean_ms: Figure,
    /// The time of a request that starts cold.
    pub cold_ms: Figure,
    /// The longest integration time, which function and INIT must fit; null if it is not on record.
    pub limit_ms: Option<Figure>,
    /// The user's own target; null if none is given.
    pub target_ms: Option<Figure>,
    /// The target as a multiple of the mean time; null without a target.
    pub target_headroom: Option<Figure>,
}

/// The routes of the API: one for each function that answers requests and whose duration is known.
pub(super) fn routes<'a>(
    api: Option<&'a Api>,
    loads: &[Load<'a>],
    ledger: &mut Ledger<'a>,
) -> Result<Vec<Route<'a>>, Overflow> {
    let mut routes = Vec::new();
    let Some(api) = api else {
        return Ok(routes);
    };
    let gateway = gateway(api, ledger);
    let limit = match ledger.allowed(longest(api))?.limit {
        Some(seconds) => Some(seconds.checked_mul(MS_PER_SECOND.into())?),
        None => None,
    };
    for load in loads.iter().filter(|load| load.answers_api()) {
        let (Some(function), Some(ms)) = (load.function, load.duration_ms) else {
            continue;
        };
        let warm = gateway.checked_add(ms)?;
        let cold_share = function.cold_start_rate;
        let mean = warm.checked_add(load.init_ms.checked_mul(cold_share)?)?;
        let target = api.latency_target_ms;
        routes.push(Route {
            function: load.name,
            gateway_ms: gateway,
            function_ms: ms,
            init_ms: load.init_ms,
            cold_share,
            mean_ms: mean,
            cold_ms: warm.checked_add(load.init_ms)?,
            limit_ms: limit,
            target_ms: target,
            target_headroom: match target {
                Some(target) if !mean.is_zero() => Some(target.checked_div(mean)?),
                _ => None,
            },
        });
    }
    Ok(routes)
}

/// What the API adds: the given time, or what AWS's own figures say.
fn gateway(api: &Api, ledger: &mut Ledger<'_>) -> Figure {
    if let Some(given) = api.gateway_ms {
        return given;
    }
    let (ms, why) = match api.kind {
        ApiKind::Http => (HTTP_MS, HTTP),
        ApiKind::Rest | ApiKind::Websocket => (REST_MS, REST),
    };
    ledger.assume(Assumption::new(
        "api.gateway_ms",
        ms.into(),
        "ms",
        why,
        Some(LAUNCH),
    ));
    ms.into()
}
