//! What follows from each input: the monthly quantity that stands beside it on the page.
//!
//! A number typed into the wrong unit shows here at once, before it shows in the bill.

use crate::pricing::Date;
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::{ApiKind, Scenario};
use crate::services::{
    api_gateway, cloudwatch, cloudwatch_logs, data_transfer, dynamodb, kms, lambda, neighbours,
    xray,
};
use crate::workload::shape::Week;
use crate::workload::traffic::{Given, grown, growth};
use crate::workload::{OperationDemand, Workload};

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
    dynamodb::echo::echoes(&workload, &mut echo)?;
    logs(&workload, &mut echo)?;
    cloudwatch::echoes(&workload, &mut echo)?;
    xray::echoes(&workload, &mut echo)?;
    neighbours::echoes(&workload, &mut echo)?;
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
    let week = Week::of(traffic)?;
    let mean = requests.over(hours.in_seconds()?.figure())?;
    let hour = mean.times(week.peak_over_mean()?)?;
    let peak = hour.times(traffic.burst)?;
    let second = |figure: Figure| format!("{}/s", format::about(figure.value(), 2));
    let wanted = month(workload.wanted.figure(), "requests");
    match Given::of(traffic) {
        Some((field, Given::Month(_))) => echo(
            format!("traffic.{field}"),
            format!("{} mean, {} peak", second(mean), second(peak)),
        ),
        Some((field, Given::Day(_) | Given::Second(_))) => echo(
            format!("traffic.{field}"),
            format!("{wanted}, {} peak", second(peak)),
        ),
        Some((field, Given::Peak(_))) => echo(
            format!("traffic.{field}"),
            format!("{wanted}, {} mean", second(mean)),
        ),
        None => {}
    }
    echo(
        "traffic.shape".into(),
        format!("{} in the busiest hour", second(hour)),
    );
    echo(
        "traffic.burst".into(),
        format!("{} in the busiest moment", second(peak)),
    );
    echo("traffic.retry_rate".into(), month(requests, "requests"));
    if !traffic.growth_rate.is_zero() {
        let year = grown(workload.wanted, growth(traffic.growth_rate, 12)?)?;
        let text = month(year.figure(), "requests");
        echo("traffic.growth_rate".into(), format!("{text} after a year"));
    }
    Ok(())
}

fn api(workload: &Workload<'_>, echo: Say<'_>) -> Result<(), Overflow> {
    let Some(api) = &workload.scenario.api else {
        return Ok(());
    };
    let metered = api_gateway::metered(workload, api)?;
    let path = match api.kind {
        ApiKind::Http | ApiKind::Rest => "api.request_kb",
        ApiKind::Websocket => "api.message_kb",
    };
    if api.request_kb.is_some() || api.message_kb.is_some() {
        let unit = match api.kind {
            ApiKind::Http | ApiKind::Rest => "metered requests",
            ApiKind::Websocket => "metered messages",
        };
        echo(path.into(), month(metered, unit));
    }
    if let Some(out) = data_transfer::responses(workload)? {
        let path = match api.kind {
            ApiKind::Http | ApiKind::Rest => "api.response_kb",
            ApiKind::Websocket => "api.messages_per_request",
        };
        echo(path.into(), month(out.figure(), "GB out"));
    }
    let refused = |rate: Figure| workload.requests.times(rate).map(|count| count.figure());
    for (field, rate) in [
        ("throttled_rate", api.throttled_rate),
        ("unauthorized_rate", api.unauthorized_rate),
    ] {
        if !rate.is_zero() {
            let text = month(refused(rate)?, "requests not billed");
            echo(format!("api.{field}"), text);
        }
    }
    if !api.cache_hit_rate.is_zero() {
        let text = month(workload.reaching.figure(), "requests past the cache");
        echo("api.cache_hit_rate".into(), text);
    }
    if let Some(calls) = workload.authorizations {
        let text = month(calls.figure(), "authorizer calls");
        echo("api.authorizer_function.cache_hit_rate".into(), text);
    }
    if let (ApiKind::Websocket, Some(minutes)) = (api.kind, api_gateway::minutes(workload, api)?) {
        let field = if api.connection_minutes_per_month.is_some() {
            "connection_minutes_per_month"
        } else {
            "connection_minutes"
        };
        echo(format!("api.{field}"), month(minutes, "connection minutes"));
    }
    for source in api_gateway::log_sources(workload)? {
        if let Some(ingested) = source.ingested()? {
            let text = month(ingested.figure(), "GB of logs");
            echo(source.path.into(), text);
        }
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
        function_time(workload, at, day, &path, echo)?;
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

/// What follows from a function's memory, duration and whatever keeps it ready.
fn function_time(
    workload: &Workload<'_>,
    at: usize,
    day: Date,
    path: &dyn Fn(&str) -> String,
    echo: Say<'_>,
) -> Result<(), Overflow> {
    let runs = lambda::runs(workload)?;
    let (Some(run), Some(demand)) = (
        runs.iter().find(|run| run.place == Some(at)),
        workload.functions.get(at),
    ) else {
        return Ok(());
    };
    let function = demand.function;
    let field = if function.duration_points.is_some() {
        "duration_points"
    } else if function.cpu_ms_at_1769.is_some() {
        "cpu_ms_at_1769"
    } else if function.wait_ms.is_some() {
        "wait_ms"
    } else {
        "duration_ms"
    };
    let total = month(lambda::duration_of(run, day)?.figure(), "GB-seconds");
    let text = if field == "duration_ms" {
        total
    } else {
        let each = run.billed_warm()?.figure();
        format!("{} ms billed, {total}", format::about(each.value(), 0))
    };
    echo(path(field), text);
    if function.provisioned_concurrency.is_some() {
        let served = month(demand.provisioned.figure(), "invocations on it");
        echo(path("provisioned_concurrency"), served);
    }
    if function.event_kb.is_some() {
        let each = format::about(lambda::event_requests(function)?.value(), 0);
        echo(path("event_kb"), format!("{each} requests an event"));
    }
    if let Some(streamed) = lambda::streamed(demand)? {
        let text = month(streamed.figure(), "GB beyond 6 MB");
        echo(path("streamed_kb"), text);
    }
    Ok(())
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
    for source in api_gateway::log_sources(workload)? {
        if let Some(ingested) = source.ingested()? {
            total = total.plus(ingested.figure())?;
        }
    }
    if let Some(embedded) = cloudwatch::embedded_gb(workload)? {
        total = total.plus(embedded)?;
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
