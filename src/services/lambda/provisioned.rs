//! Provisioned concurrency: environments kept ready, and what runs on them.

use super::{Run, gb_seconds};
use crate::metering::Meter;
use crate::quantity::{Figure, GbSeconds, MemoryMb, Overflow, Seconds, format};
use crate::scenario::{Architecture, Function};
use crate::working::{Rule, Step};
use crate::workload::provisioned::{Split, hours_a_week, split};
use crate::workload::{FunctionDemand, Workload};

/// Seconds that the time configured is rounded up to.
const STEP_SECONDS: u32 = 300;

const CONFIGURED: Rule = Rule {
    text: "provisioned concurrency is charged for the time it is configured, rounded up to 5 minutes, by memory, used or not",
    href: "https://aws.amazon.com/lambda/pricing/",
};
const ON_IT: Rule = Rule {
    text: "duration on provisioned concurrency has its own price and no free tier; starting its environments, a few times a month, is left aside",
    href: "https://aws.amazon.com/lambda/pricing/",
};
const SPILL_OVER: Rule = Rule {
    text: "a unit serves one invocation at a time and ten a second at most; what an hour's mean has beyond that runs on demand",
    href: "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
};

/// For how long a function's concurrency is provisioned in a month: hours given by the month are
/// rounded up to 5 minutes, a schedule's are whole hours of each week, otherwise it is the month.
///
/// # Errors
/// [`Overflow`] never for hours within a month.
pub fn provisioned_time(function: &Function, hours: Figure) -> Result<Seconds, Overflow> {
    let seconds_per_hour = Figure::from(3600_u32);
    if let Some(schedule) = &function.provisioned_schedule {
        let week = Figure::from(hours_a_week(schedule));
        let time = week.times(seconds_per_hour)?.times(hours)?;
        return time.over(168_u32.into()).map(Seconds::of);
    }
    let time = match function.provisioned_hours_per_month {
        Some(given) => {
            let step = Figure::from(STEP_SECONDS);
            let steps = given.times(seconds_per_hour)?.steps_of(step)?;
            steps.times(step)?
        }
        None => hours.times(seconds_per_hour)?,
    };
    Ok(Seconds::of(time))
}

/// GB-seconds of the time configured: count × memory × time.
fn configured(function: &Function, count: u32, hours: Figure) -> Result<GbSeconds, Overflow> {
    let memory = MemoryMb::of(function.memory_mb.into()).in_gb()?;
    memory
        .during(provisioned_time(function, hours)?)?
        .times(count.into())
}

const fn ids(architecture: Architecture) -> (&'static str, &'static str) {
    match architecture {
        Architecture::X8664 => (
            "lambda.provisioned-concurrency.x86_64",
            "lambda.provisioned-duration.x86_64",
        ),
        Architecture::Arm64 => (
            "lambda.provisioned-concurrency.arm64",
            "lambda.provisioned-duration.arm64",
        ),
    }
}

/// The step to the invocations that find an environment ready; `None` if none is kept.
pub(super) fn served_step(workload: &Workload<'_>, demand: &FunctionDemand<'_>) -> Option<Step> {
    let shown = |figure: Figure| format::grouped(figure.value());
    let invocations = demand.invocations.figure();
    let function = demand.function;
    let all = shown(invocations);
    let formula = match split(function, workload.scenario, invocations).ok()?? {
        Split::Share(share) => format!("{all} × {share}"),
        Split::Hours {
            within,
            sum,
            full,
            capacity,
            under,
            part,
        } => {
            let mut formula = format!("{all} × {within} ÷ {sum} weight of hours within reach");
            if full > 0 {
                let (capacity, under) = (shown(capacity), shown(under));
                formula.push_str(&format!(
                    " + {full} hours of the week beyond it × {capacity} ÷ {under} each"
                ));
            }
            match part {
                Some((hours, month)) => format!("({formula}) × {hours} ÷ {month} hours"),
                None => formula,
            }
        }
    };
    let name = &function.name;
    let formula = format!("{name}: on provisioned concurrency {formula}");
    let step = Step::of(formula, demand.provisioned.figure(), "invocations");
    Some(step.by(SPILL_OVER))
}

/// How the time configured follows from what is given.
fn time_step(function: &Function, time: Seconds, hours: Figure) -> Step {
    let name = &function.name;
    let formula = match (
        &function.provisioned_schedule,
        function.provisioned_hours_per_month,
    ) {
        (Some(schedule), _) => {
            let week = hours_a_week(schedule);
            format!("{name}: {week} hours a week × 3,600 × {hours} hours ÷ 168")
        }
        (None, Some(given)) => format!("{name}: ⌈{given} hours × 3,600 ÷ 300⌉ × 300"),
        (None, None) => format!("{name}: {hours} hours × 3,600"),
    };
    Step::of(formula, time.figure(), "seconds").by(CONFIGURED)
}

/// Environments kept ready, and the duration of what runs on them.
pub(super) fn meter(
    workload: &Workload<'_>,
    runs: &[Run<'_>],
    meter: &mut Meter,
) -> Result<(), Overflow> {
    let hours = workload.scenario.billing.hours_per_month;
    for function in &workload.scenario.functions {
        let Some(count) = function.provisioned_concurrency else {
            continue;
        };
        let quantity = configured(function, count, hours)?.figure();
        meter.add(ids(function.architecture).0, quantity, || {
            let time = provisioned_time(function, hours).unwrap_or(Seconds::ZERO);
            let formula = format!(
                "{}: {} × {} seconds × {} MB ÷ 1,024",
                function.name,
                format::grouped(count.into()),
                format::grouped(time.figure().value()),
                format::grouped(function.memory_mb.into()),
            );
            vec![
                time_step(function, time, hours),
                Step::of(formula, quantity, "GB-seconds"),
            ]
        })?;
    }
    for run in runs.iter().filter(|run| !run.provisioned.is_zero()) {
        let billed = run.billed_warm()?;
        let quantity = gb_seconds(run.memory, billed, run.provisioned)?.figure();
        let id = ids(run.architecture).1;
        let first = meter.is_first(id);
        meter.add(id, quantity, || {
            let formula = format!(
                "{}: {} invocations × {} ms ÷ 1,000 × {} MB ÷ 1,024",
                run.name,
                format::grouped(run.provisioned.value()),
                format::grouped(billed.figure().value()),
                format::grouped(run.memory.figure().value()),
            );
            let mut steps = super::invocations_steps(workload, run, first);
            steps.push(Step::of(formula, quantity, "GB-seconds").by(ON_IT));
            steps
        })?;
    }
    Ok(())
}
