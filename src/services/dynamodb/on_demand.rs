//! On-demand throughput: each read and write by the request unit.

use crate::estimate::{Meter, Step};
use crate::quantity::{Overflow, format};
use crate::scenario::{CapacityMode, Choice as _, Consistency, OperationKind, Table, TableClass};
use crate::workload::{OperationDemand, Workload};

use super::global_tables;
use super::units::{
    FAILED_WRITES, INDEX_WRITES, READS, WRITES, failed_write_units, index_write_units,
    key_change_share, read_units, write_units, written_kb,
};

const fn read_id(class: TableClass) -> &'static str {
    match class {
        TableClass::Standard => "dynamodb.on-demand.read",
        TableClass::StandardIa => "dynamodb.on-demand.read-ia",
    }
}

const fn write_id(class: TableClass) -> &'static str {
    match class {
        TableClass::Standard => "dynamodb.on-demand.write",
        TableClass::StandardIa => "dynamodb.on-demand.write-ia",
    }
}

/// The price of a write to the table itself: replicated in a global table.
pub(super) const fn own_write_id(table: &Table) -> &'static str {
    match (table.replica_regions, table.class) {
        (0, class) => write_id(class),
        (_, TableClass::Standard) => "dynamodb.global.replicated-write",
        (_, TableClass::StandardIa) => "dynamodb.global.replicated-write-ia",
    }
}

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
        reads(demand, meter)?;
    }
    for demand in here().filter(|demand| demand.operation.kind.writes()) {
        writes(demand, meter)?;
    }
    Ok(())
}

/// Who does what where: `get-profile: get in profiles`.
fn who(demand: &OperationDemand<'_>) -> String {
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
    meter.add(read_id(demand.table.class), quantity, || {
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
    let (operation, table) = (demand.operation, demand.table);
    let id = own_write_id(table);
    let unit = if table.replica_regions > 0 {
        "rWRU"
    } else {
        "WRU"
    };
    let regions = global_tables::regions(table);
    let shown_regions = global_tables::shown_regions(table);
    let (good, failed) = demand.by_outcome()?;
    let quantity = good.times(write_units(operation)?.figure())?;
    let factor = match (operation.items, operation.transactional) {
        (1, false) => String::new(),
        (1, true) => " × 2 in a transaction".into(),
        (items, false) => format!(" × {items} items"),
        (items, true) => format!(" × {items} items × 2 in a transaction"),
    };
    let quantity = quantity.times(regions)?;
    meter.add(id, quantity, || {
        let formula = format!(
            "{} × ⌈{} KB ÷ 1⌉{factor}{shown_regions}",
            format::grouped(good.value()),
            written_kb(operation)
        );
        let mut steps = vec![
            times_step(demand),
            Step::of(formula, quantity, unit).by(WRITES),
        ];
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
            let existing = operation.existing_item_kb.unwrap_or(operation.item_kb);
            let formula = format!(
                "{} failed ({} of {}) × ⌈{existing} KB ÷ 1⌉{factor}",
                format::grouped(failed.value()),
                operation.condition_failure_rate,
                format::grouped(demand.times.figure().value()),
            );
            vec![Step::of(formula, quantity, unit).by(FAILED_WRITES)]
        })?;
    }
    let written = good.times(operation.items.into())?;
    for index in &table.indexes {
        let each = index_write_units(index, operation.kind)?.figure();
        let quantity = written.times(each)?.times(regions)?;
        meter.add(write_id(table.class), quantity, || {
            let formula = format!(
                "index {}: {} × {} of the writes × ⌈{} KB ÷ 1⌉ × (1 + {} key changes){shown_regions}",
                index.name,
                format::grouped(written.value()),
                index.write_share,
                index.projected_kb,
                key_change_share(index, operation.kind),
            );
            vec![Step::of(formula, quantity, "WRU").by(INDEX_WRITES)]
        })?;
    }
    Ok(())
}
