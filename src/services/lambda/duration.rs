//! Duration on demand: GB-seconds by architecture, with the INIT phase of cold starts.

use super::run::Run;
use crate::metering::Meter;
use crate::pricing::{Date, PriceId, ids};
use crate::quantity::Overflow;
use crate::scenario::{Architecture, SnapStart};
use crate::working::{Quantity, Rule, Trace};

const BILLED_DURATION: Rule = Rule::new(
    "duration is rounded up to whole milliseconds and charged by memory; a GB is 1,024 MB",
    "https://aws.amazon.com/lambda/pricing/",
);
const INIT_BILLED: Rule = Rule::new(
    "a cold start's INIT phase is billed with the duration of the invocation, since 2025-08-01 for every function",
    "https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/",
);
const INIT_NOT_BILLED: Rule = Rule::new(
    "before 2025-08-01 the INIT phase of a ZIP function on a managed runtime was not billed",
    "https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/",
);
const RESTORE_BILLED: Rule = Rule::new(
    "with SnapStart a cold start is billed for loading the runtime and for code after the restore",
    "https://docs.aws.amazon.com/lambda/latest/dg/snapstart-monitoring.html",
);

const fn id(architecture: Architecture) -> PriceId {
    match architecture {
        Architecture::X8664 => ids::LAMBDA_DURATION_X86_64,
        Architecture::Arm64 => ids::LAMBDA_DURATION_ARM64,
    }
}

/// The rule by which a cold start of this run is billed on this day.
fn cold_rule<T: Trace>(run: &Run<'_, T>, day: Date) -> Rule {
    match run.snap_start {
        SnapStart::Java | SnapStart::PythonDotnet => RESTORE_BILLED,
        SnapStart::Off if run.is_init_billed(day) => INIT_BILLED,
        SnapStart::Off => INIT_NOT_BILLED,
    }
}

/// GB-seconds of a run's invocations on demand in a month, warm and cold together.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn gb_seconds<T: Trace>(run: &Run<'_, T>, day: Date) -> Result<Quantity<T>, Overflow> {
    let warm = run.gb_seconds(run.warm, run.billed_warm());
    let warm = warm.step(run.name, "GB-seconds")?.by(BILLED_DURATION);
    let Some(cold) = run.cold_starts() else {
        return Ok(warm);
    };
    let cold = run.gb_seconds(cold, run.billed_cold(day));
    let cold = cold.step(run.name, "GB-seconds")?.by(cold_rule(run, day));
    (warm.called("warm") + cold.called("cold")).step(run.name, "GB-seconds")
}

/// Meters the duration of all runs on demand.
pub(super) fn meter<T: Trace>(runs: &[Run<'_, T>], meter: &mut Meter<T>) -> Result<(), Overflow> {
    let day = meter.as_of();
    for run in runs.iter().filter(|run| run.is_on_demand()) {
        meter.take(id(run.architecture), gb_seconds(run, day)?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::quantity::Figure;
    use crate::working::Silent;
    use crate::workload::duration::Duration;

    #[test]
    fn init_and_duration_are_rounded_up_once_together() {
        let ms = |text: &str| Figure::new(text.parse().unwrap());
        let billed = |duration, init: Option<&str>| {
            let duration = Duration::given(Silent, ms(duration));
            let billed = duration.rounded_up_with(init.map(ms));
            billed.figure().unwrap().to_string()
        };
        assert_eq!(billed("45", None), "45");
        assert_eq!(billed("45.0001", None), "46");
        // Rounded up separately, duration and INIT are 46 + 301.
        assert_eq!(billed("45.2", Some("300.2")), "346");
        assert_eq!(billed("45.5", Some("300.5")), "346");
    }
}
