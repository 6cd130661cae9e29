//! AWS KMS: keys and the requests that encrypted tables cause.

use crate::estimate::{Meter, Rule, Step};
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::{Encryption, Table};
use crate::workload::Workload;

/// How often in an hour a caller's cached table key may have to be fetched again: every 5 minutes.
const FETCHES_PER_HOUR: u32 = 12;

const KEYS: Rule = Rule {
    text: "a customer managed key is billed by the month, in parts of an hour; tables that name the same key share it",
    href: "https://aws.amazon.com/kms/pricing/",
};
const CACHED: Rule = Rule {
    text: "DynamoDB caches a table's key for each caller and asks KMS again after five minutes without use: an upper bound, as steady use asks less often and no operation asks twice",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html",
};

/// The customer managed keys of the tables: named ones once, unnamed ones one a table.
pub fn customer_keys(tables: &[Table]) -> usize {
    let managed = || {
        tables
            .iter()
            .filter(|table| table.encryption == Encryption::CustomerManaged)
    };
    let own = managed().filter(|table| table.key.is_empty()).count();
    let named = managed().enumerate().filter(|(at, table)| {
        !table.key.is_empty() && !managed().take(*at).any(|earlier| earlier.key == table.key)
    });
    own.saturating_add(named.count())
}

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
            let mut names: Vec<Option<&str>> = here()
                .map(|demand| demand.caller.map(|function| function.name.as_str()))
                .collect();
            names.sort_unstable();
            names.dedup();
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

/// Keys by the month, and requests for tables whose key is the customer's or managed by AWS.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let tables = &workload.scenario.tables;
    let keys = customer_keys(tables);
    if keys > 0 {
        let quantity = Figure::whole(u64::try_from(keys).unwrap_or(u64::MAX));
        meter.add("kms.keys", quantity, || {
            vec![Step::of("customer managed keys", quantity, "key-months").by(KEYS)]
        })?;
    }
    for table in tables
        .iter()
        .filter(|table| table.encryption != Encryption::AwsOwned)
    {
        let quantity = table_key_requests(workload, table)?;
        let (callers, operations) = callers(workload, table)?;
        meter.add("kms.requests.symmetric", quantity, || {
            let formula = format!(
                "table {}: at most {callers} callers × 12 an hour × {} hours, nor more than its {} operations",
                table.name,
                workload.hours().figure(),
                format::grouped(operations.value()),
            );
            vec![Step::of(formula, quantity, "requests").by(CACHED)]
        })?;
    }
    Ok(())
}
