//! What follows from the inputs of functions.

use super::{Run, runs};
use crate::metering::echo::{Say, month};
use crate::pricing::Date;
use crate::quantity::{Overflow, format};
use crate::workload::{FunctionDemand, Workload};

/// What follows from the inputs of functions, by the rules of this day.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, day: Date, echo: Say<'_>) -> Result<(), Overflow> {
    let runs = runs(workload)?;
    for (at, demand) in workload.functions.iter().enumerate() {
        let path = |field: &str| format!("functions.{at}.{field}");
        echo(
            path("share"),
            month(demand.invocations.figure(), "invocations"),
        );
        if let Some(run) = runs.iter().find(|run| run.place == Some(at)) {
            time(run, demand, day, &path, echo)?;
        }
        if !demand.cold.figure().is_zero() {
            echo(
                path("cold_start_rate"),
                month(demand.cold.figure(), "cold starts"),
            );
        }
    }
    Ok(())
}

/// What follows from a function's memory, duration and whatever keeps it ready.
fn time(
    run: &Run<'_>,
    demand: &FunctionDemand<'_>,
    day: Date,
    path: &dyn Fn(&str) -> String,
    echo: Say<'_>,
) -> Result<(), Overflow> {
    let function = demand.function;
    let field = if function.duration_points.is_some() {
        "duration_points"
    } else if function.cpu_ms_at_1769.is_some() {
        "cpu_ms_at_1769"
    } else if function.wait_ms.is_some() {
        "wait_ms"
    } else {
        "duration_ms"
    };
    let total = month(super::duration_of(run, day)?.figure(), "GB-seconds");
    let text = if field == "duration_ms" {
        total
    } else {
        let each = run.billed_warm()?.figure();
        format!("{} ms billed, {total}", format::about(each.value(), 0))
    };
    echo(path(field), text);
    if function.provisioned_concurrency.is_some() {
        let served = month(demand.provisioned.figure(), "invocations on it");
        echo(path("provisioned_concurrency"), served);
    }
    if function.event_kb.is_some() {
        let each = format::about(super::event_requests(function)?.value(), 0);
        echo(path("event_kb"), format!("{each} requests an event"));
    }
    if let Some(streamed) = super::streamed(demand)? {
        let text = month(streamed.figure(), "GB beyond 6 MB");
        echo(path("streamed_kb"), text);
    }
    Ok(())
}
