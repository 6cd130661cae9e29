//! Amazon SNS: publishes and deliveries.

use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::metering::step::{chunks, step, steps_formula};
use crate::pricing::Date;
use crate::quantity::{Figure, Kilobytes, Overflow, format};
use crate::scenario::{QueueKind, Topic};
use crate::working::{Rule, Step};
use crate::workload::Workload;

const PUBLISHES: Rule = Rule {
    text: "each 64 KB of a message that is published count as one request",
    href: "https://aws.amazon.com/sns/pricing/",
};
const DELIVERIES: Rule = Rule {
    text: "each subscription is delivered each message, every 64 KB counting as one; deliveries to SQS and Lambda are free",
    href: "https://aws.amazon.com/sns/pricing/",
};
const OUT: Rule = Rule {
    text: "what is delivered to web addresses is data transfer out to the internet; the addresses are taken to be outside AWS",
    href: "https://aws.amazon.com/sns/pricing/",
};
const FIFO: Rule = Rule {
    text: "a FIFO topic is billed by the message and by its GB, published and delivered; a GB is 1,048,576 KB",
    href: "https://aws.amazon.com/sns/pricing/",
};

/// Publishes and deliveries of all topics.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    for topic in &workload.scenario.topics {
        match topic.kind {
            QueueKind::Standard => standard(workload, topic, meter)?,
            QueueKind::Fifo => fifo(workload, topic, meter)?,
        }
    }
    Ok(())
}

fn messages_step(workload: &Workload<'_>, topic: &Topic) -> Step {
    step(
        workload,
        &topic.name,
        &topic.function,
        topic.per_request,
        "messages",
    )
}

fn standard(workload: &Workload<'_>, topic: &Topic, meter: &mut Meter) -> Result<(), Overflow> {
    let messages = workload.caused(&topic.function, topic.per_request)?;
    let each = chunks(topic.message_kb)?;
    let published = messages.times(each)?;
    meter.add("sns.standard.requests", published, || {
        let formula = format!(
            "{} messages × {}",
            format::grouped(messages.value()),
            steps_formula(topic.message_kb, 64)
        );
        vec![
            messages_step(workload, topic),
            Step::of(formula, published, "requests").by(PUBLISHES),
        ]
    })?;
    let free = topic.queues.saturating_add(topic.functions);
    for (id, subscriptions, to) in [
        ("sns.delivery.sqs-lambda", free, "queues and functions"),
        ("sns.delivery.http", topic.http_endpoints, "web addresses"),
        (
            "sns.delivery.email",
            topic.email_addresses,
            "e-mail addresses",
        ),
        (
            "sns.delivery.firehose",
            topic.firehose_streams,
            "Firehose streams",
        ),
    ] {
        if subscriptions == 0 {
            continue;
        }
        let delivered = published.times(subscriptions.into())?;
        meter.add(id, delivered, || {
            let formula = format!(
                "{}: {} × {subscriptions} {to}",
                topic.name,
                format::grouped(published.value())
            );
            vec![Step::of(formula, delivered, "notifications").by(DELIVERIES)]
        })?;
    }
    transfer(topic, messages, meter)
}

/// What deliveries to web addresses send out of AWS.
fn transfer(topic: &Topic, messages: Figure, meter: &mut Meter) -> Result<(), Overflow> {
    if topic.http_endpoints == 0 {
        return Ok(());
    }
    let sent = messages.times(topic.http_endpoints.into())?;
    let quantity = Kilobytes::of(sent.times(topic.message_kb)?)
        .in_gb()?
        .figure();
    meter.add("data-transfer.out.internet", quantity, || {
        let formula = format!(
            "{}: {} messages × {} web addresses × {} KB ÷ 1,048,576",
            topic.name,
            format::grouped(messages.value()),
            topic.http_endpoints,
            topic.message_kb
        );
        vec![Step::of(formula, quantity, "GB").by(OUT)]
    })
}

fn fifo(workload: &Workload<'_>, topic: &Topic, meter: &mut Meter) -> Result<(), Overflow> {
    let messages = workload.caused(&topic.function, topic.per_request)?;
    let queues = Figure::from(topic.queues);
    let delivered = messages.times(queues)?;
    for (count_id, payload_id, count, what, unit) in [
        (
            "sns.fifo.requests",
            "sns.fifo.request-payload",
            messages,
            "published",
            "requests",
        ),
        (
            "sns.fifo.notifications",
            "sns.fifo.notification-payload",
            delivered,
            "delivered",
            "notifications",
        ),
    ] {
        if count.is_zero() {
            continue;
        }
        meter.add(count_id, count, || {
            let mut all = vec![messages_step(workload, topic)];
            if what == "delivered" {
                let formula = format!("{}: to {queues} queues", topic.name);
                all.push(Step::of(formula, count, unit).by(FIFO));
            }
            all
        })?;
        let payload = Kilobytes::of(count.times(topic.message_kb)?)
            .in_gb()?
            .figure();
        meter.add(payload_id, payload, || {
            let formula = format!(
                "{}: {} {what} × {} KB ÷ 1,048,576",
                topic.name,
                format::grouped(count.value()),
                topic.message_kb
            );
            vec![Step::of(formula, payload, "GB").by(FIFO)]
        })?;
    }
    Ok(())
}

/// What follows from the inputs of topics.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, topic) in workload.scenario.topics.iter().enumerate() {
        let count = workload.caused(&topic.function, topic.per_request)?;
        echo(format!("topics.{at}.per_request"), month(count, "messages"));
    }
    Ok(())
}
