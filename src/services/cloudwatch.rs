//! Amazon `CloudWatch` without its logs: metrics, alarms, dashboards.

use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::pricing::{Date, PriceId, ids};
use crate::quantity::{Figure, Overflow};
use crate::scenario::Monitoring;
use crate::services::dynamodb::auto_scaling;
use crate::working::{KB_PER_GB, Named as _, Quantity, Rule, Trace, Working};
use crate::workload::Workload;

const METRICS: Rule = Rule::new(
    "each combination of name and dimensions is a custom metric, billed by the month and prorated by the hour; metrics in the embedded format are custom metrics too",
    "https://aws.amazon.com/cloudwatch/pricing/",
);
const CALLS: Rule = Rule::new(
    "each call that sends custom metrics is billed",
    "https://aws.amazon.com/cloudwatch/pricing/",
);
const ALARMS: Rule = Rule::new(
    "an alarm is billed for each metric that it watches; a composite alarm is billed as one alarm",
    "https://aws.amazon.com/cloudwatch/pricing/",
);
const DASHBOARDS: Rule = Rule::new(
    "each dashboard is billed by the month",
    "https://aws.amazon.com/cloudwatch/pricing/",
);

/// The logs that functions write in the embedded metric format in a month, in GB; `None` if they
/// write no metrics.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn embedded_gb<T: Trace>(workload: &Workload<'_, T>) -> Result<Option<Working<T>>, Overflow> {
    let monitoring = workload.scenario.monitoring.as_ref();
    let each = monitoring.map(|monitoring| monitoring.embedded_kb);
    let Some(each) = each.filter(|each| !each.is_zero()) else {
        return Ok(None);
    };
    Ok(Some(invocations(workload)? * each.named("KB") / KB_PER_GB))
}

/// Invocations of all functions in a month.
fn invocations<T: Trace>(workload: &Workload<'_, T>) -> Result<Quantity<T>, Overflow> {
    let sum = match workload.functions.as_slice() {
        [] => workload.on().of(0, "functions"),
        [only] => return Ok(only.invocations),
        [first, others @ ..] => {
            let sum = first.invocations.aside(&first.function.name);
            others.iter().fold(sum, |sum, one| {
                sum + one.invocations.aside(&one.function.name)
            })
        }
    };
    sum.step("all functions", "invocations")
}

/// Something of which each one is billed by the month.
struct Counted {
    price: PriceId,
    name: &'static str,
    count: Figure,
    what: &'static str,
    unit: &'static str,
    rule: Rule,
}

impl Counted {
    const fn metrics(name: &'static str, count: Figure) -> Self {
        Self {
            price: ids::CLOUDWATCH_METRICS,
            name,
            count,
            what: "metrics",
            unit: "metric-months",
            rule: METRICS,
        }
    }

    const fn alarms(price: PriceId, name: &'static str, count: Figure) -> Self {
        Self {
            price,
            name,
            count,
            what: "metrics watched",
            unit: "alarm-metric-months",
            rule: ALARMS,
        }
    }

    const fn all(said: &Monitoring) -> [Self; 6] {
        [
            Self::metrics("custom metrics", said.custom_metrics),
            Self::metrics("embedded metrics", said.embedded_metrics),
            Self::alarms(
                ids::CLOUDWATCH_ALARMS_STANDARD,
                "alarms",
                said.alarms_standard,
            ),
            Self::alarms(
                ids::CLOUDWATCH_ALARMS_HIGH_RESOLUTION,
                "high-resolution alarms",
                said.alarms_high_resolution,
            ),
            Self {
                price: ids::CLOUDWATCH_ALARMS_COMPOSITE,
                name: "composite alarms",
                count: said.alarms_composite,
                what: "alarms",
                unit: "alarm-months",
                rule: ALARMS,
            },
            Self {
                price: ids::CLOUDWATCH_DASHBOARDS,
                name: "",
                count: said.dashboards,
                what: "dashboards",
                unit: "dashboard-months",
                rule: DASHBOARDS,
            },
        ]
    }
}

/// Metrics, alarms and dashboards, and the alarms by which auto scaling sets capacity.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    if let Some(monitoring) = &workload.scenario.monitoring {
        monitored(monitoring, workload, meter)?;
    }
    auto_scaling::meter_alarms(workload, meter)
}

/// What the scenario itself monitors.
fn monitored<T: Trace>(
    monitoring: &Monitoring,
    workload: &Workload<'_, T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    for counted in Counted::all(monitoring) {
        if !counted.count.is_zero() {
            let count = workload.on().of(counted.count, counted.what);
            let months = count.step(counted.name, counted.unit)?;
            meter.take(counted.price, months.by(counted.rule))?;
        }
    }
    let each = monitoring.metric_calls_per_invocation;
    if each.is_zero() {
        return Ok(());
    }
    let calls = invocations(workload)? * each.named("calls");
    let calls = calls.step("metric calls", "requests")?.by(CALLS);
    meter.take(ids::CLOUDWATCH_API_REQUESTS, calls)
}

/// The echo of the logs that functions write in the embedded metric format.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    if let Some(written) = embedded_gb(workload)? {
        let text = month(written.figure()?, "GB of logs");
        echo("monitoring.embedded_kb".into(), text);
    }
    Ok(())
}
