//! An idempotency table: a `DynamoDB` table whose usage is computed from the requests and their
//! retries.

use super::dynamodb::storage::weight_gb;
use super::dynamodb::units::{read_units_of, write_units_of};
use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::pricing::{Date, ids};
use crate::quantity::{Overflow, format};
use crate::scenario::Idempotency;
use crate::working::{Named as _, Quantity, Rule, Trace};
use crate::workload::Workload;
use crate::workload::traffic::attempts;

/// The bytes that AWS adds to the size of each item.
const OVERHEAD_BYTES: u32 = 100;

/// The name of the steps.
const NAME: &str = "idempotency";

const FIRST: Rule = Rule::new(
    "a request that comes for the first time puts an entry of up to 1 KB, if there is none, and updates the entry with the response when the request is done",
    "https://docs.powertools.aws.dev/lambda/python/latest/utilities/idempotency/",
);
const AGAIN: Rule = Rule::new(
    "when a request comes again, the condition of its put fails; a put that fails is billed by the size of the entry, rounded up to 1 KB",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html",
);
const READ: Rule = Rule::new(
    "a request that comes again reads the entry with strong consistency",
    "https://github.com/aws-powertools/powertools-lambda-typescript/issues/1573",
);
const KEPT: Rule = Rule::new(
    "an entry is stored until it expires, and its deletion is free; an entry weighs 100 bytes more than its attributes",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html",
);

/// The requests of a month that the idempotency table guards.
#[derive(Clone, Copy, Debug)]
pub struct Guarded<T> {
    /// Requests that come for the first time.
    pub first: Quantity<T>,
    /// Requests that come again.
    pub again: Quantity<T>,
}

/// The requests of a month that the idempotency table guards, split into first and repeated
/// requests.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn guarded<T: Trace>(
    workload: &Workload<'_, T>,
    section: &Idempotency,
) -> Result<Guarded<T>, Overflow> {
    let share = section.share.named("guarded");
    let all = workload.reaching * share;
    let (wanted, requests) = (workload.wanted, workload.requests);
    let first = if wanted.figure() == requests.figure() {
        all
    } else if workload.reaching.figure() == requests.figure() {
        wanted * share
    } else {
        // The API throttles, refuses and caches the same share of first and of repeated requests.
        let said = &workload.scenario.traffic;
        let (rate, retries) = (said.retry_rate, said.retry_attempts);
        all / attempts(workload.on(), rate, retries, "retried")
    };
    let first = first.step(NAME, "first requests")?;
    let again = (all - first).step(NAME, "repeated requests")?;
    Ok(Guarded { first, again })
}

/// Meters writes, reads and storage of the table.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    let Some(section) = &workload.scenario.idempotency else {
        return Ok(());
    };
    let on = workload.on();
    let size = section.item_kb;
    let Guarded { first, again } = guarded(workload, section)?;
    let put_and_updated = on.of(1, "put") + write_units_of(on, size);
    let written = (first * put_and_updated)
        .step("idempotency, first requests", "WRU")?
        .by(FIRST);
    meter.take(ids::DYNAMODB_ON_DEMAND_WRITE, written)?;
    if !again.figure().is_zero() {
        let failed = again * write_units_of(on, size);
        let failed = failed
            .step("idempotency, repeated requests", "WRU")?
            .by(AGAIN);
        meter.take(ids::DYNAMODB_ON_DEMAND_WRITE, failed)?;
        if section.reads_on_retry {
            let read = again * read_units_of(on, size);
            let read = read.step("idempotency, repeated requests", "RRU")?.by(READ);
            meter.take(ids::DYNAMODB_ON_DEMAND_READ, read)?;
        }
    }
    let entry_hours = first * section.keep_hours.named("hours kept");
    let held = weight_gb(entry_hours, size, OVERHEAD_BYTES) / workload.hours().named("hours");
    let held = held.step(NAME, "GB-months")?.by(KEPT);
    meter.take(ids::DYNAMODB_STORAGE_STANDARD, held)
}

/// The echo of the share of requests that are guarded.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    if let Some(section) = &workload.scenario.idempotency {
        let Guarded { first, again } = guarded(workload, section)?;
        let text = format!(
            "{} first, {} repeated",
            format::about(first.figure(), 2),
            month(again.figure(), "requests")
        );
        echo("idempotency.share".into(), text);
    }
    Ok(())
}
