//! Amazon SQS: requests that send, receive and delete messages, and requests that receive nothing.

use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::pricing::{Date, ids};
use crate::quantity::{Overflow, SECONDS_PER_HOUR};
use crate::scenario::{Queue, QueueKind, Scenario};
use crate::working::{Named as _, Quantity, Rule, Trace, Working};
use crate::workload::Workload;

/// The size up to which a request to a messaging service counts as one, in KB.
const CHUNK_KB: u32 = 64;

const CHUNKS: Rule = Rule::new(
    "each 64 KB of the payload of a request count as one request",
    "https://aws.amazon.com/sqs/pricing/",
);
const REQUESTS: Rule = Rule::new(
    "a request sends, receives or deletes up to ten messages",
    "https://aws.amazon.com/sqs/pricing/",
);
const POLLS: Rule = Rule::new(
    "a receive request that finds nothing is billed too; with long polling a poller makes at most one such request in each wait, as it does if the queue is always empty",
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html",
);
const FAIR: Rule = Rule::new(
    "requests for messages with a group ID in a standard queue cost extra; AWS does not say whether requests that receive nothing cost extra too, and the estimate assumes that they do not",
    "https://aws.amazon.com/sqs/pricing/",
);
const POLLED: &str = "Lambda polls a queue that invokes a function all the time, with five pollers at first. Their requests that receive nothing are counted as if the queue were always empty; give pollers for another number.";
const UNPOLLED: &str = "Lambda polls a queue that invokes a function all the time, with five pollers at first. The number of pollers is given as 0, so requests that receive nothing are left out.";
/// The pollers with which Lambda begins to poll a queue.
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html>
const POLLERS: u32 = 5;

/// How many times a message, an event or a batch of this size in KB counts: steps of 64 KB, rounded
/// up, at least 1. SQS, SNS and `EventBridge` have the same step.
pub(super) fn chunks<T: Trace>(size: Working<T>) -> Working<T> {
    size.steps_of(CHUNK_KB).at_least(1)
}

/// Metered requests of a queue in a month.
#[derive(Clone, Copy, Debug)]
struct Requests<T> {
    /// Requests that send, receive and delete messages, in steps of 64 KB.
    of_messages: Quantity<T>,
    /// The most requests that can receive nothing; `None` if nothing polls.
    in_vain: Option<Quantity<T>>,
    /// The sum of both.
    all: Quantity<T>,
}

/// Messages that are sent to a queue in a month.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn messages<T: Trace>(
    workload: &Workload<'_, T>,
    queue: &Queue,
) -> Result<Quantity<T>, Overflow> {
    workload.caused(&queue.name, &queue.function, queue.per_request, "messages")
}

/// The metered requests of a queue in a month.
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
            let all = of_messages.called("for messages") + in_vain.called("empty receives");
            all.step(&queue.name, "requests")?
        }
    };
    Ok(Requests {
        of_messages,
        in_vain,
        all,
    })
}

/// Requests that send, receive and delete. The sum of the three quotients can end although the
/// quotients do not, so the sum is computed with one division.
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

/// How many functions a queue invokes.
fn invoked(scenario: &Scenario, queue: &Queue) -> u32 {
    let functions = scenario.functions.iter();
    let invoked = functions.filter(|one| one.invoked_by.has(&queue.name));
    u32::try_from(invoked.count()).unwrap_or(u32::MAX)
}

/// The most requests that can receive nothing in a month; `None` if nothing polls.
fn in_vain<T: Trace>(
    workload: &Workload<'_, T>,
    queue: &Queue,
) -> Result<Option<Quantity<T>>, Overflow> {
    let on = workload.on();
    let pollers = match queue.pollers {
        Some(0) => return Ok(None),
        Some(given) => on.of(given, "pollers"),
        None => match invoked(workload.scenario, queue) {
            0 => return Ok(None),
            functions => on
                .of(POLLERS, "pollers")
                .scaled(functions.named("functions")),
        },
    };
    let seconds = pollers * workload.hours().named("hours") * SECONDS_PER_HOUR;
    let polls = seconds / queue.wait_seconds.named("s of waiting");
    let polls = polls.step(format_args!("{}, empty receives", queue.name), "requests")?;
    Ok(Some(polls.by(POLLS)))
}

/// Meters requests of all queues.
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
        if invoked(workload.scenario, queue) > 0 {
            match queue.pollers {
                None => meter.note(POLLED),
                Some(0) => meter.note(UNPOLLED),
                Some(_) => {}
            }
        }
    }
    Ok(())
}

/// The echoes of the inputs of queues.
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
            say("pollers", in_vain, "empty receives at most");
        }
    }
    Ok(())
}
