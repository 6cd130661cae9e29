//! Ephemeral storage above the 512 MB that every function has.

use super::Run;
use crate::metering::Meter;
use crate::quantity::{MemoryMb, Overflow, format};
use crate::scenario::{Architecture, EPHEMERAL_FREE_MB};
use crate::working::{Rule, Step};

const BY_SECONDS: Rule = Rule {
    text: "ephemeral storage above 512 MB is charged by its size and the billed seconds, not by memory",
    href: "https://aws.amazon.com/lambda/pricing/",
};

const fn id(architecture: Architecture) -> &'static str {
    match architecture {
        Architecture::X8664 => "lambda.ephemeral-storage.x86_64",
        Architecture::Arm64 => "lambda.ephemeral-storage.arm64",
    }
}

/// GB-seconds of ephemeral storage above 512 MB, by architecture.
pub(super) fn meter(runs: &[Run<'_>], meter: &mut Meter) -> Result<(), Overflow> {
    let day = meter.as_of();
    for run in runs {
        let above = run.ephemeral_storage_mb.saturating_sub(EPHEMERAL_FREE_MB);
        if above == 0 {
            continue;
        }
        let time = run.billed_together(day)?.in_seconds()?;
        let quantity = MemoryMb::of(above.into()).in_gb()?.during(time)?.figure();
        meter.add(id(run.architecture), quantity, || {
            let formula = format!(
                "{}: {} seconds billed × ({} − 512 MB) ÷ 1,024",
                run.name,
                format::grouped(time.figure().value()),
                format::grouped(run.ephemeral_storage_mb.into()),
            );
            vec![Step::of(formula, quantity, "GB-seconds").by(BY_SECONDS)]
        })?;
    }
    Ok(())
}
