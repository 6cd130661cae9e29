//! Requests that arrive at an API, that the API accepts, and that reach functions.

use super::traffic::grown;
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Api, ApiKind, Authorizer};
use crate::working::{Named as _, Quantity, Rule, Trace};

const REFUSED: Rule = Rule::new(
    "API Gateway does not charge for requests that it throttles or refuses to authorise, and does not pass them on",
    "https://repost.aws/questions/QUY2x146iORPmsJHpff8u0eA/will-i-get-charged-for-these-invalid-api-key-quota-exceeded-or-throttled-request-errors",
);
const CACHED: Rule = Rule::new(
    "a request that the cache answers reaches no function",
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html",
);
const AUTHORIZED: Rule = Rule::new(
    "a Lambda authorizer runs for every request that is not throttled, unless the authorizer's cache answers",
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html",
);

const CONNECTED: Rule = Rule::new(
    "the Lambda authorizer of a WebSocket API runs once for each connection, and its answer is not cached",
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html",
);

/// The requests of a month that the API neither throttles nor refuses. They are billed.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn accepted<T: Trace>(
    api: &Api,
    requests: Quantity<T>,
) -> Result<Quantity<T>, Overflow> {
    let (throttled, refused) = (api.throttled_rate, api.unauthorized_rate);
    if throttled.is_zero() && refused.is_zero() {
        return Ok(requests);
    }
    let shares = [throttled.named("throttled"), refused.named("unauthorised")];
    let accepted = requests.without_all(shares).step("accepted", "requests")?;
    Ok(accepted.by(REFUSED))
}

/// The accepted requests of a month that the API's cache does not answer.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn reaching<T: Trace>(
    api: &Api,
    accepted: Quantity<T>,
) -> Result<Quantity<T>, Overflow> {
    if api.cache_hit_rate.is_zero() {
        return Ok(accepted);
    }
    let hits = api.cache_hit_rate.named("answered by the cache");
    let reaching = accepted.without(hits).step("past the cache", "requests")?;
    Ok(reaching.by(CACHED))
}

/// WebSocket connections of a month, which grow as the traffic grows; `None` if their number is not
/// given.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn connections<T: Trace>(
    on: T,
    api: &Api,
    growth: Figure,
) -> Result<Option<Quantity<T>>, Overflow> {
    let Some(given) = api.connections_per_month else {
        return Ok(None);
    };
    let given = on
        .of(given, "connections a month")
        .step("", "connections")?;
    grown(given, growth, "connections").map(Some)
}

/// Calls of a Lambda authorizer in a month; `None` if the API has no Lambda authorizer, or if the
/// number of calls is not known. The authorizer runs for every request that is not throttled and
/// that the authorizer's cache does not answer, also for requests that it refuses. For a WebSocket
/// API it runs once for each connection.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn authorizations<T: Trace>(
    api: &Api,
    requests: Quantity<T>,
    connections: Option<Quantity<T>>,
) -> Result<Option<Quantity<T>>, Overflow> {
    let Some(function) = &api.authorizer_function else {
        return Ok(None);
    };
    if api.authorizer != Authorizer::Lambda {
        return Ok(None);
    }
    let (calls, rule) = match (api.kind, connections) {
        (ApiKind::Websocket, None) => return Ok(None),
        (ApiKind::Websocket, Some(connections)) => (connections.expr(), CONNECTED),
        (ApiKind::Http | ApiKind::Rest, _) => {
            let asked = requests.without(api.throttled_rate.named("throttled"));
            let calls = asked.without(function.cache_hit_rate.named("from its cache"));
            (calls, AUTHORIZED)
        }
    };
    let calls = calls.step("authorizer", "invocations")?;
    Ok(Some(calls.by(rule)))
}
