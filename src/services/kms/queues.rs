//! Requests to KMS that encrypted queues cause.

use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::{Overflow, SECONDS_PER_HOUR};
use crate::scenario::{Encryption, Queue};
use crate::services::sqs;
use crate::working::{Named as _, Quantity, Rule, Trace, Working};
use crate::workload::Workload;

/// Requests to KMS for each request that sends: one for a data key, and one to decrypt it. A
/// request that receives makes one request to KMS.
const ASKED_TO_SEND: u32 = 2;

const QUEUES: Rule = Rule::new(
    "a queue makes (month ÷ data key reuse) × (2 × senders + receivers) requests to KMS, but at most two for each request that sends and one for each request that receives; as SQS is distributed, it may make more",
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html",
);

/// Requests to KMS in a month if each sender and receiver reuses its data key for the given time.
fn by_time<T: Trace>(workload: &Workload<'_, T>, queue: &Queue) -> Working<T> {
    let on = workload.on();
    let senders = on.of(ASKED_TO_SEND, "") * queue.producers.named("senders");
    let asking = senders + queue.consumers.named("receivers");
    let month = on.of(workload.hours(), "hours") * SECONDS_PER_HOUR;
    // The division comes last.
    month * asking / queue.data_key_reuse_seconds.named("s of reuse")
}

/// Requests to KMS in a month if no data key is reused.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn by_request<T: Trace>(
    workload: &Workload<'_, T>,
    queue: &Queue,
) -> Result<Working<T>, Overflow> {
    let messages = sqs::messages(workload, queue)?;
    Ok(workload.on().sum_over([
        (messages * ASKED_TO_SEND, queue.send_batch, "sent together"),
        (messages.expr(), queue.receive_batch, "received together"),
    ]))
}

/// Requests to KMS that an encrypted queue causes in a month.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn requests<T: Trace>(
    workload: &Workload<'_, T>,
    queue: &Queue,
) -> Result<Quantity<T>, Overflow> {
    let most = by_time(workload, queue).min(by_request(workload, queue)?);
    let requests = most.step(format_args!("queue {}", queue.name), "requests")?;
    Ok(requests.by(QUEUES))
}

/// Meters requests of all queues whose key the customer or AWS manages.
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
