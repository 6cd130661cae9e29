//! An SNS topic.

use super::QueueKind;
use crate::fields::read::section;
use crate::fields::{Choice, Spec};
use crate::quantity::Figure;

/// Where AWS states how publishes and deliveries are counted.
const PRICING: &str = "https://aws.amazon.com/sns/pricing/";

section! {
    /// A topic that requests or functions publish to.
    pub struct Topic as "topic" {
        /// Its name, unique among the topics.
        pub name: String = Spec::text(256).label("Name").always()
            .help("What you call it; unique among the topics."),
        /// Its kind.
        pub kind: QueueKind = Spec::choice(QueueKind::CHOICES).label("Kind").or("standard")
            .help("Standard, or first in, first out. A FIFO topic delivers to queues only.").source(PRICING),
        /// The function that publishes; each request does when absent.
        pub function: String = Spec::text(64).label("Publisher").optional()
            .help("The function whose invocations publish to the topic. Left out, each request publishes to it."),
        /// Messages for each request or invocation.
        pub per_request: Figure = Spec::decimal("0", "10000").label("Messages").or("1")
            .help("Messages for each request or invocation: 0.1 if one in ten publishes one."),
        /// The mean size of a message.
        pub message_kb: Figure = Spec::decimal("0", "256").unit("KB").label("Message size").example("1")
            .help("The mean size of a message. Each 64 KB count as one message.").source(PRICING),
        /// Subscribed queues.
        pub queues: u32 = Spec::integer(0, 100_000).label("Queues").or("0")
            .help("SQS queues that subscribe.").source(PRICING),
        /// Subscribed functions.
        pub functions: u32 = Spec::integer(0, 100_000).label("Functions").or("0")
            .help("Lambda functions that subscribe.").source(PRICING),
        /// Subscribed web addresses.
        pub http_endpoints: u32 = Spec::integer(0, 100_000).label("Web addresses").or("0").fine()
            .help("HTTP and HTTPS addresses that subscribe.").source(PRICING),
        /// Subscribed e-mail addresses.
        pub email_addresses: u32 = Spec::integer(0, 100_000).label("E-mail addresses").or("0").fine()
            .help("E-mail addresses that subscribe.").source(PRICING),
        /// Subscribed Firehose streams.
        pub firehose_streams: u32 = Spec::integer(0, 100_000).label("Firehose streams").or("0").fine()
            .help("Firehose streams that subscribe.").source(PRICING),
    }
}
