//! Events on `EventBridge`.

use crate::fields::choice::choice;
use crate::fields::read::section;
use crate::fields::{Choice, Spec};
use crate::quantity::Figure;

/// Where AWS states how events are counted.
const PRICING: &str = "https://aws.amazon.com/eventbridge/pricing/";

section! {
    /// Events that requests or functions send, or that a schedule causes.
    pub struct Event as "event" {
        /// Its name, unique among the events.
        pub name: String = Spec::text(64).label("Name").always()
            .help("What you call them; unique among the events."),
        /// What carries them.
        pub kind: EventKind = Spec::choice(EventKind::CHOICES).label("Kind").or("custom")
            .help("What carries them. Rules on a schedule and events that AWS services send to the default bus are free.").source(PRICING),
        /// The function that sends; each request does when absent.
        pub function: String = Spec::text(64).label("Sender").optional()
            .help("The function whose invocations send them. Left out, each request sends them."),
        /// Events for each request or invocation.
        pub per_request: Figure = Spec::decimal("0", "10000").label("Events").or("1")
            .help("Events that each request or invocation sends, or schedules that it creates. 0 if only the clock causes events."),
        /// Events by the clock.
        pub per_hour: Figure = Spec::decimal("0", "1000000").unit("an hour").label("By the clock").or("0").fine()
            .help("Events that a schedule causes each hour, without any request. A rule on a schedule is free, an invocation by the scheduler is not."),
        /// The mean size of an event.
        pub event_kb: Option<Figure> = Spec::decimal("0", "1024").unit("KB").label("Event size").example("1").optional()
            .help("The mean size of an event. Each 64 KB of a custom event or of a pipe's request count as one. An invocation by the scheduler counts once, whatever its size.")
            .source(PRICING),
    }
}

impl EventKind {
    /// Whether events are billed by their size.
    #[must_use]
    pub const fn is_billed_by_size(self) -> bool {
        matches!(self, Self::Custom | Self::Pipe)
    }
}

choice! {
    /// What carries events.
    pub enum EventKind {
        /// An event bus: custom and partner events.
        Custom = "custom" "Custom events",
        /// `EventBridge` Scheduler.
        Scheduler = "scheduler" "Scheduler",
        /// `EventBridge` Pipes.
        Pipe = "pipe" "Pipe",
        /// A rule on a schedule, or events of AWS services; both are free.
        Rule = "rule" "Rule on a schedule, events of AWS services",
    }
}
