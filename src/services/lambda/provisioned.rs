//! Provisioned concurrency: the time that it is configured, and the duration of its invocations.

use super::run::Run;
use crate::metering::Meter;
use crate::pricing::{PriceId, ids};
use crate::quantity::{Figure, HOURS_PER_WEEK, Overflow, SECONDS_PER_HOUR};
use crate::scenario::{Architecture, FreeTier, Function};
use crate::working::{MB_PER_GB, Named as _, Quantity, Rule, Trace};
use crate::workload::Workload;
use crate::workload::provisioned::hours_a_week;

/// The configured time is rounded up to a multiple of this, in seconds.
const STEP_SECONDS: u32 = 300;

const CONFIGURED: Rule = Rule::new(
    "provisioned concurrency is charged for the time it is configured, rounded up to 5 minutes, by memory, used or not",
    "https://aws.amazon.com/lambda/pricing/",
);
const ON_IT: Rule = Rule::new(
    "duration on provisioned concurrency has its own price and no free tier; the estimate leaves out the starts of its environments, a few times a month",
    "https://aws.amazon.com/lambda/pricing/",
);

const BEYOND: &str = "AWS says that Lambda's free tier does not apply to functions with provisioned concurrency, and that invocations beyond it are billed like any others. The estimate reads this so that only invocations on provisioned concurrency have no free tier.";

/// The time that a function's provisioned concurrency is configured in a month, in seconds: the
/// given hours a month, rounded up to 5 minutes, or the whole hours of a schedule, or else the
/// whole month.
fn time<T: Trace>(on: T, function: &Function, hours: Figure) -> Result<Quantity<T>, Overflow> {
    let time = match (
        &function.provisioned_schedule,
        function.provisioned_hours_per_month,
    ) {
        (Some(schedule), _) => {
            let week = on.of(hours_a_week(schedule), "hours a week");
            week * SECONDS_PER_HOUR * hours.named("hours") / HOURS_PER_WEEK
        }
        (None, Some(given)) => {
            (on.of(given, "hours") * SECONDS_PER_HOUR).up_to_multiple_of(STEP_SECONDS)
        }
        (None, None) => on.of(hours, "hours") * SECONDS_PER_HOUR,
    };
    Ok(time.step(&function.name, "seconds")?.by(CONFIGURED))
}

const fn configured_id(architecture: Architecture) -> PriceId {
    match architecture {
        Architecture::X8664 => ids::LAMBDA_PROVISIONED_CONCURRENCY_X86_64,
        Architecture::Arm64 => ids::LAMBDA_PROVISIONED_CONCURRENCY_ARM64,
    }
}

const fn duration_id(architecture: Architecture) -> PriceId {
    match architecture {
        Architecture::X8664 => ids::LAMBDA_PROVISIONED_DURATION_X86_64,
        Architecture::Arm64 => ids::LAMBDA_PROVISIONED_DURATION_ARM64,
    }
}

/// Meters the configured time, and the duration of invocations on provisioned concurrency.
pub(super) fn meter<T: Trace>(
    workload: &Workload<'_, T>,
    runs: &[Run<'_, T>],
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    for function in &workload.scenario.functions {
        if let Some(units) = function.provisioned_concurrency {
            let time = time(workload.on(), function, workload.hours())?;
            let units = workload.on().of(units, "units");
            let configured = units * time * function.memory_mb.named("MB") / MB_PER_GB;
            let configured = configured.step(&function.name, "GB-seconds")?;
            meter.take(configured_id(function.architecture), configured)?;
        }
    }
    let free_tier = workload.scenario.billing.free_tier;
    for run in runs {
        if let Some(served) = run.served() {
            if free_tier != FreeTier::None && run.is_on_demand() {
                meter.note(BEYOND);
            }
            let duration = run.gb_seconds(served, run.billed_warm());
            let duration = duration.step(run.name, "GB-seconds")?.by(ON_IT);
            meter.take(duration_id(run.architecture), duration)?;
        }
    }
    Ok(())
}
