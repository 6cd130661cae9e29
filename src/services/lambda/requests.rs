//! Requests: each invocation is one, an asynchronous event by its size.

use super::Run;
use crate::metering::Meter;
use crate::quantity::{Figure, Kilobytes, Overflow, format};
use crate::scenario::{Function, Invocation};
use crate::working::{Rule, Step};
use crate::workload::Workload;

/// The size of an asynchronous event that counts as one request, in KB.
const EVENT_FIRST_KB: u32 = 256;
/// What counts as another request beyond it, in KB.
const EVENT_STEP_KB: u32 = 64;

const EVENT_CHUNKS: Rule = Rule {
    text: "an asynchronous event is one request up to 256 KB and another for each further 64 KB; a retry is taken to be charged like the first attempt",
    href: "https://aws.amazon.com/lambda/pricing/",
};

/// How many requests an invocation is charged for: one, and for an asynchronous event one more for
/// each further 64 KB above 256 KB, rounded up.
///
/// # Errors
/// [`Overflow`] never for events within Lambda's limit of 1 MB.
pub fn event_requests(function: &Function) -> Result<Figure, Overflow> {
    let first = Figure::from(EVENT_FIRST_KB);
    match (function.invocation, function.event_kb) {
        (Invocation::Async, Some(size)) if size > first => {
            let rest = Kilobytes::of(size.minus(first)?);
            let steps = rest.steps_of(Kilobytes::of(EVENT_STEP_KB.into()))?;
            Figure::ONE.plus(steps)
        }
        _ => Ok(Figure::ONE),
    }
}

/// Requests of all runs, on demand and on provisioned concurrency.
pub(super) fn meter(
    workload: &Workload<'_>,
    runs: &[Run<'_>],
    meter: &mut Meter,
) -> Result<(), Overflow> {
    for run in runs {
        let function = run
            .place
            .and_then(|place| workload.scenario.functions.get(place));
        let each = match function {
            Some(function) => event_requests(function)?,
            None => Figure::ONE,
        };
        let steps = |invocations: Figure, quantity: Figure, first: bool| {
            let mut steps = super::invocations_steps(workload, run, first);
            if each > Figure::ONE {
                let formula = format!(
                    "{}: {} invocations × {each} requests an event",
                    run.name,
                    format::grouped(invocations.value())
                );
                steps.push(Step::of(formula, quantity, "requests").by(EVENT_CHUNKS));
            }
            steps
        };
        let on_demand = run.warm.plus(run.cold)?;
        if run.provisioned.is_zero() || !on_demand.is_zero() {
            let quantity = on_demand.times(each)?;
            let id = "lambda.requests";
            let first = meter.is_first(id);
            meter.add(id, quantity, || steps(on_demand, quantity, first))?;
        }
        if !run.provisioned.is_zero() {
            let quantity = run.provisioned.times(each)?;
            let id = "lambda.provisioned-concurrency.requests";
            let first = meter.is_first(id);
            meter.add(id, quantity, || steps(run.provisioned, quantity, first))?;
        }
    }
    Ok(())
}
