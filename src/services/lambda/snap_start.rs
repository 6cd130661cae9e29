//! `SnapStart`: snapshots kept, and environments restored from them.

use crate::metering::Meter;
use crate::metering::demand;
use crate::quantity::{Figure, GbSeconds, Hours, MemoryMb, Overflow, format};
use crate::scenario::{Function, SnapStart};
use crate::working::{Rule, Step};
use crate::workload::Workload;

/// The least time for which a version's snapshot is charged, in hours.
const HOURS_MIN: u32 = 3;

const KEPT: Rule = Rule {
    text: "on Python and .NET a snapshot is charged by memory for as long as its version is active, 3 hours at least",
    href: "https://aws.amazon.com/lambda/pricing/",
};
const RESTORED: Rule = Rule {
    text: "on Python and .NET each restore is charged by memory",
    href: "https://aws.amazon.com/lambda/pricing/",
};

/// GB-seconds of a function's snapshots in a month: memory × time × versions, 3 hours at least.
///
/// # Errors
/// [`Overflow`] never for values within bounds.
pub fn kept(function: &Function, month: Figure) -> Result<GbSeconds, Overflow> {
    let hours = function.snap_start_hours_per_month.unwrap_or(month);
    let time = Hours::of(hours.max(HOURS_MIN.into())).in_seconds()?;
    MemoryMb::of(function.memory_mb.into())
        .in_gb()?
        .during(time)?
        .times(function.snap_start_versions.into())
}

/// Snapshots kept and restored, where they cost something.
pub(super) fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let month = workload.scenario.billing.hours_per_month;
    let billed = |function: &Function| function.snap_start == SnapStart::PythonDotnet;
    for demand in workload.functions.iter().filter(|d| billed(d.function)) {
        let function = demand.function;
        let quantity = kept(function, month)?.figure();
        meter.add("lambda.snapstart.cache", quantity, || {
            let hours = function.snap_start_hours_per_month.unwrap_or(month);
            let formula = format!(
                "{}: {} versions × {} hours × 3,600 × {} MB ÷ 1,024",
                function.name,
                function.snap_start_versions,
                format::grouped(hours.max(HOURS_MIN.into()).value()),
                format::grouped(function.memory_mb.into()),
            );
            vec![Step::of(formula, quantity, "GB-seconds").by(KEPT)]
        })?;
        let cold = demand.cold.figure();
        let memory = MemoryMb::of(function.memory_mb.into()).in_gb()?;
        let quantity = memory.times(cold)?.figure();
        meter.add("lambda.snapstart.restore", quantity, || {
            let formula = format!(
                "{}: {} cold starts × {} MB ÷ 1,024",
                function.name,
                format::grouped(cold.value()),
                format::grouped(function.memory_mb.into()),
            );
            vec![
                demand::invocations_step(workload, demand),
                Step::of(formula, quantity, "GB").by(RESTORED),
            ]
        })?;
    }
    Ok(())
}
