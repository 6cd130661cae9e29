//! Amazon `DynamoDB`: on-demand reads and writes, storage, point-in-time recovery.

use crate::estimate::{Meter, Rule, Step};
use crate::quantity::{CapacityUnits, Figure, Kilobytes, Overflow, format};
use crate::scenario::{Consistency, Index, IndexKind, Operation, OperationKind};
use crate::workload::{OperationDemand, Workload};

/// What one write unit writes.
const WRITE_STEP_KB: u32 = 1;
/// What one read unit reads.
const READ_STEP_KB: u32 = 4;
/// How much more an operation in a transaction costs.
const TRANSACTION_FACTOR: u32 = 2;

const READS: Rule = Rule {
    text: "a read takes one unit for each 4 KB, rounded up; half of it if eventually consistent, double in a transaction; a query or scan rounds the sum of its items",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html",
};
const WRITES: Rule = Rule {
    text: "a write takes one unit for each 1 KB, rounded up; double in a transaction",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html",
};
const FAILED_WRITES: Rule = Rule {
    text: "a write whose condition fails is billed by the size of the existing item, at least one unit, and writes no index",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html",
};
const INDEX_WRITES: Rule = Rule {
    text: "a write that changes what an index projects writes the index too, by the entry's size in steps of 1 KB; a changed index key is a delete and an insert; a transaction does not double it",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes",
};
const STORAGE: Rule = Rule {
    text: "storage is billed by what tables and indexes hold on average over the month",
    href: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
};
const PITR: Rule = Rule {
    text: "point-in-time recovery is billed by the size of the table and its local indexes",
    href: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
};

/// Steps of this size, and one at least: an empty item and a missing one cost a unit as well.
fn units(size: Figure, step_kb: u32) -> Result<Figure, Overflow> {
    let steps = Kilobytes::of(size).steps_of(Kilobytes::of(step_kb.into()))?;
    Ok(steps.max(Figure::ONE))
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

/// Write units of one operation that writes and succeeds, in the table alone.
///
/// # Errors
/// [`Overflow`] if the product is too large.
pub fn write_units(operation: &Operation) -> Result<CapacityUnits, Overflow> {
    let each = units(operation.item_kb, WRITE_STEP_KB)?;
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

/// Write units that one successful write of one item causes in an index, on average.
///
/// # Errors
/// [`Overflow`] if the product is too large.
pub fn index_write_units(index: &Index) -> Result<CapacityUnits, Overflow> {
    let each = units(index.projected_kb, WRITE_STEP_KB)?;
    let writes = Figure::ONE.plus(index.key_change_share)?;
    index
        .write_share
        .times(each)?
        .times(writes)
        .map(CapacityUnits::of)
}

/// The successful and the failed operations of a month.
fn by_outcome(demand: &OperationDemand<'_>) -> Result<(Figure, Figure), Overflow> {
    let times = demand.times.figure();
    let failed = times.times(demand.operation.condition_failure_rate)?;
    Ok((times.minus(failed)?, failed))
}

/// Reads, writes, storage and recovery of all tables.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    for demand in workload
        .operations
        .iter()
        .filter(|demand| !demand.operation.kind.writes())
    {
        reads(demand, meter)?;
    }
    for demand in workload
        .operations
        .iter()
        .filter(|demand| demand.operation.kind.writes())
    {
        writes(demand, meter)?;
    }
    storage(workload, meter)
}

/// Who does what where: `get-profile: get in profiles`.
fn who(demand: &OperationDemand<'_>) -> String {
    use crate::scenario::Choice as _;
    let caller = demand
        .caller
        .map_or("each request", |function| function.name.as_str());
    format!(
        "{caller}: {} in {}",
        demand.operation.kind.word(),
        demand.operation.table
    )
}

fn times_step(demand: &OperationDemand<'_>) -> Step {
    let operation = demand.operation;
    Step::of(
        format!("{}, × {} each", who(demand), operation.count),
        demand.times.figure(),
        "operations",
    )
}

fn reads(demand: &OperationDemand<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let each = read_units(demand.operation)?.figure();
    let quantity = demand.times.figure().times(each)?;
    meter.add("dynamodb.on-demand.read", quantity, || {
        let operation = demand.operation;
        let size = if matches!(operation.kind, OperationKind::Query | OperationKind::Scan) {
            format!("⌈{} × {} KB ÷ 4⌉", operation.items, operation.item_kb)
        } else if operation.items > 1 {
            format!("{} × ⌈{} KB ÷ 4⌉", operation.items, operation.item_kb)
        } else {
            format!("⌈{} KB ÷ 4⌉", operation.item_kb)
        };
        let how = match (operation.transactional, operation.consistency) {
            (true, _) => " × 2 in a transaction",
            (false, Consistency::Strong) => "",
            (false, Consistency::Eventual) => " × 0.5 eventually consistent",
        };
        let times = format::grouped(demand.times.figure().value());
        let formula = format!("{times} × {size}{how}");
        vec![
            times_step(demand),
            Step::of(formula, quantity, "RRU").by(READS),
        ]
    })
}

fn writes(demand: &OperationDemand<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    const ID: &str = "dynamodb.on-demand.write";
    let operation = demand.operation;
    let (good, failed) = by_outcome(demand)?;
    let quantity = good.times(write_units(operation)?.figure())?;
    let factor = match (operation.items, operation.transactional) {
        (1, false) => String::new(),
        (1, true) => " × 2 in a transaction".into(),
        (items, false) => format!(" × {items} items"),
        (items, true) => format!(" × {items} items × 2 in a transaction"),
    };
    meter.add(ID, quantity, || {
        let formula = format!(
            "{} × ⌈{} KB ÷ 1⌉{factor}",
            format::grouped(good.value()),
            operation.item_kb
        );
        vec![
            times_step(demand),
            Step::of(formula, quantity, "WRU").by(WRITES),
        ]
    })?;
    if !failed.is_zero() {
        let quantity = failed.times(failed_write_units(operation)?.figure())?;
        meter.add(ID, quantity, || {
            let existing = operation.existing_item_kb.unwrap_or(operation.item_kb);
            let formula = format!(
                "{} failed ({} of {}) × ⌈{existing} KB ÷ 1⌉{factor}",
                format::grouped(failed.value()),
                operation.condition_failure_rate,
                format::grouped(demand.times.figure().value()),
            );
            vec![Step::of(formula, quantity, "WRU").by(FAILED_WRITES)]
        })?;
    }
    let written = good.times(operation.items.into())?;
    for index in &demand.table.indexes {
        let quantity = written.times(index_write_units(index)?.figure())?;
        meter.add(ID, quantity, || {
            let formula = format!(
                "index {}: {} × {} of the writes × ⌈{} KB ÷ 1⌉ × (1 + {} key changes)",
                index.name,
                format::grouped(written.value()),
                index.write_share,
                index.projected_kb,
                index.key_change_share,
            );
            vec![Step::of(formula, quantity, "WRU").by(INDEX_WRITES)]
        })?;
    }
    Ok(())
}

fn storage(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    const ID: &str = "dynamodb.storage.standard";
    for (at, table) in workload.scenario.tables.iter().enumerate() {
        let Some(size) = table.storage_gb else {
            let path = format!("tables.{at}.storage_gb");
            meter.input_missing(ID, path, "the size of the table is not given");
            continue;
        };
        meter.add(ID, size, || {
            vec![Step::of(format!("table {}", table.name), size, "GB-month").by(STORAGE)]
        })?;
        let mut recoverable = size;
        for (place, index) in table.indexes.iter().enumerate() {
            let Some(size) = index.storage_gb else {
                let path = format!("tables.{at}.indexes.{place}.storage_gb");
                meter.input_missing(ID, path, "the size of the index is not given");
                continue;
            };
            if index.kind == IndexKind::Lsi {
                recoverable = recoverable.plus(size)?;
            }
            meter.add(ID, size, || {
                vec![Step::of(
                    format!("index {} of {}", index.name, table.name),
                    size,
                    "GB-month",
                )]
            })?;
        }
        if table.pitr {
            meter.add("dynamodb.pitr", recoverable, || {
                let formula = format!("table {} with its local indexes", table.name);
                vec![Step::of(formula, recoverable, "GB-month").by(PITR)]
            })?;
        }
    }
    Ok(())
}
