//! A Lambda function.

use super::{Operation, ProvisionedSchedule, SnapStart};
use crate::fields::choice::choice;
use crate::fields::points::{DURATION_MAX, MEMORY_MAX_MB, MEMORY_MIN_MB};
use crate::fields::read::section;
use crate::fields::{Choice, DurationPoints, Names, Spec};
use crate::quantity::Figure;

/// The most characters of a name in `invoked_by`.
const NAME_MAX: usize = 256;
/// The most names in `invoked_by`.
const TRIGGERS_MAX: usize = 20;
/// The word for the requests in `invoked_by`: API Gateway's own word for the route of all requests that
/// no other route takes.
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html>
pub const REQUESTS: &str = "$default";

/// Where AWS states the limits of a function.
const QUOTAS: &str = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
/// Where AWS states how memory brings CPU.
const MEMORY: &str = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html";
/// Where AWS states how asynchronous events are retried.
const ASYNC: &str = "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html";
/// Where AWS states what provisioned concurrency serves.
const PROVISIONED: &str =
    "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html";
/// Where AWS states what a reservation keeps.
const RESERVED: &str =
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html";
/// Where AWS states what `SnapStart` supports and costs.
const SNAP_START: &str = "https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html";

section! {
    /// A Lambda function, invoked by requests or by something else that they lead to.
    pub struct Function as "function" {
        /// Its name, unique among the functions.
        pub name: String = Spec::text(64).label("Name").always()
            .help("What you call it; unique among the functions."),
        /// The share of the API's requests that invoke it.
        pub share: Figure = Spec::decimal("0", "1").label("Share").or("1")
            .help("The share of all requests that invoke it: 0.8 is four in five."),
        /// How many times each of them invokes it.
        pub invocations_per_request: Figure = Spec::decimal("0", "1000").label("Invocations each").or("1").fine()
            .help("How many times each of those requests invokes it: 3 where it fans out to three. Give batch_size where a queue or a stream passes several together."),
        /// How many messages or records an invocation takes together.
        pub batch_size: Option<u32> = Spec::integer(1, 10_000).label("Batch size").optional().fine()
            .help("How many messages of a queue, or records of a table's stream, one invocation takes together, on average. Left out, it is as many messages as one request receives, or one record.")
            .source("https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html"),
        /// What invokes it, instead of requests.
        pub invoked_by: Names = Spec::names(NAME_MAX, TRIGGERS_MAX, REQUESTS).label("Invoked by").optional().fine()
            .help("What invokes the function instead of requests: the name of another function, of a queue, topic, event or workflow, of a table for its stream, or $connect and $disconnect for WebSocket connections; or several of them, where $default stands for the requests. The share is then the share of the invocations, messages or events of each.")
            .source("https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html"),
        /// Whether its caller waits for it.
        pub invocation: Invocation = Spec::choice(Invocation::CHOICES).label("Invocation").or("sync").fine()
            .help("Whether the caller waits. Lambda itself retries asynchronous events that fail.")
            .source(ASYNC),
        /// The size of an asynchronous event.
        pub event_kb: Option<Figure> = Spec::decimal("0", "1024").unit("KB").label("Event size").optional().fine()
            .help("The size of an asynchronous event: one request up to 256 KB, another for each further 64 KB.")
            .source("https://aws.amazon.com/lambda/pricing/"),
        /// The share of asynchronous invocations that fail.
        pub async_error_rate: Figure = Spec::decimal("0", "1").label("Asynchronous errors").or("0").fine()
            .help("The share of asynchronous invocations that fail; retries fail at the same rate.")
            .source(ASYNC),
        /// How many times Lambda retries an asynchronous event.
        pub async_retries: u32 = Spec::integer(0, 2).label("Asynchronous retries").or("2").fine()
            .help("How many times Lambda retries an asynchronous event that fails. AWS's default is 2.")
            .source(ASYNC),
        /// Its memory.
        pub memory_mb: u32 = Spec::integer(MEMORY_MIN_MB, MEMORY_MAX_MB).unit("MB").label("Memory").example("512")
            .help("Configured memory. CPU comes with it: 1,769 MB is one vCPU.")
            .source(QUOTAS),
        /// How long an invocation runs, on average; one of three ways to say so.
        pub duration_ms: Option<Figure> = Spec::decimal("0", DURATION_MAX).unit("ms").label("Duration").example("100")
            .optional()
            .help("How long an invocation runs on average, without initialisation. Billed in whole milliseconds, rounded up. Or give waiting and computing time, or measured points.")
            .source(QUOTAS),
        /// The part of the duration that does not depend on the memory.
        pub wait_ms: Option<Figure> = Spec::decimal("0", DURATION_MAX).unit("ms").label("Waiting time").optional().fine()
            .help("Instead of a duration: the part that waits for other services. It does not depend on the memory."),
        /// The part that computes, at one vCPU.
        pub cpu_ms_at_1769: Option<Figure> = Spec::decimal("0", DURATION_MAX).unit("ms").label("Computing time at 1,769 MB")
            .optional().fine()
            .help("Instead of a duration: the part that computes, measured at 1,769 MB, which is one vCPU. With less memory it takes longer in proportion.")
            .source(MEMORY),
        /// How many vCPUs the computing part can use.
        pub threads: u32 = Spec::integer(1, 6).label("Threads").or("1").fine()
            .help("How many vCPUs the computing part can use at once. A single thread gains nothing above 1,769 MB.")
            .source(MEMORY),
        /// Measured durations at memory sizes.
        pub duration_points: Option<DurationPoints> = Spec::points().label("Measured durations").optional().fine()
            .help("Instead of a duration: measured points, MB:ms, as in 128:2100,256:1050,512:540, or the pasted link or stats of Lambda Power Tuning. Between two points the duration is read off a straight line.")
            .source("https://github.com/alexcasalboni/aws-lambda-power-tuning"),
        /// The processor's architecture.
        pub architecture: Architecture = Spec::choice(Architecture::CHOICES).label("Architecture")
            .or("x86_64")
            .help("Arm costs about a fifth less per GB-second."),
        /// What a log-writing invocation writes.
        pub log_kb: Option<Figure> = Spec::decimal("0", "262144").unit("KB").label("Log").example("0.5")
            .optional()
            .help("What an invocation writes to its log, Lambda's own START, END and REPORT lines included (about 0.3 KB)."),
        /// How long a cold start initialises.
        pub init_ms: Option<Figure> = Spec::decimal("0", DURATION_MAX).unit("ms").label("Init").fine()
            .optional()
            .help("How long a cold start initialises. Billed since 2025-08-01, together with the duration.")
            .source("https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/"),
        /// The share of invocations that start cold.
        pub cold_start_rate: Figure = Spec::decimal("0", "1").label("Cold starts").or("0").fine()
            .help("The share of invocations that start cold: 0.005 is one in two hundred."),
        /// How its code is packaged, which decides since when INIT is billed.
        pub package: Package = Spec::choice(Package::CHOICES).label("Package").or("zip").fine()
            .help("INIT of container images and custom runtimes was billed before 2025-08-01 too."),
        /// Its ephemeral storage.
        pub ephemeral_storage_mb: u32 = Spec::integer(512, 10_240).unit("MB").label("Ephemeral storage").or("512").fine()
            .help("The size of /tmp. The first 512 MB are free; the rest is billed by its size and by the time that the function runs.")
            .source("https://aws.amazon.com/lambda/pricing/"),
        /// How many environments are kept ready.
        pub provisioned_concurrency: Option<u32> = Spec::integer(1, PROVISIONED_MAX).label("Provisioned concurrency").optional().fine()
            .help("How many environments are kept ready. Invocations that find none of them free run on demand.")
            .source(PROVISIONED),
        /// For how long, in hours a month.
        pub provisioned_hours_per_month: Option<Figure> = Spec::decimal("0", "744").unit("hours").label("Provisioned hours")
            .optional().fine()
            .help("For how many hours of the month environments are kept ready, rounded up to 5 minutes. Left out, it is the whole month.")
            .source("https://aws.amazon.com/lambda/pricing/"),
        /// For which hours of the week, instead.
        pub provisioned_schedule: Option<ProvisionedSchedule> = Spec::section(ProvisionedSchedule::SPEC)
            .label("Provisioned schedule").fine()
            .help("In which hours of the week environments are kept ready. Give this instead of a number of hours a month."),
        /// The share of invocations that find an environment ready.
        pub provisioned_share: Option<Figure> = Spec::decimal("0", "1").label("Served by provisioned").optional().fine()
            .help("The share of invocations that provisioned environments serve; the rest runs on demand. Left out, it follows from the traffic's shape, hour by hour.")
            .source(PROVISIONED),
        /// How many environments AWS keeps for it alone.
        pub reserved_concurrency: Option<u32> = Spec::integer(1, PROVISIONED_MAX).label("Reserved concurrency").optional().fine()
            .help("The most environments that run at the same time, which AWS keeps for this function alone. It costs nothing.")
            .source(RESERVED),
        /// Whether environments start from a snapshot.
        pub snap_start: SnapStart = Spec::choice(SnapStart::CHOICES).label("SnapStart").or("off").fine()
            .help("Whether cold starts resume from a snapshot. If they do, the init time is the billed restore time. Free on Java, unless it is packaged as a container image.")
            .source(SNAP_START),
        /// How many published versions keep a snapshot.
        pub snap_start_versions: u32 = Spec::integer(1, 1000).label("SnapStart versions").or("1").fine()
            .help("How many published versions keep a snapshot.")
            .source(SNAP_START),
        /// How long each keeps it, in hours a month.
        pub snap_start_hours_per_month: Option<Figure> = Spec::decimal("0", "744").unit("hours").label("SnapStart hours")
            .optional().fine()
            .help("How long each version keeps its snapshot, at least 3 hours. Left out, it is the whole month.")
            .source(SNAP_START),
        /// What a streamed response carries.
        pub streamed_kb: Option<Figure> = Spec::decimal("0", "204800").unit("KB").label("Streamed response").optional().fine()
            .help("The size of a streamed response. The first 6 MB of each are free.")
            .source("https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html"),
        /// What its URL answers with.
        pub url_response_kb: Option<Figure> = Spec::decimal("0", "204800").unit("KB").label("Function URL response").optional().fine()
            .help("The size of a response through the function's URL, without an API. It is billed as data transfer out.")
            .source("https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html"),
        /// What it does in the tables, per invocation.
        pub operations: Vec<Operation> = Spec::list(Operation::SPEC, 20).label("Operations")
            .help("What an invocation does in the tables."),
    }
}

/// The most environments that a function keeps ready.
pub const PROVISIONED_MAX: u32 = 100_000;
/// Ephemeral storage that costs nothing, in MB.
pub const EPHEMERAL_FREE_MB: u32 = 512;

choice! {
    /// Whether a caller waits for the answer.
    pub enum Invocation {
        /// It waits.
        Sync = "sync" "Synchronous",
        /// It does not; Lambda queues the event.
        Async = "async" "Asynchronous",
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
