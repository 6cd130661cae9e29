//! What runs on Lambda: functions, and the function of a Lambda authorizer, seen alike.

use crate::pricing::Date;
use crate::quantity::{Figure, MemoryMb, Millis, Overflow};
use crate::scenario::{Architecture, Package, SnapStart};
use crate::workload::Workload;
use crate::workload::duration::{Duration, duration_of};

use super::is_init_billed;

/// A function with what is asked of it in a month.
#[derive(Clone, Copy, Debug)]
pub struct Run<'s> {
    /// Its place in the scenario's list; `None` for the authorizer's function.
    pub place: Option<usize>,
    /// Its name.
    pub name: &'s str,
    /// Its memory.
    pub memory: MemoryMb,
    /// Its architecture.
    pub architecture: Architecture,
    /// How it is packaged.
    pub package: Package,
    /// Whether it starts from a snapshot.
    pub snap_start: SnapStart,
    /// Its ephemeral storage, in MB.
    pub ephemeral_storage_mb: u32,
    /// How long an invocation runs, INIT apart.
    pub duration: Duration,
    /// How long a cold start initialises.
    pub init: Option<Figure>,
    /// Invocations that provisioned concurrency serves.
    pub provisioned: Figure,
    /// Invocations on demand that start warm.
    pub warm: Figure,
    /// Invocations on demand that start cold.
    pub cold: Figure,
}

impl Run<'_> {
    /// What a warm or provisioned invocation is billed for.
    ///
    /// # Errors
    /// [`Overflow`] never for durations within Lambda's limit.
    pub fn billed_warm(&self) -> Result<Millis, Overflow> {
        self.duration.rounded_up_with(None)
    }

    /// What a cold start is billed for on this day: with the INIT phase, where that is billed,
    /// rounded up once.
    ///
    /// # Errors
    /// [`Overflow`] never for durations within Lambda's limit.
    pub fn billed_cold(&self, day: Date) -> Result<Millis, Overflow> {
        let init = self.init.filter(|_| self.is_init_billed(day));
        self.duration.rounded_up_with(init)
    }

    /// Whether a cold start's INIT phase is billed: by date and package, and always as the restore
    /// of a snapshot.
    #[must_use]
    pub fn is_init_billed(&self, day: Date) -> bool {
        self.snap_start != SnapStart::Off || is_init_billed(self.package, day)
    }

    /// Milliseconds that all invocations together are billed for.
    ///
    /// # Errors
    /// [`Overflow`] if the sum is too large.
    pub fn billed_together(&self, day: Date) -> Result<Millis, Overflow> {
        let warm = self
            .billed_warm()?
            .times(self.warm.plus(self.provisioned)?)?;
        if self.cold.is_zero() {
            return Ok(warm);
        }
        warm.plus(self.billed_cold(day)?.times(self.cold)?)
    }
}

/// Everything that runs, functions in the scenario's order, then the authorizer's.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn runs<'s>(workload: &Workload<'s>) -> Result<Vec<Run<'s>>, Overflow> {
    let mut runs = Vec::with_capacity(workload.functions.len().saturating_add(1));
    for (place, demand) in workload.functions.iter().enumerate() {
        let function = demand.function;
        let Some(duration) = duration_of(function)? else {
            continue;
        };
        runs.push(Run {
            place: Some(place),
            name: &function.name,
            memory: MemoryMb::of(function.memory_mb.into()),
            architecture: function.architecture,
            package: function.package,
            snap_start: function.snap_start,
            ephemeral_storage_mb: function.ephemeral_storage_mb,
            duration,
            init: function.init_ms,
            provisioned: demand.provisioned.figure(),
            warm: demand.warm.figure(),
            cold: demand.cold.figure(),
        });
    }
    let api = workload.scenario.api.as_ref();
    let authorizer = api.and_then(|api| api.authorizer_function.as_ref());
    if let (Some(function), Some(calls)) = (authorizer, workload.authorizations) {
        let cold = calls.times(function.cold_start_rate)?.figure();
        runs.push(Run {
            place: None,
            name: "authorizer",
            memory: MemoryMb::of(function.memory_mb.into()),
            architecture: function.architecture,
            package: Package::Zip,
            snap_start: SnapStart::Off,
            ephemeral_storage_mb: crate::scenario::EPHEMERAL_FREE_MB,
            duration: Duration::of(function.duration_ms),
            init: function.init_ms,
            provisioned: Figure::ZERO,
            warm: calls.figure().minus(cold)?,
            cold,
        });
    }
    Ok(runs)
}
