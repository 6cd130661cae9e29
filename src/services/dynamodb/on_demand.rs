//! On-demand throughput: reads and writes, billed by the request unit.

use crate::metering::Meter;
use crate::quantity::Overflow;
use crate::scenario::{CapacityMode, IndexKind};
use crate::working::Trace;
use crate::workload::{OperationDemand, Workload};

use super::demand::{failed, index_name, name, read, written, written_to};
use super::global_tables::regions;
use super::ids::{own_write_id, read_id, write_id};
use super::replicas;

/// Meters reads, then writes, of all on-demand tables.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    let here = || {
        workload
            .operations
            .iter()
            .filter(|demand| demand.table.capacity.mode == CapacityMode::OnDemand)
    };
    for demand in here().filter(|demand| !demand.operation.kind.takes_write_units()) {
        let (id, reads) = (read_id(demand.table.class), read(demand, "RRU")?);
        meter.take(id, reads)?;
        replicas::take_reads(demand.table, id, reads, &name(demand), meter)?;
    }
    for demand in here().filter(|demand| demand.operation.kind.takes_write_units()) {
        writes(demand, meter)?;
    }
    Ok(())
}

fn writes<T: Trace>(demand: &OperationDemand<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    let table = demand.table;
    let (own, regions) = (own_write_id(table), regions(table));
    let unit = own.unit();
    let whole = written(demand, regions, unit)?;
    meter.take(own, whole)?;
    replicas::take(table, own, whole, &name(demand), replicas::WRITES, meter)?;
    if let Some(failed) = failed(demand, unit)? {
        meter.take(own, failed)?;
    }
    if !demand.operation.kind.writes() {
        return Ok(());
    }
    for index in &table.indexes {
        // A local index is part of its table and is replicated with it.
        let id = match index.kind {
            IndexKind::Gsi => write_id(table.class),
            IndexKind::Lsi => own,
        };
        let entries = written_to(index, demand, regions, id.unit())?;
        meter.take(id, entries)?;
        let name = index_name(demand, index);
        replicas::take(table, id, entries, &name, replicas::WRITES, meter)?;
    }
    Ok(())
}
