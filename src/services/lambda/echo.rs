//! The echoes of the inputs of functions.

use super::duration::gb_seconds;
use super::requests::event_requests;
use super::run::{Run, runs};
use super::streaming::streamed;
use crate::metering::echo::{Say, month};
use crate::pricing::Date;
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::Function;
use crate::working::Silent;
use crate::workload::{FunctionDemand, Workload};

/// Gives the echoes of the inputs of functions, by the rules of this day.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, day: Date, echo: Say<'_>) -> Result<(), Overflow> {
    let runs = runs(workload)?;
    let mut runs = runs.iter().filter(|run| run.function.is_some()).peekable();
    for (at, demand) in workload.functions.iter().enumerate() {
        let path = |field: &str| format!("functions.{at}.{field}");
        let invocations = demand.invocations.figure();
        echo(path("share"), month(invocations, "invocations"));
        // Runs come in the order of the functions; a function whose duration is not known has none.
        if let Some(run) = runs.next_if(|run| run.name == demand.function.name) {
            time(run, demand, day, &path, echo)?;
        }
        let cold = demand.cold.filter(|cold| !cold.figure().is_zero());
        if let Some(cold) = cold {
            echo(path("cold_start_rate"), month(cold.figure(), "cold starts"));
        }
    }
    Ok(())
}

/// The field that gives the duration of a function.
const fn duration_field(function: &Function) -> &'static str {
    if function.duration_points.is_some() {
        "duration_points"
    } else if function.cpu_ms_at_1769.is_some() {
        "cpu_ms_at_1769"
    } else if function.wait_ms.is_some() {
        "wait_ms"
    } else {
        "duration_ms"
    }
}

/// The echoes of a function's memory, duration and provisioned concurrency, and of its sizes.
fn time(
    run: &Run<'_, Silent>,
    demand: &FunctionDemand<'_>,
    day: Date,
    path: &dyn Fn(&str) -> String,
    echo: Say<'_>,
) -> Result<(), Overflow> {
    let function = demand.function;
    let field = duration_field(function);
    let total = month(gb_seconds(run, day)?.figure(), "GB-seconds");
    let text = if field == "duration_ms" {
        total
    } else {
        let each = run.billed_warm().figure()?;
        format!("{} ms billed, {total}", format::about(each, 0))
    };
    echo(path(field), text);
    if let Some(served) = demand.provisioned {
        let served = month(served.figure(), "invocations on provisioned concurrency");
        echo(path("provisioned_concurrency"), served);
    }
    if function.event_kb.is_some() {
        let each = match event_requests(Silent, function) {
            Some(each) => each.figure()?,
            None => Figure::ONE,
        };
        let each = format::about(each, 0);
        echo(path("event_kb"), format!("{each} requests an event"));
    }
    if let Some(streamed) = streamed(demand)? {
        let text = month(streamed.figure(), "GB beyond 6 MB");
        echo(path("streamed_kb"), text);
    }
    Ok(())
}
