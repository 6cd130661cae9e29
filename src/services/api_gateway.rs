//! Amazon API Gateway: requests to HTTP and REST APIs.

use crate::estimate::{Meter, Rule, Step};
use crate::quantity::{Figure, Kilobytes, Overflow, format};
use crate::scenario::{Api, ApiKind};
use crate::workload::Workload;

/// What one request to an HTTP API may carry before it counts as two.
const HTTP_STEP_KB: u32 = 512;

const HTTP_STEPS: Rule = Rule {
    text: "HTTP APIs are metered in steps of 512 KB; AWS does not say of which payload, so the larger of request and response is taken",
    href: "https://aws.amazon.com/api-gateway/pricing/",
};
const REST_CALLS: Rule = Rule {
    text: "REST APIs are metered by the call, whatever its size",
    href: "https://aws.amazon.com/api-gateway/pricing/",
};

/// How many times one request to an HTTP API is counted: the larger payload in steps of 512 KB,
/// rounded up, and once at least.
///
/// # Errors
/// [`Overflow`] never for sizes within API Gateway's limit of 10 MB.
pub fn http_steps(api: &Api) -> Result<Figure, Overflow> {
    let size = |kb: Option<Figure>| kb.unwrap_or(Figure::ZERO);
    let larger = Kilobytes::of(size(api.request_kb).max(size(api.response_kb)));
    let steps = larger.steps_of(Kilobytes::of(HTTP_STEP_KB.into()))?;
    Ok(steps.max(Figure::ONE))
}

/// Requests, with retries, in the units of the API's kind.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let Some(api) = &workload.scenario.api else {
        return Ok(());
    };
    let requests = workload.requests.figure();
    match api.kind {
        ApiKind::Http => {
            let steps = http_steps(api)?;
            let quantity = requests.times(steps)?;
            let id = "api-gateway.http.requests";
            if api.request_kb.is_none() {
                let message = "the size of a request is not given; each request is counted once, as up to 512 KB";
                meter.input_missing(id, "api.request_kb".into(), message);
            }
            meter.add(id, quantity, || {
                let formula = format!(
                    "{} requests × {} step of 512 KB",
                    format::grouped(requests.value()),
                    format::grouped(steps.value())
                );
                vec![
                    super::requests_step(workload),
                    Step::of(formula, quantity, "requests").by(HTTP_STEPS),
                ]
            })
        }
        ApiKind::Rest => meter.add("api-gateway.rest.requests", requests, || {
            vec![super::requests_step(workload).by(REST_CALLS)]
        }),
    }
}
