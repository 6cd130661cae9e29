//! Requests to KMS that encrypted tables cause.

use crate::fields::Choice as _;
use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Encryption, Table};
use crate::working::{Named as _, Quantity, Rule, Trace, Working};
use crate::workload::{OperationDemand, Workload};

/// The most times an hour that a caller fetches a table's key: once in 5 minutes.
const FETCHES_PER_HOUR: u32 = 12;

const CACHED: Rule = Rule::new(
    "DynamoDB caches a table's key for each caller and asks KMS again after five minutes without use; the number of requests is an upper bound, as steady use makes fewer and an operation makes at most one",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html",
);

/// The number of callers that fetch a table's key: the given number, or else the functions that use
/// the table, and one more if requests use it directly.
fn callers<T: Trace>(workload: &Workload<'_, T>, table: &Table) -> Figure {
    if let Some(callers) = table.key_callers {
        return callers.into();
    }
    let mut names: Vec<Option<&str>> = Vec::new();
    for demand in workload.operations_on(table) {
        let name = demand.caller.map(|function| function.name.as_str());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Figure::whole(u64::try_from(names.len()).unwrap_or(u64::MAX))
}

/// Operations on a table in a month. If several operations use the table, their sum is a step.
///
/// # Errors
/// [`Overflow`] if the sum is too large.
pub fn operations<T: Trace>(
    workload: &Workload<'_, T>,
    table: &Table,
) -> Result<Working<T>, Overflow> {
    let mut done = workload.operations_on(table);
    let Some(first) = done.next() else {
        return Ok(workload.on().of(Figure::ZERO, "operations"));
    };
    let mut rest = done.peekable();
    if rest.peek().is_none() {
        return Ok(first.times.expr());
    }
    let named = |demand: &OperationDemand<'_, T>| {
        let kind = demand.operation.kind.word();
        match demand.caller {
            Some(function) => demand
                .times
                .aside(format_args!("{kind} by {}", function.name)),
            None => demand.times.aside(format_args!("{kind} by requests")),
        }
    };
    let sum = rest.fold(named(first), |sum, demand| sum + named(demand));
    let all = sum.step(format_args!("table {}", table.name), "operations")?;
    Ok(all.expr())
}

/// The most requests a month that fetch a table's key; `None` if AWS owns the key, as requests to
/// such keys are not billed.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn requests<T: Trace>(
    workload: &Workload<'_, T>,
    table: &Table,
) -> Result<Option<Quantity<T>>, Overflow> {
    if table.encryption == Encryption::AwsOwned {
        return Ok(None);
    }
    let callers = workload.on().of(callers(workload, table), "callers");
    let fetches = callers * FETCHES_PER_HOUR.named("an hour") * workload.hours().named("hours");
    let most = fetches.min(operations(workload, table)?);
    let requests = most.step(format_args!("table {}", table.name), "requests")?;
    Ok(Some(requests.by(CACHED)))
}

/// Meters requests of all tables whose key the customer or AWS manages.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub(super) fn meter<T: Trace>(
    workload: &Workload<'_, T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    for table in &workload.scenario.tables {
        if let Some(requests) = requests(workload, table)? {
            meter.take(ids::KMS_REQUESTS_SYMMETRIC, requests)?;
        }
    }
    Ok(())
}
