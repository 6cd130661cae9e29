//! Storage of logs.

use super::tiering;
use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::{Figure, HOURS_PER_DAY, Overflow};
use crate::scenario::Logs;
use crate::working::{Named as _, Quantity, Rule, Trace, Working};
use crate::workload::Workload;

const STORED: Rule = Rule::new(
    "logs are stored compressed; with a retention of some days, the logs of these days are stored at any time",
    "https://aws.amazon.com/cloudwatch/pricing/",
);
const NEVER_EXPIRES: Rule = Rule::new(
    "logs that never expire are stored month after month, so their storage grows",
    "https://aws.amazon.com/cloudwatch/pricing/",
);

/// The logs that are stored in a month, in GB-months: the logs of the retention's days, or all logs
/// of this and the earlier months if there is no retention. The retention's days can reach into
/// earlier months; before the oldest month, logs are assumed to have had the oldest month's level.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn stored<T: Trace>(
    workload: &Workload<'_, T>,
    ingested: Working<T>,
    logs: &Logs,
) -> Result<Quantity<T>, Overflow> {
    let ratio = logs.stored_ratio.named("stored");
    let hours = workload.hours().named("hours");
    let (stored, rule) = match (logs.retention_days, workload.earlier_logs) {
        (None, earlier) => {
            let months = earlier.iter().rev();
            let all = months.fold(ingested, |sum, gb| sum + gb.named("GB of an earlier month"));
            (all * ratio, NEVER_EXPIRES)
        }
        // The only division comes last.
        (Some(days), []) => {
            let held = workload.on().of(days, "days") * HOURS_PER_DAY;
            (ingested * ratio * held / hours, STORED)
        }
        (Some(days), [oldest, ..]) => {
            let held = window(workload, ingested, days, *oldest)?;
            (held * ratio / hours, STORED)
        }
    };
    Ok(stored.step("storage", "GB-months")?.by(rule))
}

/// The number of earlier months whose logs are stored in a month; `None` if all are, as logs never
/// expire.
pub(super) fn looks_back(logs: &Logs, hours: Figure) -> Option<u32> {
    let held = Figure::from(logs.retention_days?).checked_mul(HOURS_PER_DAY.into());
    let months = held.and_then(|held| held.steps_of(hours)).ok()?;
    u32::try_from(months.value()).ok()?.checked_sub(1)
}

/// The logs that the retention's days ingested, in GB × hours: the level of each month times the
/// hours of the retention in it, the latest month first.
fn window<T: Trace>(
    workload: &Workload<'_, T>,
    ingested: Working<T>,
    days: u32,
    oldest: Figure,
) -> Result<Working<T>, Overflow> {
    let month = workload.hours();
    let mut left = Figure::from(days).checked_mul(HOURS_PER_DAY.into())?;
    let here = left.min(month);
    let mut held = ingested * here.named("hours");
    left = left.checked_sub(here)?;
    let mut earlier = workload.earlier_logs.iter().rev();
    while !left.is_zero() {
        let (level, here) = match earlier.next() {
            Some(level) => (*level, left.min(month)),
            None => (oldest, left),
        };
        held = held + workload.on().of(level, "GB of an earlier month") * here.named("hours");
        left = left.checked_sub(here)?;
    }
    Ok(held)
}

/// Meters the storage of logs, and notes its growth if logs never expire.
pub(super) fn meter<T: Trace>(
    workload: &Workload<'_, T>,
    ingested: Working<T>,
    logs: &Logs,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    if logs.intelligent_tiering {
        return tiering::meter(workload, ingested, logs, meter);
    }
    let stored = stored(workload, ingested, logs)?;
    meter.take(ids::CLOUDWATCH_LOGS_STORAGE, stored)?;
    if logs.retention_days.is_none() {
        meter.note("Logs never expire, so their storage is the storage of the first month and grows by the same amount every month.");
        meter.grows(ids::CLOUDWATCH_LOGS_STORAGE, stored)?;
    }
    Ok(())
}
