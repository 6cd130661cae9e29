//! Response streaming: bytes beyond the first 6 MB of each response.

use crate::metering::Meter;
use crate::metering::demand;
use crate::quantity::{Figure, Gigabytes, Kilobytes, Overflow, format};
use crate::working::{Rule, Step};
use crate::workload::{FunctionDemand, Workload};

/// What each streamed response carries for nothing, in KB.
const FREE_KB: u32 = 6 * 1024;

const BEYOND: Rule = Rule {
    text: "bytes that a response streams beyond its first 6 MB are charged by the GB; a GB is 1,048,576 KB",
    href: "https://aws.amazon.com/lambda/pricing/",
};

/// What a function streams beyond 6 MB a response in a month; `None` if it streams nothing.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn streamed(demand: &FunctionDemand<'_>) -> Result<Option<Gigabytes>, Overflow> {
    let Some(size) = demand.function.streamed_kb else {
        return Ok(None);
    };
    let beyond = size.minus(FREE_KB.into())?.max(Figure::ZERO);
    Kilobytes::of(demand.invocations.figure().times(beyond)?)
        .in_gb()
        .map(Some)
}

/// Streamed bytes beyond the free ones.
pub(super) fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    for demand in &workload.functions {
        let (Some(quantity), Some(size)) = (streamed(demand)?, demand.function.streamed_kb) else {
            continue;
        };
        let quantity = quantity.figure();
        meter.add("lambda.response-streaming", quantity, || {
            let formula = format!(
                "{}: {} responses × max({} − 6,144, 0) KB ÷ 1,048,576",
                demand.function.name,
                format::grouped(demand.invocations.figure().value()),
                format::grouped(size.value()),
            );
            vec![
                demand::invocations_step(workload, demand),
                Step::of(formula, quantity, "GB").by(BEYOND),
            ]
        })?;
    }
    Ok(())
}
