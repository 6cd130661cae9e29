//! What one operation takes, in read and write units, by `DynamoDB`'s capacity rules.

use crate::quantity::{CapacityUnits, Figure, Kilobytes, Overflow};
use crate::scenario::{Consistency, Index, Operation, OperationKind};
use crate::working::Rule;

/// What one write unit writes.
const WRITE_STEP_KB: u32 = 1;
/// What one read unit reads.
const READ_STEP_KB: u32 = 4;
/// How much more an operation in a transaction costs.
const TRANSACTION_FACTOR: u32 = 2;

/// How reads are metered.
pub(super) const READS: Rule = Rule {
    text: "a read takes one unit for each 4 KB, rounded up; half of it if eventually consistent, double in a transaction; a query or scan rounds the sum of its items",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html",
};
/// How writes are metered.
pub(super) const WRITES: Rule = Rule {
    text: "a write takes one unit for each 1 KB, rounded up, of the larger of the item before and after, a delete of the item that goes; double in a transaction",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html",
};
/// How writes whose condition fails are metered.
pub(super) const FAILED_WRITES: Rule = Rule {
    text: "a write whose condition fails is billed by the size of the existing item, at least one unit, and writes no index",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html",
};
/// How index writes are metered.
pub(super) const INDEX_WRITES: Rule = Rule {
    text: "a write that changes what an index projects writes the index too, by the entry's size in steps of 1 KB; a changed index key is a delete and an insert; a transaction does not double it",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes",
};

/// Reads or writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Reads.
    Read,
    /// Writes.
    Write,
}

/// Steps of this size, and one at least: an empty item and a missing one cost a unit as well.
fn units(size: Figure, step_kb: u32) -> Result<Figure, Overflow> {
    let steps = Kilobytes::of(size).steps_of(Kilobytes::of(step_kb.into()))?;
    Ok(steps.max(Figure::ONE))
}

/// Write units of an item of this size, in KB, outside a transaction.
///
/// # Errors
/// [`Overflow`] never for items within 400 KB.
pub fn write_units_of(size_kb: Figure) -> Result<Figure, Overflow> {
    units(size_kb, WRITE_STEP_KB)
}

/// Read units of an item of this size, in KB, read strongly consistent outside a transaction.
///
/// # Errors
/// [`Overflow`] never for items within 400 KB.
pub fn read_units_of(size_kb: Figure) -> Result<Figure, Overflow> {
    units(size_kb, READ_STEP_KB)
}

/// Read units of one operation that reads.
///
/// # Errors
/// [`Overflow`] if the product is too large.
pub fn read_units(operation: &Operation) -> Result<CapacityUnits, Overflow> {
    let items = Figure::from(operation.items);
    let whole = match operation.kind {
        OperationKind::Query | OperationKind::Scan => {
            units(items.times(operation.item_kb)?, READ_STEP_KB)?
        }
        _ => units(operation.item_kb, READ_STEP_KB)?.times(items)?,
    };
    let units = if operation.transactional {
        whole.times(TRANSACTION_FACTOR.into())?
    } else if operation.consistency == Consistency::Strong {
        whole
    } else {
        whole.over(2_u32.into())?
    };
    Ok(CapacityUnits::of(units))
}

fn in_transaction(operation: &Operation, units: Figure) -> Result<Figure, Overflow> {
    if operation.transactional {
        units.times(TRANSACTION_FACTOR.into())
    } else {
        Ok(units)
    }
}

/// The size that a successful write is billed by, in KB: for a delete that of the item that goes,
/// otherwise the larger of before and after.
#[must_use]
pub fn written_kb(operation: &Operation) -> Figure {
    match (operation.kind, operation.existing_item_kb) {
        (_, None) => operation.item_kb,
        (OperationKind::Delete, Some(existing)) => existing,
        (_, Some(existing)) => operation.item_kb.max(existing),
    }
}

/// Write units of one operation that writes and succeeds, in the table alone.
///
/// # Errors
/// [`Overflow`] if the product is too large.
pub fn write_units(operation: &Operation) -> Result<CapacityUnits, Overflow> {
    let each = units(written_kb(operation), WRITE_STEP_KB)?;
    in_transaction(operation, each.times(operation.items.into())?).map(CapacityUnits::of)
}

/// Write units of one operation whose condition fails.
///
/// # Errors
/// [`Overflow`] if the product is too large.
pub fn failed_write_units(operation: &Operation) -> Result<CapacityUnits, Overflow> {
    let existing = operation.existing_item_kb.unwrap_or(operation.item_kb);
    let each = units(existing, WRITE_STEP_KB)?;
    in_transaction(operation, each.times(operation.items.into())?).map(CapacityUnits::of)
}

/// The share of writes of this kind that write an index twice: a delete never does, as nothing is
/// put in the place of the entry.
#[must_use]
pub fn key_change_share(index: &Index, kind: OperationKind) -> Figure {
    if kind == OperationKind::Delete {
        Figure::ZERO
    } else {
        index.key_change_share
    }
}

/// Write units that one successful write of one item causes in an index, on average.
///
/// # Errors
/// [`Overflow`] if the product is too large.
pub fn index_write_units(index: &Index, kind: OperationKind) -> Result<CapacityUnits, Overflow> {
    let each = units(index.projected_kb, WRITE_STEP_KB)?;
    let writes = Figure::ONE.plus(key_change_share(index, kind))?;
    index
        .write_share
        .times(each)?
        .times(writes)
        .map(CapacityUnits::of)
}
