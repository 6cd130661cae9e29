//! Where the functions' logs go.

use crate::quantity::Figure;
use crate::scenario::choice::choice;
use crate::scenario::read::section;
use crate::scenario::{Choice, Spec};

section! {
    /// `CloudWatch` log groups of the functions.
    pub struct Logs as "logs" {
        /// Their class.
        pub class: LogClass = Spec::choice(LogClass::CHOICES).label("Class").or("standard").always()
            .help("The class of the log groups.")
            .source("https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html"),
        /// How long they are kept; never deleted when absent, as AWS does.
        pub retention_days: Option<u32> = Spec::integer(1, 3653).unit("days").label("Retention").optional().example("30")
            .help("How long log events are kept. Left out they never expire, which is AWS's own default, and storage grows every month.")
            .source("https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"),
        /// Stored bytes over ingested bytes.
        pub stored_ratio: Figure = Spec::decimal("0", "1").label("Stored ratio").or("0.15")
            .help("Stored bytes over ingested bytes, as logs are stored compressed. AWS's own examples take 0.15 or 0.2.")
            .source("https://aws.amazon.com/cloudwatch/pricing/"),
    }
}

choice! {
    /// The class of log groups.
    pub enum LogClass {
        /// With every feature.
        Standard = "standard" "Standard",
    }
}
