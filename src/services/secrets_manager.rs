//! AWS Secrets Manager: secrets and the calls that fetch them.

use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::pricing::{Date, ids};
use crate::quantity::Overflow;
use crate::scenario::Secret;
use crate::working::{Quantity, Rule, Trace};
use crate::workload::Workload;

const SECRETS: Rule = Rule::new(
    "a secret is billed by the month and prorated by the hour",
    "https://aws.amazon.com/secrets-manager/pricing/",
);
const CALLS: Rule = Rule::new(
    "each call is billed; a caller with a cache calls at most once in the time that the cache keeps a secret",
    "https://aws.amazon.com/secrets-manager/pricing/",
);

/// Calls that fetch these secrets in a month, in requests.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn calls<T: Trace>(
    workload: &Workload<'_, T>,
    secret: &Secret,
) -> Result<Quantity<T>, Overflow> {
    let (name, function) = (&secret.name, &secret.function);
    let fetches = workload.caused(name, function, secret.per_request, "fetches")?;
    let (seconds, callers) = (secret.cache_seconds, secret.callers);
    let calls = workload.cached(fetches, secret.count, seconds, callers);
    Ok(calls.step(name, "requests")?.by(CALLS))
}

/// Meters secrets and calls.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    for secret in &workload.scenario.secrets {
        let secrets = workload.on().of(secret.count, "secrets");
        let secrets = secrets.step(&secret.name, "secret-months")?;
        meter.take(ids::SECRETS_MANAGER_SECRETS, secrets.by(SECRETS))?;
        meter.take(ids::SECRETS_MANAGER_REQUESTS, calls(workload, secret)?)?;
    }
    Ok(())
}

/// The echoes of the inputs of secrets.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, secret) in workload.scenario.secrets.iter().enumerate() {
        let count = calls(workload, secret)?.figure();
        echo(format!("secrets.{at}.per_request"), month(count, "calls"));
    }
    Ok(())
}
