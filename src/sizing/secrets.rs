//! AWS Secrets Manager and Parameter Store: fetches a second of all callers.

use super::ledger::{Claim, Ledger};
use super::rate::Pace;
use super::split::Split;
use crate::pricing::{QuotaId, quota_ids};
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Parameter, Secret};
use crate::services::{parameter_store, secrets_manager};
use crate::workload::Workload;

const PART: &str = "account";
const SECRETS: &str = "Cache the secrets longer, for example with AWS's extension for Lambda.";
const PARAMETERS: &str =
    "Cache the parameters longer, or turn on higher throughput, whose fetches are billed.";
const HIGHER: &str = "Cache the parameters longer.";

/// Calls that fetch these secrets in a month. Callers with a cache call by the clock where the cache answers
/// a part of their fetches.
pub(super) fn of_secret(workload: &Workload<'_>, secret: &Secret) -> Result<Split, Overflow> {
    let calls = secrets_manager::calls(workload, secret)?.figure();
    let fetches = workload.caused(
        &secret.name,
        &secret.function,
        secret.per_request,
        "fetches",
    )?;
    by_cache(calls, fetches.figure(), secret.count)
}

/// Calls that fetch these parameters in a month, likewise.
pub(super) fn of_parameter(
    workload: &Workload<'_>,
    parameter: &Parameter,
) -> Result<Split, Overflow> {
    let Parameter {
        name,
        function,
        per_request,
        ..
    } = parameter;
    let calls = parameter_store::calls(workload, parameter)?.figure();
    let fetches = workload.caused(name, function, *per_request, "fetches")?;
    by_cache(calls, fetches.figure(), parameter.count)
}

fn by_cache(calls: Figure, fetches: Figure, count: u32) -> Result<Split, Overflow> {
    Ok(Split::up_to(calls, fetches.checked_mul(count.into())?))
}

/// Adds the quotas of fetches, K-2 and K-3.
/// <https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-throughput.html>
pub(super) fn add<'a>(
    workload: &Workload<'a>,
    pace: &Pace,
    ledger: &mut Ledger<'a>,
) -> Result<(), Overflow> {
    let scenario = workload.scenario;
    if !scenario.secrets.is_empty() {
        let mut secrets = scenario.secrets.iter();
        let calls = secrets.try_fold(Split::NOTHING, |sum, secret| {
            sum.and(of_secret(workload, secret)?)
        })?;
        claim(quota_ids::SECRETSMANAGER_GET, calls, SECRETS, pace, ledger)?;
    }
    if !scenario.parameters.is_empty() {
        let mut parameters = scenario.parameters.iter();
        let calls = parameters.try_fold(Split::NOTHING, |sum, parameter| {
            sum.and(of_parameter(workload, parameter)?)
        })?;
        // The setting is one of the account and region.
        let higher = scenario.parameters.iter().any(|one| one.higher_throughput);
        let (id, remedy) = match higher {
            true => (quota_ids::SSM_GET_PARAMETER_HIGH, HIGHER),
            false => (quota_ids::SSM_GET_STANDARD, PARAMETERS),
        };
        claim(id, calls, remedy, pace, ledger)?;
    }
    Ok(())
}

fn claim<'a>(
    id: QuotaId,
    calls: Split,
    remedy: &'static str,
    pace: &Pace,
    ledger: &mut Ledger<'a>,
) -> Result<(), Overflow> {
    let (rate, steady) = calls.rate(pace)?;
    let allowed = ledger.allowed(id)?;
    ledger.add(Claim::new(PART, allowed, rate, remedy).of_which_steady(steady))?;
    Ok(())
}
