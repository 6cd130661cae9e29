//! AWS KMS: keys, and the requests that encrypted tables, queues, secrets and log groups cause.

mod keys;
mod queues;
mod requests;
mod tables;

use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::pricing::Date;
use crate::quantity::Overflow;
use crate::working::Trace;
use crate::workload::Workload;

pub use queues::{by_request as of_each_message, requests as of_queue};
pub use requests::of_key;
pub use tables::{operations as of_each_operation, requests as of_table};

/// Meters keys by the month, and requests: of tables and queues whose key the customer or AWS
/// manages, of log groups, secrets and parameters, and requests that functions make themselves.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    keys::meter(workload, meter)?;
    tables::meter(workload, meter)?;
    requests::of_logs(workload, meter)?;
    queues::meter(workload, meter)?;
    requests::of_secrets(workload, meter)?;
    requests::of_parameters(workload, meter)?;
    requests::own(workload, meter)
}

/// The echoes of the encryption of tables, and of keys.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, table) in workload.scenario.tables.iter().enumerate() {
        if let Some(requests) = tables::requests(workload, table)? {
            let requests = month(requests.figure(), "KMS requests");
            echo(
                format!("tables.{at}.encryption"),
                format!("at most {requests}"),
            );
        }
    }
    for (at, key) in workload.scenario.keys.iter().enumerate() {
        let count = requests::of_key(workload, key)?.figure();
        echo(format!("keys.{at}.per_request"), month(count, "requests"));
    }
    Ok(())
}
