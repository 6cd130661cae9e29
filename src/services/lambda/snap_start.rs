//! `SnapStart`: snapshots that are kept, and environments that are restored from snapshots.

use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::{Figure, Overflow, SECONDS_PER_HOUR};
use crate::scenario::{Function, Package, SnapStart};
use crate::working::{MB_PER_GB, Named as _, Quantity, Rule, Trace};
use crate::workload::Workload;

/// The least time for which a version's snapshot is charged, in hours.
const HOURS_MIN: u32 = 3;

const KEPT: Rule = Rule::new(
    "on Python and .NET, and for container images of every language, a snapshot is charged by memory for the time that its version is active, at least 3 hours",
    "https://aws.amazon.com/lambda/pricing/",
);
const RESTORED: Rule = Rule::new(
    "on Python and .NET, and for container images of every language, each restore is charged by memory",
    "https://aws.amazon.com/lambda/pricing/",
);

/// GB-seconds of a function's snapshots in a month: memory × time × versions; the time is at least
/// 3 hours.
fn kept<T: Trace>(on: T, function: &Function, month: Figure) -> Result<Quantity<T>, Overflow> {
    let hours = function.snap_start_hours_per_month.unwrap_or(month);
    let hours = on.of(hours, "hours").at_least(HOURS_MIN);
    let kept = on.of(function.snap_start_versions, "versions")
        * hours
        * SECONDS_PER_HOUR
        * function.memory_mb.named("MB")
        / MB_PER_GB;
    Ok(kept.step(&function.name, "GB-seconds")?.by(KEPT))
}

/// Whether the snapshots of a function are charged.
const fn is_billed(function: &Function) -> bool {
    match function.snap_start {
        SnapStart::Off => false,
        SnapStart::Java => matches!(function.package, Package::Image),
        SnapStart::PythonDotnet => true,
    }
}

/// Meters snapshots that are kept and restored, of runtimes whose snapshots are charged.
pub(super) fn meter<T: Trace>(
    workload: &Workload<'_, T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    for demand in workload.functions.iter().filter(|d| is_billed(d.function)) {
        let function = demand.function;
        let kept = kept(workload.on(), function, workload.hours())?;
        meter.take(ids::LAMBDA_SNAPSTART_CACHE, kept)?;
        let restored = match demand.cold {
            Some(cold) => cold.expr(),
            None => workload.on().of(0_u32, "cold starts"),
        };
        let restored = restored * function.memory_mb.named("MB") / MB_PER_GB;
        let restored = restored.step(&function.name, "GB")?.by(RESTORED);
        meter.take(ids::LAMBDA_SNAPSTART_RESTORE, restored)?;
    }
    Ok(())
}
