//! Amazon SNS: publishes and deliveries.

use super::sqs::chunks;
use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::pricing::{Date, ids};
use crate::quantity::Overflow;
use crate::scenario::{QueueKind, Topic};
use crate::working::{KB_PER_GB, Named as _, Quantity, Rule, Trace, Working};
use crate::workload::Workload;

const PUBLISHES: Rule = Rule::new(
    "each 64 KB of a published message count as one request",
    "https://aws.amazon.com/sns/pricing/",
);
const DELIVERIES: Rule = Rule::new(
    "each message is delivered to each subscription, and each 64 KB of the message count as one delivery; deliveries to SQS and Lambda are free",
    "https://aws.amazon.com/sns/pricing/",
);
const OUT: Rule = Rule::new(
    "deliveries to web addresses are billed as data transfer out to the internet; the estimate assumes that the addresses are outside AWS",
    "https://aws.amazon.com/sns/pricing/",
);
const FIFO: Rule = Rule::new(
    "a FIFO topic is billed for each message and each GB that is published or delivered; a GB is 1,048,576 KB",
    "https://aws.amazon.com/sns/pricing/",
);

/// Meters publishes and deliveries of all topics.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    for topic in &workload.scenario.topics {
        let messages = messages(workload, topic)?;
        match topic.kind {
            QueueKind::Standard => standard(topic, messages, meter)?,
            QueueKind::Fifo => fifo(topic, messages, meter)?,
        }
    }
    Ok(())
}

/// Messages that are published to a topic in a month.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn messages<T: Trace>(
    workload: &Workload<'_, T>,
    topic: &Topic,
) -> Result<Quantity<T>, Overflow> {
    workload.caused(&topic.name, &topic.function, topic.per_request, "messages")
}

fn standard<T: Trace>(
    topic: &Topic,
    messages: Quantity<T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    let each = chunks(messages.trace().of(topic.message_kb, "KB"));
    let published = (messages * each).step(&topic.name, "requests")?;
    let published = published.by(PUBLISHES);
    meter.take(ids::SNS_STANDARD_REQUESTS, published)?;
    let free = topic.queues.saturating_add(topic.functions);
    for (id, subscriptions, to) in [
        (ids::SNS_DELIVERY_SQS_LAMBDA, free, "queues and functions"),
        (
            ids::SNS_DELIVERY_HTTP,
            topic.http_endpoints,
            "web addresses",
        ),
        (
            ids::SNS_DELIVERY_EMAIL,
            topic.email_addresses,
            "e-mail addresses",
        ),
        (
            ids::SNS_DELIVERY_FIREHOSE,
            topic.firehose_streams,
            "Firehose streams",
        ),
    ] {
        if subscriptions > 0 {
            let delivered = published.called("published") * subscriptions.named(to);
            let delivered = delivered.step(&topic.name, "notifications")?;
            meter.take(id, delivered.by(DELIVERIES))?;
        }
    }
    transfer(topic, messages, meter)
}

/// Meters the data that deliveries to web addresses send out of AWS.
fn transfer<T: Trace>(
    topic: &Topic,
    messages: Quantity<T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    if topic.http_endpoints == 0 {
        return Ok(());
    }
    let sent = messages * topic.http_endpoints.named("web addresses");
    let sent = gb(topic, sent)?.by(OUT);
    meter.take(ids::DATA_TRANSFER_OUT_INTERNET, sent)
}

/// The size of this many messages, in GB.
fn gb<T: Trace>(topic: &Topic, messages: Working<T>) -> Result<Quantity<T>, Overflow> {
    (messages * topic.message_kb.named("KB") / KB_PER_GB).step(&topic.name, "GB")
}

fn fifo<T: Trace>(
    topic: &Topic,
    messages: Quantity<T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    if messages.figure().is_zero() {
        return Ok(());
    }
    let published = messages.expr().step(&topic.name, "requests")?.by(FIFO);
    meter.take(ids::SNS_FIFO_REQUESTS, published)?;
    let payload = gb(topic, published.called("published"))?.by(FIFO);
    meter.take(ids::SNS_FIFO_REQUEST_PAYLOAD, payload)?;
    if topic.queues == 0 {
        return Ok(());
    }
    let delivered = published.called("published") * topic.queues.named("queues");
    let delivered = delivered.step(&topic.name, "notifications")?.by(FIFO);
    meter.take(ids::SNS_FIFO_NOTIFICATIONS, delivered)?;
    let payload = gb(topic, delivered.called("delivered"))?.by(FIFO);
    meter.take(ids::SNS_FIFO_NOTIFICATION_PAYLOAD, payload)
}

/// The echoes of the inputs of topics.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, topic) in workload.scenario.topics.iter().enumerate() {
        let count = messages(workload, topic)?.figure();
        echo(format!("topics.{at}.per_request"), month(count, "messages"));
    }
    Ok(())
}
