//! AWS Lambda: requests, duration, ephemeral storage, provisioned concurrency, `SnapStart`,
//! streaming.

mod duration;
mod echo;
mod ephemeral;
mod loops;
mod provisioned;
mod requests;
mod run;
mod snap_start;
mod streaming;

pub use echo::echo;

use crate::metering::Meter;
use crate::quantity::Overflow;
use crate::working::Trace;
use crate::workload::Workload;

/// Meters requests, GB-seconds by architecture, and everything else that functions are billed for.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    let runs = run::runs(workload)?;
    requests::meter(workload, &runs, meter)?;
    duration::meter(&runs, meter)?;
    provisioned::meter(workload, &runs, meter)?;
    ephemeral::meter(&runs, meter)?;
    snap_start::meter(workload, meter)?;
    loops::note(workload, meter);
    streaming::meter(workload, meter)
}
