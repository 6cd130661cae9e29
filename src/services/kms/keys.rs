//! Customer managed keys: those that are named, each once, and one for each part that names none.

use crate::quantity::{Figure, Overflow};
use crate::scenario::{Encryption, LogEncryption, Scenario};

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

/// Customer managed keys of a scenario, and key versions on top that rotation added.
///
/// # Errors
/// [`Overflow`] never in practice.
pub fn customer_keys(scenario: &Scenario) -> Result<(Figure, Figure), Overflow> {
    let count = |number: usize| Figure::whole(u64::try_from(number).unwrap_or(u64::MAX));
    let own = used(scenario).filter(|name| name.is_empty()).count();
    let mut names: Vec<&str> = Vec::new();
    let all = scenario.keys.iter().map(|key| key.name.as_str());
    for name in used(scenario).filter(|name| !name.is_empty()).chain(all) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut versions = Figure::ZERO;
    for key in &scenario.keys {
        versions = versions.plus(key.rotated_versions.into())?;
    }
    Ok((count(own).plus(count(names.len()))?, versions))
}
