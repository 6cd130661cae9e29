//! AWS Secrets Manager: secrets and the calls that fetch them.

use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::metering::step::step;
use crate::pricing::Date;
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::Secret;
use crate::working::{Rule, Step};
use crate::workload::Workload;

const SECRETS: Rule = Rule {
    text: "a secret is billed by the month, in parts of an hour",
    href: "https://aws.amazon.com/secrets-manager/pricing/",
};
const CALLS: Rule = Rule {
    text: "each call is billed; a caller that caches asks once in the cache's time at most",
    href: "https://aws.amazon.com/secrets-manager/pricing/",
};

/// Calls that fetch these secrets in a month.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn calls(workload: &Workload<'_>, secret: &Secret) -> Result<Figure, Overflow> {
    let each = workload.caused(&secret.function, secret.per_request)?;
    workload.cached(each, secret.count, secret.cache_seconds, secret.callers)
}

/// Secrets and calls.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    for secret in &workload.scenario.secrets {
        meter.add("secrets-manager.secrets", secret.count.into(), || {
            vec![Step::of(&secret.name, secret.count.into(), "secret-months").by(SECRETS)]
        })?;
        let quantity = calls(workload, secret)?;
        meter.add("secrets-manager.requests", quantity, || {
            let fetches = workload.caused(&secret.function, secret.per_request);
            let fetches = fetches.unwrap_or(Figure::ZERO);
            let cache = (secret.cache_seconds, secret.callers);
            vec![
                step(
                    workload,
                    &secret.name,
                    &secret.function,
                    secret.per_request,
                    "fetches",
                ),
                calls_step(workload, fetches, secret.count, cache, quantity).by(CALLS),
            ]
        })?;
    }
    Ok(())
}

/// The step from fetches to calls, for so many secrets or parameters at once.
pub(super) fn calls_step(
    workload: &Workload<'_>,
    fetches: Figure,
    count: u32,
    cache: (Option<u32>, Option<u32>),
    quantity: Figure,
) -> Step {
    let fetches = format::grouped(fetches.value());
    let formula = match cache {
        (Some(seconds), Some(callers)) => format!(
            "{count} × min({fetches} fetches, {} callers × {} hours × 3,600 ÷ {} s)",
            format::grouped(callers.into()),
            workload.hours().figure(),
            format::grouped(seconds.into())
        ),
        _ => format!("{count} × {fetches} fetches"),
    };
    Step::of(formula, quantity, "calls")
}

/// What follows from the inputs of secrets.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, secret) in workload.scenario.secrets.iter().enumerate() {
        let count = calls(workload, secret)?;
        echo(format!("secrets.{at}.per_request"), month(count, "calls"));
    }
    Ok(())
}
