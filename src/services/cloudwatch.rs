//! Amazon `CloudWatch` beside its logs: metrics, alarms, dashboards.

use crate::metering::{Meter, Say};
use crate::pricing::Date;
use crate::quantity::{Figure, Kilobytes, Overflow, format};
use crate::working::{Rule, Step};
use crate::workload::Workload;

/// The price of a custom metric, embedded ones among them.
const METRICS_ID: &str = "cloudwatch.metrics";

const METRICS: Rule = Rule {
    text: "each combination of name and dimensions is a custom metric, billed by the month in parts of an hour; metrics in the embedded format are custom metrics too",
    href: "https://aws.amazon.com/cloudwatch/pricing/",
};
const CALLS: Rule = Rule {
    text: "calls that send custom metrics are billed by the call",
    href: "https://aws.amazon.com/cloudwatch/pricing/",
};
const ALARMS: Rule = Rule {
    text: "an alarm is billed by the metrics that it watches, a composite alarm by itself",
    href: "https://aws.amazon.com/cloudwatch/pricing/",
};
const DASHBOARDS: Rule = Rule {
    text: "dashboards are billed by the month",
    href: "https://aws.amazon.com/cloudwatch/pricing/",
};

/// What functions write in the embedded metric format in a month, in GB; `None` if nothing.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn embedded_gb(workload: &Workload<'_>) -> Result<Option<Figure>, Overflow> {
    let Some(monitoring) = &workload.scenario.monitoring else {
        return Ok(None);
    };
    if monitoring.embedded_kb.is_zero() {
        return Ok(None);
    }
    let written = invocations(workload)?.times(monitoring.embedded_kb)?;
    Ok(Some(Kilobytes::of(written).in_gb()?.figure()))
}

fn invocations(workload: &Workload<'_>) -> Result<Figure, Overflow> {
    let mut sum = Figure::ZERO;
    for demand in &workload.functions {
        sum = sum.plus(demand.invocations.figure())?;
    }
    Ok(sum)
}

/// How that comes about.
pub(super) fn embedded_step(workload: &Workload<'_>, quantity: Figure) -> Step {
    let each = workload
        .scenario
        .monitoring
        .as_ref()
        .map_or(Figure::ZERO, |monitoring| monitoring.embedded_kb);
    let count = invocations(workload).unwrap_or(Figure::ZERO);
    let formula = format!(
        "embedded metrics: {} invocations × {each} KB ÷ 1,048,576",
        format::grouped(count.value())
    );
    Step::of(formula, quantity, "GB")
}

/// Metrics, alarms and dashboards.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let Some(monitoring) = &workload.scenario.monitoring else {
        return Ok(());
    };
    for (id, count, what) in [
        (METRICS_ID, monitoring.custom_metrics, "custom metrics"),
        (METRICS_ID, monitoring.embedded_metrics, "embedded metrics"),
        (
            "cloudwatch.alarms.standard",
            monitoring.alarms_standard,
            "metrics with alarms",
        ),
        (
            "cloudwatch.alarms.high-resolution",
            monitoring.alarms_high_resolution,
            "metrics with high-resolution alarms",
        ),
        (
            "cloudwatch.alarms.composite",
            monitoring.alarms_composite,
            "composite alarms",
        ),
        ("cloudwatch.dashboards", monitoring.dashboards, "dashboards"),
    ] {
        if count > 0 {
            meter.add(id, count.into(), || {
                let (unit, rule) = match id {
                    METRICS_ID => ("metric-months", METRICS),
                    "cloudwatch.dashboards" => ("dashboard-months", DASHBOARDS),
                    "cloudwatch.alarms.composite" => ("alarm-months", ALARMS),
                    _ => ("alarm-metric-months", ALARMS),
                };
                vec![Step::of(what, count.into(), unit).by(rule)]
            })?;
        }
    }
    calls(workload, monitoring.metric_calls_per_invocation, meter)
}

/// Calls that send custom metrics.
fn calls(workload: &Workload<'_>, each: Figure, meter: &mut Meter) -> Result<(), Overflow> {
    if each.is_zero() {
        return Ok(());
    }
    let invocations = invocations(workload)?;
    let quantity = invocations.times(each)?;
    meter.add("cloudwatch.api-requests", quantity, || {
        let formula = format!(
            "{} invocations × {each} calls",
            format::grouped(invocations.value())
        );
        vec![Step::of(formula, quantity, "requests").by(CALLS)]
    })
}

/// Echoes beside the inputs of monitoring.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    if let Some(quantity) = embedded_gb(workload)? {
        let text = format!("{} GB of logs a month", format::about(quantity.value(), 2));
        echo("monitoring.embedded_kb".into(), text);
    }
    if let Some(logs) = &workload.scenario.logs
        && let Some(each) = logs.scanned_gb_per_query
    {
        let scanned = logs.insights_queries_per_month.times(each)?;
        let text = format!("{} GB scanned a month", format::about(scanned.value(), 2));
        echo("logs.scanned_gb_per_query".into(), text);
    }
    Ok(())
}
