//! The kind of key that encrypts tables and log groups.

use crate::compare::{Applied, Change, Scope};
use crate::fields::Choice as _;
use crate::scenario::{Encryption, LogEncryption, Scenario};

const TABLES: &str =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html";
const LOGS: &str =
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html";
const OWNED: &str = "You can't see an AWS owned key, audit it in CloudTrail, rotate it, disable it or give it a policy of your own.";
const MANAGED: &str = "An AWS managed key shows in CloudTrail and rotates every year, but you can't change its policy, disable it or share it with other accounts.";
const NOT_YOURS: &str = "Without a customer managed key you can't change the key's policy, disable the key or share it with other accounts. An AWS owned key does not show in CloudTrail either.";
const CUSTOMER_LOGS: &str = "A customer managed key is billed by the month, used or not, and can lock you out: the logs can't be read without the key, and a key that you delete is gone after a waiting time of 7 to 30 days.";
const CUSTOMER: &str = "A customer managed key is billed by the month, used or not, and can lock you out: the table can't be read without the key, and a key that you delete is gone after a waiting time of 7 to 30 days.";

pub(super) const CHANGES: &[Change] = &[
    Change {
        key: "tables-aws-owned-key",
        label: "AWS owned key",
        gives_up: OWNED,
        staying: CUSTOMER,
        source: TABLES,
        touches: &["tables.*.encryption"],
        applies: |scenario| Ok(tables(scenario, Encryption::AwsOwned)),
    },
    Change {
        key: "tables-aws-managed-key",
        label: "AWS managed key",
        gives_up: MANAGED,
        staying: OWNED,
        source: TABLES,
        touches: &["tables.*.encryption"],
        applies: |scenario| Ok(tables(scenario, Encryption::AwsManaged)),
    },
    Change {
        key: "tables-customer-managed-key",
        label: "Customer managed key",
        gives_up: CUSTOMER,
        staying: NOT_YOURS,
        source: TABLES,
        touches: &["tables.*.encryption"],
        applies: |scenario| Ok(tables(scenario, Encryption::CustomerManaged)),
    },
    Change {
        key: "logs-aws-owned-key",
        label: "AWS owned key for logs",
        gives_up: OWNED,
        staying: CUSTOMER_LOGS,
        source: LOGS,
        touches: &["logs.encryption"],
        applies: |scenario| Ok(logs(scenario, LogEncryption::AwsOwned)),
    },
    Change {
        key: "logs-customer-managed-key",
        label: "Customer managed key for logs",
        gives_up: CUSTOMER_LOGS,
        staying: OWNED,
        source: LOGS,
        touches: &["logs.encryption"],
        applies: |scenario| Ok(logs(scenario, LogEncryption::CustomerManaged)),
    },
];

/// All tables under keys of this kind. Keys that the scenario lists stay, because something else may use
/// them. A key that is not symmetric can't encrypt a table.
fn tables(scenario: &Scenario, to: Encryption) -> Vec<Applied> {
    let others = |table: &&crate::scenario::Table| table.encryption != to;
    if !scenario.tables.iter().any(|table| others(&table)) {
        return Vec::new();
    }
    if to == Encryption::CustomerManaged {
        let mut tables = scenario.tables.iter();
        if tables.any(|table| is_not_symmetric(scenario, &table.key)) {
            return Vec::new();
        }
    }
    let change = format!("{} for all tables", to.label());
    vec![Applied::new(Scope::Whole, change, move |scenario| {
        for table in &mut scenario.tables {
            table.encryption = to;
        }
    })]
}

fn logs(scenario: &Scenario, to: LogEncryption) -> Vec<Applied> {
    let Some(logs) = scenario.logs.as_ref().filter(|logs| logs.encryption != to) else {
        return Vec::new();
    };
    if to == LogEncryption::CustomerManaged && is_not_symmetric(scenario, &logs.key) {
        return Vec::new();
    }
    let change = format!("{} for the log groups", to.label());
    vec![Applied::new(Scope::Whole, change, move |scenario| {
        if let Some(logs) = &mut scenario.logs {
            logs.encryption = to;
        }
    })]
}

/// Whether the scenario lists this key as one that is not symmetric, which can't encrypt data at rest.
fn is_not_symmetric(scenario: &Scenario, name: &str) -> bool {
    let mut keys = scenario.keys.iter();
    keys.any(|key| key.name == name && key.kind != crate::scenario::KeyKind::Symmetric)
}
