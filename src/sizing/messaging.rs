//! Queues, topics and events: calls and messages a second.

use super::ledger::{Claim, Ledger};
use super::rate::{Pace, Rate};
use super::split::Split;
use crate::pricing::quota_ids;
use crate::quantity::{Figure, Overflow};
use crate::scenario::{EventKind, Queue, QueueKind};
use crate::services::{sns, sqs};
use crate::workload::Workload;

const FIFO: &str =
    "Send, receive and delete more messages together, or turn on high throughput for FIFO queues.";
const TOPIC: &str = "Spread the messages over several topics.";
const NONE: &str = "";
const EVENTS: &str = "Send up to ten events in one request.";
const DELAYED: &str = "Events above it are delayed, not lost.";

/// Adds the quotas of queues, topics and events.
pub(super) fn add<'a>(
    workload: &Workload<'a>,
    pace: &Pace,
    ledger: &mut Ledger<'a>,
) -> Result<(), Overflow> {
    for queue in &workload.scenario.queues {
        // Standard queues have no such quota.
        if queue.kind == QueueKind::Fifo {
            add_fifo(workload, queue, pace, ledger)?;
        }
    }
    add_topics(workload, pace, ledger)?;
    add_events(workload, pace, ledger)
}

/// each action of a FIFO queue has a quota of calls; a call takes up to ten messages.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html>
fn add_fifo<'a>(
    workload: &Workload<'a>,
    queue: &'a Queue,
    pace: &Pace,
    ledger: &mut Ledger<'a>,
) -> Result<(), Overflow> {
    let messages = pace.of(sqs::messages(workload, queue)?.figure())?;
    // The action with the fewest messages a call makes the most calls.
    let batches = [queue.send_batch, queue.receive_batch, queue.delete_batch];
    let fewest = batches.into_iter().min().unwrap_or(1);
    let calls = messages.over(fewest.into())?;
    let allowed = ledger.allowed(quota_ids::SQS_FIFO_CALLS)?;
    let part = format!("queue {}", queue.name);
    ledger.add(Claim::new(part, allowed, calls, FIFO))?;
    Ok(())
}

/// SNS counts messages, not calls, those of standard and FIFO topics together.
/// <https://docs.aws.amazon.com/general/latest/gr/sns.html>
fn add_topics<'a>(
    workload: &Workload<'a>,
    pace: &Pace,
    ledger: &mut Ledger<'a>,
) -> Result<(), Overflow> {
    let (mut all, mut of_fifo, mut standard) = (Rate::NONE, Rate::NONE, false);
    for topic in &workload.scenario.topics {
        let messages = pace.of(sns::messages(workload, topic)?.figure())?;
        all = all.and(messages)?;
        if topic.kind == QueueKind::Standard {
            standard = true;
            continue;
        }
        of_fifo = of_fifo.and(messages)?;
        let allowed = ledger.allowed(quota_ids::SNS_FIFO_TOPIC)?;
        let part = format!("topic {}", topic.name);
        ledger.add(Claim::new(part, allowed, messages, TOPIC))?;
    }
    if standard {
        let allowed = ledger.allowed(quota_ids::SNS_PUBLISH)?;
        ledger.add(Claim::new("account", allowed, all, NONE))?;
    }
    if !of_fifo.peak.is_zero() {
        let allowed = ledger.allowed(quota_ids::SNS_PUBLISH_FIFO)?;
        ledger.add(Claim::new("account", allowed, of_fifo, NONE))?;
    }
    Ok(())
}

/// `EventBridge` counts requests that put events, here one for each event, and invocations of targets.
/// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html>
fn add_events<'a>(
    workload: &Workload<'a>,
    pace: &Pace,
    ledger: &mut Ledger<'a>,
) -> Result<(), Overflow> {
    let scenario = workload.scenario;
    let custom = scenario.events.iter();
    let custom = custom.filter(|event| event.kind == EventKind::Custom);
    let (mut put, mut delivered, mut any) = (Split::NOTHING, Split::NOTHING, false);
    for event in custom {
        any = true;
        let caused = workload.caused(&event.name, &event.function, event.per_request, "events")?;
        let by_the_clock = event.per_hour.checked_mul(workload.hours())?;
        let events = Split::growing(caused.figure()).and(Split::steady(by_the_clock))?;
        put = put.and(events)?;
        let targets = scenario.functions.iter();
        let targets =
            targets.filter(|function| function.invoked_by.as_slice().contains(&event.name));
        let targets = Figure::whole(u64::try_from(targets.count()).unwrap_or(u64::MAX));
        delivered = delivered.and(events.times(targets)?)?;
    }
    if any {
        for (id, count, remedy) in [
            (quota_ids::EVENTBRIDGE_PUT_EVENTS, put, EVENTS),
            (quota_ids::EVENTBRIDGE_INVOCATIONS, delivered, DELAYED),
        ] {
            let (rate, steady) = count.rate(pace)?;
            let allowed = ledger.allowed(id)?;
            let claim = Claim::new("account", allowed, rate, remedy);
            ledger.add(claim.of_which_steady(steady))?;
        }
    }
    Ok(())
}
