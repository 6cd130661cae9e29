//! What causes the use of a neighbour: each request, or each invocation of a function.

use crate::quantity::{Figure, Kilobytes, Overflow, format};
use crate::working::Step;
use crate::workload::Workload;

/// What one request to a messaging service carries before it counts as two.
const CHUNK_KB: u32 = 64;

/// Requests that get through the API, or invocations of the function of this name, in a month.
fn causes(workload: &Workload<'_>, function: &str) -> Figure {
    if function.is_empty() {
        return workload.reaching.figure();
    }
    workload
        .functions
        .iter()
        .find(|demand| demand.function.name == function)
        .map_or(Figure::ZERO, |demand| demand.invocations.figure())
}

/// How often something happens in a month that happens so often for each request, or for each
/// invocation of the function if one is named.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn times(
    workload: &Workload<'_>,
    function: &str,
    per_request: Figure,
) -> Result<Figure, Overflow> {
    causes(workload, function).times(per_request)
}

/// The step to that number.
pub(super) fn step(
    workload: &Workload<'_>,
    name: &str,
    function: &str,
    per_request: Figure,
    unit: &str,
) -> Step {
    let cause = if function.is_empty() {
        "requests".to_owned()
    } else {
        format!("invocations of {function}")
    };
    let count = causes(workload, function);
    let formula = format!(
        "{name}: {} {cause} × {per_request}",
        format::grouped(count.value())
    );
    let result = count.times(per_request).unwrap_or(count);
    Step::of(formula, result, unit)
}

/// How a derivation shows how often a size counts, in steps of so many KB; one of nothing counts once.
pub(super) fn steps_formula(size_kb: Figure, step_kb: u32) -> String {
    ceiling(&size_kb.to_string(), size_kb, step_kb)
}

/// The same for a size that is itself a formula.
pub(super) fn ceiling(formula: &str, size_kb: Figure, step_kb: u32) -> String {
    if size_kb.is_zero() {
        format!("max(1, ⌈{formula} KB ÷ {step_kb}⌉)")
    } else {
        format!("⌈{formula} KB ÷ {step_kb}⌉")
    }
}

/// How many times so many KB count: in steps of 64 KB, rounded up, once at least.
///
/// # Errors
/// [`Overflow`] never for the sizes of messages.
pub fn chunks(size_kb: Figure) -> Result<Figure, Overflow> {
    let steps = Kilobytes::of(size_kb).steps_of(Kilobytes::of(CHUNK_KB.into()))?;
    Ok(steps.max(Figure::ONE))
}

/// How often callers with a cache ask in a month for so many things alike: at most once in the cache's
/// time each, and never more often than without a cache.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn cached(
    workload: &Workload<'_>,
    calls: Figure,
    count: u32,
    cache_seconds: Option<u32>,
    callers: Option<u32>,
) -> Result<Figure, Overflow> {
    let calls = calls.times(count.into())?;
    let (Some(seconds), Some(callers)) = (cache_seconds, callers) else {
        return Ok(calls);
    };
    let callers = Figure::from(callers).times(count.into())?;
    let month = workload.hours().in_seconds()?.figure();
    // The division comes last.
    let at_most = month.times(callers)?.over(seconds.into())?;
    Ok(calls.min(at_most))
}
