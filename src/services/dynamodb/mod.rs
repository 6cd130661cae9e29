//! Amazon `DynamoDB`, split by rule: what operations take ([`units`], [`demand`]), how it is paid
//! ([`on_demand`], [`provisioned`], [`reserved`]), what is stored and kept ([`storage`]), and what
//! stands around tables ([`global_tables`], [`streams`], [`dax`]).

pub mod dax;
pub mod demand;
pub mod echo;
mod explain;
pub mod global_tables;
mod ids;
pub mod on_demand;
pub mod provisioned;
pub mod reserved;
pub mod storage;
pub mod streams;
pub mod units;
pub mod week;

pub use units::{failed_write_units, index_write_units, read_units, write_units};

use crate::metering::Meter;
use crate::quantity::Overflow;
use crate::workload::Workload;

/// Everything that tables are billed for, keys apart.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    on_demand::meter(workload, meter)?;
    provisioned::meter(workload, meter)?;
    reserved::meter(workload, meter)?;
    global_tables::meter(workload, meter)?;
    storage::meter(workload, meter)?;
    streams::meter(workload, meter)?;
    dax::meter(workload, meter)
}
