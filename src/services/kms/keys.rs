//! Customer managed keys: each named key once, and one key for each part that names no key.

use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Encryption, LogEncryption, Scenario};
use crate::working::{Named as _, Rule, Trace};
use crate::workload::Workload;

const KEYS: Rule = Rule::new(
    "a customer managed key is billed by the month and prorated by the hour; parts that name the same key share it; the first and the second rotation each add the price of a key",
    "https://aws.amazon.com/kms/pricing/",
);

const REPLICAS: &str = "each region with a replica of a table under a customer managed key needs a key there; these keys and the requests to them are billed at the prices of their regions and are not counted here";

/// The key names of all parts under a customer managed key; an empty name means a separate key for
/// that part.
fn used(scenario: &Scenario) -> impl Iterator<Item = &str> {
    let customers = |encryption| encryption == Encryption::CustomerManaged;
    let tables = scenario
        .tables
        .iter()
        .filter(move |table| customers(table.encryption))
        .map(|table| table.key.as_str());
    let queues = scenario
        .queues
        .iter()
        .filter(move |queue| customers(queue.encryption))
        .map(|queue| queue.key.as_str());
    let secrets = scenario
        .secrets
        .iter()
        .filter(move |secret| customers(secret.encryption))
        .map(|secret| secret.key.as_str());
    let logs = scenario
        .logs
        .iter()
        .filter(|logs| logs.encryption == LogEncryption::CustomerManaged)
        .map(|logs| logs.key.as_str());
    tables.chain(queues).chain(secrets).chain(logs)
}

/// The number of customer managed keys of a scenario. Parts that name the same key share it.
fn keys(scenario: &Scenario) -> Result<Figure, Overflow> {
    let count = |number: usize| Figure::whole(u64::try_from(number).unwrap_or(u64::MAX));
    let own = used(scenario).filter(|name| name.is_empty()).count();
    let mut names: Vec<&str> = Vec::new();
    let all = scenario.keys.iter().map(|key| key.name.as_str());
    for name in used(scenario).filter(|name| !name.is_empty()).chain(all) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    count(own).checked_add(count(names.len()))
}

/// The number of key versions that rotations added.
fn versions(scenario: &Scenario) -> Result<Figure, Overflow> {
    let versions = scenario.keys.iter().map(|key| key.rotated_versions);
    versions
        .map(Figure::from)
        .try_fold(Figure::ZERO, Figure::checked_add)
}

/// Meters keys by the month.
///
/// # Errors
/// [`Overflow`] if there are too many keys. The lengths of a scenario's lists rule that out.
pub(super) fn meter<T: Trace>(
    workload: &Workload<'_, T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    for (at, table) in workload.scenario.tables.iter().enumerate() {
        if table.encryption == Encryption::CustomerManaged && table.replica_regions > 0 {
            let path = format!("tables.{at}.replica_regions");
            meter.input_missing(ids::KMS_KEYS, path, REPLICAS);
        }
    }
    let keys = keys(workload.scenario)?;
    if keys.is_zero() {
        return Ok(());
    }
    let versions = versions(workload.scenario)?;
    let mut all = workload.on().of(keys, "customer managed keys");
    if !versions.is_zero() {
        all = all + versions.named("rotated versions");
    }
    meter.take(ids::KMS_KEYS, all.step("keys", "key-months")?.by(KEYS))
}
