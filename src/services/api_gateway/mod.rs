//! Amazon API Gateway: requests to HTTP and REST APIs, WebSocket messages and minutes, caches.
//!
//! What is billed are the accepted requests: those that arrive, less what is throttled or refused.

mod cache;
mod echo;
mod logs;
mod websocket;

pub use echo::echo;
pub use logs::{LogSource, log_sources};
pub use websocket::{message_steps, messages, minutes};

use crate::metering::Meter;
use crate::metering::demand;
use crate::metering::step::steps_formula;
use crate::quantity::{Figure, Kilobytes, Overflow, format};
use crate::scenario::{Api, ApiKind, BUFFERED_KB};
use crate::working::{Rule, Step};
use crate::workload::Workload;

/// What one request to an HTTP API may carry before it counts as two.
const HTTP_STEP_KB: u32 = 512;

const HTTP_STEPS: Rule = Rule {
    text: "HTTP APIs are metered in steps of 512 KB; AWS does not say of which payload, so the larger of request and response is taken",
    href: "https://aws.amazon.com/api-gateway/pricing/",
};
const REST_CALLS: Rule = Rule {
    text: "REST APIs are metered by the call, whatever its size, also where the cache answers",
    href: "https://aws.amazon.com/api-gateway/pricing/",
};
const REST_STREAMED: Rule = Rule {
    text: "each 10 MB of a streamed response, rounded up, are billed as one request",
    href: "https://aws.amazon.com/blogs/compute/building-responsive-apis-with-amazon-api-gateway-response-streaming/",
};

/// The larger of the two payloads, as far as they are given.
fn larger_kb(api: &Api) -> Figure {
    let size = |kb: Option<Figure>| kb.unwrap_or(Figure::ZERO);
    size(api.request_kb).max(size(api.response_kb))
}

/// How many times one request to an HTTP API is counted: the larger payload in steps of 512 KB,
/// rounded up, and once at least.
///
/// # Errors
/// [`Overflow`] never for sizes within API Gateway's limit of 10 MB.
pub fn http_steps(api: &Api) -> Result<Figure, Overflow> {
    let steps = Kilobytes::of(larger_kb(api)).steps_of(Kilobytes::of(HTTP_STEP_KB.into()))?;
    Ok(steps.max(Figure::ONE))
}

/// How many times one call of a REST API is counted: once, and a streamed response for each 10 MB.
///
/// # Errors
/// [`Overflow`] never for sizes within bounds.
pub fn rest_steps(api: &Api) -> Result<Figure, Overflow> {
    let size = api.response_kb.unwrap_or(Figure::ZERO);
    Ok(size.steps_of(BUFFERED_KB.into())?.max(Figure::ONE))
}

/// What the API is metered for in a month, in the units of its kind: requests, or messages both
/// ways.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn metered(workload: &Workload<'_>, api: &Api) -> Result<Figure, Overflow> {
    let requests = workload.accepted.figure();
    match api.kind {
        ApiKind::Http => requests.times(http_steps(api)?),
        ApiKind::Rest => requests.times(rest_steps(api)?),
        ApiKind::Websocket => messages(workload, api)?.times(message_steps(api)?),
    }
}

/// Requests, with retries, in the units of the API's kind, and what else it is charged for.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let Some(api) = &workload.scenario.api else {
        return Ok(());
    };
    let quantity = metered(workload, api)?;
    match api.kind {
        ApiKind::Http => {
            let id = "api-gateway.http.requests";
            if api.request_kb.is_none() {
                let message = "the size of a request is not given; it is taken to be no larger than the response and 512 KB";
                meter.input_missing(id, "api.request_kb".into(), message);
            }
            meter.add(id, quantity, || {
                let size = larger_kb(api);
                let formula = format!(
                    "{} requests × {}",
                    format::grouped(workload.accepted.figure().value()),
                    steps_formula(size, HTTP_STEP_KB)
                );
                let mut derivation = demand::accepted_steps(workload);
                derivation.push(Step::of(formula, quantity, "requests").by(HTTP_STEPS));
                derivation
            })
        }
        ApiKind::Rest => {
            meter.add("api-gateway.rest.requests", quantity, || {
                let mut derivation = demand::accepted_steps(workload);
                let calls = format::grouped(workload.accepted.figure().value());
                let (formula, rule) = match api.response_kb {
                    Some(size) if size > BUFFERED_KB.into() => {
                        let steps = steps_formula(size, BUFFERED_KB);
                        (format!("{calls} calls × {steps}"), REST_STREAMED)
                    }
                    _ => (format!("{calls} calls × 1 each"), REST_CALLS),
                };
                derivation.push(Step::of(formula, quantity, "requests").by(rule));
                derivation
            })?;
            cache::meter(workload, api, meter)
        }
        ApiKind::Websocket => websocket::meter(workload, api, quantity, meter),
    }
}
