//! Amazon SQS: requests that send, receive, delete, and wait in vain.

use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::pricing::{Date, ids};
use crate::quantity::{Overflow, SECONDS_PER_HOUR};
use crate::scenario::{Queue, QueueKind};
use crate::working::{Named as _, Quantity, Rule, Trace, Working};
use crate::workload::Workload;

/// How many KB a request to a messaging service carries before it counts as two.
const CHUNK_KB: u32 = 64;

const CHUNKS: Rule = Rule {
    text: "each 64 KB of what a request carries count as one request",
    href: "https://aws.amazon.com/sqs/pricing/",
};
const REQUESTS: Rule = Rule {
    text: "a request sends, receives or deletes up to ten messages",
    href: "https://aws.amazon.com/sqs/pricing/",
};
const POLLS: Rule = Rule {
    text: "a receive request that finds nothing is billed too; with long polling a poller makes at most one in each wait, as if the queue were always empty",
    href: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html",
};
const FAIR: Rule = Rule {
    text: "requests for messages with a group ID in a standard queue cost extra; AWS does not say whether requests that receive nothing cost extra too, and here they do not",
    href: "https://aws.amazon.com/sqs/pricing/",
};
const POLLED: &str = "Lambda polls a queue that invokes a function, five pollers at first; what they ask for in vain is billed where pollers are given.";

/// How many times a message, an event or a batch of this many KB counts: in steps of 64 KB, rounded
/// up, once at least. SQS, SNS and `EventBridge` state the same step.
pub(super) fn chunks<T: Trace>(size: Working<T>) -> Working<T> {
    size.steps_of(CHUNK_KB).at_least(1)
}

/// Metered requests of a queue in a month.
#[derive(Clone, Copy, Debug)]
struct Requests<T> {
    /// Requests that send, receive and delete messages, in steps of 64 KB.
    of_messages: Quantity<T>,
    /// At most this many requests receive nothing; `None` if no pollers are given.
    in_vain: Option<Quantity<T>>,
    /// All of them.
    all: Quantity<T>,
}

/// Messages that a queue is sent in a month.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn messages<T: Trace>(
    workload: &Workload<'_, T>,
    queue: &Queue,
) -> Result<Quantity<T>, Overflow> {
    workload.caused(&queue.name, &queue.function, queue.per_request, "messages")
}

/// What a queue is asked for.
fn requests<T: Trace>(
    workload: &Workload<'_, T>,
    queue: &Queue,
    messages: Quantity<T>,
) -> Result<Requests<T>, Overflow> {
    let of_messages = of_messages(workload.on(), queue, messages)?;
    let in_vain = in_vain(workload, queue)?;
    let all = match in_vain {
        None => of_messages,
        Some(in_vain) => {
            let all = of_messages.called("for messages") + in_vain.called("in vain");
            all.step(&queue.name, "requests")?
        }
    };
    Ok(Requests {
        of_messages,
        in_vain,
        all,
    })
}

/// Requests that send, receive and delete. The three quotients may not end where their sum does, so
/// one division makes the sum.
fn of_messages<T: Trace>(
    on: T,
    queue: &Queue,
    messages: Quantity<T>,
) -> Result<Quantity<T>, Overflow> {
    let name = &queue.name;
    let carried = |done: &str, batch: u32| {
        let size = on.of(queue.message_kb, "KB");
        let each = chunks(size.scaled(batch.named("together")));
        let each = each.step(format_args!("{name}, {done}"), "requests a batch")?;
        Ok(each.by(CHUNKS))
    };
    let (send, receive) = (queue.send_batch, queue.receive_batch);
    let sum = on.sum_over([
        (messages * carried("sent", send)?, send, "sent together"),
        (
            messages * carried("received", receive)?,
            receive,
            "received together",
        ),
        (messages.expr(), queue.delete_batch, "deleted together"),
    ]);
    Ok(sum.step(name, "requests")?.by(REQUESTS))
}

/// At most this many requests receive nothing; `None` if no pollers are given.
fn in_vain<T: Trace>(
    workload: &Workload<'_, T>,
    queue: &Queue,
) -> Result<Option<Quantity<T>>, Overflow> {
    if queue.pollers == 0 {
        return Ok(None);
    }
    let pollers = workload.on().of(queue.pollers, "pollers");
    let seconds = pollers * workload.hours().named("hours") * SECONDS_PER_HOUR;
    let polls = seconds / queue.wait_seconds.named("s of waiting");
    let polls = polls.step(format_args!("{}, in vain", queue.name), "requests")?;
    Ok(Some(polls.by(POLLS)))
}

/// Requests of all queues.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    for queue in &workload.scenario.queues {
        let id = match queue.kind {
            QueueKind::Standard => ids::SQS_STANDARD_REQUESTS,
            QueueKind::Fifo => ids::SQS_FIFO_REQUESTS,
        };
        let found = requests(workload, queue, messages(workload, queue)?)?;
        meter.take(id, found.all)?;
        if queue.fair {
            let fair = found.of_messages.called("requests for messages");
            let fair = fair.step(format_args!("{}, fair", queue.name), "requests")?;
            meter.take(ids::SQS_FAIR_QUEUES, fair.by(FAIR))?;
        }
        let mut functions = workload.scenario.functions.iter();
        if queue.pollers == 0 && functions.any(|one| one.invoked_by == queue.name) {
            meter.note(POLLED);
        }
    }
    Ok(())
}

/// What follows from the inputs of queues.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, queue) in workload.scenario.queues.iter().enumerate() {
        let messages = messages(workload, queue)?;
        let found = requests(workload, queue, messages)?;
        let path = |field: &str| format!("queues.{at}.{field}");
        let mut say = |field, quantity: Quantity, unit| {
            echo(path(field), month(quantity.figure(), unit));
        };
        say("per_request", messages, "messages");
        say("message_kb", found.all, "metered requests");
        if let Some(in_vain) = found.in_vain {
            say("pollers", in_vain, "requests in vain at most");
        }
    }
    Ok(())
}
