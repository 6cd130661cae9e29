//! Steps that several services share.

use crate::quantity::{Figure, Kilobytes, Overflow, format};
use crate::working::Step;
use crate::workload::Workload;

/// What one request to a messaging service carries before it counts as two.
const CHUNK_KB: u32 = 64;

/// The step to how often something happens in a month; see [`Workload::caused`].
#[must_use]
pub fn step(
    workload: &Workload<'_>,
    name: &str,
    function: &str,
    per_request: Figure,
    unit: &str,
) -> Step {
    let (cause, count) = if function.is_empty() {
        ("requests".to_owned(), workload.reaching.figure())
    } else {
        (
            format!("invocations of {function}"),
            workload.invocations_of(function),
        )
    };
    let formula = format!(
        "{name}: {} {cause} × {per_request}",
        format::grouped(count.value())
    );
    let result = count.times(per_request).unwrap_or(count);
    Step::of(formula, result, unit)
}

/// How a derivation shows how often a size counts, in steps of so many KB; one of nothing counts once.
#[must_use]
pub fn steps_formula(size_kb: Figure, step_kb: u32) -> String {
    ceiling(&size_kb.to_string(), size_kb, step_kb)
}

/// The same for a size that is itself a formula.
#[must_use]
pub fn ceiling(formula: &str, size_kb: Figure, step_kb: u32) -> String {
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
