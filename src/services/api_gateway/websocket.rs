//! WebSocket APIs: messages both ways, and the minutes that connections are open.

use crate::metering::Meter;
use crate::metering::demand;
use crate::metering::step::steps_formula;
use crate::quantity::{Count, Figure, Kilobytes, Overflow, format};
use crate::scenario::Api;
use crate::working::{Rule, Step};
use crate::workload::Workload;
use crate::workload::traffic::grown;

/// What one message may carry before it counts as two.
const MESSAGE_STEP_KB: u32 = 32;

const MESSAGE_STEPS: Rule = Rule {
    text: "messages sent and received are metered in steps of 32 KB",
    href: "https://aws.amazon.com/api-gateway/pricing/",
};
const MINUTES: Rule = Rule {
    text: "connections are charged for the minutes that they are open",
    href: "https://aws.amazon.com/api-gateway/pricing/",
};

/// How many times one message is counted: its size in steps of 32 KB, rounded up, and once at least.
///
/// # Errors
/// [`Overflow`] never for messages within API Gateway's limit of 128 KB.
pub fn message_steps(api: &Api) -> Result<Figure, Overflow> {
    let size = Kilobytes::of(api.message_kb.unwrap_or(Figure::ZERO));
    let steps = size.steps_of(Kilobytes::of(MESSAGE_STEP_KB.into()))?;
    Ok(steps.max(Figure::ONE))
}

/// Messages of a month, from clients and to them, before the steps.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn messages(workload: &Workload<'_>, api: &Api) -> Result<Figure, Overflow> {
    let both_ways = Figure::ONE.plus(api.messages_per_request)?;
    workload.accepted.figure().times(both_ways)
}

/// Connection minutes of a month, which grow as the traffic does; `None` if they are not given.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn minutes(workload: &Workload<'_>, api: &Api) -> Result<Option<Figure>, Overflow> {
    if let Some(minutes) = api.connection_minutes_per_month {
        let grown = grown(Count::of(minutes), workload.growth)?;
        return Ok(Some(grown.figure()));
    }
    match (workload.connections()?, api.connection_minutes) {
        (Some(connections), Some(minutes)) => connections.figure().times(minutes).map(Some),
        _ => Ok(None),
    }
}

/// Messages and minutes.
pub(super) fn meter(
    workload: &Workload<'_>,
    api: &Api,
    quantity: Figure,
    meter: &mut Meter,
) -> Result<(), Overflow> {
    let id = "api-gateway.websocket.messages";
    if api.message_kb.is_none() {
        let message = "the size of a message is not given; each is counted once, as up to 32 KB";
        meter.input_missing(id, "api.message_kb".into(), message);
    }
    meter.add(id, quantity, || {
        let shown = |figure: Figure| format::grouped(figure.value());
        let formula = format!(
            "{} messages × (1 in + {} out) × {}",
            shown(workload.accepted.figure()),
            api.messages_per_request,
            steps_formula(api.message_kb.unwrap_or(Figure::ZERO), MESSAGE_STEP_KB)
        );
        let mut steps = demand::accepted_steps(workload);
        steps.push(Step::of(formula, quantity, "messages").by(MESSAGE_STEPS));
        steps
    })?;
    let id = "api-gateway.websocket.connection-minutes";
    let Some(minutes) = minutes(workload, api)? else {
        let message = "neither connections and their length nor connection minutes are given";
        meter.input_missing(id, "api.connection_minutes_per_month".into(), message);
        return Ok(());
    };
    meter.add(id, minutes, || {
        let formula = match (api.connections_per_month, api.connection_minutes) {
            (Some(connections), Some(each)) if api.connection_minutes_per_month.is_none() => {
                let connections = format::grouped(connections.value());
                format!("{connections} connections × {each} minutes")
            }
            _ => "as given".to_owned(),
        };
        vec![Step::of(formula, minutes, "connection-minutes").by(MINUTES)]
    })
}
