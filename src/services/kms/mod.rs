//! AWS KMS: keys, and the requests that encrypted tables, queues, secrets and log groups cause.

mod keys;
mod requests;

pub use keys::customer_keys;
pub use requests::of_queue;

use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::pricing::Date;
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::{Encryption, Table};
use crate::working::{Rule, Step};
use crate::workload::Workload;

/// How often in an hour a caller's cached table key may have to be fetched again: every 5 minutes.
const FETCHES_PER_HOUR: u32 = 12;

/// The price of requests to symmetric keys.
const SYMMETRIC: &str = "kms.requests.symmetric";

const KEYS: Rule = Rule {
    text: "a customer managed key is billed by the month, in parts of an hour; whatever names the same key shares it; the first and the second rotation add the same again",
    href: "https://aws.amazon.com/kms/pricing/",
};
const CACHED: Rule = Rule {
    text: "DynamoDB caches a table's key for each caller and asks KMS again after five minutes without use: an upper bound, as steady use asks less often and no operation asks twice",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html",
};

/// How many callers fetch a table's key, and how many operations they do in a month.
fn callers(workload: &Workload<'_>, table: &Table) -> Result<(Figure, Figure), Overflow> {
    let here = || {
        workload
            .operations
            .iter()
            .filter(|demand| demand.table.name == table.name)
    };
    let mut operations = Figure::ZERO;
    for demand in here() {
        operations = operations.plus(demand.times.figure())?;
    }
    let callers = match table.key_callers {
        Some(callers) => Figure::from(callers),
        None => {
            let mut names: Vec<Option<&str>> = Vec::new();
            for name in here().map(|demand| demand.caller.map(|function| function.name.as_str())) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            Figure::whole(u64::try_from(names.len()).unwrap_or(u64::MAX))
        }
    };
    Ok((callers, operations))
}

/// At most so many requests a month fetch a table's key.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn table_key_requests(workload: &Workload<'_>, table: &Table) -> Result<Figure, Overflow> {
    let (callers, operations) = callers(workload, table)?;
    let fetches = workload.hours().figure().times(FETCHES_PER_HOUR.into())?;
    Ok(callers.times(fetches)?.min(operations))
}

/// What follows from the encryption of tables and from keys.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, table) in workload.scenario.tables.iter().enumerate() {
        if table.encryption != Encryption::AwsOwned {
            let requests = table_key_requests(workload, table)?;
            let text = format!("at most {}", month(requests, "KMS requests"));
            echo(format!("tables.{at}.encryption"), text);
        }
    }
    for (at, key) in workload.scenario.keys.iter().enumerate() {
        let count = workload.caused(&key.function, key.per_request)?;
        echo(format!("keys.{at}.per_request"), month(count, "requests"));
    }
    Ok(())
}

/// Keys by the month, and requests for tables whose key is the customer's or managed by AWS.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let tables = &workload.scenario.tables;
    let (keys, versions) = customer_keys(workload.scenario)?;
    let quantity = keys.plus(versions)?;
    if !quantity.is_zero() {
        meter.add("kms.keys", quantity, || {
            let formula = format!("{keys} customer managed keys + {versions} rotated versions");
            vec![Step::of(formula, quantity, "key-months").by(KEYS)]
        })?;
    }
    for table in tables
        .iter()
        .filter(|table| table.encryption != Encryption::AwsOwned)
    {
        let quantity = table_key_requests(workload, table)?;
        let (callers, operations) = callers(workload, table)?;
        meter.add(SYMMETRIC, quantity, || {
            let formula = format!(
                "table {}: min({callers} callers × 12 an hour × {} hours, {} operations)",
                table.name,
                workload.hours().figure(),
                format::grouped(operations.value()),
            );
            vec![Step::of(formula, quantity, "requests").by(CACHED)]
        })?;
    }
    requests::meter(workload, meter)
}
