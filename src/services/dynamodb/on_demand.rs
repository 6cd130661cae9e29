//! On-demand throughput: each read and write by the request unit.

use crate::metering::Meter;
use crate::quantity::Overflow;
use crate::scenario::{CapacityMode, IndexKind};
use crate::working::Step;
use crate::workload::{OperationDemand, Workload};

use super::ids::{own_write_id, read_id, write_id};
use super::units::{failed_write_units, index_write_units, read_units, write_units};
use super::{explain, global_tables};

/// Reads, then writes, of all on-demand tables.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let here = || {
        workload
            .operations
            .iter()
            .filter(|demand| demand.table.capacity.mode == CapacityMode::OnDemand)
    };
    for demand in here().filter(|demand| !demand.operation.kind.writes()) {
        reads(workload, demand, meter)?;
    }
    for demand in here().filter(|demand| demand.operation.kind.writes()) {
        writes(workload, demand, meter)?;
    }
    Ok(())
}

fn reads(
    workload: &Workload<'_>,
    demand: &OperationDemand<'_>,
    meter: &mut Meter,
) -> Result<(), Overflow> {
    let each = read_units(demand.operation)?.figure();
    let quantity = demand.reads()?.figure().times(each)?;
    meter.add(read_id(demand.table.class), quantity, || {
        let mut steps = vec![explain::times_step(workload, demand)];
        steps.extend(explain::read_step(demand, "RRU"));
        steps
    })
}

fn writes(
    workload: &Workload<'_>,
    demand: &OperationDemand<'_>,
    meter: &mut Meter,
) -> Result<(), Overflow> {
    let (operation, table) = (demand.operation, demand.table);
    let id = own_write_id(table);
    let unit = if table.replica_regions > 0 {
        "rWRU"
    } else {
        "WRU"
    };
    let regions = global_tables::regions(table);
    let (good, failed) = demand.by_outcome()?;
    let quantity = good.times(write_units(operation)?.figure())?;
    meter.add(id, quantity.times(regions)?, || {
        let mut steps = vec![explain::times_step(workload, demand)];
        steps.extend(explain::write_step(demand, regions, unit));
        if table.replica_regions > 0 {
            steps.push(
                Step::say(format!("{} is a global table", table.name)).by(global_tables::WRITES),
            );
        }
        steps
    })?;
    if !failed.is_zero() {
        // A failed write changes nothing, so there is nothing to replicate.
        let quantity = failed.times(failed_write_units(operation)?.figure())?;
        meter.add(id, quantity, || {
            explain::failed_step(demand, unit).into_iter().collect()
        })?;
    }
    let written = good.times(operation.items.into())?;
    for index in &table.indexes {
        let each = index_write_units(index, operation.kind)?.figure();
        let quantity = written.times(each)?.times(regions)?;
        // A local index is part of its table, and replicated with it.
        let (id, unit) = match index.kind {
            IndexKind::Gsi => (write_id(table.class), "WRU"),
            IndexKind::Lsi => (id, unit),
        };
        meter.add(id, quantity, || {
            let step = explain::index_step(demand, index, regions, unit);
            step.into_iter().collect()
        })?;
    }
    Ok(())
}
