//! Notes on limits that a scenario does not keep. AWS would refuse or cut off such requests; their
//! cost is what it would be without the limit.

use crate::metering::Meter;
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Api, ApiKind, Function, Invocation, Scenario};
use crate::working::Trace;
use crate::workload::Workload;
use crate::workload::duration::duration_of;
use crate::workload::triggers::{Caller, triggers};

/// How long an HTTP API waits for an integration, in milliseconds.
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html>
const HTTP_MS: u32 = 30_000;
/// How long a REST API or a WebSocket API waits for an integration, in milliseconds, unless the quota
/// is raised.
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html>
const OTHERS_MS: u32 = 29_000;
/// The most that a function takes or answers with at once, in KB.
/// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>
const PAYLOAD_KB: u32 = 6 * 1024;

const SLOW_HTTP: &str = "A function behind the HTTP API runs longer than the 30 seconds that an HTTP API waits for: clients get an error, and the function is billed all the same.";
const SLOW: &str = "A function behind the API runs longer than the 29 seconds that the API waits for unless its quota is raised: clients get an error, and the function is billed all the same.";
const HEAVY: &str = "A request or a response is larger than the 6 MB that a function takes or answers with unless it streams: such requests fail.";
const DIRECT: &str = "Requests use a table directly, and an HTTP API has no integration with DynamoDB: a function has to be between them, or a REST API in place of the HTTP API.";

/// Whether requests wait for a function.
fn is_waited_for(function: &Function, scenario: &Scenario) -> bool {
    function.invocation == Invocation::Sync
        && triggers(function, scenario).contains(&Caller::Requests)
}

/// Whether a function streams its response through a REST API, which waits longer for it and passes
/// more than a function can answer with at once.
fn streams(function: &Function, api: &Api) -> bool {
    api.kind == ApiKind::Rest && function.streamed_kb.is_some()
}

/// Notes which limits the API's requests do not keep.
///
/// # Errors
/// [`Overflow`] if a duration is too large.
pub(super) fn note<T: Trace>(
    workload: &Workload<'_, T>,
    api: &Api,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    let scenario = workload.scenario;
    let (most_ms, slow) = match api.kind {
        ApiKind::Http => (HTTP_MS, SLOW_HTTP),
        ApiKind::Rest | ApiKind::Websocket => (OTHERS_MS, SLOW),
    };
    let above = |size: Option<Figure>| size.is_some_and(|kb| kb > Figure::from(PAYLOAD_KB));
    let functions = scenario.functions.iter();
    for function in functions.filter(|one| is_waited_for(one, scenario)) {
        let streams = streams(function, api);
        let duration = duration_of(workload.on(), function)?;
        if let Some(duration) = duration.filter(|_| !streams)
            && duration.ms()? > Figure::from(most_ms)
        {
            meter.note(slow);
        }
        if above(api.request_kb) || (above(api.response_kb) && !streams) {
            meter.note(HEAVY);
        }
    }
    if api.kind == ApiKind::Http && !scenario.operations.is_empty() {
        meter.note(DIRECT);
    }
    Ok(())
}
