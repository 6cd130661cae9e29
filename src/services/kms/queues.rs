//! Requests to KMS that encrypted queues cause.

use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::{Overflow, SECONDS_PER_HOUR};
use crate::scenario::{Encryption, Queue};
use crate::services::sqs;
use crate::working::{Named as _, Quantity, Rule, Trace, Working};
use crate::workload::Workload;

/// How often a request that sends asks KMS: for a data key, and to decrypt it. One that receives asks
/// once.
const ASKED_TO_SEND: u32 = 2;

const QUEUES: Rule = Rule {
    text: "a queue asks KMS (month ÷ data key reuse) × (2 × senders + receivers) times, and no request to it asks more than twice to send and once to receive; actual requests may be more, as SQS is distributed",
    href: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html",
};

/// How often a queue's senders and receivers ask KMS in a month, as each reuses its data key.
fn by_time<T: Trace>(workload: &Workload<'_, T>, queue: &Queue) -> Working<T> {
    let on = workload.on();
    let senders = on.of(ASKED_TO_SEND, "") * queue.producers.named("senders");
    let asking = senders + queue.consumers.named("receivers");
    let month = on.of(workload.hours(), "hours") * SECONDS_PER_HOUR;
    // The division comes last.
    month * asking / queue.data_key_reuse_seconds.named("s of reuse")
}

/// How often they ask if each request asks anew.
fn by_request<T: Trace>(workload: &Workload<'_, T>, queue: &Queue) -> Result<Working<T>, Overflow> {
    let messages = sqs::messages(workload, queue)?;
    Ok(workload.on().sum_over([
        (messages * ASKED_TO_SEND, queue.send_batch, "sent together"),
        (messages.expr(), queue.receive_batch, "received together"),
    ]))
}

/// Requests to KMS that an encrypted queue causes in a month.
fn requests<T: Trace>(workload: &Workload<'_, T>, queue: &Queue) -> Result<Quantity<T>, Overflow> {
    let most = by_time(workload, queue).min(by_request(workload, queue)?);
    let requests = most.step(format_args!("queue {}", queue.name), "requests")?;
    Ok(requests.by(QUEUES))
}

/// Requests of all queues whose key is the customer's or managed by AWS.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub(super) fn meter<T: Trace>(
    workload: &Workload<'_, T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    for queue in &workload.scenario.queues {
        if queue.encryption != Encryption::AwsOwned {
            meter.take(ids::KMS_REQUESTS_SYMMETRIC, requests(workload, queue)?)?;
        }
    }
    Ok(())
}
