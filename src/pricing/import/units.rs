//! What the price list's units are in ours. Nothing is guessed: a name that is not here is reported.

/// Names of units in the price list and how many of ours one of them is, by our unit. Capitals do
/// not matter, for AWS is not consistent about them.
const UNITS: &[(&str, &[(&str, u32)])] = &[
    (
        "request",
        &[
            ("Request", 1),
            ("Requests", 1),
            ("API Request", 1),
            ("API Requests", 1),
            ("API Calls", 1),
            ("1K Requests", 1_000),
            ("10K Requests", 10_000),
            ("1M Requests", 1_000_000),
        ],
    ),
    ("hour", &[("Hrs", 1), ("Hour", 1), ("Hours", 1)]),
    ("message", &[("Message", 1), ("Messages", 1)]),
    (
        "connection-minute",
        &[("Minute", 1), ("Minutes", 1), ("Connection Minutes", 1)],
    ),
    (
        "GB-second",
        &[
            ("Lambda-GB-Second", 1),
            ("Lambda-GB-Seconds", 1),
            ("GB-Second", 1),
            ("GB-Seconds", 1),
            // So some regions' lists of Lambda and Step Functions call the same.
            ("Second", 1),
            ("Seconds", 1),
            ("GB-Hour", 3_600),
            ("GB-Hours", 3_600),
        ],
    ),
    ("GB", &[("GB", 1)]),
    ("operation", &[("Operation", 1), ("Operations", 1)]),
    ("GB-month", &[("GB-Mo", 1), ("GB-Month", 1)]),
    ("RRU", &[("ReadRequestUnits", 1)]),
    ("WRU", &[("WriteRequestUnits", 1)]),
    ("RCU-hour", &[("ReadCapacityUnit-Hrs", 1)]),
    ("WCU-hour", &[("WriteCapacityUnit-Hrs", 1)]),
    (
        "rWRU",
        &[
            ("ReplWriteRequestUnits", 1),
            ("ReplicatedWriteRequestUnits", 1),
            ("WriteRequestUnits", 1),
        ],
    ),
    (
        "rWCU-hour",
        &[
            ("ReplWriteCapacityUnit-Hrs", 1),
            ("ReplicatedWriteCapacityUnit-Hrs", 1),
            ("WriteCapacityUnit-Hrs", 1),
        ],
    ),
    ("node-hour", &[("Hrs", 1), ("Hour", 1), ("Hours", 1)]),
    ("minute", &[("Minute", 1), ("Minutes", 1)]),
    ("metric-month", &[("Metric", 1), ("Metrics", 1)]),
    ("alarm-metric-month", &[("Alarm", 1), ("Alarms", 1)]),
    ("alarm-month", &[("Alarm", 1), ("Alarms", 1)]),
    ("dashboard-month", &[("Dashboard", 1), ("Dashboards", 1)]),
    ("metric", &[("Metric", 1), ("Metrics", 1)]),
    (
        "metric-update",
        &[("Metric Updates", 1), ("MetricUpdates", 1), ("Updates", 1)],
    ),
    ("run", &[("Run", 1), ("Runs", 1), ("Canary-runs", 1)]),
    ("signal", &[("Signal", 1), ("Signals", 1)]),
    ("rule-month", &[("Rule", 1), ("Rules", 1)]),
    (
        "event",
        &[
            ("Event", 1),
            ("Events", 1),
            // An event is what fits into one chunk.
            ("64K-Chunks", 1),
            ("8K-Chunks", 1),
        ],
    ),
    (
        "change data capture unit",
        &[
            ("ChangeDataCaptureUnits", 1),
            ("Change Data Capture Units", 1),
        ],
    ),
    ("trace", &[("Trace", 1), ("Traces", 1)]),
    ("span", &[("Span", 1), ("Spans", 1)]),
    ("key-month", &[("Key", 1), ("Keys", 1)]),
    ("notification", &[("Notification", 1), ("Notifications", 1)]),
    ("invocation", &[("Invocation", 1), ("Invocations", 1)]),
    (
        "transition",
        &[
            ("StateTransition", 1),
            ("StateTransitions", 1),
            ("State Transitions", 1),
        ],
    ),
    ("secret-month", &[("Secret", 1), ("Secrets", 1)]),
    ("parameter-month", &[("Parameter", 1), ("Parameters", 1)]),
    // A web ACL is billed by the month, and the list's unit is just that.
    (
        "web-acl-month",
        &[("Month", 1), ("Months", 1), ("WebACL", 1), ("Web ACL", 1)],
    ),
    ("MAU", &[("MAU", 1), ("MAUs", 1)]),
    ("LCU-hour", &[("LCU-Hrs", 1), ("LCU-Hours", 1)]),
];

/// How many of our units one of the price list's is; `None` if that is not known.
#[must_use]
pub fn in_one(theirs: &str, ours: &str) -> Option<u32> {
    let (_, names) = UNITS.iter().find(|(unit, _)| *unit == ours)?;
    let found = names
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(theirs));
    found.map(|(_, count)| *count)
}

/// The names of the price list that are known for our unit, for people.
#[must_use]
pub fn known(ours: &str) -> String {
    let names = UNITS.iter().find(|(unit, _)| *unit == ours);
    let names: Vec<&str> = names
        .into_iter()
        .flat_map(|(_, names)| names.iter().map(|(name, _)| *name))
        .collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}
