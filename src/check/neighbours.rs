//! Queues, topics, events, workflows, secrets, parameters and keys.

use super::names::{unique, unknown};
use crate::fields::node::quoted;
use crate::fields::{Choice as _, Faults, Place, Wrong};
use crate::quantity::{Figure, format};
use crate::scenario::{Encryption, KeyKind, LogEncryption, QueueKind, Scenario};

/// The most that a message, and all messages of a batch together, may weigh, in KB.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html>
const BATCH_KB: u32 = 1024;

/// Checks what surrounds the API.
pub(super) fn check(scenario: &Scenario, faults: &mut Faults) {
    macro_rules! each_list {
        ($check:ident: $($list:ident),+) => {
            $($check(
                stringify!($list),
                scenario.$list.iter().map(|one| (&one.name, &one.function)),
                scenario,
                faults,
            );)+
        };
    }
    each_list!(names: keys, queues, topics, events, workflows, secrets, parameters);
    each_list!(functions: keys, queues, topics, events, workflows, secrets, parameters);
    queues(scenario, faults);
    topics(scenario, faults);
    events(scenario, faults);
    caches(scenario, faults);
    keys(scenario, faults);
}

/// No two items of a list may have the same name.
fn names<'s>(
    list: &str,
    items: impl Iterator<Item = (&'s String, &'s String)> + Clone,
    _: &Scenario,
    faults: &mut Faults,
) {
    unique(items.map(|(name, _)| name), &Place::ROOT.at(list), faults);
}

/// Every function that an item names must exist.
fn functions<'s>(
    list: &str,
    items: impl Iterator<Item = (&'s String, &'s String)>,
    scenario: &Scenario,
    faults: &mut Faults,
) {
    for (at, (_, function)) in items.enumerate() {
        let mut functions = scenario.functions.iter().map(|one| &one.name);
        if function.is_empty() || functions.clone().any(|name| name == function) {
            continue;
        }
        let wrong = unknown(function, functions.by_ref(), "the name of a function");
        faults.add_once(&Place::ROOT.at(list).at(at).at("function"), wrong);
    }
}

fn queues(scenario: &Scenario, faults: &mut Faults) {
    let list = Place::ROOT.at("queues");
    for (at, queue) in scenario.queues.iter().enumerate() {
        let place = list.at(at);
        if queue.fair && queue.kind == QueueKind::Fifo {
            let message = "must be false: only standard queues are fair.";
            let wrong = Wrong::conflict(message)
                .advice("Leave it out, or set kind to standard.")
                .given(true);
            let wrong = wrong.allowed("false, as only standard queues are fair");
            faults.add_once(&place.at("fair"), wrong);
        }
        for (name, batch) in [
            ("send_batch", queue.send_batch),
            ("receive_batch", queue.receive_batch),
        ] {
            let together = queue.message_kb.checked_mul(batch.into());
            if batch > 1 && together.is_ok_and(|kb| kb > Figure::from(BATCH_KB)) {
                let most = format::grouped(BATCH_KB);
                let message = format!("makes a batch heavier than {most} KB.");
                let wrong = Wrong::out_of_range(message)
                    .advice("Put fewer messages into a batch, or make message_kb smaller.")
                    .given(batch);
                let wrong = wrong
                    .allowed_by(|| format!("as many messages as weigh {most} KB together at most"));
                faults.add_once(&place.at(name), wrong);
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
                let message = "must be 0: a FIFO topic delivers to queues only.";
                let wrong = Wrong::conflict(message)
                    .advice("Leave it out, or set kind to standard.")
                    .given(subscriptions);
                let wrong = wrong.allowed("0, as a FIFO topic delivers to queues alone");
                faults.add_once(&Place::ROOT.at("topics").at(at).at(name), wrong);
            }
        }
    }
}

/// Events that are billed by their size have a size.
fn events(scenario: &Scenario, faults: &mut Faults) {
    let list = Place::ROOT.at("events");
    for (at, event) in scenario.events.iter().enumerate() {
        let place = list.at(at);
        let known = event.event_kb.is_some() || faults.touch(&place.at("kind"));
        if event.kind.is_billed_by_size() && !known {
            let kind = event.kind.word();
            let message = format!("is missing. It is needed because kind is {kind}.");
            let wrong = Wrong::required(message);
            let wrong = wrong.allowed_by(|| format!("the size of an event, as kind is {kind}"));
            faults.add_once(&place.at("event_kb"), wrong);
        }
    }
}

/// How long callers cache a value is of use only together with the number of callers.
fn caches(scenario: &Scenario, faults: &mut Faults) {
    let secrets = scenario.secrets.iter();
    let secrets = secrets.map(|one| (one.cache_seconds, one.callers));
    let parameters = scenario.parameters.iter();
    let parameters = parameters.map(|one| (one.cache_seconds, one.callers));
    let secrets = secrets.enumerate().map(|(at, one)| ("secrets", at, one));
    let parameters = parameters.enumerate();
    let parameters = parameters.map(|(at, one)| ("parameters", at, one));
    for (list, at, given) in secrets.chain(parameters) {
        let (missing, given, allowed) = match given {
            (Some(_), None) => (
                "callers",
                "cache_seconds",
                "the number of callers, as cache_seconds is given",
            ),
            (None, Some(_)) => (
                "cache_seconds",
                "callers",
                "how long they cache, as callers is given",
            ),
            _ => continue,
        };
        let message = format!("is missing. It is needed because {given} is given.");
        let wrong = Wrong::required(message).allowed(allowed);
        faults.add_once(&Place::ROOT.at(list).at(at).at(missing), wrong);
    }
}

/// Services encrypt with symmetric keys only, and secrets always with a KMS key.
fn keys(scenario: &Scenario, faults: &mut Faults) {
    let root = Place::ROOT;
    let customers = |encryption| encryption == Encryption::CustomerManaged;
    let tables = scenario.tables.iter().enumerate();
    let tables = tables.map(|(at, one)| ("tables", at, customers(one.encryption), &one.key));
    let queues = scenario.queues.iter().enumerate();
    let queues = queues.map(|(at, one)| ("queues", at, customers(one.encryption), &one.key));
    let secrets = scenario.secrets.iter().enumerate();
    let secrets = secrets.map(|(at, one)| ("secrets", at, customers(one.encryption), &one.key));
    for (list, at, managed, key) in tables.chain(queues).chain(secrets) {
        if managed {
            symmetric(key, &root.at(list).at(at), scenario, faults);
        }
    }
    if let Some(logs) = &scenario.logs
        && logs.encryption == LogEncryption::CustomerManaged
    {
        symmetric(&logs.key, &root.at("logs"), scenario, faults);
    }
    for (at, secret) in scenario.secrets.iter().enumerate() {
        if secret.encryption == Encryption::AwsOwned {
            let message = "must be aws-managed or customer-managed: a secret is always encrypted with a KMS key.";
            let allowed = "aws-managed or customer-managed, as secrets are always under a KMS key";
            let wrong = Wrong::conflict(message).given(quoted("aws-owned"));
            let wrong = wrong.allowed(allowed);
            faults.add_once(&root.at("secrets").at(at).at("encryption"), wrong);
        }
    }
}

fn symmetric(name: &str, place: &Place<'_>, scenario: &Scenario, faults: &mut Faults) {
    let mut keys = scenario.keys.iter();
    if keys.any(|key| key.name == name && key.kind != KeyKind::Symmetric) {
        let message = format!(
            "must be a symmetric key: {} is not, and services encrypt with symmetric keys only.",
            quoted(name)
        );
        let wrong = Wrong::conflict(message).given(quoted(name));
        faults.add_once(
            &place.at("key"),
            wrong.allowed("the name of a symmetric key"),
        );
    }
}
