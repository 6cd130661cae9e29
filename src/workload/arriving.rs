//! What arrives at an API, what it lets in, and what goes on to functions.

use super::traffic::grown;
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Api, ApiKind, Authorizer};
use crate::working::{Named as _, Quantity, Rule, Trace};

const REFUSED: Rule = Rule {
    text: "API Gateway does not charge requests that it throttles or refuses to authorise, and passes none of them on",
    href: "https://repost.aws/questions/QUY2x146iORPmsJHpff8u0eA/will-i-get-charged-for-these-invalid-api-key-quota-exceeded-or-throttled-request-errors",
};
const CACHED: Rule = Rule {
    text: "what the cache answers reaches no function",
    href: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html",
};
const AUTHORIZED: Rule = Rule {
    text: "a Lambda authorizer runs for every request that is not throttled, unless its cache answers",
    href: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html",
};

/// Of the requests that arrive, those that the API neither throttles nor refuses, and bills.
pub(super) fn accepted<T: Trace>(
    api: &Api,
    requests: Quantity<T>,
) -> Result<Quantity<T>, Overflow> {
    let (throttled, refused) = (api.throttled_rate, api.unauthorized_rate);
    if throttled.is_zero() && refused.is_zero() {
        return Ok(requests);
    }
    let shares = [throttled.named("throttled"), refused.named("unauthorised")];
    let accepted = requests.without_all(shares).step("let in", "requests")?;
    Ok(accepted.by(REFUSED))
}

/// Of those, the ones that its cache does not answer.
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

/// WebSocket connections of a month, which grow as the traffic does; `None` if they are not given.
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

/// Calls of a Lambda authorizer in a month; `None` if there is none, or their number is not known.
/// It runs for every request that is not throttled, also for those that it refuses, unless its cache
/// answers; for a WebSocket API once a connection.
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
    let calls = match (api.kind, connections) {
        (ApiKind::Websocket, None) => return Ok(None),
        (ApiKind::Websocket, Some(connections)) => connections.expr(),
        (ApiKind::Http | ApiKind::Rest, _) => requests
            .without(api.throttled_rate.named("throttled"))
            .without(function.cache_hit_rate.named("from its cache")),
    };
    let calls = calls.step("authorizer", "invocations")?;
    Ok(Some(calls.by(AUTHORIZED)))
}
