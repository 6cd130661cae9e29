//! Amazon `CloudWatch` Logs: what functions write, and what is kept of it.

mod storage;
mod tiering;
mod writers;

pub use writers::LAMBDA_LOGS_VENDED_FROM;

use crate::metering::echo::{Say, month};
use crate::metering::{Meter, Usage};
use crate::pricing::{Date, ids};
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::{Logs, Scenario};
use crate::working::{Named as _, Quantity, Rule, Trace, Working};
use crate::workload::Workload;
use writers::{Field, writers};

/// The beginning of the ids of all ingestion prices.
const INGESTION: &str = "cloudwatch.logs.ingestion.";

const NO_LOGS: &str = "Logs are not billed, as the scenario has no logs section.";
const INSIGHTS: Rule = Rule::new(
    "a Logs Insights query is billed by the uncompressed logs that it scans",
    "https://aws.amazon.com/cloudwatch/pricing/",
);

/// The ingested logs in metered usage, in GB, of all ingestion prices together.
///
/// # Errors
/// [`Overflow`] if the sum is too large.
pub fn ingested_gb(usage: &[Usage]) -> Result<Figure, Overflow> {
    let logs = usage
        .iter()
        .filter(|one| one.price_id.starts_with(INGESTION));
    logs.map(|one| one.quantity)
        .try_fold(Figure::ZERO, Figure::checked_add)
}

/// The number of earlier months whose logs a month depends on; `None` if it depends on all.
#[must_use]
pub fn looks_back(scenario: &Scenario) -> Option<u32> {
    let logs = scenario.logs.as_ref();
    logs.map_or(Some(0), |logs| {
        storage::looks_back(logs, scenario.billing.hours_per_month)
    })
}

/// Meters ingestion, storage and queries of logs.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    let Some(logs) = &workload.scenario.logs else {
        if writers(workload, meter.as_of())?.any(|writer| writer.gb.is_some()) {
            meter.note(NO_LOGS);
        }
        return Ok(());
    };
    let ingested = ingest(workload, logs, meter)?;
    if let Some(scanned) = scanned(workload, logs)?
        && !logs.insights_queries_per_month.is_zero()
    {
        meter.take(ids::CLOUDWATCH_LOGS_INSIGHTS, scanned)?;
    }
    match ingested {
        Some(ingested) => storage::meter(workload, ingested, logs, meter),
        None => Ok(()),
    }
}

/// Meters the ingested logs and gives their sum, in GB; `None` if nothing can write logs.
fn ingest<T: Trace>(
    workload: &Workload<'_, T>,
    logs: &Logs,
    meter: &mut Meter<T>,
) -> Result<Option<Working<T>>, Overflow> {
    let mut writes = false;
    let mut sum: Option<Working<T>> = None;
    for writer in writers(workload, meter.as_of())? {
        writes |= writer.field != Field::Embedded;
        let price = writer.price(logs.class);
        let Some(gb) = writer.gb else {
            meter.input_missing(price, writer.field.to_string(), writer.field.missing());
            continue;
        };
        let gb = gb.step(writer.name, "GB")?.by(writer.rule);
        meter.take(price, gb)?;
        let gb = gb.called(format_args!("GB ({})", writer.name));
        sum = Some(sum.map_or(gb, |sum| sum + gb));
    }
    let ingested = sum.unwrap_or_else(|| workload.on().of(0, "GB"));
    Ok(writes.then_some(ingested))
}

/// The logs that Logs Insights queries scan in a month, in GB; `None` if the size is not given.
fn scanned<T: Trace>(
    workload: &Workload<'_, T>,
    logs: &Logs,
) -> Result<Option<Quantity<T>>, Overflow> {
    let Some(each) = logs.scanned_gb_per_query else {
        return Ok(None);
    };
    let queries = workload.on().of(logs.insights_queries_per_month, "queries");
    let scanned = (queries * each.named("GB")).step("Logs Insights", "GB")?;
    Ok(Some(scanned.by(INSIGHTS)))
}

/// The echoes of the size of logs, of their retention, and of queries.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, day: Date, echo: Say<'_>) -> Result<(), Overflow> {
    let mut ingested = workload.on().of(0, "GB");
    for writer in writers(workload, day)? {
        let Some(gb) = writer.gb else {
            continue;
        };
        ingested = ingested + gb;
        // The room `cloudwatch` gives the echo of embedded metrics.
        if writer.field != Field::Embedded {
            let text = month(gb.figure()?, "GB of logs");
            echo(writer.field.to_string(), text);
        }
    }
    let Some(logs) = &workload.scenario.logs else {
        return Ok(());
    };
    echo(
        "logs.class".into(),
        month(ingested.figure()?, "GB ingested"),
    );
    let stored = storage::stored(workload, ingested, logs)?.figure();
    let when = if logs.retention_days.is_some() {
        ""
    } else {
        " after the first month"
    };
    echo(
        "logs.retention_days".into(),
        format!("{} GB stored{when}", format::about(stored, 2)),
    );
    if let Some(scanned) = scanned(workload, logs)? {
        let text = month(scanned.figure(), "GB scanned");
        echo("logs.scanned_gb_per_query".into(), text);
    }
    Ok(())
}
