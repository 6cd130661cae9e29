//! AWS Systems Manager Parameter Store: parameters and the calls that fetch them.

use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::pricing::{Date, ids};
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Parameter, ParameterTier};
use crate::working::{Quantity, Rule, Trace};
use crate::workload::Workload;

const STANDARD: Rule = Rule::new(
    "standard parameters are free, and fetching them at standard throughput is free too",
    "https://aws.amazon.com/systems-manager/pricing/",
);
const ADVANCED: Rule = Rule::new(
    "an advanced parameter is billed by the month and prorated by the hour",
    "https://aws.amazon.com/systems-manager/pricing/",
);
const CALLS: Rule = Rule::new(
    "each parameter that a call fetches is billed if the parameter is advanced or the account uses higher throughput; a caller with a cache calls at most once in the time that the cache keeps a parameter",
    "https://aws.amazon.com/systems-manager/pricing/",
);

/// Calls that fetch these parameters in a month, in requests, free calls included.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn calls<T: Trace>(
    workload: &Workload<'_, T>,
    parameter: &Parameter,
) -> Result<Quantity<T>, Overflow> {
    let (name, function) = (&parameter.name, &parameter.function);
    let fetches = workload.caused(name, function, parameter.per_request, "fetches")?;
    let (seconds, callers) = (parameter.cache_seconds, parameter.callers);
    let calls = workload.cached(fetches, parameter.count, seconds, callers);
    calls.step(name, "requests")
}

/// The calls of a month that are billed; `None` if calls for these parameters are free.
fn billed<T: Trace>(
    workload: &Workload<'_, T>,
    parameter: &Parameter,
) -> Result<Option<Quantity<T>>, Overflow> {
    if parameter.tier == ParameterTier::Standard && !parameter.higher_throughput {
        return Ok(None);
    }
    Ok(Some(calls(workload, parameter)?.by(CALLS)))
}

/// Meters parameters and calls.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    for parameter in &workload.scenario.parameters {
        let (id, rule) = match parameter.tier {
            ParameterTier::Standard => (ids::PARAMETER_STORE_STANDARD_PARAMETERS, STANDARD),
            ParameterTier::Advanced => (ids::PARAMETER_STORE_ADVANCED_PARAMETERS, ADVANCED),
        };
        let parameters = workload.on().of(parameter.count, "parameters");
        let parameters = parameters.step(&parameter.name, "parameter-months")?;
        meter.take(id, parameters.by(rule))?;
        let calls = billed(workload, parameter)?;
        if let Some(calls) = calls.filter(|calls| !calls.figure().is_zero()) {
            meter.take(ids::PARAMETER_STORE_REQUESTS, calls)?;
        }
    }
    Ok(())
}

/// The echoes of the inputs of parameters.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, parameter) in workload.scenario.parameters.iter().enumerate() {
        let calls = billed(workload, parameter)?;
        let count = calls.map_or(Figure::ZERO, Quantity::figure);
        let text = month(count, "billed calls");
        echo(format!("parameters.{at}.per_request"), text);
    }
    Ok(())
}
