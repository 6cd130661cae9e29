//! What follows from each input: the monthly quantity that stands beside it on the page.
//!
//! A number typed into the wrong unit shows here at once, before it shows in the bill.

use crate::pricing::Date;
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::Scenario;
use crate::services::{api_gateway, cloudwatch_logs, data_transfer, dynamodb, kms, lambda};
use crate::workload::{OperationDemand, Workload, shape};

/// The quantity beside an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Echo {
    /// The input's path.
    pub path: String,
    /// What follows from it.
    pub text: String,
}

/// What follows from the inputs of a scenario that has been checked, by the rules of this day.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echoes(scenario: &Scenario, day: Date) -> Result<Vec<Echo>, Overflow> {
    let workload = Workload::of(scenario)?;
    let mut echoes = Vec::new();
    let mut echo = |path: String, text: String| echoes.push(Echo { path, text });
    traffic(&workload, &mut echo)?;
    api(&workload, &mut echo)?;
    functions(&workload, day, &mut echo)?;
    tables(&workload, &mut echo)?;
    logs(&workload, &mut echo)?;
    Ok(echoes)
}

type Say<'a> = &'a mut dyn FnMut(String, String);

fn month(figure: Figure, unit: &str) -> String {
    format!("{} {unit} a month", format::about(figure.value(), 2))
}

fn traffic(workload: &Workload<'_>, echo: Say<'_>) -> Result<(), Overflow> {
    let traffic = &workload.scenario.traffic;
    let hours = workload.hours();
    let requests = workload.requests.figure();
    echo(
        "billing.hours_per_month".into(),
        format!(
            "{} seconds a month",
            format::grouped(hours.in_seconds()?.figure().value())
        ),
    );
    let mean = requests.over(hours.in_seconds()?.figure())?;
    let hour = mean.times(shape::peak_over_mean(traffic.shape)?)?;
    let peak = hour.times(traffic.burst)?;
    let second = |figure: Figure| format!("{}/s", format::about(figure.value(), 2));
    echo(
        "traffic.requests_per_month".into(),
        format!("{} mean, {} peak", second(mean), second(peak)),
    );
    echo(
        "traffic.shape".into(),
        format!("{} in the busiest hour", second(hour)),
    );
    echo(
        "traffic.burst".into(),
        format!("{} in the busiest moment", second(peak)),
    );
    echo("traffic.retry_rate".into(), month(requests, "requests"));
    Ok(())
}

fn api(workload: &Workload<'_>, echo: Say<'_>) -> Result<(), Overflow> {
    let Some(api) = &workload.scenario.api else {
        return Ok(());
    };
    if api.request_kb.is_some() {
        let counted = match api.kind {
            crate::scenario::ApiKind::Http => workload
                .requests
                .figure()
                .times(api_gateway::http_steps(api)?)?,
            crate::scenario::ApiKind::Rest => workload.requests.figure(),
        };
        echo("api.request_kb".into(), month(counted, "metered requests"));
    }
    if let Some(out) = data_transfer::responses(workload)? {
        echo("api.response_kb".into(), month(out.figure(), "GB out"));
    }
    Ok(())
}

fn functions(workload: &Workload<'_>, day: Date, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, demand) in workload.functions.iter().enumerate() {
        let path = |field: &str| format!("functions.{at}.{field}");
        echo(
            path("share"),
            month(demand.invocations.figure(), "invocations"),
        );
        let total = lambda::duration_of(demand, day)?.figure();
        echo(path("duration_ms"), month(total, "GB-seconds"));
        if !demand.cold.figure().is_zero() {
            echo(
                path("cold_start_rate"),
                month(demand.cold.figure(), "cold starts"),
            );
        }
        if let Some(logs) = cloudwatch_logs::ingested(demand)? {
            echo(path("log_kb"), month(logs.figure(), "GB of logs"));
        }
        let done = workload.operations.iter().filter(|operation| {
            operation
                .caller
                .is_some_and(|caller| caller.name == demand.function.name)
        });
        operations(done, &path("operations"), echo)?;
    }
    let direct = workload
        .operations
        .iter()
        .filter(|operation| operation.caller.is_none());
    operations(direct, "operations", echo)
}

fn operations<'w, 's: 'w>(
    demands: impl Iterator<Item = &'w OperationDemand<'s>>,
    path: &str,
    echo: Say<'_>,
) -> Result<(), Overflow> {
    for (at, demand) in demands.enumerate() {
        let path = |field: &str| format!("{path}.{at}.{field}");
        let operation = demand.operation;
        echo(path("count"), month(demand.times.figure(), "operations"));
        let (each, unit) = if operation.kind.writes() {
            (dynamodb::write_units(operation)?, "WRU")
        } else {
            (dynamodb::read_units(operation)?, "RRU")
        };
        let text = format!("{} {unit} each", format::about(each.figure().value(), 2));
        echo(path("item_kb"), text);
        if !operation.condition_failure_rate.is_zero() {
            let failed = demand
                .times
                .figure()
                .times(operation.condition_failure_rate)?;
            echo(
                path("condition_failure_rate"),
                month(failed, "failed writes"),
            );
        }
    }
    Ok(())
}

fn tables(workload: &Workload<'_>, echo: Say<'_>) -> Result<(), Overflow> {
    use crate::scenario::Encryption;
    for (at, table) in workload.scenario.tables.iter().enumerate() {
        let path = |field: String| format!("tables.{at}.{field}");
        if let Some(size) = table.storage_gb {
            echo(
                path("storage_gb".into()),
                format!("{} GB-months", format::about(size.value(), 2)),
            );
        }
        for (place, index) in table.indexes.iter().enumerate() {
            let each = dynamodb::index_write_units(index)?.figure();
            let text = format!(
                "{} WRU for each write of the table",
                format::about(each.value(), 4)
            );
            echo(path(format!("indexes.{place}.projected_kb")), text);
        }
        if table.encryption != Encryption::AwsOwned {
            let requests = kms::table_key_requests(workload, table)?;
            let text = format!("at most {}", month(requests, "KMS requests"));
            echo(path("encryption".into()), text);
        }
    }
    Ok(())
}

fn logs(workload: &Workload<'_>, echo: Say<'_>) -> Result<(), Overflow> {
    let Some(logs) = &workload.scenario.logs else {
        return Ok(());
    };
    let mut total = Figure::ZERO;
    for demand in &workload.functions {
        if let Some(ingested) = cloudwatch_logs::ingested(demand)? {
            total = total.plus(ingested.figure())?;
        }
    }
    echo("logs.class".into(), month(total, "GB ingested"));
    let kept = cloudwatch_logs::stored(total, logs, workload.hours().figure())?;
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
