//! Amazon `CloudWatch` Logs: what functions write, and what is kept of it.

use super::{api_gateway, cloudwatch};
use crate::metering::Meter;
use crate::metering::demand;
use crate::metering::echo::{Say, month};
use crate::pricing::Date;
use crate::quantity::{Figure, Gigabytes, Kilobytes, Overflow, format};
use crate::scenario::{LogClass, Logs};
use crate::working::{Rule, Step};
use crate::workload::{FunctionDemand, Workload};

/// From this day on Lambda's logs are billed as vended logs, in tiers.
/// <https://aws.amazon.com/blogs/compute/aws-lambda-introduces-tiered-pricing-for-amazon-cloudwatch-logs-and-additional-logging-destinations/>
pub const LAMBDA_LOGS_VENDED_FROM: Date = Date::known(2025, 5, 1);

/// Hours in a day.
const HOURS_PER_DAY: u32 = 24;

const VENDED: Rule = Rule {
    text: "since 2025-05-01 Lambda's logs are billed as vended logs, in tiers; a GB is 1,048,576 KB",
    href: "https://aws.amazon.com/blogs/compute/aws-lambda-introduces-tiered-pricing-for-amazon-cloudwatch-logs-and-additional-logging-destinations/",
};
const CUSTOM: Rule = Rule {
    text: "before 2025-05-01 Lambda's logs were billed like any other ingestion; a GB is 1,048,576 KB",
    href: "https://aws.amazon.com/cloudwatch/pricing/",
};
const STORED: Rule = Rule {
    text: "logs are stored compressed; with a retention of some days, so many days' logs are held at any time",
    href: "https://aws.amazon.com/cloudwatch/pricing/",
};
const NEVER_EXPIRES: Rule = Rule {
    text: "logs that never expire grow each month; this is the first month",
    href: "https://aws.amazon.com/cloudwatch/pricing/",
};

const NO_LOGS: &str = "What is logged is not billed, as the scenario has no logs.";
const INSIGHTS: Rule = Rule {
    text: "a Logs Insights query is billed by the uncompressed logs that it scans",
    href: "https://aws.amazon.com/cloudwatch/pricing/",
};

/// What a function's logs weigh in a month; `None` if its log size is not given.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn ingested(demand: &FunctionDemand<'_>) -> Result<Option<Gigabytes>, Overflow> {
    let Some(each) = demand.function.log_kb else {
        return Ok(None);
    };
    Kilobytes::of(demand.invocations.figure().times(each)?)
        .in_gb()
        .map(Some)
}

/// What is stored of a month's ingestion, in GB-months: with a retention, as many days' worth as
/// are held at any time; without, the first month's.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn stored(ingested: Figure, logs: &Logs, hours: Figure) -> Result<Figure, Overflow> {
    let compressed = ingested.times(logs.stored_ratio)?;
    match logs.retention_days {
        None => Ok(compressed),
        // The only division, and it comes last.
        Some(days) => compressed
            .times(Figure::from(days).times(HOURS_PER_DAY.into())?)?
            .over(hours),
    }
}

/// What is stored in a month that others came before, in GB-months: with a retention, the window of
/// so many days moves over the months' ingestion, with the oldest month's level before it began;
/// without, all of it. `earlier` is what the months before ingested, in GB, the oldest first.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn stored_after(
    earlier: &[Figure],
    ingested: Figure,
    logs: &Logs,
    hours: Figure,
) -> Result<Figure, Overflow> {
    let Some(oldest) = earlier.first().copied() else {
        return stored(ingested, logs, hours);
    };
    let mut months = core::iter::once(ingested).chain(earlier.iter().rev().copied());
    let Some(days) = logs.retention_days else {
        let all = months.try_fold(Figure::ZERO, Figure::plus)?;
        return all.times(logs.stored_ratio);
    };
    let mut left = Figure::from(days).times(HOURS_PER_DAY.into())?;
    let mut gb_hours = Figure::ZERO;
    while !left.is_zero() {
        let (level, here) = match months.next() {
            Some(level) => (level, left.min(hours)),
            None => (oldest, left),
        };
        gb_hours = gb_hours.plus(level.times(here)?)?;
        left = left.minus(here)?;
    }
    // The only division, and it comes last.
    gb_hours.times(logs.stored_ratio)?.over(hours)
}

/// The price of ingesting Lambda's logs, before and since they are vended logs.
const fn ingestion_id(class: LogClass, vended: bool) -> &'static str {
    match (class, vended) {
        (LogClass::Standard, true) => "cloudwatch.logs.ingestion.lambda",
        (LogClass::Standard, false) => "cloudwatch.logs.ingestion.standard",
        (LogClass::InfrequentAccess, true) => "cloudwatch.logs.ingestion.lambda-infrequent-access",
        (LogClass::InfrequentAccess, false) => "cloudwatch.logs.ingestion.infrequent-access",
    }
}

/// Ingestion, storage and queries of the functions' logs.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let Some(logs) = &workload.scenario.logs else {
        let mut functions = workload.scenario.functions.iter();
        let mut sources = api_gateway::log_sources(workload)?.into_iter();
        if functions.any(|function| function.log_kb.is_some())
            || sources.any(|source| source.each_kb.is_some())
        {
            meter.note(NO_LOGS);
        }
        return Ok(());
    };
    let vended = meter.as_of() >= LAMBDA_LOGS_VENDED_FROM;
    let id = ingestion_id(logs.class, vended);
    let rule = if vended { VENDED } else { CUSTOM };
    let mut total = Figure::ZERO;
    for (at, demand) in workload.functions.iter().enumerate() {
        let Some(quantity) = ingested(demand)? else {
            let path = format!("functions.{at}.log_kb");
            meter.input_missing(id, path, "what an invocation logs is not given");
            continue;
        };
        let quantity = quantity.figure();
        total = total.plus(quantity)?;
        meter.add(id, quantity, || {
            let formula = format!(
                "{}: {} invocations × {} KB ÷ 1,048,576",
                demand.function.name,
                format::grouped(demand.invocations.figure().value()),
                demand.function.log_kb.unwrap_or(Figure::ZERO),
            );
            vec![
                demand::invocations_step(workload, demand),
                Step::of(formula, quantity, "GB").by(rule),
            ]
        })?;
    }
    let sources = api_gateway::log_sources(workload)?;
    for source in &sources {
        // Vended logs had their own scale before Lambda's joined them; its price is not on record.
        let id = ingestion_id(logs.class, source.vended);
        let Some(quantity) = source.ingested()? else {
            meter.input_missing(id, source.path.into(), "what a call logs is not given");
            continue;
        };
        let quantity = quantity.figure();
        total = total.plus(quantity)?;
        meter.add(id, quantity, || {
            let formula = format!(
                "{}: {} × {} KB ÷ 1,048,576",
                source.name,
                format::grouped(source.times.figure().value()),
                source.each_kb.unwrap_or(Figure::ZERO),
            );
            vec![Step::of(formula, quantity, "GB").by(source.rule())]
        })?;
    }
    if let Some(quantity) = cloudwatch::embedded_gb(workload)? {
        total = total.plus(quantity)?;
        meter.add(id, quantity, || {
            vec![cloudwatch::embedded_step(workload, quantity).by(rule)]
        })?;
    }
    insights(logs, meter)?;
    if workload.functions.is_empty() && sources.is_empty() {
        return Ok(());
    }
    let hours = workload.hours().figure();
    let quantity = stored_after(meter.earlier_logs(), total, logs, hours)?;
    meter.remember_logs(total);
    meter.add("cloudwatch.logs.storage", quantity, || {
        let ingested = format::grouped(total.value());
        vec![match logs.retention_days {
            Some(days) => {
                let formula = format!(
                    "{ingested} GB × {} stored × {days} days × 24 ÷ {hours} hours",
                    logs.stored_ratio
                );
                Step::of(formula, quantity, "GB-month").by(STORED)
            }
            None => Step::of(
                format!(
                    "{ingested} GB × {} stored, of the first month",
                    logs.stored_ratio
                ),
                quantity,
                "GB-month",
            )
            .by(NEVER_EXPIRES),
        }]
    })?;
    if logs.retention_days.is_none() {
        meter.note("Logs never expire here, so their storage is that of the first month and grows by as much every month.");
        meter.grows("cloudwatch.logs.storage", quantity);
    }
    Ok(())
}

fn insights(logs: &Logs, meter: &mut Meter) -> Result<(), Overflow> {
    let queries = logs.insights_queries_per_month;
    let Some(each) = logs.scanned_gb_per_query.filter(|_| !queries.is_zero()) else {
        return Ok(());
    };
    let quantity = queries.times(each)?;
    meter.add("cloudwatch.logs.insights", quantity, || {
        let formula = format!("{} queries × {each} GB", format::grouped(queries.value()));
        vec![Step::of(formula, quantity, "GB").by(INSIGHTS)]
    })
}

/// What follows from what is logged and how long it is kept.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, demand) in workload.functions.iter().enumerate() {
        if let Some(logs) = ingested(demand)? {
            let text = month(logs.figure(), "GB of logs");
            echo(format!("functions.{at}.log_kb"), text);
        }
    }
    for source in api_gateway::log_sources(workload)? {
        if let Some(ingested) = source.ingested()? {
            let text = month(ingested.figure(), "GB of logs");
            echo(source.path.into(), text);
        }
    }
    let Some(logs) = &workload.scenario.logs else {
        return Ok(());
    };
    let mut total = Figure::ZERO;
    for demand in &workload.functions {
        if let Some(ingested) = ingested(demand)? {
            total = total.plus(ingested.figure())?;
        }
    }
    for source in api_gateway::log_sources(workload)? {
        if let Some(ingested) = source.ingested()? {
            total = total.plus(ingested.figure())?;
        }
    }
    if let Some(embedded) = cloudwatch::embedded_gb(workload)? {
        total = total.plus(embedded)?;
    }
    echo("logs.class".into(), month(total, "GB ingested"));
    let kept = stored(total, logs, workload.hours().figure())?;
    let when = if logs.retention_days.is_some() {
        ""
    } else {
        " after the first month"
    };
    echo(
        "logs.retention_days".into(),
        format!("{} GB stored{when}", format::about(kept.value(), 2)),
    );
    Ok(())
}
