//! What the operations of a month take of a table and of each of its indexes.

use crate::quantity::{Figure, Overflow};
use crate::scenario::{Index, IndexKind, Table};
use crate::workload::{OperationDemand, Workload};

use super::units::{failed_write_units, index_write_units, read_units, write_units};

/// Units of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Units {
    /// Read units.
    pub read: Figure,
    /// Write units.
    pub write: Figure,
}

impl Units {
    /// None.
    pub const ZERO: Self = Self {
        read: Figure::ZERO,
        write: Figure::ZERO,
    };
}

/// Units of a month by what has capacity of its own: the table with its local indexes, and each
/// global index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableUnits {
    /// The table's own writes, local indexes apart: what a global table replicates.
    pub own_writes: Figure,
    /// The table with its local indexes.
    pub table: Units,
    /// Each index in its order; zero for local ones, which use the table's.
    pub indexes: Vec<Units>,
}

/// What a table and its indexes are asked for.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn of_table(workload: &Workload<'_>, table: &Table) -> Result<TableUnits, Overflow> {
    let mut sum = TableUnits {
        own_writes: Figure::ZERO,
        table: Units::ZERO,
        indexes: vec![Units::ZERO; table.indexes.len()],
    };
    for demand in workload
        .operations
        .iter()
        .filter(|demand| demand.table.name == table.name)
    {
        if demand.operation.kind.writes() {
            writes(demand, &mut sum)?;
        } else {
            reads(demand, &mut sum)?;
        }
    }
    sum.table.write = sum.table.write.plus(sum.own_writes)?;
    Ok(sum)
}

fn is_global(index: &Index) -> bool {
    index.kind == IndexKind::Gsi
}

fn reads(demand: &OperationDemand<'_>, sum: &mut TableUnits) -> Result<(), Overflow> {
    let quantity = demand
        .reads()?
        .figure()
        .times(read_units(demand.operation)?.figure())?;
    let index = demand
        .table
        .indexes
        .iter()
        .position(|index| index.name == demand.operation.index && is_global(index));
    let target = match index.and_then(|place| sum.indexes.get_mut(place)) {
        Some(units) => units,
        None => &mut sum.table,
    };
    target.read = target.read.plus(quantity)?;
    Ok(())
}

fn writes(demand: &OperationDemand<'_>, sum: &mut TableUnits) -> Result<(), Overflow> {
    let operation = demand.operation;
    let (good, failed) = demand.by_outcome()?;
    let good_units = good.times(write_units(operation)?.figure())?;
    let failed_units = failed.times(failed_write_units(operation)?.figure())?;
    sum.own_writes = sum.own_writes.plus(good_units)?.plus(failed_units)?;
    let written = good.times(operation.items.into())?;
    for (index, units) in demand.table.indexes.iter().zip(&mut sum.indexes) {
        let quantity = written.times(index_write_units(index, operation.kind)?.figure())?;
        let target = if is_global(index) {
            units
        } else {
            &mut sum.table
        };
        target.write = target.write.plus(quantity)?;
    }
    Ok(())
}
