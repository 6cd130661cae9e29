//! Customer managed keys: those that are named, each once, and one for each part that names none.

use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Encryption, LogEncryption, Scenario};
use crate::working::{Named as _, Rule, Trace};
use crate::workload::Workload;

const KEYS: Rule = Rule {
    text: "a customer managed key is billed by the month, in parts of an hour; whatever names the same key shares it; the first and the second rotation add the same again",
    href: "https://aws.amazon.com/kms/pricing/",
};

/// The names of the keys of everything under a customer managed key; empty for a key of its own.
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

/// Customer managed keys of a scenario. Whatever names the same key shares it.
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

/// Key versions that rotation added.
fn versions(scenario: &Scenario) -> Result<Figure, Overflow> {
    let versions = scenario.keys.iter().map(|key| key.rotated_versions);
    versions
        .map(Figure::from)
        .try_fold(Figure::ZERO, Figure::checked_add)
}

/// Keys by the month.
///
/// # Errors
/// [`Overflow`] never in practice.
pub(super) fn meter<T: Trace>(
    workload: &Workload<'_, T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
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
