//! AWS Lambda: requests, duration, and what is billed beside them.

mod echo;
mod ephemeral;
mod provisioned;
mod requests;
mod run;
mod snap_start;
mod streaming;

pub use echo::echo;
pub use provisioned::provisioned_time;
pub use requests::event_requests;
pub use run::{Run, runs};
pub use streaming::streamed;

use crate::metering::Meter;
use crate::metering::demand;
use crate::pricing::Date;
use crate::quantity::{Figure, GbSeconds, MemoryMb, Millis, Overflow, format};
use crate::scenario::{Architecture, Package, SnapStart};
use crate::working::{Rule, Step};
use crate::workload::Workload;

/// From this day on the INIT phase of every function is billed.
/// <https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/>
pub const INIT_BILLED_FROM: Date = Date::known(2025, 8, 1);

const BILLED_DURATION: Rule = Rule {
    text: "duration is rounded up to whole milliseconds and charged by memory; a GB is 1,024 MB",
    href: "https://aws.amazon.com/lambda/pricing/",
};
const INIT_BILLED: Rule = Rule {
    text: "a cold start's INIT phase is billed with its duration, since 2025-08-01 for every function",
    href: "https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/",
};
const INIT_NOT_BILLED: Rule = Rule {
    text: "before 2025-08-01 the INIT phase of a ZIP function on a managed runtime was not billed",
    href: "https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/",
};
const RESTORE_BILLED: Rule = Rule {
    text: "with SnapStart a cold start is billed for loading the runtime and for code after the restore",
    href: "https://docs.aws.amazon.com/lambda/latest/dg/snapstart-monitoring.html",
};

/// Whether a cold start's INIT phase is billed on this day.
#[must_use]
pub fn is_init_billed(package: Package, day: Date) -> bool {
    day >= INIT_BILLED_FROM || package != Package::Zip
}

/// GB-seconds of so many invocations of this length at this memory size.
///
/// # Errors
/// [`Overflow`] if the product is too large.
pub fn gb_seconds(
    memory: MemoryMb,
    billed: Millis,
    invocations: Figure,
) -> Result<GbSeconds, Overflow> {
    // Invocations times milliseconds first: the divisions by 1,000 and 1,024 come last and end.
    let time = Millis::of(invocations.times(billed.figure())?).in_seconds()?;
    memory.in_gb()?.during(time)
}

/// GB-seconds of a function's on-demand invocations in a month, warm and cold together.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn duration_of(run: &Run<'_>, day: Date) -> Result<GbSeconds, Overflow> {
    let warm = gb_seconds(run.memory, run.billed_warm()?, run.warm)?;
    if run.cold.is_zero() {
        return Ok(warm);
    }
    warm.plus(gb_seconds(run.memory, run.billed_cold(day)?, run.cold)?)
}

const fn duration_id(architecture: Architecture) -> &'static str {
    match architecture {
        Architecture::X8664 => "lambda.duration.x86_64",
        Architecture::Arm64 => "lambda.duration.arm64",
    }
}

/// Requests, GB-seconds by architecture, and whatever else the functions use.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let runs = runs(workload)?;
    if authorizer_unknown(workload) {
        let message =
            "the number of connections is not given, and the authorizer runs once for each";
        meter.input_missing(
            "lambda.requests",
            "api.connections_per_month".into(),
            message,
        );
    }
    requests::meter(workload, &runs, meter)?;
    let day = meter.as_of();
    for run in &runs {
        if run.provisioned.is_zero() || !(run.warm.is_zero() && run.cold.is_zero()) {
            let quantity = duration_of(run, day)?;
            let id = duration_id(run.architecture);
            let first = meter.is_first(id);
            meter.add(id, quantity.figure(), || {
                duration_steps(workload, run, day, quantity, first)
            })?;
        }
    }
    provisioned::meter(workload, &runs, meter)?;
    ephemeral::meter(&runs, meter)?;
    snap_start::meter(workload, meter)?;
    streaming::meter(workload, meter)
}

/// Whether an authorizer's function is given, and not how often it runs.
fn authorizer_unknown(workload: &Workload<'_>) -> bool {
    let api = workload.scenario.api.as_ref();
    api.is_some_and(|api| api.authorizer_function.is_some()) && workload.authorizations.is_none()
}

/// The steps to what invokes a run, and to what part of it provisioned concurrency serves; from the
/// requests that arrive only where it is the first of its line.
fn invocations_steps(workload: &Workload<'_>, run: &Run<'_>, first: bool) -> Vec<Step> {
    let Some(demand) = run.place.and_then(|place| workload.functions.get(place)) else {
        return vec![demand::authorizations_step(workload)];
    };
    let mut steps = if first {
        demand::reaching_steps(workload)
    } else {
        Vec::new()
    };
    steps.push(demand::invocations_step(workload, demand));
    steps.extend(provisioned::served_step(workload, demand));
    steps
}

/// The step to the invocations that start cold.
fn cold_step(workload: &Workload<'_>, run: &Run<'_>) -> Option<Step> {
    let scenario = workload.scenario;
    let rate = match run.place {
        Some(place) => scenario.functions.get(place)?.cold_start_rate,
        None => {
            let api = scenario.api.as_ref()?;
            api.authorizer_function.as_ref()?.cold_start_rate
        }
    };
    let on_demand = run.warm.plus(run.cold).ok()?;
    let formula = format!(
        "{}: {} invocations on demand × {rate} cold",
        run.name,
        format::grouped(on_demand.value())
    );
    Some(Step::of(formula, run.cold, "cold starts"))
}

fn duration_steps(
    workload: &Workload<'_>,
    run: &Run<'_>,
    day: Date,
    total: GbSeconds,
    first: bool,
) -> Vec<Step> {
    let mut steps = invocations_steps(workload, run, first);
    let (Ok(warm), Ok(cold)) = (run.billed_warm(), run.billed_cold(day)) else {
        return steps;
    };
    let Ok(exact) = run.duration.millis() else {
        return steps;
    };
    let shown = format::grouped(exact.figure().value());
    let rounded = if exact.figure() == warm.figure() {
        String::new()
    } else {
        format!(" (⌈{shown} ms⌉)")
    };
    let function = run
        .place
        .and_then(|place| workload.scenario.functions.get(place));
    steps.extend(function.and_then(|function| demand::duration_step(function, exact)));
    if !run.cold.is_zero() {
        steps.extend(cold_step(workload, run));
    }
    let mut part = |invocations: Figure, billed: Millis, how: &str, rule: Rule| {
        if let Ok(quantity) = gb_seconds(run.memory, billed, invocations) {
            let formula = format!(
                "{}: {} {how} × {} ms ÷ 1,000 × {} MB ÷ 1,024",
                run.name,
                format::grouped(invocations.value()),
                format::grouped(billed.figure().value()),
                format::grouped(run.memory.figure().value()),
            );
            steps.push(Step::of(formula, quantity.figure(), "GB-seconds").by(rule));
        }
    };
    if run.cold.is_zero() {
        let how = format!("invocations{rounded}");
        part(run.warm, warm, &how, BILLED_DURATION);
        return steps;
    }
    let how = format!("warm invocations{rounded}");
    part(run.warm, warm, &how, BILLED_DURATION);
    if run.is_init_billed(day) {
        let init = run.init.unwrap_or(Figure::ZERO);
        let how = format!("cold starts (⌈{shown} + {init} ms⌉)");
        let rule = match run.snap_start {
            SnapStart::Off => INIT_BILLED,
            SnapStart::Java | SnapStart::PythonDotnet => RESTORE_BILLED,
        };
        part(run.cold, cold, &how, rule);
    } else {
        part(run.cold, cold, "cold starts", INIT_NOT_BILLED);
    }
    steps.push(Step::of(
        format!("{} together", run.name),
        total.figure(),
        "GB-seconds",
    ));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workload::duration::Duration;
    use rust_decimal::Decimal;

    fn ms(text: &str) -> Figure {
        Figure::of(Decimal::from_str_exact(text).unwrap())
    }

    #[test]
    fn init_and_duration_are_rounded_up_once_together() {
        let billed = |duration, init: Option<&str>| {
            let billed = Duration::of(ms(duration)).rounded_up_with(init.map(ms));
            billed.unwrap().figure().to_string()
        };
        assert_eq!(billed("45", None), "45");
        assert_eq!(billed("45.0001", None), "46");
        // Apart they would be 46 + 301.
        assert_eq!(billed("45.2", Some("300.2")), "346");
        assert_eq!(billed("45.5", Some("300.5")), "346");
    }

    #[test]
    fn init_is_billed_by_date_and_package() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert!(!is_init_billed(Package::Zip, day("2025-07-31")));
        assert!(is_init_billed(Package::Zip, day("2025-08-01")));
        assert!(is_init_billed(Package::Image, day("2024-01-01")));
        assert!(is_init_billed(Package::CustomRuntime, day("2024-01-01")));
    }
}
