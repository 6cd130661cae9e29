//! Ephemeral storage above the 512 MB that every function has.

use super::run::Run;
use crate::metering::Meter;
use crate::pricing::{Date, PriceId, ids};
use crate::quantity::Overflow;
use crate::scenario::{Architecture, EPHEMERAL_FREE_MB};
use crate::working::{MB_PER_GB, MS_PER_SECOND, Quantity, Rule, Trace};

const BY_SECONDS: Rule = Rule::new(
    "ephemeral storage above 512 MB is charged by its size and the billed seconds, not by memory",
    "https://aws.amazon.com/lambda/pricing/",
);

const fn id(architecture: Architecture) -> PriceId {
    match architecture {
        Architecture::X8664 => ids::LAMBDA_EPHEMERAL_STORAGE_X86_64,
        Architecture::Arm64 => ids::LAMBDA_EPHEMERAL_STORAGE_ARM64,
    }
}

/// Seconds that all invocations of a run together are billed for.
fn seconds<T: Trace>(run: &Run<'_, T>, day: Date) -> Result<Quantity<T>, Overflow> {
    let mut warm = run.warm.expr();
    if let Some(served) = run.served() {
        warm = warm + served.called("on provisioned concurrency");
    }
    let mut time = warm * run.billed_warm();
    if let Some(cold) = run.cold_starts() {
        time = time + cold * run.billed_cold(day);
    }
    (time / MS_PER_SECOND).step(run.name, "seconds billed")
}

/// Meters GB-seconds of ephemeral storage above 512 MB, by architecture.
pub(super) fn meter<T: Trace>(runs: &[Run<'_, T>], meter: &mut Meter<T>) -> Result<(), Overflow> {
    let day = meter.as_of();
    let larger = |run: &&Run<'_, T>| run.ephemeral_storage_mb > EPHEMERAL_FREE_MB;
    for run in runs.iter().filter(larger) {
        let seconds = seconds(run, day)?;
        let size = seconds.trace().of(run.ephemeral_storage_mb, "MB");
        let storage = seconds * (size - EPHEMERAL_FREE_MB) / MB_PER_GB;
        let storage = storage.step(run.name, "GB-seconds")?.by(BY_SECONDS);
        meter.take(id(run.architecture), storage)?;
    }
    Ok(())
}
