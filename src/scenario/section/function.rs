//! A Lambda function.

use super::Operation;
use crate::quantity::Figure;
use crate::scenario::choice::choice;
use crate::scenario::read::section;
use crate::scenario::{Choice, Spec};

/// Where AWS states the limits of a function.
const QUOTAS: &str = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";

section! {
    /// A Lambda function that requests invoke.
    pub struct Function as "function" {
        /// Its name, unique among the functions.
        pub name: String = Spec::text(64).label("Name").always()
            .help("What you call it; unique among the functions."),
        /// The share of the API's requests that invoke it.
        pub share: Figure = Spec::decimal("0", "1").label("Share").or("1")
            .help("The share of all requests that invoke it: 0.8 is four in five."),
        /// Its memory.
        pub memory_mb: u32 = Spec::integer(128, 10_240).unit("MB").label("Memory").example("512")
            .help("Configured memory. CPU comes with it: 1,769 MB is one vCPU.")
            .source(QUOTAS),
        /// How long an invocation runs, on average.
        pub duration_ms: Figure = Spec::decimal("0", "900000").unit("ms").label("Duration").example("100")
            .help("How long an invocation runs on average, initialisation apart. Billed in whole milliseconds, rounded up.")
            .source(QUOTAS),
        /// The processor's architecture.
        pub architecture: Architecture = Spec::choice(Architecture::CHOICES).label("Architecture")
            .or("x86_64")
            .help("Arm costs about a fifth less per GB-second."),
        /// What a log-writing invocation writes.
        pub log_kb: Option<Figure> = Spec::decimal("0", "262144").unit("KB").label("Log").example("0.5")
            .optional()
            .help("What an invocation writes to its log, Lambda's own START, END and REPORT lines included (about 0.3 KB)."),
        /// How long a cold start initialises.
        pub init_ms: Option<Figure> = Spec::decimal("0", "900000").unit("ms").label("Init").fine()
            .optional()
            .help("How long a cold start initialises. Billed since 2025-08-01, together with the duration.")
            .source("https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/"),
        /// The share of invocations that start cold.
        pub cold_start_rate: Figure = Spec::decimal("0", "1").label("Cold starts").or("0").fine()
            .help("The share of invocations that start cold: 0.005 is one in two hundred."),
        /// How its code is packaged, which decides since when INIT is billed.
        pub package: Package = Spec::choice(Package::CHOICES).label("Package").or("zip").fine()
            .help("INIT of container images and custom runtimes was billed before 2025-08-01 too."),
        /// What it does in the tables, per invocation.
        pub operations: Vec<Operation> = Spec::list(&Operation::SPEC, 20).label("Operations")
            .help("What an invocation does in the tables."),
    }
}

choice! {
    /// The processor's architecture.
    pub enum Architecture {
        /// Intel and AMD.
        X8664 = "x86_64" "x86_64",
        /// Graviton.
        Arm64 = "arm64" "arm64",
    }
}

choice! {
    /// How a function's code is packaged.
    pub enum Package {
        /// A ZIP file on a managed runtime.
        Zip = "zip" "ZIP, managed runtime",
        /// A ZIP file with a runtime of its own.
        CustomRuntime = "custom-runtime" "ZIP, custom runtime",
        /// A container image.
        Image = "image" "Container image",
    }
}
