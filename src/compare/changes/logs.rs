//! The class and the retention of log groups.

use crate::compare::{Applied, Change, Scope};
use crate::fields::Choice as _;
use crate::scenario::{LogClass, Logs, Scenario};

const CLASSES: &str =
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html";
const RETENTION: &str = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html";
const INFREQUENT: &str = "Infrequent Access has no metric filters, no subscriptions, no Live Tail, no embedded metrics and no alarms from logs, and its queries are billed by the GB as in Standard. The class of a log group can't be changed.";
const STANDARD: &str = "In the Standard class ingestion costs twice as much in the first tier. The class of a log group can't be changed.";
const SHORTER: &str =
    "Log events older than the retention are deleted within 72 hours and can't be restored.";
const LONGER: &str = "The shorter retention deletes log events, within 72 hours and for good, that the longer one would still keep.";
const NEVER: &str = "Logs that never expire are paid for every month until they are deleted, and every month adds to them.";

const TIERING: &str =
    "https://docs.aws.amazon.com/goto/WebAPI/logs-2014-03-28/PutStorageTierPolicy";
const TIERED: &str = "Logs that are read after 30 days return to the first tier and cost its price again. The policy is set for all log groups of the account.";
const ONE_TIER: &str =
    "Logs older than 30 days are paid for like new ones, also where nobody reads them.";

/// The age in days at which logs move to another tier.
const TIERED_AFTER: u32 = 30;
/// The retentions that are tried, in days.
const DAYS: [u32; 4] = [7, 30, 90, 365];
/// The longest retention that is compared with logs that never expire, in days. In the estimate
/// logs that never expire store one month's logs, so a longer retention would look dearer than none.
const DAYS_MAX_OF_MONTH: u32 = 30;

pub(super) const CHANGES: &[Change] = &[
    Change {
        key: "logs-infrequent-access",
        label: "Infrequent Access logs",
        gives_up: INFREQUENT,
        staying: STANDARD,
        source: CLASSES,
        touches: &["logs.class"],
        applies: |scenario| Ok(class(scenario, LogClass::InfrequentAccess)),
    },
    Change {
        key: "logs-standard",
        label: "Standard logs",
        gives_up: STANDARD,
        staying: INFREQUENT,
        source: CLASSES,
        touches: &["logs.class"],
        applies: |scenario| Ok(class(scenario, LogClass::Standard)),
    },
    Change {
        key: "logs-retention",
        label: "Another retention",
        gives_up: SHORTER,
        staying: LONGER,
        source: RETENTION,
        touches: &["logs.retention_days"],
        applies: |scenario| Ok(retention(scenario)),
    },
    Change {
        key: "logs-intelligent-tiering",
        label: "Logs with Intelligent Tiering",
        gives_up: TIERED,
        staying: ONE_TIER,
        source: TIERING,
        touches: &["logs.intelligent_tiering"],
        applies: |scenario| Ok(tiering(scenario, true)),
    },
    Change {
        key: "logs-without-tiering",
        label: "Logs without Intelligent Tiering",
        gives_up: ONE_TIER,
        staying: TIERED,
        source: TIERING,
        touches: &["logs.intelligent_tiering"],
        applies: |scenario| Ok(tiering(scenario, false)),
    },
    Change {
        key: "logs-never-expire",
        label: "Logs that never expire",
        gives_up: NEVER,
        staying: SHORTER,
        source: RETENTION,
        touches: &["logs.retention_days"],
        applies: |scenario| Ok(never(scenario)),
    },
];

fn with_logs(change: String, apply: impl Fn(&mut Logs) + 'static) -> Applied {
    Applied::new(Scope::Whole, change, move |scenario| {
        if let Some(logs) = &mut scenario.logs {
            apply(logs);
        }
    })
}

/// The other class. Embedded metrics need the Standard class.
fn class(scenario: &Scenario, to: LogClass) -> Vec<Applied> {
    let Some(logs) = scenario.logs.as_ref().filter(|logs| logs.class != to) else {
        return Vec::new();
    };
    let embeds = scenario
        .monitoring
        .as_ref()
        .is_some_and(|one| !one.embedded_kb.is_zero() || !one.embedded_metrics.is_zero());
    if to == LogClass::InfrequentAccess && embeds {
        return Vec::new();
    }
    let change = format!("logs {} instead of {}", to.label(), logs.class.label());
    vec![with_logs(change, move |logs| logs.class = to)]
}

fn retention(scenario: &Scenario) -> Vec<Applied> {
    let Some(logs) = &scenario.logs else {
        return Vec::new();
    };
    let now = logs.retention_days;
    let tried = DAYS
        .into_iter()
        .filter(|days| now != Some(*days) && (now.is_some() || *days <= DAYS_MAX_OF_MONTH));
    let all = tried.map(|days| {
        let now = now.map_or_else(|| "for ever".to_owned(), |now| format!("{now} days"));
        let change = format!("logs kept for {days} days instead of {now}");
        with_logs(change, move |logs| logs.retention_days = Some(days))
    });
    all.collect()
}

/// Tiering on or off, where logs become old enough for it.
fn tiering(scenario: &Scenario, to: bool) -> Vec<Applied> {
    let logs = scenario.logs.as_ref();
    let old = |logs: &&Logs| logs.retention_days.is_none_or(|days| days > TIERED_AFTER);
    if logs
        .filter(old)
        .is_none_or(|logs| logs.intelligent_tiering == to)
    {
        return Vec::new();
    }
    let change = match to {
        true => "logs with Intelligent Tiering",
        false => "logs without Intelligent Tiering",
    };
    vec![with_logs(change.to_owned(), move |logs| {
        logs.intelligent_tiering = to;
    })]
}

fn never(scenario: &Scenario) -> Vec<Applied> {
    let logs = scenario.logs.as_ref();
    let Some(days) = logs.and_then(|logs| logs.retention_days) else {
        return Vec::new();
    };
    let change = format!("logs kept for ever instead of {days} days");
    vec![with_logs(change, |logs| {
        logs.retention_days = None;
    })]
}
