//! Amazon `DynamoDB`, split by rule: units of operations ([`units`], [`demand`]), payment of units
//! ([`on_demand`], [`provisioned`], [`reserved`]), storage and backups ([`storage`]), and features
//! of tables ([`global_tables`], [`streams`], [`dax`]); [`auto_scaling`] has the alarms, which stand
//! among those of `CloudWatch`.

pub mod auto_scaling;
pub mod dax;
pub mod demand;
pub mod echo;
pub mod global_tables;
mod ids;
pub mod load;
pub mod on_demand;
pub mod provisioned;
pub mod replicas;
pub mod reserved;
pub mod storage;
pub mod streams;
mod sum;
pub mod units;
pub mod week;

use crate::metering::Meter;
use crate::quantity::Overflow;
use crate::working::Trace;
use crate::workload::Workload;

/// Meters everything that tables are billed for, except keys.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    on_demand::meter(workload, meter)?;
    provisioned::meter(workload, meter)?;
    reserved::meter(workload, meter)?;
    global_tables::meter(workload, meter)?;
    storage::meter(workload, meter)?;
    streams::meter(workload, meter)?;
    dax::meter(workload, meter)
}
