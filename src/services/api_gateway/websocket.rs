//! WebSocket APIs: messages both ways, and the minutes that connections are open.

use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::{Figure, Overflow};
use crate::scenario::Api;
use crate::working::{Named as _, Quantity, Rule, Trace};
use crate::workload::Workload;
use crate::workload::traffic::grown;

/// The size up to which a message counts as one, in KB.
const MESSAGE_STEP_KB: u32 = 32;

const MESSAGE_STEPS: Rule = Rule::new(
    "messages sent and received are metered in steps of 32 KB",
    "https://aws.amazon.com/api-gateway/pricing/",
);
const MINUTES: Rule = Rule::new(
    "connections are charged for the minutes that they are open",
    "https://aws.amazon.com/api-gateway/pricing/",
);

/// Metered messages of an API in a month: each message, from clients and to clients, counts once
/// for each 32 KB, rounded up, at least once.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn messages<T: Trace>(
    workload: &Workload<'_, T>,
    api: &Api,
) -> Result<Quantity<T>, Overflow> {
    let on = workload.on();
    let both_ways = on.of(1_u32, "in") + api.messages_per_request.named("out");
    let size = on.of(api.message_kb.unwrap_or(Figure::ZERO), "KB");
    let each = size.steps_of(MESSAGE_STEP_KB).at_least(1);
    let metered = workload.accepted.called("messages") * both_ways * each;
    Ok(metered.step("metered", "messages")?.by(MESSAGE_STEPS))
}

/// Connection minutes of a month, which grow as the traffic grows; `None` if they are not given.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn minutes<T: Trace>(
    workload: &Workload<'_, T>,
    api: &Api,
) -> Result<Option<Quantity<T>>, Overflow> {
    const UNIT: &str = "connection-minutes";
    let minutes = if let Some(minutes) = api.connection_minutes_per_month {
        let given = workload.on().of(minutes, "connection-minutes a month");
        grown(given.step("", UNIT)?, workload.growth, UNIT)?
    } else {
        let (Some(connections), Some(each)) = (workload.connections, api.connection_minutes) else {
            return Ok(None);
        };
        (connections * each.named("minutes")).step("", UNIT)?
    };
    Ok(Some(minutes.by(MINUTES)))
}

/// Meters messages and connection minutes.
pub(super) fn meter<T: Trace>(
    workload: &Workload<'_, T>,
    api: &Api,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    let id = ids::API_GATEWAY_WEBSOCKET_MESSAGES;
    if api.message_kb.is_none() {
        let message = "the size of a message is not given; each is counted once, as up to 32 KB";
        meter.input_missing(id, "api.message_kb".into(), message);
    }
    meter.take(id, messages(workload, api)?)?;
    let id = ids::API_GATEWAY_WEBSOCKET_CONNECTION_MINUTES;
    if let Some(minutes) = minutes(workload, api)? {
        return meter.take(id, minutes);
    }
    let message = "neither connections and their length nor connection minutes are given";
    meter.input_missing(id, "api.connection_minutes_per_month".into(), message);
    Ok(())
}
