//! AWS Systems Manager Parameter Store: parameters and the calls that fetch them.

use super::secrets_manager::calls_step;
use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::metering::step::step;
use crate::pricing::Date;
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Parameter, ParameterTier};
use crate::working::{Rule, Step};
use crate::workload::Workload;

const STANDARD: Rule = Rule {
    text: "standard parameters are free, and so is fetching them at standard throughput",
    href: "https://aws.amazon.com/systems-manager/pricing/",
};
const ADVANCED: Rule = Rule {
    text: "an advanced parameter is billed by the month, in parts of an hour",
    href: "https://aws.amazon.com/systems-manager/pricing/",
};
const CALLS: Rule = Rule {
    text: "each parameter that a call fetches is billed if it is advanced or the account's higher throughput is on",
    href: "https://aws.amazon.com/systems-manager/pricing/",
};

/// Calls that fetch these parameters in a month, free ones too.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn fetches(workload: &Workload<'_>, parameter: &Parameter) -> Result<Figure, Overflow> {
    let each = workload.caused(&parameter.function, parameter.per_request)?;
    let (seconds, callers) = (parameter.cache_seconds, parameter.callers);
    workload.cached(each, parameter.count, seconds, callers)
}

/// Billed calls that fetch these parameters in a month; none where they are free.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn calls(workload: &Workload<'_>, parameter: &Parameter) -> Result<Figure, Overflow> {
    if parameter.tier == ParameterTier::Standard && !parameter.higher_throughput {
        return Ok(Figure::ZERO);
    }
    fetches(workload, parameter)
}

/// Parameters and calls.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    for parameter in &workload.scenario.parameters {
        let (id, rule) = match parameter.tier {
            ParameterTier::Standard => ("parameter-store.standard-parameters", STANDARD),
            ParameterTier::Advanced => ("parameter-store.advanced-parameters", ADVANCED),
        };
        meter.add(id, parameter.count.into(), || {
            let name = &parameter.name;
            vec![Step::of(name, parameter.count.into(), "parameter-months").by(rule)]
        })?;
        let quantity = calls(workload, parameter)?;
        if quantity.is_zero() {
            continue;
        }
        meter.add("parameter-store.requests", quantity, || {
            let fetches = workload.caused(&parameter.function, parameter.per_request);
            let fetches = fetches.unwrap_or(Figure::ZERO);
            let cache = (parameter.cache_seconds, parameter.callers);
            vec![
                step(
                    workload,
                    &parameter.name,
                    &parameter.function,
                    parameter.per_request,
                    "fetches",
                ),
                calls_step(workload, fetches, parameter.count, cache, quantity).by(CALLS),
            ]
        })?;
    }
    Ok(())
}

/// What follows from the inputs of parameters.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, parameter) in workload.scenario.parameters.iter().enumerate() {
        let count = calls(workload, parameter)?;
        let text = month(count, "billed calls");
        echo(format!("parameters.{at}.per_request"), text);
    }
    Ok(())
}
