//! The units that operations take in a month: of each operation, and of everything that has
//! capacity of its own.

use core::fmt::{self, Display};

use crate::quantity::Overflow;
use crate::scenario::{Index, IndexKind, Operation, Table};
use crate::working::{Named as _, Quantity, Rule, Trace, Working};
use crate::workload::{OperationDemand, Workload, operation_name};

use super::global_tables;
use super::sum::Sum;
use super::units::{
    CHECKS, Direction, FAILED_WRITES, INDEX_WRITES, READS, TRANSACTION_FACTOR, WRITES,
    failed_write_units, index_write_units, read_units, replicated_units, write_units,
};

const READ_UNITS: &str = "read units";
const WRITE_UNITS: &str = "write units";

/// The name of an operation in derivations: `search, query in profiles`.
pub(super) fn name<T>(demand: &OperationDemand<'_, T>) -> impl Display {
    operation_name(demand.operation, demand.caller)
}

/// The name of an operation's writes whose condition fails.
fn failed_name<T>(demand: &OperationDemand<'_, T>) -> impl Display {
    fmt::from_fn(move |f| write!(f, "{}, failed", name(demand)))
}

/// The name of an operation's writes to an index.
pub(super) fn index_name<T>(demand: &OperationDemand<'_, T>, index: &Index) -> impl Display {
    fmt::from_fn(move |f| write!(f, "{}, index {}", name(demand), index.name))
}

/// The read units that an operation takes in a month, of the table or of the index that it reads.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn read<T: Trace>(
    demand: &OperationDemand<'_, T>,
    unit: &'static str,
) -> Result<Quantity<T>, Overflow> {
    let each = read_units(demand.times.trace(), demand.operation);
    let units = demand.reads() * each;
    Ok(units.step(name(demand), unit)?.by(READS))
}

/// The write units that an operation takes in a month when it succeeds, of the table itself in all
/// of its regions. A transaction doubles them in the region that makes it. A condition check takes
/// write units in that region alone.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn written<T: Trace>(
    demand: &OperationDemand<'_, T>,
    regions: u32,
    unit: &'static str,
) -> Result<Quantity<T>, Overflow> {
    let (on, operation) = (demand.times.trace(), demand.operation);
    if !operation.kind.writes() {
        let units = demand.good() * write_units(on, operation);
        return Ok(units.step(name(demand), unit)?.by(CHECKS));
    }
    if operation.transactional && regions > 1 {
        let once = demand.good() * replicated_units(on, operation);
        let once = once.step(name(demand), WRITE_UNITS)?.by(WRITES);
        let here = on.of(TRANSACTION_FACTOR, "in a transaction");
        let times = here + regions.saturating_sub(1).named("other regions");
        let everywhere = (once * times).step(name(demand), unit)?;
        return Ok(everywhere.by(global_tables::TRANSACTIONS));
    }
    let units = demand.good() * write_units(on, operation);
    in_regions(units, regions, name(demand), unit, WRITES)
}

/// The write units that an operation takes in a month when its condition fails; `None` if it never
/// fails. They are billed in one region, as a failed write is not replicated.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn failed<T: Trace>(
    demand: &OperationDemand<'_, T>,
    unit: &'static str,
) -> Result<Option<Quantity<T>>, Overflow> {
    let Some(failed) = demand.failed() else {
        return Ok(None);
    };
    let units = failed * failed_write_units(demand.times.trace(), demand.operation);
    let quantity = units.step(failed_name(demand), unit)?;
    Ok(Some(quantity.by(FAILED_WRITES)))
}

/// The write units that an operation takes in a month of an index of its table, in all regions of
/// the table.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn written_to<T: Trace>(
    index: &Index,
    demand: &OperationDemand<'_, T>,
    regions: u32,
    unit: &'static str,
) -> Result<Quantity<T>, Overflow> {
    let operation = demand.operation;
    let written = demand.good().scaled(operation.items.named("items"));
    let units = written * index_write_units(demand.times.trace(), index, operation.kind);
    in_regions(
        units,
        regions,
        index_name(demand, index),
        unit,
        INDEX_WRITES,
    )
}

/// Ends write units in a step. If they are written in several regions, a second step multiplies
/// them.
fn in_regions<T: Trace>(
    units: Working<T>,
    regions: u32,
    name: impl Display,
    unit: &'static str,
    rule: Rule,
) -> Result<Quantity<T>, Overflow> {
    if regions == 1 {
        return Ok(units.step(name, unit)?.by(rule));
    }
    let once = units.step(&name, WRITE_UNITS)?.by(rule);
    let everywhere = (once * regions.named("regions")).step(&name, unit)?;
    Ok(everywhere.by(global_tables::WRITES))
}

/// A part of a table that has capacity of its own: the table with its local indexes, or a global
/// index.
#[derive(Clone, Copy, Debug)]
pub struct Part<'s> {
    /// The table.
    pub table: &'s Table,
    /// The index of the global index in the table's list; `None` for the table itself.
    pub index: Option<usize>,
    /// Reads or writes.
    pub direction: Direction,
}

impl Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, table) = (self.direction.word(), &self.table.name);
        let index = self.index.and_then(|at| self.table.indexes.get(at));
        match index {
            Some(index) => write!(f, "{what} of index {} of {table}", index.name),
            None => write!(f, "{what} of table {table}"),
        }
    }
}

impl Part<'_> {
    /// Whether these are writes of a global table itself. Such writes are made in each of its
    /// regions.
    pub(super) const fn is_replicated(&self) -> bool {
        matches!(self.direction, Direction::Write) && self.index.is_none() && self.table.is_global()
    }

    /// Whether an operation that reads the table reads this part of it.
    fn is_read_by(&self, operation: &Operation) -> bool {
        let mut indexes = self.table.indexes.iter();
        let read =
            indexes.position(|one| one.name == operation.index && one.kind == IndexKind::Gsi);
        read == self.index
    }

    /// Adds the write units that an operation on the table takes of this part.
    fn add_writes<T: Trace>(
        &self,
        demand: &OperationDemand<'_, T>,
        sum: &mut Sum<T>,
    ) -> Result<(), Overflow> {
        let unit = WRITE_UNITS;
        if self.index.is_none() {
            sum.add(written(demand, 1, unit)?, name(demand));
            if let Some(failed) = failed(demand, unit)? {
                sum.add(failed, failed_name(demand));
            }
        }
        if !demand.operation.kind.writes() {
            return Ok(());
        }
        for (at, index) in self.table.indexes.iter().enumerate() {
            let is_mine = match index.kind {
                IndexKind::Gsi => self.index == Some(at),
                IndexKind::Lsi => self.index.is_none(),
            };
            if is_mine {
                let written = written_to(index, demand, 1, unit)?;
                sum.add(written, index_name(demand, index));
            }
        }
        Ok(())
    }

    /// The units that the workload takes of this part in a month: units of operations and, for
    /// writes of a global table, units of items that expire in other regions.
    ///
    /// # Errors
    /// [`Overflow`] if a quantity is too large.
    pub fn asked<T: Trace>(&self, workload: &Workload<'_, T>) -> Result<Working<T>, Overflow> {
        let mut sum = Sum::Nothing;
        for demand in workload.operations_on(self.table) {
            match (self.direction, demand.operation.kind.takes_write_units()) {
                (Direction::Read, false) if self.is_read_by(demand.operation) => {
                    sum.add(read(demand, READ_UNITS)?, name(demand));
                }
                (Direction::Write, true) => self.add_writes(demand, &mut sum)?,
                (Direction::Read, _) | (Direction::Write, false) => {}
            }
        }
        let unit = match self.direction {
            Direction::Read => READ_UNITS,
            Direction::Write => WRITE_UNITS,
        };
        if self.is_replicated()
            && let Some(expired) = global_tables::expired(workload.on(), self.table)
        {
            let name = global_tables::expired_name(self.table);
            let expired = expired.step(&name, unit)?.by(global_tables::TTL);
            sum.add(expired, &name);
        }
        sum.end(workload.on(), self, unit)
    }
}
