//! An SQS queue.

use super::Encryption;
use crate::fields::choice::choice;
use crate::fields::read::section;
use crate::fields::{Choice, Spec};
use crate::quantity::Figure;

/// Where AWS states how requests are counted.
const PRICING: &str = "https://aws.amazon.com/sqs/pricing/";
/// Where AWS states a message's and a batch's limits.
const QUOTAS: &str = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html";
/// Where AWS states when a queue asks for its key.
const KEYS: &str = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html";

section! {
    /// A queue that requests or functions send to.
    pub struct Queue as "queue" {
        /// Its name, unique among the queues.
        pub name: String = Spec::text(80).label("Name").always()
            .help("What you call it; unique among the queues."),
        /// Its kind.
        pub kind: QueueKind = Spec::choice(QueueKind::CHOICES).label("Kind").or("standard")
            .help("Standard, or first in, first out.").source(PRICING),
        /// Whether its messages carry a group, so that no tenant's backlog holds up the others'.
        pub fair: bool = Spec::truth().label("Fair").fine()
            .help("Whether messages of a standard queue carry a group ID, so that one tenant's backlog does not hold up the others (fair queue). Their requests cost a little more.")
            .source("https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html"),
        /// The function that sends; each request does when absent.
        pub function: String = Spec::text(64).label("Sender").optional()
            .help("The function whose invocations send to the queue. Left out, each request sends to it."),
        /// Messages for each request or invocation.
        pub per_request: Figure = Spec::decimal("0", "10000").label("Messages").or("1")
            .help("Messages for each request or invocation: 0.1 if one in ten sends one."),
        /// The mean size of a message.
        pub message_kb: Figure = Spec::decimal("0", "1024").unit("KB").label("Message size").example("1")
            .help("The mean size of a message. Each 64 KB of a request are billed as one request.")
            .source(PRICING),
        /// Messages sent in one request.
        pub send_batch: u32 = Spec::integer(1, 10).unit("messages").label("Sent together").or("1").fine()
            .help("How many messages one request sends.").source(QUOTAS),
        /// Messages received in one request.
        pub receive_batch: u32 = Spec::integer(1, 10).unit("messages").label("Received together").or("1").fine()
            .help("How many messages one request receives, on average.").source(QUOTAS),
        /// Messages deleted in one request.
        pub delete_batch: u32 = Spec::integer(1, 10).unit("messages").label("Deleted together").or("1").fine()
            .help("How many messages one request deletes, on average.").source(QUOTAS),
        /// Receivers that poll, whether there are messages or not.
        pub pollers: Option<u32> = Spec::integer(0, 100_000).label("Pollers").optional().fine()
            .help("Receivers that wait for messages by long polling. Empty answers are billed too. Left out, it is five for each function that the queue invokes, with which Lambda begins and which poll an idle queue too.")
            .source("https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html"),
        /// How long a poll waits.
        pub wait_seconds: Figure = Spec::decimal("1", "20").unit("s").label("Poll wait").or("20").fine()
            .help("How long a receive request waits for a message.")
            .source("https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html"),
        /// Who holds the key.
        pub encryption: Encryption = Spec::choice(Encryption::CHOICES).label("Encryption").or("aws-owned").fine()
            .help("Who holds the key that encrypts the queue.").source(KEYS),
        /// The customer managed key's name; whatever names the same key shares it.
        pub key: String = Spec::text(64).label("Key").optional().fine()
            .help("The name of the customer managed key. Everything that gives the same name shares the key. Left out, the queue has a key of its own."),
        /// How long a data key is reused.
        pub data_key_reuse_seconds: u32 = Spec::integer(60, 86_400).unit("s").label("Data key reuse").or("300").fine()
            .help("How long the queue reuses a data key before it asks KMS again.").source(KEYS),
        /// Principals that send.
        pub producers: u32 = Spec::integer(1, 100_000).label("Senders' roles").or("1").fine()
            .help("Principals (roles or users) that send: each causes its own requests to KMS.").source(KEYS),
        /// Principals that receive.
        pub consumers: u32 = Spec::integer(1, 100_000).label("Receivers' roles").or("1").fine()
            .help("Principals (roles or users) that receive: each causes its own requests to KMS.").source(KEYS),
    }
}

choice! {
    /// The kind of a queue.
    pub enum QueueKind {
        /// At least once, in about the order sent.
        Standard = "standard" "Standard",
        /// Once, in the order sent.
        Fifo = "fifo" "FIFO",
    }
}
