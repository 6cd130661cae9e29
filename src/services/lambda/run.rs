//! Runs on Lambda: one type for functions and for the function of a Lambda authorizer.

use crate::pricing::Date;
use crate::quantity::{Figure, Overflow};
use crate::scenario::{
    Architecture, AuthorizerFunction, EPHEMERAL_FREE_MB, Function, Package, SnapStart,
};
use crate::working::{MB_PER_GB, MS_PER_SECOND, Named as _, Quantity, Trace, Working};
use crate::workload::duration::{Duration, duration_of};
use crate::workload::{FunctionDemand, Workload};

/// From this day on the INIT phase of every function is billed.
/// <https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/>
const INIT_BILLED_FROM: Date = Date::known(2025, 8, 1);

/// Whether a cold start's INIT phase is billed on this day.
fn is_init_billed(package: Package, day: Date) -> bool {
    day >= INIT_BILLED_FROM || package != Package::Zip
}

/// A function with its demand in a month.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run<'s, T> {
    /// The function; `None` for the function of the authorizer.
    pub function: Option<&'s Function>,
    /// Its name.
    pub name: &'s str,
    /// Its memory, in MB.
    pub memory_mb: u32,
    /// Its architecture.
    pub architecture: Architecture,
    /// How it is packaged.
    pub package: Package,
    /// Whether it starts from a snapshot.
    pub snap_start: SnapStart,
    /// Its ephemeral storage, in MB.
    pub ephemeral_storage_mb: u32,
    /// How long an invocation runs, without INIT.
    pub duration: Duration<T>,
    /// How long the INIT phase of a cold start runs, in milliseconds; `None` if it is not given.
    pub init: Option<Figure>,
    /// Invocations that provisioned concurrency serves.
    pub provisioned: Option<Quantity<T>>,
    /// Invocations on demand.
    pub on_demand: Quantity<T>,
    /// Invocations on demand that start warm.
    pub warm: Quantity<T>,
    /// Invocations on demand that start cold; `None` if the function has no cold starts.
    pub cold: Option<Quantity<T>>,
}

impl<T: Trace> Run<'_, T> {
    /// The billed duration of a warm or provisioned invocation, in milliseconds, rounded up.
    pub(super) fn billed_warm(&self) -> Working<T> {
        self.duration.rounded_up_with(None)
    }

    /// The billed duration of a cold start on this day, in milliseconds: with the INIT phase if
    /// that is billed, the sum rounded up.
    pub(super) fn billed_cold(&self, day: Date) -> Working<T> {
        let init = self.init.filter(|_| self.is_init_billed(day));
        self.duration.rounded_up_with(init)
    }

    /// Whether a cold start's INIT phase is billed: by date and package, and always if the function
    /// starts from a snapshot.
    pub(super) fn is_init_billed(&self, day: Date) -> bool {
        self.snap_start != SnapStart::Off || is_init_billed(self.package, day)
    }

    /// Whether anything runs on demand, or nothing runs at all.
    pub(super) fn is_on_demand(&self) -> bool {
        let served = self
            .provisioned
            .is_some_and(|served| !served.figure().is_zero());
        !served || !self.on_demand.figure().is_zero()
    }

    /// The invocations that provisioned concurrency serves, if it serves any.
    pub(super) fn served(&self) -> Option<Quantity<T>> {
        self.provisioned.filter(|served| !served.figure().is_zero())
    }

    /// The invocations that start cold, if any do.
    pub(super) fn cold_starts(&self) -> Option<Quantity<T>> {
        self.cold.filter(|cold| !cold.figure().is_zero())
    }

    /// GB-seconds of invocations, each billed for `billed` milliseconds. Divided by 1,000 and 1,024
    /// after the multiplication; both divisions end.
    pub(super) fn gb_seconds(&self, invocations: Quantity<T>, billed: Working<T>) -> Working<T> {
        invocations * billed / MS_PER_SECOND * self.memory_mb.named("MB") / MB_PER_GB
    }
}

/// All runs: functions in the scenario's order, then the function of the authorizer. A function
/// whose duration is not known has no run.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub(super) fn runs<'s, T: Trace>(workload: &Workload<'s, T>) -> Result<Vec<Run<'s, T>>, Overflow> {
    let mut runs = Vec::with_capacity(workload.functions.len().saturating_add(1));
    for demand in &workload.functions {
        if let Some(duration) = duration_of(workload.on(), demand.function)? {
            runs.push(of_function(demand, duration));
        }
    }
    let api = workload.scenario.api.as_ref();
    let authorizer = api.and_then(|api| api.authorizer_function.as_ref());
    if let (Some(function), Some(calls)) = (authorizer, workload.authorizations) {
        runs.push(of_authorizer(function, calls)?);
    }
    Ok(runs)
}

fn of_function<'s, T: Trace>(demand: &FunctionDemand<'s, T>, duration: Duration<T>) -> Run<'s, T> {
    let function = demand.function;
    Run {
        function: Some(function),
        name: &function.name,
        memory_mb: function.memory_mb,
        architecture: function.architecture,
        package: function.package,
        snap_start: function.snap_start,
        ephemeral_storage_mb: function.ephemeral_storage_mb,
        duration,
        init: function.init_ms,
        provisioned: demand.provisioned,
        on_demand: demand.on_demand,
        warm: demand.warm,
        cold: demand.cold,
    }
}

fn of_authorizer<'s, T: Trace>(
    function: &'s AuthorizerFunction,
    calls: Quantity<T>,
) -> Result<Run<'s, T>, Overflow> {
    const NAME: &str = "authorizer";
    let (cold, warm) = if function.cold_start_rate.is_zero() {
        (None, calls)
    } else {
        let cold = calls * function.cold_start_rate.named("cold");
        let cold = cold.step(NAME, "cold starts")?;
        (Some(cold), (calls - cold).step(NAME, "warm invocations")?)
    };
    Ok(Run {
        function: None,
        name: NAME,
        memory_mb: function.memory_mb,
        architecture: function.architecture,
        package: Package::Zip,
        snap_start: SnapStart::Off,
        ephemeral_storage_mb: EPHEMERAL_FREE_MB,
        duration: Duration::given(calls.trace(), function.duration_ms),
        init: function.init_ms,
        provisioned: None,
        on_demand: calls,
        warm,
        cold,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn init_is_billed_by_date_and_package() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert!(!is_init_billed(Package::Zip, day("2025-07-31")));
        assert!(is_init_billed(Package::Zip, day("2025-08-01")));
        assert!(is_init_billed(Package::Image, day("2024-01-01")));
        assert!(is_init_billed(Package::CustomRuntime, day("2024-01-01")));
    }
}
