//! An idempotency table: a `DynamoDB` table whose use follows from the requests and their retries.

use super::dynamodb::storage::weight_gb;
use super::dynamodb::units::{read_units_of, write_units_of};
use crate::metering::Meter;
use crate::metering::demand;
use crate::metering::echo::{Say, month};
use crate::metering::step::steps_formula;
use crate::pricing::Date;
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::Idempotency;
use crate::working::{Rule, Step};
use crate::workload::Workload;
use crate::workload::traffic::attempts;

/// What AWS adds to each item, in bytes.
const OVERHEAD_BYTES: u32 = 100;

const FIRST: Rule = Rule {
    text: "the first time a request is put as in progress, up to 1 KB, if it is not there, and updated with its response when it is done",
    href: "https://docs.powertools.aws.dev/lambda/python/latest/utilities/idempotency/",
};
const AGAIN: Rule = Rule {
    text: "a request that comes again fails the put's condition, which is billed by the size of the entry",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html",
};
const READ: Rule = Rule {
    text: "a request that comes again reads the entry, strongly consistent",
    href: "https://github.com/aws-powertools/powertools-lambda-typescript/issues/1573",
};
const KEPT: Rule = Rule {
    text: "entries are held until they expire, which is free; each weighs 100 bytes more than its attributes",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html",
};

/// Guarded requests of a month: those that come for the first time, and those that come again.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn guarded(
    workload: &Workload<'_>,
    section: &Idempotency,
) -> Result<(Figure, Figure), Overflow> {
    let all = workload.reaching.figure().times(section.share)?;
    let traffic = &workload.scenario.traffic;
    let first = if workload.reaching == workload.requests {
        workload.wanted.figure().times(section.share)?
    } else {
        // What the API keeps out it keeps out of both alike.
        all.over(attempts(traffic.retry_rate, traffic.retry_attempts)?)?
    };
    Ok((first, all.minus(first)?))
}

/// The steps from the requests to those that come for the first time, and those that come again.
fn first_steps(
    workload: &Workload<'_>,
    section: &Idempotency,
    first: Figure,
    again: Figure,
) -> [Step; 2] {
    let shown = |figure: Figure| format::grouped(figure.value());
    let traffic = &workload.scenario.traffic;
    let sent = attempts(traffic.retry_rate, traffic.retry_attempts).unwrap_or(Figure::ONE);
    let all = shown(workload.reaching.figure());
    [
        Step::of(
            format!(
                "idempotency: {all} requests × {} guarded ÷ {sent} sent each",
                section.share
            ),
            first,
            "first requests",
        ),
        Step::of(
            format!(
                "idempotency: {all} requests × {} guarded − {} first",
                section.share,
                shown(first)
            ),
            again,
            "repeated requests",
        ),
    ]
}

/// Writes, reads and storage of the table.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    const WRITE: &str = "dynamodb.on-demand.write";
    let Some(section) = &workload.scenario.idempotency else {
        return Ok(());
    };
    let size = section.item_kb;
    let (first, again) = guarded(workload, section)?;
    let written = first.times(Figure::ONE.plus(write_units_of(size)?)?)?;
    meter.add(WRITE, written, || {
        let formula = format!(
            "idempotency: {} first requests × (1 + {})",
            format::grouped(first.value()),
            steps_formula(size, 1)
        );
        let mut all = vec![demand::requests_step(workload)];
        all.extend(demand::reaching_steps(workload));
        all.extend(first_steps(workload, section, first, again));
        all.push(Step::of(formula, written, "WRU").by(FIRST));
        all
    })?;
    if !again.is_zero() {
        let failed = again.times(write_units_of(size)?)?;
        meter.add(WRITE, failed, || {
            let formula = format!(
                "idempotency: {} repeated × {}",
                format::grouped(again.value()),
                steps_formula(size, 1)
            );
            vec![Step::of(formula, failed, "WRU").by(AGAIN)]
        })?;
    }
    if section.reads_on_retry && !again.is_zero() {
        let read = again.times(read_units_of(size)?)?;
        meter.add("dynamodb.on-demand.read", read, || {
            let formula = format!(
                "idempotency: {} repeated × {}",
                format::grouped(again.value()),
                steps_formula(size, 4)
            );
            vec![Step::of(formula, read, "RRU").by(READ)]
        })?;
    }
    let hours = workload.hours().figure();
    let kept = weight_gb(first.times(section.keep_hours)?, size, OVERHEAD_BYTES)?.over(hours)?;
    meter.add("dynamodb.storage.standard", kept, || {
        let formula = format!(
            "idempotency: {} entries × {} ÷ {hours} hours × ({size} KB × 1,024 + 100 bytes) ÷ 2^30",
            format::grouped(first.value()),
            section.keep_hours
        );
        vec![Step::of(formula, kept, "GB-month").by(KEPT)]
    })
}

/// What follows from the share of requests that are guarded.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    if let Some(section) = &workload.scenario.idempotency {
        let (first, again) = guarded(workload, section)?;
        let text = format!(
            "{} first, {} again",
            format::about(first.value(), 2),
            month(again, "requests")
        );
        echo("idempotency.share".into(), text);
    }
    Ok(())
}
