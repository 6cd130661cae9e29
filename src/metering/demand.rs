//! The first steps of every derivation: from what the user says to requests and invocations.

use crate::quantity::{Figure, Millis, Overflow, format};
use crate::scenario::{Function, Traffic};
use crate::working::{Rule, Step};
use crate::workload::calls::{self, Caller};
use crate::workload::duration::MB_PER_VCPU;
use crate::workload::shape::Week;
use crate::workload::traffic::{Given, attempts};
use crate::workload::{FunctionDemand, Workload};

const REFUSED: Rule = Rule {
    text: "API Gateway does not charge requests that it throttles or refuses to authorise, and passes none of them on",
    href: "https://repost.aws/questions/QUY2x146iORPmsJHpff8u0eA/will-i-get-charged-for-these-invalid-api-key-quota-exceeded-or-throttled-request-errors",
};
const CACHED: Rule = Rule {
    text: "what the cache answers reaches no function",
    href: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html",
};
const AUTHORIZED: Rule = Rule {
    text: "a Lambda authorizer runs for every request that is not throttled, unless its cache answers",
    href: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html",
};
const CPU: Rule = Rule {
    text: "CPU comes in proportion to memory, 1,769 MB being one vCPU",
    href: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html",
};
const MEASURED: Rule = Rule {
    text: "at a measured memory size its duration, between two the straight line",
    href: "https://github.com/alexcasalboni/aws-lambda-power-tuning",
};
const RETRIED: Rule = Rule {
    text: "Lambda runs an asynchronous event again when it fails, twice unless set otherwise",
    href: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html",
};

fn shown(figure: Figure) -> String {
    format::grouped(figure.value())
}

/// How the month's requests follow from what is given.
fn month_formula(traffic: &Traffic, hours: Figure) -> String {
    match Given::of(traffic) {
        Some((_, Given::Month(month))) => format!("{} requests a month", shown(month)),
        Some((_, Given::Day(day))) => {
            format!("{} requests a day × {hours} hours ÷ 24", shown(day))
        }
        Some((_, Given::Second(second))) => {
            format!(
                "{} requests a second × 3,600 × {hours} hours",
                shown(second)
            )
        }
        Some((_, Given::Peak(peak))) => {
            let week = Week::of(traffic).ok();
            let (max, sum) = week.map_or((Figure::ONE, Figure::ONE), |w| (w.max(), w.sum()));
            format!(
                "{} requests a second at the peak × {sum} weight of the week ÷ (168 × {max} weight of its busiest hour × {} burst) × 3,600 × {hours} hours",
                shown(peak),
                traffic.burst
            )
        }
        None => "no requests".to_owned(),
    }
}

/// The step from the requests that clients want to the requests that arrive.
pub fn requests_step(workload: &Workload<'_>) -> Step {
    let traffic = &workload.scenario.traffic;
    let month = month_formula(traffic, workload.scenario.billing.hours_per_month);
    let formula = if traffic.retry_rate.is_zero() {
        format!("{month}, none retried")
    } else if traffic.retry_attempts == 1 {
        format!("{month} × (1 + {} retried)", traffic.retry_rate)
    } else {
        let sent = attempts(traffic.retry_rate, traffic.retry_attempts);
        format!(
            "{month} × {} sent each, with up to {} retries that fail at {} too",
            sent.map_or_else(|_| String::new(), shown),
            traffic.retry_attempts,
            traffic.retry_rate
        )
    };
    Step::of(formula, workload.requests.figure(), "requests")
}

/// The steps from the requests that arrive to those that the API bills.
pub fn accepted_steps(workload: &Workload<'_>) -> Vec<Step> {
    let mut steps = vec![requests_step(workload)];
    let Some(api) = &workload.scenario.api else {
        return steps;
    };
    if !(api.throttled_rate.is_zero() && api.unauthorized_rate.is_zero()) {
        let formula = format!(
            "{} × (1 − {} throttled − {} unauthorised)",
            shown(workload.requests.figure()),
            api.throttled_rate,
            api.unauthorized_rate
        );
        steps.push(Step::of(formula, workload.accepted.figure(), "requests").by(REFUSED));
    }
    steps
}

/// The steps from the requests that arrive to those that reach functions and tables; none where all
/// of them do.
pub fn reaching_steps(workload: &Workload<'_>) -> Vec<Step> {
    if workload.reaching == workload.requests {
        return Vec::new();
    }
    let mut steps = accepted_steps(workload);
    let api = workload.scenario.api.as_ref();
    if let Some(api) = api.filter(|api| !api.cache_hit_rate.is_zero()) {
        let formula = format!(
            "{} × (1 − {} answered by the cache)",
            shown(workload.accepted.figure()),
            api.cache_hit_rate
        );
        steps.push(Step::of(formula, workload.reaching.figure(), "requests").by(CACHED));
    }
    steps
}

/// The step from the requests that arrive to the calls of a Lambda authorizer.
pub fn authorizations_step(workload: &Workload<'_>) -> Step {
    let calls = workload
        .authorizations
        .map_or(Figure::ZERO, |calls| calls.figure());
    let api = workload.scenario.api.as_ref();
    let function = api.and_then(|api| api.authorizer_function.as_ref());
    let formula = match (api, function) {
        (Some(api), _) if api.connections_per_month.is_some() => {
            "authorizer: once for each connection".to_owned()
        }
        (Some(api), Some(function)) => format!(
            "authorizer: {} requests × (1 − {} throttled) × (1 − {} from its cache)",
            shown(workload.requests.figure()),
            api.throttled_rate,
            function.cache_hit_rate
        ),
        _ => "authorizer".to_owned(),
    };
    Step::of(formula, calls, "invocations").by(AUTHORIZED)
}

/// What invokes a function, and how often.
fn from(workload: &Workload<'_>, function: &Function) -> Result<String, Overflow> {
    let scenario = workload.scenario;
    let caused = |name: &str, function: &str, per_request: Figure, unit: &str| {
        let count = workload.caused(function, per_request)?;
        Ok(format!("{} {unit} {name}", shown(count)))
    };
    match calls::caller(function, scenario) {
        Caller::Requests => Ok(format!("{} requests", shown(workload.reaching.figure()))),
        Caller::Connections => {
            let connections = workload.connections()?;
            let connections = connections.map_or(Figure::ZERO, |connections| connections.figure());
            Ok(format!("{} connections", shown(connections)))
        }
        Caller::Function(one) => caused(&one.name, &one.name, Figure::ONE, "invocations of"),
        Caller::Queue(one) => {
            let text = caused(&one.name, &one.function, one.per_request, "messages of")?;
            Ok(format!("{text} ÷ {} together", one.receive_batch))
        }
        Caller::Topic(one) => caused(&one.name, &one.function, one.per_request, "messages of"),
        Caller::Event(one) => {
            let count = workload.events(one)?;
            Ok(format!("{} events {}", shown(count), one.name))
        }
        Caller::Workflow(one) => caused(&one.name, &one.function, one.per_request, "executions of"),
        Caller::Stream(table) => {
            let records = workload.stream_records(table)?;
            Ok(format!(
                "{} records of the stream of {}",
                shown(records),
                table.name
            ))
        }
    }
}

/// The step from what invokes a function to its invocations.
pub fn invocations_step(workload: &Workload<'_>, demand: &FunctionDemand<'_>) -> Step {
    let function = demand.function;
    let from = from(workload, function).unwrap_or_default();
    let mut formula = format!("{}: {from} × {} share", function.name, function.share);
    if function.invocations_per_request != Figure::ONE {
        formula.push_str(&format!(" × {} each", function.invocations_per_request));
    }
    let runs = calls::runs_per_event(function).unwrap_or(Figure::ONE);
    if runs == Figure::ONE {
        return Step::of(formula, demand.invocations.figure(), "invocations");
    }
    formula.push_str(&format!(
        " × {} runs an event, {} failing with up to {} retries",
        shown(runs),
        function.async_error_rate,
        function.async_retries
    ));
    Step::of(formula, demand.invocations.figure(), "invocations").by(RETRIED)
}

/// How a function's duration follows from its inputs; `None` if it is simply given.
pub fn duration_step(function: &Function, duration: Millis) -> Option<Step> {
    if function.duration_ms.is_some() {
        return None;
    }
    let name = &function.name;
    let (formula, rule) = if function.duration_points.is_some() {
        let memory = format::grouped(function.memory_mb.into());
        (format!("{name}: measured points at {memory} MB"), MEASURED)
    } else {
        let zero = Figure::ZERO;
        let most = MB_PER_VCPU.saturating_mul(function.threads);
        (
            format!(
                "{name}: {} ms waiting + {} ms × 1,769 ÷ {}",
                function.wait_ms.unwrap_or(zero),
                function.cpu_ms_at_1769.unwrap_or(zero),
                format::grouped(function.memory_mb.min(most).into())
            ),
            CPU,
        )
    };
    Some(Step::of(formula, duration.figure(), "ms").by(rule))
}
