//! Where the functions' logs go.

use crate::fields::choice::choice;
use crate::fields::read::section;
use crate::fields::{Choice, Spec};
use crate::quantity::Figure;

/// Where AWS states how log groups are encrypted.
const KEYS: &str =
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html";

section! {
    /// `CloudWatch` log groups of the functions.
    pub struct Logs as "logs" {
        /// Their class.
        pub class: LogClass = Spec::choice(LogClass::CHOICES).label("Class").or("standard").always()
            .help("The class of the log groups.")
            .source("https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html"),
        /// How long they are kept; never deleted when absent, as AWS does.
        pub retention_days: Option<u32> = Spec::integer(1, 3653).unit("days").label("Retention").optional().example("30")
            .help("How long log events are kept. Left out, they never expire, which is AWS's default, and storage grows every month.")
            .source("https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"),
        /// Stored bytes over ingested bytes.
        pub stored_ratio: Figure = Spec::decimal("0", "1").label("Stored ratio").or("0.15")
            .help("Stored bytes over ingested bytes, as logs are stored compressed. AWS's own examples take 0.15 or 0.2.")
            .source("https://aws.amazon.com/cloudwatch/pricing/"),
        /// Whether old logs move to cheaper storage by themselves.
        pub intelligent_tiering: bool = Spec::truth().label("Intelligent Tiering").fine()
            .help("Whether logs that nobody reads move to cheaper storage by themselves: after 30 days to the Infrequent Access tier, after 90 to the archive tier. It is set for the whole account.")
            .source("https://docs.aws.amazon.com/goto/WebAPI/logs-2014-03-28/PutStorageTierPolicy"),
        /// Logs Insights queries in a month.
        pub insights_queries_per_month: Figure = Spec::decimal("0", "1000000000").unit("queries a month").label("Insights queries").or("0").fine()
            .help("Logs Insights queries that people and dashboards run in a month, billed by what they scan.")
            .source("https://aws.amazon.com/cloudwatch/pricing/"),
        /// What a query scans.
        pub scanned_gb_per_query: Option<Figure> = Spec::decimal("0", "1000000000").unit("GB").label("Scanned by a query").optional().fine()
            .help("What a query scans on average: the uncompressed logs of its time range.")
            .source("https://aws.amazon.com/cloudwatch/pricing/"),
        /// Who holds the key.
        pub encryption: LogEncryption = Spec::choice(LogEncryption::CHOICES).label("Encryption").or("aws-owned").fine()
            .help("Who holds the key that encrypts the log groups.")
            .source(KEYS),
        /// The customer managed key's name; whatever names the same key shares it.
        pub key: String = Spec::text(64).label("Key").optional().fine()
            .help("The name of the customer managed key. Everything that gives the same name shares the key. Left out, the log groups have a key of their own."),
        /// Requests to KMS that the log groups cause in a month.
        pub key_requests_per_month: Option<Figure> = Spec::decimal("0", "1000000000000000").unit("requests a month").label("Key requests").optional().fine()
            .help("Requests to KMS that log groups under a customer managed key cause in a month. AWS does not publish how long CloudWatch Logs caches data keys, so measure it in CloudTrail.")
            .source(KEYS),
    }
}

choice! {
    /// The class of log groups.
    pub enum LogClass {
        /// With every feature.
        Standard = "standard" "Standard",
        /// Half the price to ingest, with fewer features.
        InfrequentAccess = "infrequent-access" "Infrequent Access",
    }
}

choice! {
    /// Who holds the key of log groups.
    pub enum LogEncryption {
        /// `CloudWatch` Logs; free.
        AwsOwned = "aws-owned" "AWS owned key",
        /// The customer; key and requests are billed.
        CustomerManaged = "customer-managed" "Customer managed key",
    }
}
