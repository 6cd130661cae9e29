//! What watches the API: metrics, alarms, dashboards, traces.

use crate::fields::Spec;
use crate::fields::read::section;
use crate::quantity::Figure;

/// Where AWS states what is billed.
const PRICING: &str = "https://aws.amazon.com/cloudwatch/pricing/";

section! {
    /// Metrics, alarms, dashboards and traces.
    pub struct Monitoring as "monitoring" {
        /// Custom metrics that are sent through the API.
        pub custom_metrics: Figure = Spec::decimal("0", "10000000").label("Custom metrics").or("0").always().example("10")
            .help("Metrics of your own: each combination of name and dimensions is one, and half a one if it exists for half of the month.")
            .source(PRICING),
        /// Calls that send them, for each invocation.
        pub metric_calls_per_invocation: Figure = Spec::decimal("0", "10000").label("Metric calls").or("0").fine()
            .help("Calls of PutMetricData that each invocation of each function makes to send custom metrics. Embedded metrics need no calls.")
            .source(PRICING),
        /// Custom metrics that are written into the log in the embedded metric format.
        pub embedded_metrics: Figure = Spec::decimal("0", "10000000").label("Embedded metrics").or("0").fine()
            .help("Metrics of your own that functions write into their logs in the embedded metric format: each combination of name and dimensions is one.")
            .source("https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format.html"),
        /// What an invocation writes in that format.
        pub embedded_kb: Figure = Spec::decimal("0", "262144").unit("KB").label("Embedded log").or("0").fine()
            .help("What each invocation of each function writes in the embedded metric format, in addition to its log. It is ingested and kept like any log.")
            .source("https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format.html"),
        /// Metrics that alarms of standard resolution watch.
        pub alarms_standard: Figure = Spec::decimal("0", "1000000").label("Alarms").or("0")
            .help("Metrics that alarms of standard resolution (60 seconds) watch.")
            .source(PRICING),
        /// Metrics that alarms of high resolution watch.
        pub alarms_high_resolution: Figure = Spec::decimal("0", "1000000").label("High-resolution alarms").or("0").fine()
            .help("Metrics that alarms of high resolution (10 or 30 seconds) watch.")
            .source(PRICING),
        /// Composite alarms.
        pub alarms_composite: Figure = Spec::decimal("0", "1000000").label("Composite alarms").or("0").fine()
            .help("Alarms over other alarms.")
            .source(PRICING),
        /// Dashboards.
        pub dashboards: Figure = Spec::decimal("0", "100000").label("Dashboards").or("0")
            .help("Dashboards of your own.")
            .source(PRICING),
        /// The share of requests whose trace X-Ray records.
        pub trace_sampling_rate: Figure = Spec::decimal("0", "1").label("Traced").or("0")
            .help("The share of requests, and of schedules that invoke a function, whose trace X-Ray records: 0.05 is one in twenty.")
            .source("https://aws.amazon.com/xray/pricing/"),
        /// Traces that are retrieved or scanned in a month.
        pub traces_scanned_per_month: Figure = Spec::decimal("0", "1000000000000000").unit("traces a month").label("Traces scanned").or("0").fine()
            .help("Traces that people and tools retrieve or scan in a month.")
            .source("https://aws.amazon.com/xray/pricing/"),
    }
}
