//! Amazon `EventBridge`: custom events, schedules, pipes.

use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::metering::step::{chunks, step, steps_formula};
use crate::pricing::Date;
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::EventKind;
use crate::working::{Rule, Step};
use crate::workload::Workload;

const EVENTS: Rule = Rule {
    text: "each 64 KB of an event count as one",
    href: "https://aws.amazon.com/eventbridge/pricing/",
};
const SCHEDULES: Rule = Rule {
    text: "the scheduler is billed by the invocation",
    href: "https://aws.amazon.com/eventbridge/pricing/",
};

/// All events.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    for event in &workload.scenario.events {
        let (id, each, unit, rule) = match event.kind {
            EventKind::Custom => (
                "eventbridge.custom-events",
                chunks(event.event_kb)?,
                "events",
                EVENTS,
            ),
            EventKind::Scheduler => (
                "eventbridge.scheduler.invocations",
                Figure::ONE,
                "invocations",
                SCHEDULES,
            ),
            EventKind::Pipe => (
                "eventbridge.pipes.requests",
                chunks(event.event_kb)?,
                "requests",
                EVENTS,
            ),
        };
        let count = workload.events(event)?;
        let quantity = count.times(each)?;
        meter.add(id, quantity, || {
            let mut all = vec![step(
                workload,
                &event.name,
                &event.function,
                event.per_request,
                "events",
            )];
            if !event.per_hour.is_zero() {
                let caused = workload.caused(&event.function, event.per_request);
                let formula = format!(
                    "{} caused + {} an hour × {} hours",
                    format::grouped(caused.unwrap_or(Figure::ZERO).value()),
                    event.per_hour,
                    workload.hours().figure()
                );
                all.push(Step::of(formula, count, "events"));
            }
            let formula = match event.kind {
                EventKind::Scheduler => format::grouped(count.value()),
                _ => format!(
                    "{} × {}",
                    format::grouped(count.value()),
                    steps_formula(event.event_kb, 64)
                ),
            };
            all.push(Step::of(formula, quantity, unit).by(rule));
            all
        })?;
    }
    Ok(())
}

/// What follows from the inputs of events.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, event) in workload.scenario.events.iter().enumerate() {
        let count = workload.events(event)?;
        echo(format!("events.{at}.per_request"), month(count, "events"));
    }
    Ok(())
}
