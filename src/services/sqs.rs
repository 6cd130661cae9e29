//! Amazon SQS: requests that send, receive, delete, and wait in vain.

use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::metering::step::{ceiling, chunks, step};
use crate::pricing::Date;
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::{Queue, QueueKind};
use crate::working::{Rule, Step};
use crate::workload::Workload;

const REQUESTS: Rule = Rule {
    text: "a request sends, receives or deletes up to ten messages; each 64 KB of what it carries count as one request",
    href: "https://aws.amazon.com/sqs/pricing/",
};
const POLLS: Rule = Rule {
    text: "a receive request that finds nothing is billed too; with long polling at most one in each wait, as if the queue were always empty",
    href: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html",
};
const FAIR: Rule = Rule {
    text: "requests for messages with a group ID in a standard queue cost extra; AWS does not say whether receiving nothing is among them, which is taken not to be",
    href: "https://aws.amazon.com/sqs/pricing/",
};
const POLLED: &str = "Lambda polls a queue that invokes a function, five pollers at first; what they ask for in vain is billed where pollers are given.";

/// Metered requests of a queue in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requests {
    /// Messages.
    pub messages: Figure,
    /// Requests that send, in steps of 64 KB.
    pub send: Figure,
    /// Requests that receive messages, in steps of 64 KB.
    pub receive: Figure,
    /// Requests that delete.
    pub delete: Figure,
    /// Those three together, whose division comes last and may end where theirs do not.
    pub of_messages: Figure,
    /// At most so many requests that receive nothing.
    pub empty: Figure,
}

impl Requests {
    /// All of them.
    ///
    /// # Errors
    /// [`Overflow`] if the sum is too large.
    pub fn total(self) -> Result<Figure, Overflow> {
        self.of_messages.plus(self.empty)
    }
}

/// A number that every size of a batch divides.
const BATCHES: u32 = 2520;

/// How many requests carry one batch, in steps of 64 KB.
fn carried(size_kb: Figure, batch: u32) -> Result<Figure, Overflow> {
    chunks(size_kb.times(batch.into())?)
}

/// What a queue is asked for.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn requests(workload: &Workload<'_>, queue: &Queue) -> Result<Requests, Overflow> {
    let messages = workload.caused(&queue.function, queue.per_request)?;
    let month = workload.hours().in_seconds()?.figure();
    let send = carried(queue.message_kb, queue.send_batch)?;
    let receive = carried(queue.message_kb, queue.receive_batch)?;
    let mut each = Figure::ZERO;
    for (requests, batch) in [
        (send, queue.send_batch),
        (receive, queue.receive_batch),
        (Figure::ONE, queue.delete_batch),
    ] {
        let share = Figure::from(BATCHES).over(batch.into())?;
        each = each.plus(requests.times(share)?)?;
    }
    Ok(Requests {
        messages,
        send: messages.times(send)?.over(queue.send_batch.into())?,
        receive: messages.times(receive)?.over(queue.receive_batch.into())?,
        delete: messages.over(queue.delete_batch.into())?,
        of_messages: messages.times(each)?.over(BATCHES.into())?,
        empty: month
            .times(queue.pollers.into())?
            .over(queue.wait_seconds)?,
    })
}

/// Requests of all queues.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    for queue in &workload.scenario.queues {
        let id = match queue.kind {
            QueueKind::Standard => "sqs.standard.requests",
            QueueKind::Fifo => "sqs.fifo.requests",
        };
        let found = requests(workload, queue)?;
        meter.add(id, found.total()?, || steps(workload, queue, found))?;
        if queue.fair {
            let quantity = found.of_messages;
            meter.add("sqs.fair-queues", quantity, || {
                let formula = format!("{}: sent, received and deleted", queue.name);
                vec![Step::of(formula, quantity, "requests").by(FAIR)]
            })?;
        }
        let mut functions = workload.scenario.functions.iter();
        if queue.pollers == 0 && functions.any(|one| one.invoked_by == queue.name) {
            meter.note(POLLED);
        }
    }
    Ok(())
}

fn steps(workload: &Workload<'_>, queue: &Queue, found: Requests) -> Vec<Step> {
    let messages = format::grouped(found.messages.value());
    let size = queue.message_kb;
    let carried = |verb: &str, batch: u32, result: Figure| {
        let formula = format!(
            "{}, {verb}: {messages} messages ÷ {batch} together × {}",
            queue.name,
            ceiling(&format!("{batch} × {size}"), size, 64)
        );
        Step::of(formula, result, "requests").by(REQUESTS)
    };
    let mut all = vec![
        step(
            workload,
            &queue.name,
            &queue.function,
            queue.per_request,
            "messages",
        ),
        carried("sent", queue.send_batch, found.send),
        carried("received", queue.receive_batch, found.receive),
        Step::of(
            format!(
                "{}, deleted: {messages} messages ÷ {} together",
                queue.name, queue.delete_batch
            ),
            found.delete,
            "requests",
        ),
    ];
    all.push(Step::of(
        format!("{}: sent, received and deleted together", queue.name),
        found.of_messages,
        "requests",
    ));
    if queue.pollers > 0 {
        let formula = format!(
            "{}, in vain: {} pollers × {} hours × 3,600 ÷ {} s",
            queue.name,
            queue.pollers,
            workload.hours().figure(),
            queue.wait_seconds
        );
        all.push(Step::of(formula, found.empty, "requests").by(POLLS));
    }
    all
}

/// What follows from the inputs of queues.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, queue) in workload.scenario.queues.iter().enumerate() {
        let found = requests(workload, queue)?;
        let path = |field: &str| format!("queues.{at}.{field}");
        echo(path("per_request"), month(found.messages, "messages"));
        echo(
            path("message_kb"),
            month(found.total()?, "metered requests"),
        );
        if queue.pollers > 0 {
            echo(
                path("pollers"),
                month(found.empty, "requests in vain at most"),
            );
        }
    }
    Ok(())
}
