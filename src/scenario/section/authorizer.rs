//! The function of a Lambda authorizer.

use super::Architecture;
use crate::fields::points::{DURATION_MAX, MEMORY_MAX_MB, MEMORY_MIN_MB};
use crate::fields::read::section;
use crate::fields::{Choice, Spec};
use crate::quantity::Figure;

/// Where AWS states the limits of a function.
const QUOTAS: &str = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";

section! {
    /// The function that a Lambda authorizer runs.
    pub struct AuthorizerFunction as "authorizer function" {
        /// Its memory.
        pub memory_mb: u32 = Spec::integer(MEMORY_MIN_MB, MEMORY_MAX_MB).unit("MB").label("Memory").example("256")
            .help("Configured memory of the authorizer's function.")
            .source(QUOTAS),
        /// How long a call runs.
        pub duration_ms: Figure = Spec::decimal("0", DURATION_MAX).unit("ms").label("Duration").example("20")
            .help("How long a call of the authorizer runs on average, without initialisation. Billed in whole milliseconds, rounded up.")
            .source(QUOTAS),
        /// The processor's architecture.
        pub architecture: Architecture = Spec::choice(Architecture::CHOICES).label("Architecture")
            .or("x86_64")
            .help("Arm costs about a fifth less per GB-second."),
        /// The share of requests that the authorizer's cache answers.
        pub cache_hit_rate: Figure = Spec::decimal("0", "1").label("Answered from the cache").or("0")
            .help("The share of requests whose authorization comes from the authorizer's cache, without a call.")
            .source("https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html"),
        /// What a call writes to its log.
        pub log_kb: Option<Figure> = Spec::decimal("0", "262144").unit("KB").label("Log").example("0.5")
            .optional()
            .help("What a call writes to its log, Lambda's own lines included (about 0.3 KB)."),
        /// How long a cold start initialises.
        pub init_ms: Option<Figure> = Spec::decimal("0", DURATION_MAX).unit("ms").label("Init").fine()
            .optional()
            .help("How long a cold start initialises. Billed since 2025-08-01, together with the duration.")
            .source("https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/"),
        /// The share of calls that start cold.
        pub cold_start_rate: Figure = Spec::decimal("0", "1").label("Cold starts").or("0").fine()
            .help("The share of calls that start cold."),
    }
}
