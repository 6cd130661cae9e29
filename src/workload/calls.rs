//! How often functions are invoked in a month, whatever invokes them.

use super::traffic::attempts;
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Event, Function, Invocation, Operation, Table};
use crate::working::{Named as _, Quantity, Rule, Trace, Working};

/// Why a function is invoked more often than its events say.
pub(super) const RETRIED: Rule = Rule::new(
    "when an asynchronous invocation fails, Lambda runs it again, by default twice",
    "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html",
);

/// How many times a function runs for each event, Lambda's own retries included: 1 + e + e² for an
/// asynchronous function that fails at rate e and is retried twice; 1 for a synchronous function.
pub fn runs_per_event<T: Trace>(on: T, function: &Function) -> Working<T> {
    match function.invocation {
        Invocation::Sync => on.of(Figure::ONE, ""),
        Invocation::Async => {
            let (rate, retries) = (function.async_error_rate, function.async_retries);
            attempts(on, rate, retries, "failed and run again")
        }
    }
}

/// Whether Lambda runs events of a function again.
pub(super) fn runs_again(function: &Function) -> bool {
    !function.async_error_rate.is_zero() && function.async_retries > 0
}

/// How often something happens in a month that happens `per_request` times for each `cause`. `name`
/// and `unit` name its step.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn caused<T: Trace>(
    cause: Quantity<T>,
    name: &str,
    per_request: Figure,
    unit: &'static str,
) -> Result<Quantity<T>, Overflow> {
    (cause * per_request.named("each")).step(name, unit)
}

/// Events of a month: events that requests or invocations cause, and events of a schedule.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn events<T: Trace>(
    cause: Quantity<T>,
    event: &Event,
    hours: Figure,
) -> Result<Quantity<T>, Overflow> {
    let caused = caused(cause, &event.name, event.per_request, "events")?;
    if event.per_hour.is_zero() {
        return Ok(caused);
    }
    let clock = caused.trace().of(event.per_hour, "an hour") * hours.named("hours");
    (caused + clock).step(&event.name, "events")
}

/// Records in the stream of a table in a month: one for each item that an operation writes, and one
/// for each item that expires. `mark` ends the name of its step. A write that changes nothing leaves no record; such writes are not
/// known and are counted too.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub(super) fn stream_records<'o, T: Trace>(
    expired: Working<T>,
    table: &Table,
    mark: &str,
    operations: impl Iterator<Item = (&'o Operation, Quantity<T>)>,
) -> Result<Quantity<T>, Overflow> {
    let mut sum = expired;
    for (operation, times) in operations.filter(|(one, _)| one.table == table.name) {
        if operation.kind.writes() {
            let good = times.without(operation.condition_failure_rate.named("failed"));
            sum = sum + good.scaled(operation.items.named("items"));
        }
    }
    sum.step(format_args!("stream of {}{mark}", table.name), "records")
}

/// A quantity of 0, for a name that nothing has.
pub(super) fn none<T: Trace>(
    on: T,
    name: &str,
    unit: &'static str,
) -> Result<Quantity<T>, Overflow> {
    on.of(Figure::ZERO, unit).step(name, unit)
}
