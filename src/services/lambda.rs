//! AWS Lambda: requests and duration.

use crate::estimate::{Meter, Rule, Step};
use crate::pricing::Date;
use crate::quantity::{Figure, GbSeconds, MemoryMb, Millis, Overflow, format};
use crate::scenario::{Architecture, Function, Package};
use crate::workload::{FunctionDemand, Workload};

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

/// Whether a cold start's INIT phase is billed on this day.
#[must_use]
pub fn is_init_billed(package: Package, day: Date) -> bool {
    day >= INIT_BILLED_FROM || package != Package::Zip
}

/// What one invocation is billed for: its duration, with the INIT phase before rounding where that
/// is billed, rounded up once to whole milliseconds.
///
/// # Errors
/// [`Overflow`] never for durations within Lambda's limit of 15 minutes.
pub fn billed_duration(duration: Millis, init: Option<Millis>) -> Result<Millis, Overflow> {
    let run = match init {
        Some(init) => duration.plus(init)?,
        None => duration,
    };
    Ok(run.rounded_up())
}

/// The durations that a function's warm and cold invocations are billed for.
///
/// # Errors
/// [`Overflow`] never for durations within Lambda's limit.
pub fn billed_durations(function: &Function, day: Date) -> Result<(Millis, Millis), Overflow> {
    let duration = Millis::of(function.duration_ms);
    let init = function
        .init_ms
        .filter(|_| is_init_billed(function.package, day))
        .map(Millis::of);
    Ok((
        billed_duration(duration, None)?,
        billed_duration(duration, init)?,
    ))
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

/// GB-seconds of a function in a month, warm and cold invocations together.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn duration_of(demand: &FunctionDemand<'_>, day: Date) -> Result<GbSeconds, Overflow> {
    let memory = MemoryMb::of(demand.function.memory_mb.into());
    let (warm, cold) = billed_durations(demand.function, day)?;
    let warm = gb_seconds(memory, warm, demand.warm.figure())?;
    if demand.cold.figure().is_zero() {
        return Ok(warm);
    }
    warm.plus(gb_seconds(memory, cold, demand.cold.figure())?)
}

const fn duration_id(architecture: Architecture) -> &'static str {
    match architecture {
        Architecture::X8664 => "lambda.duration.x86_64",
        Architecture::Arm64 => "lambda.duration.arm64",
    }
}

/// Requests, and GB-seconds by architecture.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    for demand in &workload.functions {
        meter.add("lambda.requests", demand.invocations.figure(), || {
            vec![super::invocations_step(workload, demand)]
        })?;
    }
    let day = meter.as_of();
    for demand in &workload.functions {
        let quantity = duration_of(demand, day)?;
        meter.add(
            duration_id(demand.function.architecture),
            quantity.figure(),
            || duration_steps(workload, demand, day, quantity),
        )?;
    }
    Ok(())
}

fn duration_steps(
    workload: &Workload<'_>,
    demand: &FunctionDemand<'_>,
    day: Date,
    total: GbSeconds,
) -> Vec<Step> {
    let function = demand.function;
    let mut steps = vec![super::invocations_step(workload, demand)];
    let Ok((warm, cold)) = billed_durations(function, day) else {
        return steps;
    };
    let memory = MemoryMb::of(function.memory_mb.into());
    let mut part = |invocations: Figure, billed: Millis, how: &str, rule: Rule| {
        if let Ok(quantity) = gb_seconds(memory, billed, invocations) {
            let formula = format!(
                "{}: {} {how} × {} ms ÷ 1,000 × {} MB ÷ 1,024",
                function.name,
                format::grouped(invocations.value()),
                format::grouped(billed.figure().value()),
                format::grouped(function.memory_mb.into()),
            );
            steps.push(Step::of(formula, quantity.figure(), "GB-seconds").by(rule));
        }
    };
    let is_whole = |figure: Figure| figure == figure.rounded_up();
    let run = function.duration_ms;
    let shown = if is_whole(run) {
        String::new()
    } else {
        format!(" (⌈{run} ms⌉)")
    };
    if demand.cold.figure().is_zero() {
        part(
            demand.warm.figure(),
            warm,
            &format!("invocations{shown}"),
            BILLED_DURATION,
        );
        return steps;
    }
    part(
        demand.warm.figure(),
        warm,
        &format!("warm invocations{shown}"),
        BILLED_DURATION,
    );
    if is_init_billed(function.package, day) {
        let init = function.init_ms.unwrap_or(Figure::ZERO);
        let how = format!("cold starts (⌈{run} + {init} ms⌉)");
        part(demand.cold.figure(), cold, &how, INIT_BILLED);
    } else {
        part(demand.cold.figure(), cold, "cold starts", INIT_NOT_BILLED);
    }
    steps.push(Step::of(
        format!("{} together", function.name),
        total.figure(),
        "GB-seconds",
    ));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn ms(text: &str) -> Millis {
        Millis::of(Figure::of(Decimal::from_str_exact(text).unwrap()))
    }

    #[test]
    fn init_and_duration_are_rounded_up_once_together() {
        let billed = |duration, init: Option<&str>| {
            billed_duration(ms(duration), init.map(ms))
                .unwrap()
                .figure()
                .to_string()
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
