//! Intelligent Tiering: logs that nobody reads move to cheaper storage by their age.

use crate::metering::Meter;
use crate::pricing::{PriceId, ids};
use crate::quantity::{Figure, HOURS_PER_DAY, Overflow};
use crate::scenario::Logs;
use crate::working::{Named as _, Rule, Trace, Working};
use crate::workload::Workload;

const TIERED: Rule = Rule::new(
    "with Intelligent Tiering, logs that nobody reads are in the Infrequent Access tier after 30 days and in the archive tier after 90",
    "https://docs.aws.amazon.com/goto/WebAPI/logs-2014-03-28/PutStorageTierPolicy",
);
const UNREAD: &str = "Intelligent Tiering is computed for logs that nobody reads once they are 30 days old: logs that are read return to the first tier.";
const NEVER_EXPIRES: &str = "Logs never expire, so their storage grows every month, and moves to the archive tier; the months to come show how.";

/// A tier of storage, with the ages in days of the logs in it.
struct Tier {
    price: PriceId,
    name: &'static str,
    from_days: u32,
    to_days: Option<u32>,
}

const TIERS: [Tier; 3] = [
    Tier {
        price: ids::CLOUDWATCH_LOGS_STORAGE,
        name: "storage",
        from_days: 0,
        to_days: Some(30),
    },
    Tier {
        price: ids::CLOUDWATCH_LOGS_STORAGE_INFREQUENT_ACCESS,
        name: "storage, Infrequent Access tier",
        from_days: 30,
        to_days: Some(90),
    },
    Tier {
        price: ids::CLOUDWATCH_LOGS_STORAGE_ARCHIVE,
        name: "storage, archive tier",
        from_days: 90,
        to_days: None,
    },
];

fn hours(days: u32) -> Result<Figure, Overflow> {
    Figure::from(days).checked_mul(HOURS_PER_DAY.into())
}

/// How many hours a span of ages has in common with another; `None` if none. Both begin at their first
/// figure; a span without a second figure has no end.
fn common(
    (from, to): (Figure, Option<Figure>),
    (other_from, other_to): (Figure, Option<Figure>),
) -> Result<Option<Figure>, Overflow> {
    let from = from.max(other_from);
    let to = match (to, other_to) {
        (Some(to), Some(other)) => to.min(other),
        (Some(to), None) | (None, Some(to)) => to,
        (None, None) => return Ok(None),
    };
    if to <= from {
        return Ok(None);
    }
    to.checked_sub(from).map(Some)
}

/// The logs of these ages at the end of a month, in GB × hours: what each month ingested times the hours
/// of that month in the span, the latest month first. Where logs expire, those from before the oldest
/// month are assumed to have had the oldest month's level; where they do not, there are none. `None` if
/// no log has such an age.
fn aged<T: Trace>(
    workload: &Workload<'_, T>,
    ingested: Working<T>,
    span: (Figure, Option<Figure>),
    expire: bool,
) -> Result<Option<Working<T>>, Overflow> {
    let month = workload.hours();
    let of_earlier = |gb: &Figure| workload.on().of(*gb, "GB of an earlier month");
    let earlier = workload.earlier_logs.iter().rev().map(of_earlier);
    let (mut sum, mut age, mut oldest) = (None::<Working<T>>, Figure::ZERO, ingested);
    let mut add = |level: Working<T>, hours: Figure| {
        let held = level * hours.named("hours");
        sum = Some(sum.map_or(held, |sum| sum + held));
    };
    for level in core::iter::once(ingested).chain(earlier) {
        let end = age.checked_add(month)?;
        if let Some(hours) = common(span, (age, Some(end)))? {
            add(level, hours);
        }
        (age, oldest) = (end, level);
    }
    if expire && let Some(hours) = common(span, (age, None))? {
        add(oldest, hours);
    }
    Ok(sum)
}

/// Meters the storage of logs, tier by tier.
pub(super) fn meter<T: Trace>(
    workload: &Workload<'_, T>,
    ingested: Working<T>,
    logs: &Logs,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    let expiry = logs.retention_days.map(hours).transpose()?;
    for tier in TIERS {
        let to = tier.to_days.map(hours).transpose()?;
        let to = match (to, expiry) {
            (Some(to), Some(expiry)) => Some(to.min(expiry)),
            (one, other) => one.or(other),
        };
        let span = (hours(tier.from_days)?, to);
        let Some(held) = aged(workload, ingested, span, expiry.is_some())? else {
            continue;
        };
        // The only division comes last.
        let stored = held * logs.stored_ratio.named("stored") / workload.hours().named("hours");
        meter.take(tier.price, stored.step(tier.name, "GB-months")?.by(TIERED))?;
    }
    meter.note(UNREAD);
    if expiry.is_none() {
        meter.note(NEVER_EXPIRES);
    }
    Ok(())
}
