//! A Step Functions workflow.

use crate::fields::choice::choice;
use crate::fields::read::section;
use crate::fields::{Choice, Spec};
use crate::quantity::Figure;

/// Where AWS states how workflows are metered.
const PRICING: &str = "https://aws.amazon.com/step-functions/pricing/";

section! {
    /// A workflow that requests or functions start.
    pub struct Workflow as "workflow" {
        /// Its name, unique among the workflows.
        pub name: String = Spec::text(80).label("Name").always()
            .help("What you call it; unique among the workflows."),
        /// Its kind.
        pub kind: WorkflowKind = Spec::choice(WorkflowKind::CHOICES).label("Kind").or("standard").always()
            .help("Standard workflows are billed by the transition, express ones by request, duration and memory.")
            .source(PRICING),
        /// The function that starts it; each request does when absent.
        pub function: String = Spec::text(64).label("Starter").optional()
            .help("The function whose invocations start the workflow. Left out, each request starts it."),
        /// Executions for each request or invocation.
        pub per_request: Figure = Spec::decimal("0", "10000").label("Executions").or("1")
            .help("How many executions each request or invocation starts."),
        /// State transitions of an execution, for a standard workflow.
        pub transitions: Option<Figure> = Spec::decimal("0", "25000").label("Transitions").optional().example("4")
            .help("State transitions of an execution of a standard workflow, start and end included.")
            .source(PRICING),
        /// The share of transitions that are retries on top.
        pub transition_retry_rate: Figure = Spec::decimal("0", "10").label("Retried transitions").or("0").fine()
            .help("Retries for each transition: each counts as a further transition.")
            .source(PRICING),
        /// How long an execution runs, for an express workflow.
        pub duration_ms: Option<Figure> = Spec::decimal("0", "300000").unit("ms").label("Duration").optional()
            .help("How long an execution of an express workflow runs; billed in steps of 100 ms.")
            .source(PRICING),
        /// What memory an execution takes, for an express workflow.
        pub memory_mb: Option<Figure> = Spec::decimal("0", "10240").unit("MB").label("Memory").optional()
            .help("The memory that an execution of an express workflow takes; billed in steps of 64 MB.")
            .source(PRICING),
    }
}

choice! {
    /// The kind of a workflow.
    pub enum WorkflowKind {
        /// By the transition, for up to a year.
        Standard = "standard" "Standard",
        /// By request, duration and memory, for up to five minutes.
        Express = "express" "Express",
    }
}
