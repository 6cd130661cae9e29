//! Queues, topics, events, workflows, secrets, parameters and keys.

use super::unique;
use crate::fields::{FaultCode, Faults, Place};
use crate::quantity::Figure;
use crate::scenario::{Encryption, KeyKind, LogEncryption, QueueKind, Scenario};

/// The most that a message, and all messages of a batch together, may weigh.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html>
const BATCH_KB: u32 = 1024;

/// Checks what stands around the API.
pub(super) fn check(scenario: &Scenario, faults: &mut Faults) {
    names(scenario, faults);
    functions(scenario, faults);
    queues(scenario, faults);
    topics(scenario, faults);
    caches(scenario, faults);
    keys(scenario, faults);
}

fn fault(faults: &mut Faults, place: &Place, code: FaultCode, given: String, allowed: &str) {
    if !faults.touch(place) {
        faults.add(place, code, Some(given), allowed);
    }
}

fn names(scenario: &Scenario, faults: &mut Faults) {
    let root = Place::root();
    unique(
        scenario.keys.iter().map(|one| &one.name),
        &root.at("keys"),
        faults,
    );
    unique(
        scenario.queues.iter().map(|one| &one.name),
        &root.at("queues"),
        faults,
    );
    unique(
        scenario.topics.iter().map(|one| &one.name),
        &root.at("topics"),
        faults,
    );
    unique(
        scenario.events.iter().map(|one| &one.name),
        &root.at("events"),
        faults,
    );
    unique(
        scenario.workflows.iter().map(|one| &one.name),
        &root.at("workflows"),
        faults,
    );
    unique(
        scenario.secrets.iter().map(|one| &one.name),
        &root.at("secrets"),
        faults,
    );
    unique(
        scenario.parameters.iter().map(|one| &one.name),
        &root.at("parameters"),
        faults,
    );
}

/// Every function that is named must exist.
fn functions(scenario: &Scenario, faults: &mut Faults) {
    let known: Vec<&str> = scenario
        .functions
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    let mut check = |list: &str, named: &mut dyn Iterator<Item = &String>| {
        for (at, name) in named.enumerate() {
            if name.is_empty() || known.contains(&name.as_str()) {
                continue;
            }
            let functions = scenario.functions.iter().map(|one| &one.name);
            let allowed = super::one_of(functions, "the name of a function");
            let place = Place::root().at(list).at(at).at("function");
            fault(
                faults,
                &place,
                FaultCode::UnknownName,
                format!("\"{name}\""),
                &allowed,
            );
        }
    };
    check("keys", &mut scenario.keys.iter().map(|one| &one.function));
    check(
        "queues",
        &mut scenario.queues.iter().map(|one| &one.function),
    );
    check(
        "topics",
        &mut scenario.topics.iter().map(|one| &one.function),
    );
    check(
        "events",
        &mut scenario.events.iter().map(|one| &one.function),
    );
    check(
        "workflows",
        &mut scenario.workflows.iter().map(|one| &one.function),
    );
    check(
        "secrets",
        &mut scenario.secrets.iter().map(|one| &one.function),
    );
    check(
        "parameters",
        &mut scenario.parameters.iter().map(|one| &one.function),
    );
}

fn queues(scenario: &Scenario, faults: &mut Faults) {
    for (at, queue) in scenario.queues.iter().enumerate() {
        if queue.fair && queue.kind == QueueKind::Fifo {
            let place = Place::root().at("queues").at(at).at("fair");
            let allowed = "false, as only standard queues are fair";
            fault(faults, &place, FaultCode::Conflict, "true".into(), allowed);
        }
        for (name, batch) in [
            ("send_batch", queue.send_batch),
            ("receive_batch", queue.receive_batch),
        ] {
            let together = queue.message_kb.times(batch.into());
            if batch > 1 && together.is_ok_and(|kb| kb > Figure::from(BATCH_KB)) {
                let place = Place::root().at("queues").at(at).at(name);
                let allowed = "as many messages as weigh 1,024 KB together at most";
                fault(
                    faults,
                    &place,
                    FaultCode::OutOfRange,
                    batch.to_string(),
                    allowed,
                );
            }
        }
    }
}

fn topics(scenario: &Scenario, faults: &mut Faults) {
    for (at, topic) in scenario.topics.iter().enumerate() {
        if topic.kind != QueueKind::Fifo {
            continue;
        }
        for (name, subscriptions) in [
            ("functions", topic.functions),
            ("http_endpoints", topic.http_endpoints),
            ("email_addresses", topic.email_addresses),
            ("firehose_streams", topic.firehose_streams),
        ] {
            if subscriptions > 0 {
                let place = Place::root().at("topics").at(at).at(name);
                let allowed = "0, as a FIFO topic delivers to queues alone";
                fault(
                    faults,
                    &place,
                    FaultCode::Conflict,
                    subscriptions.to_string(),
                    allowed,
                );
            }
        }
    }
}

/// A cache needs to know how many there are of it.
fn caches(scenario: &Scenario, faults: &mut Faults) {
    let secrets = scenario
        .secrets
        .iter()
        .map(|one| (one.cache_seconds, one.callers));
    let parameters = scenario
        .parameters
        .iter()
        .map(|one| (one.cache_seconds, one.callers));
    let secrets = secrets.enumerate().map(|(at, one)| ("secrets", at, one));
    let parameters = parameters
        .enumerate()
        .map(|(at, one)| ("parameters", at, one));
    for (list, at, given) in secrets.chain(parameters) {
        let place = Place::root().at(list).at(at);
        let (place, allowed) = match given {
            (Some(_), None) => (
                place.at("callers"),
                "the number of callers, as cache_seconds is given",
            ),
            (None, Some(_)) => (
                place.at("cache_seconds"),
                "how long they cache, as callers is given",
            ),
            _ => continue,
        };
        if !faults.touch(&place) {
            faults.add(&place, FaultCode::Required, None, allowed);
        }
    }
}

/// Services encrypt with symmetric keys alone, and secrets always with a KMS key.
fn keys(scenario: &Scenario, faults: &mut Faults) {
    let root = Place::root();
    let other = |name: &str| {
        let mut keys = scenario.keys.iter();
        keys.any(|key| key.name == name && key.kind != KeyKind::Symmetric)
    };
    let mut check = |place: Place, managed: bool, name: &str| {
        if managed && other(name) {
            let allowed = "the name of a symmetric key";
            fault(
                faults,
                &place.at("key"),
                FaultCode::Conflict,
                format!("\"{name}\""),
                allowed,
            );
        }
    };
    let customers = |encryption| encryption == Encryption::CustomerManaged;
    for (at, one) in scenario.tables.iter().enumerate() {
        check(
            root.at("tables").at(at),
            customers(one.encryption),
            &one.key,
        );
    }
    for (at, one) in scenario.queues.iter().enumerate() {
        check(
            root.at("queues").at(at),
            customers(one.encryption),
            &one.key,
        );
    }
    for (at, one) in scenario.secrets.iter().enumerate() {
        check(
            root.at("secrets").at(at),
            customers(one.encryption),
            &one.key,
        );
    }
    if let Some(logs) = &scenario.logs {
        let managed = logs.encryption == LogEncryption::CustomerManaged;
        check(root.at("logs"), managed, &logs.key);
    }
    for (at, secret) in scenario.secrets.iter().enumerate() {
        if secret.encryption == Encryption::AwsOwned {
            let place = root.at("secrets").at(at).at("encryption");
            let allowed = "aws-managed or customer-managed, as secrets are always under a KMS key";
            fault(
                faults,
                &place,
                FaultCode::Conflict,
                "\"aws-owned\"".to_owned(),
                allowed,
            );
        }
    }
}
