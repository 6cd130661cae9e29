//! Functions that a queue or a stream invokes scale by rules of their own.

use serde::Serialize;

use super::load::Load;
use crate::pricing::quota_ids;
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Queue, QueueKind, Scenario};
use crate::sizing::ledger::{Claim, Ledger};
use crate::sizing::rate::Rate;
use crate::workload::triggers::{Caller, triggers};

const QUEUE: &str = "Messages wait in the queue meanwhile: let an invocation take more messages together, or shorten it.";
const STREAM: &str = "Records wait in the stream meanwhile: process more batches of a shard at the same time, or shorten an invocation.";
const IN_FLIGHT: &str = "Delete messages sooner: shorten the invocation.";

/// How the invocations of a function by a queue grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct EventSource<'a> {
    /// The queue.
    pub queue: &'a str,
    /// The minutes from the first message until the peak concurrency is there, from a start with few
    /// pollers.
    pub minutes_to_peak: Option<Figure>,
}

/// L-12, L-15: adds the limits of what invokes this function. Where several things do, each is compared with
/// all of its invocations.
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html>
pub(super) fn add<'a>(
    load: &Load<'a>,
    scenario: &'a Scenario,
    partitions: impl Fn(&str) -> Option<Figure>,
    ledger: &mut Ledger<'a>,
) -> Result<Option<EventSource<'a>>, Overflow> {
    let (Some(function), Some(concurrency)) = (load.function, load.concurrency) else {
        return Ok(None);
    };
    let mut source = None;
    for trigger in triggers(function, scenario) {
        let batch = trigger.together(function).into();
        match trigger {
            Caller::Queue(queue) => {
                let grows = of_queue(load, queue, concurrency, batch, ledger)?;
                source = source.or(grows);
            }
            Caller::Stream(table) => {
                of_stream(
                    load,
                    &table.name,
                    concurrency,
                    partitions(&table.name),
                    ledger,
                )?;
            }
            _ => {}
        }
    }
    Ok(source)
}

fn of_queue<'a>(
    load: &Load<'a>,
    queue: &'a Queue,
    concurrency: Rate,
    batch: Figure,
    ledger: &mut Ledger<'a>,
) -> Result<Option<EventSource<'a>>, Overflow> {
    let part = format!("queue {} of {}", queue.name, load.part());
    let in_flight = match queue.kind {
        QueueKind::Standard => quota_ids::SQS_INFLIGHT_STANDARD,
        QueueKind::Fifo => quota_ids::SQS_INFLIGHT_FIFO,
    };
    let allowed = ledger.allowed(in_flight)?;
    // messages in flight are those of all invocations under way.
    let messages = concurrency.times(batch)?;
    ledger.add(Claim::new(part.clone(), allowed, messages, IN_FLIGHT))?;
    if queue.kind == QueueKind::Fifo {
        // L-13: bounded by the active message groups, which the scenario does not give.
        return Ok(None);
    }
    let most = ledger.allowed(quota_ids::LAMBDA_SQS_MAX)?;
    ledger.add(Claim::new(part, most, concurrency, QUEUE))?;
    Ok(Some(EventSource {
        queue: &queue.name,
        minutes_to_peak: minutes(concurrency, ledger)?,
    }))
}

/// A stream has as many shards as the table has partitions.
fn of_stream<'a>(
    load: &Load<'a>,
    table: &str,
    concurrency: Rate,
    shards: Option<Figure>,
    ledger: &mut Ledger<'a>,
) -> Result<(), Overflow> {
    let Some(shards) = shards else {
        return Ok(());
    };
    let each = ledger.allowed(quota_ids::LAMBDA_STREAM_PARALLELIZATION)?;
    let most = each.of(match each.limit {
        Some(each) => Some(each.checked_mul(shards)?),
        None => None,
    });
    let part = format!("stream of {table} of {}", load.part());
    ledger.add(Claim::new(part, most, concurrency, STREAM))?;
    Ok(())
}

/// The minutes until a mapping has reached this concurrency.
fn minutes(concurrency: Rate, ledger: &mut Ledger<'_>) -> Result<Option<Figure>, Overflow> {
    let first = ledger.allowed(quota_ids::LAMBDA_SQS_INITIAL)?.limit;
    let a_minute = ledger.allowed(quota_ids::LAMBDA_SQS_RAMP)?.limit;
    let (Some(first), Some(a_minute)) = (first, a_minute) else {
        return Ok(None);
    };
    let more = concurrency.peak.checked_sub(first)?.max(Figure::ZERO);
    more.checked_div(a_minute).map(Some)
}
