//! Requests: an invocation is one request, or several if its asynchronous event is large.

use super::run::Run;
use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::Overflow;
use crate::scenario::{Function, Invocation};
use crate::working::{Quantity, Rule, Trace, Working};
use crate::workload::Workload;

/// The size of an asynchronous event that counts as one request, in KB.
const EVENT_FIRST_KB: u32 = 256;
/// Each further part of this size counts as another request, in KB.
const EVENT_STEP_KB: u32 = 64;

const EVENT_CHUNKS: Rule = Rule::new(
    "an asynchronous event is one request up to 256 KB and another for each further 64 KB; the estimate assumes that a retry is charged like the first attempt",
    "https://aws.amazon.com/lambda/pricing/",
);

/// The requests that an invocation is charged for: one, and one more for each 64 KB of an
/// asynchronous event above 256 KB, rounded up. `None` if the size of the event adds no request.
pub(super) fn event_requests<T: Trace>(on: T, function: &Function) -> Option<Working<T>> {
    let size = function
        .event_kb
        .filter(|size| *size > EVENT_FIRST_KB.into())?;
    (function.invocation == Invocation::Async).then(|| {
        let further = on.of(size, "KB") - EVENT_FIRST_KB;
        on.of(1_u32, "") + further.steps_of(EVENT_STEP_KB)
    })
}

/// The requests that these invocations of a run are charged for.
fn requests<T: Trace>(run: &Run<'_, T>, invocations: Quantity<T>) -> Result<Quantity<T>, Overflow> {
    let each = run
        .function
        .and_then(|function| event_requests(invocations.trace(), function));
    match each {
        Some(each) => {
            let requests = (invocations * each).step(run.name, "requests")?;
            Ok(requests.by(EVENT_CHUNKS))
        }
        None => invocations.expr().step(run.name, "requests"),
    }
}

/// Meters requests of all runs, on demand and on provisioned concurrency.
pub(super) fn meter<T: Trace>(
    workload: &Workload<'_, T>,
    runs: &[Run<'_, T>],
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    if is_authorizer_unknown(workload) {
        let path = "api.connections_per_month".to_owned();
        let message =
            "the number of connections is not given, and the authorizer runs once for each";
        meter.input_missing(ids::LAMBDA_REQUESTS, path, message);
    }
    for run in runs {
        if run.is_on_demand() {
            meter.take(ids::LAMBDA_REQUESTS, requests(run, run.on_demand)?)?;
        }
        if let Some(served) = run.served() {
            let id = ids::LAMBDA_PROVISIONED_CONCURRENCY_REQUESTS;
            meter.take(id, requests(run, served)?)?;
        }
    }
    Ok(())
}

/// Whether the API has an authorizer's function but the number of its calls is not known.
fn is_authorizer_unknown<T: Trace>(workload: &Workload<'_, T>) -> bool {
    let api = workload.scenario.api.as_ref();
    api.is_some_and(|api| api.authorizer_function.is_some()) && workload.authorizations.is_none()
}
