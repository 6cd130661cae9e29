//! Amazon `EventBridge`: custom events, schedules, pipes. Rules and the events of AWS services are
//! free and only counted.

use super::sqs::chunks;
use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::pricing::{Date, ids};
use crate::quantity::{Figure, Overflow};
use crate::scenario::EventKind;
use crate::working::{Rule, Trace};
use crate::workload::Workload;

const EVENTS: Rule = Rule::new(
    "each 64 KB of an event, rounded up, count as one event or request",
    "https://aws.amazon.com/eventbridge/pricing/",
);
const SCHEDULES: Rule = Rule::new(
    "the scheduler is billed for each invocation",
    "https://aws.amazon.com/eventbridge/pricing/",
);

/// Meters custom events, schedules and pipes.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    for event in &workload.scenario.events {
        let count = workload.events(event)?;
        let size = event.event_kb.unwrap_or(Figure::ZERO);
        let each = chunks(workload.on().of(size, "KB"));
        let (id, billed, unit, rule) = match event.kind {
            EventKind::Custom => (
                ids::EVENTBRIDGE_CUSTOM_EVENTS,
                count * each,
                "events",
                EVENTS,
            ),
            EventKind::Scheduler => (
                ids::EVENTBRIDGE_SCHEDULER_INVOCATIONS,
                count.expr(),
                "invocations",
                SCHEDULES,
            ),
            // AWS bills neither rules on a schedule nor the events of its services.
            EventKind::Rule => continue,
            EventKind::Pipe => (
                ids::EVENTBRIDGE_PIPES_REQUESTS,
                count * each,
                "requests",
                EVENTS,
            ),
        };
        meter.take(id, billed.step(&event.name, unit)?.by(rule))?;
    }
    Ok(())
}

/// The echoes of the inputs of events.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, event) in workload.scenario.events.iter().enumerate() {
        let count = workload.events(event)?.figure();
        echo(format!("events.{at}.per_request"), month(count, "events"));
    }
    Ok(())
}
