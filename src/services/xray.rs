//! AWS X-Ray: traces that are recorded, and traces that are retrieved or scanned.

use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::pricing::{Date, ids};
use crate::quantity::Overflow;
use crate::working::{Named as _, Quantity, Rule, Trace, Working};
use crate::workload::Workload;

const RECORDED: Rule = Rule::new(
    "a trace follows one request across services; each trace that is sampled and recorded is billed",
    "https://aws.amazon.com/xray/pricing/",
);
const SCANNED: Rule = Rule::new(
    "a trace that is retrieved or scanned is billed again",
    "https://aws.amazon.com/xray/pricing/",
);

/// Events of schedules that invoke a function, in a month; `None` if there are none.
fn scheduled<T: Trace>(workload: &Workload<'_, T>) -> Option<Working<T>> {
    let scenario = workload.scenario;
    let events = scenario.events.iter().filter(|event| {
        let mut functions = scenario.functions.iter();
        !event.per_hour.is_zero() && functions.any(|function| function.invoked_by.has(&event.name))
    });
    let scheduled = events.map(|event| {
        let on = workload.on();
        on.of(event.per_hour, format_args!("an hour ({})", event.name))
            * workload.hours().named("hours")
    });
    scheduled.reduce(|sum, one| sum + one)
}

/// Traces of a month before sampling: one for each accepted request and each event of a schedule
/// that invokes a function.
fn begun<T: Trace>(workload: &Workload<'_, T>) -> Working<T> {
    let accepted = workload.accepted.expr();
    match scheduled(workload) {
        Some(scheduled) => accepted + scheduled,
        None => accepted,
    }
}

/// Traces that are recorded in a month; `None` if no trace is sampled.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn recorded<T: Trace>(workload: &Workload<'_, T>) -> Result<Option<Quantity<T>>, Overflow> {
    let monitoring = workload.scenario.monitoring.as_ref();
    let rate = monitoring.map(|monitoring| monitoring.trace_sampling_rate);
    let Some(rate) = rate.filter(|rate| !rate.is_zero()) else {
        return Ok(None);
    };
    let recorded = begun(workload) * rate.named("sampled");
    Ok(Some(recorded.step("recorded", "traces")?.by(RECORDED)))
}

/// Meters traces that are recorded, and traces that are retrieved or scanned.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    if let Some(recorded) = recorded(workload)? {
        meter.take(ids::XRAY_TRACES_RECORDED, recorded)?;
    }
    let monitoring = workload.scenario.monitoring.as_ref();
    let scanned = monitoring.map(|monitoring| monitoring.traces_scanned_per_month);
    if let Some(scanned) = scanned.filter(|scanned| !scanned.is_zero()) {
        let scanned = workload.on().of(scanned, "traces a month");
        let scanned = scanned.step("retrieved or scanned", "traces")?;
        meter.take(ids::XRAY_TRACES_RETRIEVED, scanned.by(SCANNED))?;
    }
    Ok(())
}

/// The echo of the share of requests that are traced.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    let traces = recorded(workload)?.map(Quantity::figure);
    if let Some(traces) = traces.filter(|traces| !traces.is_zero()) {
        let text = month(traces, "traces");
        echo("monitoring.trace_sampling_rate".into(), text);
    }
    Ok(())
}
