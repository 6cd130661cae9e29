//! Data transfer out: what responses weigh when they leave AWS for the internet.

use crate::estimate::{Meter, Rule, Step};
use crate::quantity::{Gigabytes, Kilobytes, Overflow, format};
use crate::workload::Workload;

const OUT: Rule = Rule {
    text: "responses to the internet are billed as data transfer out; a GB is 1,048,576 KB",
    href: "https://aws.amazon.com/api-gateway/pricing/",
};

/// What all responses of a month weigh; `None` if there is no API or its response size is not given.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn responses(workload: &Workload<'_>) -> Result<Option<Gigabytes>, Overflow> {
    let Some(each) = workload
        .scenario
        .api
        .as_ref()
        .and_then(|api| api.response_kb)
    else {
        return Ok(None);
    };
    Kilobytes::of(workload.requests.figure().times(each)?)
        .in_gb()
        .map(Some)
}

/// Responses of the API.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    const ID: &str = "data-transfer.out.internet";
    let Some(api) = &workload.scenario.api else {
        return Ok(());
    };
    let (Some(quantity), Some(each)) = (responses(workload)?, api.response_kb) else {
        meter.input_missing(
            ID,
            "api.response_kb".into(),
            "the size of a response is not given",
        );
        return Ok(());
    };
    meter.add(ID, quantity.figure(), || {
        let requests = format::grouped(workload.requests.figure().value());
        let formula = format!("{requests} responses × {each} KB ÷ 1,048,576");
        vec![
            super::requests_step(workload),
            Step::of(formula, quantity.figure(), "GB").by(OUT),
        ]
    })
}
