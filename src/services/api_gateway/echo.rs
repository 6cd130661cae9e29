//! The echoes of the inputs of an API.

use super::{requests, websocket};
use crate::metering::echo::{Say, month};
use crate::pricing::Date;
use crate::quantity::{Figure, Overflow};
use crate::scenario::ApiKind;
use crate::workload::Workload;

/// Gives the echoes of the inputs of an API.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    let Some(api) = &workload.scenario.api else {
        return Ok(());
    };
    let metered = match api.kind {
        ApiKind::Http => requests::http(workload, api)?,
        ApiKind::Rest => requests::rest(workload, api)?,
        ApiKind::Websocket => websocket::messages(workload, api)?,
    };
    let path = match api.kind {
        ApiKind::Http | ApiKind::Rest => "api.request_kb",
        ApiKind::Websocket => "api.message_kb",
    };
    if api.request_kb.is_some() || api.message_kb.is_some() {
        let unit = match api.kind {
            ApiKind::Http | ApiKind::Rest => "metered requests",
            ApiKind::Websocket => "metered messages",
        };
        echo(path.into(), month(metered.figure(), unit));
    }
    let refused = |rate: Figure| (workload.requests * rate).figure();
    for (field, rate) in [
        ("throttled_rate", api.throttled_rate),
        ("unauthorized_rate", api.unauthorized_rate),
    ] {
        if !rate.is_zero() {
            let text = month(refused(rate)?, "requests not billed");
            echo(format!("api.{field}"), text);
        }
    }
    if !api.cache_hit_rate.is_zero() {
        let text = month(workload.reaching.figure(), "requests past the cache");
        echo("api.cache_hit_rate".into(), text);
    }
    if let Some(calls) = workload.authorizations {
        let text = month(calls.figure(), "authorizer calls");
        echo("api.authorizer_function.cache_hit_rate".into(), text);
    }
    if let (ApiKind::Websocket, Some(minutes)) = (api.kind, websocket::minutes(workload, api)?) {
        let field = if api.connection_minutes_per_month.is_some() {
            "connection_minutes_per_month"
        } else {
            "connection_minutes"
        };
        echo(
            format!("api.{field}"),
            month(minutes.figure(), "connection minutes"),
        );
    }
    Ok(())
}
