//! Response streaming: bytes beyond the first 6 MB of each response.

use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::Overflow;
use crate::working::{KB_PER_GB, Quantity, Rule, Trace};
use crate::workload::{FunctionDemand, Workload};

/// The part of each streamed response that is free, in KB.
const FREE_KB: u32 = 6 * 1024;

const BEYOND: Rule = Rule::new(
    "bytes that a response streams beyond its first 6 MB are charged by the GB; a GB is 1,048,576 KB",
    "https://aws.amazon.com/lambda/pricing/",
);

/// The size that a function streams beyond 6 MB of each response in a month, in GB; `None` if it
/// does not stream.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn streamed<T: Trace>(
    demand: &FunctionDemand<'_, T>,
) -> Result<Option<Quantity<T>>, Overflow> {
    let Some(size) = demand.function.streamed_kb else {
        return Ok(None);
    };
    let on = demand.invocations.trace();
    let beyond = (on.of(size, "KB") - FREE_KB).at_least(0);
    let streamed = demand.invocations * beyond / KB_PER_GB;
    Ok(Some(streamed.step(&demand.function.name, "GB")?.by(BEYOND)))
}

/// Meters streamed bytes beyond the free part.
pub(super) fn meter<T: Trace>(
    workload: &Workload<'_, T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    for demand in &workload.functions {
        if let Some(streamed) = streamed(demand)? {
            meter.take(ids::LAMBDA_RESPONSE_STREAMING, streamed)?;
        }
    }
    Ok(())
}
