//! Who holds the keys of tables and log groups.

use crate::compare::{Applied, Change};
use crate::fields::Choice as _;
use crate::scenario::{Encryption, LogEncryption, Scenario};

const TABLES: &str =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html";
const LOGS: &str =
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html";
const OWNED: &str = "An AWS owned key can't be seen, audited in CloudTrail, rotated, disabled or given a policy of your own.";
const MANAGED: &str = "An AWS managed key shows in CloudTrail and rotates every year, but its policy can't be changed and it can't be disabled or shared with other accounts.";
const NOT_YOURS: &str = "Short of a customer managed key its policy can't be changed and it can't be disabled or shared with other accounts; an AWS owned key does not show in CloudTrail either.";
const CUSTOMER_LOGS: &str = "A customer managed key is billed by the month, used or not, and can lock you out: without it the logs can't be read, and after a waiting time of 7 to 30 days a deleted key is gone.";
const CUSTOMER: &str = "A customer managed key is billed by the month, used or not, and can lock you out: without it the table can't be read, and after a waiting time of 7 to 30 days a deleted key is gone.";

pub(super) const CHANGES: &[Change] = &[
    Change {
        key: "tables-aws-owned-key",
        label: "AWS owned key",
        gives_up: OWNED,
        spares: CUSTOMER,
        source: TABLES,
        touches: &["tables.*.encryption"],
        applies: |scenario| Ok(tables(scenario, Encryption::AwsOwned)),
    },
    Change {
        key: "tables-aws-managed-key",
        label: "AWS managed key",
        gives_up: MANAGED,
        spares: OWNED,
        source: TABLES,
        touches: &["tables.*.encryption"],
        applies: |scenario| Ok(tables(scenario, Encryption::AwsManaged)),
    },
    Change {
        key: "tables-customer-managed-key",
        label: "Customer managed key",
        gives_up: CUSTOMER,
        spares: NOT_YOURS,
        source: TABLES,
        touches: &["tables.*.encryption"],
        applies: |scenario| Ok(tables(scenario, Encryption::CustomerManaged)),
    },
    Change {
        key: "logs-aws-owned-key",
        label: "AWS owned key for logs",
        gives_up: OWNED,
        spares: CUSTOMER_LOGS,
        source: LOGS,
        touches: &["logs.encryption"],
        applies: |scenario| Ok(logs(scenario, LogEncryption::AwsOwned)),
    },
    Change {
        key: "logs-customer-managed-key",
        label: "Customer managed key for logs",
        gives_up: CUSTOMER_LOGS,
        spares: OWNED,
        source: LOGS,
        touches: &["logs.encryption"],
        applies: |scenario| Ok(logs(scenario, LogEncryption::CustomerManaged)),
    },
];

/// All tables under keys of this holder. A key that the scenario lists by itself stays, as others may
/// use it; one of another kind than symmetric can't be a table's.
fn tables(scenario: &Scenario, to: Encryption) -> Vec<Applied> {
    let others = |table: &&crate::scenario::Table| table.encryption != to;
    if !scenario.tables.iter().any(|table| others(&table)) {
        return Vec::new();
    }
    if to == Encryption::CustomerManaged {
        let mut tables = scenario.tables.iter();
        if tables.any(|table| is_of_another_kind(scenario, &table.key)) {
            return Vec::new();
        }
    }
    let change = format!("{} for all tables", to.label());
    vec![Applied::changing(scenario, change, |scenario| {
        for table in &mut scenario.tables {
            table.encryption = to;
        }
    })]
}

fn logs(scenario: &Scenario, to: LogEncryption) -> Vec<Applied> {
    let Some(logs) = scenario.logs.as_ref().filter(|logs| logs.encryption != to) else {
        return Vec::new();
    };
    if to == LogEncryption::CustomerManaged && is_of_another_kind(scenario, &logs.key) {
        return Vec::new();
    }
    let change = format!("{} for the log groups", to.label());
    vec![Applied::changing(scenario, change, |scenario| {
        if let Some(logs) = &mut scenario.logs {
            logs.encryption = to;
        }
    })]
}

/// Whether the scenario lists this key, and as one that nothing is encrypted with at rest.
fn is_of_another_kind(scenario: &Scenario, name: &str) -> bool {
    let mut keys = scenario.keys.iter();
    keys.any(|key| key.name == name && key.kind != crate::scenario::KeyKind::Symmetric)
}
