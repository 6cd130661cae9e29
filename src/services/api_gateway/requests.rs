//! Requests to HTTP and REST APIs.

use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Api, BUFFERED_KB};
use crate::working::{Named as _, Quantity, Rule, Trace};
use crate::workload::Workload;

/// The size up to which a request to an HTTP API counts as one, in KB.
const HTTP_STEP_KB: u32 = 512;

const HTTP_STEPS: Rule = Rule::new(
    "HTTP APIs are metered in steps of 512 KB; AWS does not say of which payload, so the estimate uses the larger of request and response",
    "https://aws.amazon.com/api-gateway/pricing/",
);
const REST_CALLS: Rule = Rule::new(
    "REST APIs are metered by the call, whatever its size; a call that the cache answers counts too",
    "https://aws.amazon.com/api-gateway/pricing/",
);
const REST_STREAMED: Rule = Rule::new(
    "a streamed response is billed as one request for each 10 MB, rounded up",
    "https://aws.amazon.com/blogs/compute/building-responsive-apis-with-amazon-api-gateway-response-streaming/",
);

/// The larger of the request and the response, in KB; a size that is not given counts as 0.
fn larger_kb(api: &Api) -> Figure {
    let size = |kb: Option<Figure>| kb.unwrap_or(Figure::ZERO);
    size(api.request_kb).max(size(api.response_kb))
}

/// Metered requests of an HTTP API in a month: each request counts once for each 512 KB of its
/// larger payload, rounded up, at least once.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn http<T: Trace>(
    workload: &Workload<'_, T>,
    api: &Api,
) -> Result<Quantity<T>, Overflow> {
    let size = workload.on().of(larger_kb(api), "KB");
    let each = size.steps_of(HTTP_STEP_KB).at_least(1);
    let metered = (workload.accepted * each).step("metered", "requests")?;
    Ok(metered.by(HTTP_STEPS))
}

/// Metered requests of a REST API in a month: each call counts once, and a call with a streamed
/// response once for each 10 MB, rounded up.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn rest<T: Trace>(
    workload: &Workload<'_, T>,
    api: &Api,
) -> Result<Quantity<T>, Overflow> {
    let calls = workload.accepted.called("calls");
    let streamed = api.response_kb.filter(|size| *size > BUFFERED_KB.into());
    let (metered, rule) = match streamed {
        Some(size) => {
            let each = workload.on().of(size, "KB").steps_of(BUFFERED_KB);
            (calls * each, REST_STREAMED)
        }
        None => (calls * 1.named("each"), REST_CALLS),
    };
    Ok(metered.step("metered", "requests")?.by(rule))
}

/// Meters requests to an HTTP API.
pub(super) fn meter_http<T: Trace>(
    workload: &Workload<'_, T>,
    api: &Api,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    let id = ids::API_GATEWAY_HTTP_REQUESTS;
    if api.request_kb.is_none() {
        let message = "the size of a request is not given; the estimate assumes that it is no larger than the response and 512 KB";
        meter.input_missing(id, "api.request_kb".into(), message);
    }
    meter.take(id, http(workload, api)?)
}

/// Meters requests to a REST API.
pub(super) fn meter_rest<T: Trace>(
    workload: &Workload<'_, T>,
    api: &Api,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    meter.take(ids::API_GATEWAY_REST_REQUESTS, rest(workload, api)?)
}
