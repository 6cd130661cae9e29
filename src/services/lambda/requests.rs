//! Requests: each invocation is one, an asynchronous event by its size.

use super::run::Run;
use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::Overflow;
use crate::scenario::{Function, Invocation};
use crate::working::{Quantity, Rule, Trace, Working};
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
/// each further 64 KB above 256 KB, rounded up. `None` where it is one whatever its size.
pub(super) fn event_requests<T: Trace>(on: T, function: &Function) -> Option<Working<T>> {
    let size = function
        .event_kb
        .filter(|size| *size > EVENT_FIRST_KB.into())?;
    (function.invocation == Invocation::Async).then(|| {
        let further = on.of(size, "KB") - EVENT_FIRST_KB;
        on.of(1_u32, "") + further.steps_of(EVENT_STEP_KB)
    })
}

/// The requests that invocations of a run are charged as.
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

/// Requests of all runs, on demand and on provisioned concurrency.
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

/// Whether an authorizer's function is given, and not how often it runs.
fn is_authorizer_unknown<T: Trace>(workload: &Workload<'_, T>) -> bool {
    let api = workload.scenario.api.as_ref();
    api.is_some_and(|api| api.authorizer_function.is_some()) && workload.authorizations.is_none()
}
