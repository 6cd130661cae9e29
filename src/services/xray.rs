//! AWS X-Ray: traces recorded and traces looked at.

use crate::metering::demand;
use crate::metering::{Meter, Say};
use crate::pricing::Date;
use crate::quantity::{Figure, Overflow, format};
use crate::working::{Rule, Step};
use crate::workload::Workload;

const RECORDED: Rule = Rule {
    text: "a trace is what one request causes across services; it is billed where it is sampled and recorded",
    href: "https://aws.amazon.com/xray/pricing/",
};
const SCANNED: Rule = Rule {
    text: "traces are billed again where they are retrieved or scanned",
    href: "https://aws.amazon.com/xray/pricing/",
};

/// What schedules cause by themselves in a month and functions run for.
fn scheduled(workload: &Workload<'_>) -> Result<Figure, Overflow> {
    let mut sum = Figure::ZERO;
    for event in &workload.scenario.events {
        let mut functions = workload.scenario.functions.iter();
        if functions.any(|function| function.invoked_by == event.name) {
            sum = sum.plus(event.per_hour.times(workload.hours().figure())?)?;
        }
    }
    Ok(sum)
}

/// What begins a trace in a month: a request that is let in, or a schedule that invokes a function.
fn begun(workload: &Workload<'_>) -> Result<Figure, Overflow> {
    workload.accepted.figure().plus(scheduled(workload)?)
}

/// Traces recorded in a month.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn recorded(workload: &Workload<'_>) -> Result<Figure, Overflow> {
    match &workload.scenario.monitoring {
        Some(monitoring) => begun(workload)?.times(monitoring.trace_sampling_rate),
        None => Ok(Figure::ZERO),
    }
}

/// Traces recorded and scanned.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let Some(monitoring) = &workload.scenario.monitoring else {
        return Ok(());
    };
    if !monitoring.trace_sampling_rate.is_zero() {
        let quantity = recorded(workload)?;
        meter.add("xray.traces.recorded", quantity, || {
            let scheduled = scheduled(workload).unwrap_or(Figure::ZERO);
            let formula = format!(
                "({} requests + {} by schedule) × {} sampled",
                format::grouped(workload.accepted.figure().value()),
                format::grouped(scheduled.value()),
                monitoring.trace_sampling_rate
            );
            let mut all = demand::accepted_steps(workload);
            all.push(Step::of(formula, quantity, "traces").by(RECORDED));
            all
        })?;
    }
    let scanned = monitoring.traces_scanned_per_month;
    if !scanned.is_zero() {
        meter.add("xray.traces.retrieved", scanned, || {
            vec![Step::of("retrieved or scanned", scanned, "traces").by(SCANNED)]
        })?;
    }
    Ok(())
}

/// Echoes beside the inputs of tracing.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    let traces = recorded(workload)?;
    if !traces.is_zero() {
        let text = format!("{} traces a month", format::about(traces.value(), 2));
        echo("monitoring.trace_sampling_rate".into(), text);
    }
    Ok(())
}
