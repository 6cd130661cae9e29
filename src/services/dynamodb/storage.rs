//! Storage of tables and indexes, with recovery, backups, restores and exports.

use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Index, IndexKind, Table};
use crate::working::{Named as _, Quantity, Rule, Trace, Working};
use crate::workload::Workload;

use super::ids::storage_id;
use super::replicas;

/// The bytes that AWS adds to the size of each item and index entry.
const OVERHEAD_BYTES: u32 = 100;
/// The further bytes that AWS adds to the size of each item of a global table.
const GLOBAL_OVERHEAD_BYTES: u32 = 48;
/// Bytes in a kilobyte.
const BYTES_PER_KB: u32 = 1024;
/// Bytes in a gigabyte.
const BYTES_PER_GB: u32 = 1024 * 1024 * 1024;

const STORAGE: Rule = Rule::new(
    "storage is billed by the GB that tables and indexes hold on average over the month",
    "https://aws.amazon.com/dynamodb/pricing/on-demand/",
);
const OVERHEAD: Rule = Rule::new(
    "for storage each item and index entry weighs 100 bytes more than its attributes, and 48 more in a global table; a GB is 2^30 bytes",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html",
);
const PITR: Rule = Rule::new(
    "point-in-time recovery is billed by the size of the table and its local indexes",
    "https://aws.amazon.com/dynamodb/pricing/on-demand/",
);
const BACKUP: Rule = Rule::new(
    "on-demand backups are billed by the GB that they hold on average over the month",
    "https://aws.amazon.com/dynamodb/pricing/on-demand/",
);
const MOVED: Rule = Rule::new(
    "restores and exports are billed once, by the GB that are restored or exported",
    "https://aws.amazon.com/dynamodb/pricing/on-demand/",
);
const IN_TABLE: &str = "If the size of an index is not given, the estimate assumes that storage_gb of its table includes the index.";

/// The size of items with their overhead, in GB. The division comes last.
pub fn weight_gb<T: Trace>(items: Working<T>, size_kb: Figure, overhead_bytes: u32) -> Working<T> {
    let size = items.trace().of(size_kb, "KB") * BYTES_PER_KB;
    items * (size + overhead_bytes.named("bytes")) / BYTES_PER_GB
}

/// The overhead of each item of a table, in bytes.
#[must_use]
pub const fn overhead_bytes(table: &Table) -> u32 {
    if table.is_global() {
        OVERHEAD_BYTES.saturating_add(GLOBAL_OVERHEAD_BYTES)
    } else {
        OVERHEAD_BYTES
    }
}

/// The size of a table without its indexes, in GB: the given size, or the size of the given items;
/// `None` if neither is given.
///
/// # Errors
/// [`Overflow`] if it is too large.
pub fn table_gb<T: Trace>(on: T, table: &Table) -> Result<Option<Quantity<T>>, Overflow> {
    let name = format_args!("table {}", table.name);
    let (size, rule) = match (table.storage_gb, table.item_count, table.item_kb) {
        (Some(given), _, _) => (on.of(given, "GB on average"), STORAGE),
        (None, Some(items), Some(size)) => {
            let items = on.of(items, "items");
            (weight_gb(items, size, overhead_bytes(table)), OVERHEAD)
        }
        _ => return Ok(None),
    };
    Ok(Some(size.step(name, "GB-months")?.by(rule)))
}

/// The size of a table after some months of growth, in GB; `now` is its size before the growth.
fn grown<T: Trace>(table: &Table, now: Quantity<T>, months: u32) -> Result<Quantity<T>, Overflow> {
    let each = table.storage_growth_gb_per_month;
    if each.is_zero() || months == 0 {
        return Ok(now);
    }
    let growth = now.trace().of(months, "months") * each.named("GB a month");
    let grown = (now + growth).step(format_args!("table {}", table.name), "GB-months")?;
    Ok(grown.by(STORAGE))
}

/// The size of an index, in GB: the given size, or the size of the given entries; `None` if neither
/// is given.
///
/// # Errors
/// [`Overflow`] if it is too large.
pub fn index_gb<T: Trace>(
    on: T,
    index: &Index,
    table: &Table,
) -> Result<Option<Quantity<T>>, Overflow> {
    let name = format_args!("index {} of {}", index.name, table.name);
    let (size, rule) = match (index.storage_gb, index.item_count) {
        (Some(given), _) => (on.of(given, "GB on average"), STORAGE),
        (None, Some(entries)) => {
            let entries = on.of(entries, "entries");
            let size = index.projected_kb;
            (weight_gb(entries, size, overhead_bytes(table)), OVERHEAD)
        }
        (None, None) => return Ok(None),
    };
    Ok(Some(size.step(name, "GB-months")?.by(rule)))
}

/// Meters storage, recovery, backups, restores and exports of all tables.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    for (at, table) in workload.scenario.tables.iter().enumerate() {
        let id = storage_id(table.class);
        let Some(now) = table_gb(workload.on(), table)? else {
            let path = format!("tables.{at}.storage_gb");
            meter.input_missing(id, path, "the size of the table is not given");
            continue;
        };
        let size = grown(table, now, workload.month)?;
        meter.take(id, size)?;
        let name = format_args!("table {}", table.name);
        replicas::take(table, id, size, name, replicas::STORAGE, meter)?;
        let recoverable = indexes(at, table, size, meter)?;
        if table.pitr {
            let name = format_args!("point-in-time recovery of table {}", table.name);
            let recoverable = recoverable.step(name, "GB-months")?;
            meter.take(ids::DYNAMODB_PITR, recoverable.by(PITR))?;
        }
    }
    kept(workload, meter)
}

/// Meters the storage of a table's indexes. Gives the size of the table and its local indexes, in
/// GB.
fn indexes<T: Trace>(
    at: usize,
    table: &Table,
    size: Quantity<T>,
    meter: &mut Meter<T>,
) -> Result<Working<T>, Overflow> {
    let id = storage_id(table.class);
    let mut with_local = size.expr();
    for (index_at, index) in table.indexes.iter().enumerate() {
        let Some(size) = index_gb(size.trace(), index, table)? else {
            // A table's given size is billed as given, whether or not it includes indexes.
            if table.storage_gb.is_some() {
                meter.note(IN_TABLE);
            } else {
                let path = format!("tables.{at}.indexes.{index_at}.storage_gb");
                meter.input_missing(id, path, "the size of the index is not given");
            }
            continue;
        };
        meter.take(id, size)?;
        let name = format_args!("index {} of {}", index.name, table.name);
        replicas::take(table, id, size, name, replicas::STORAGE, meter)?;
        if index.kind == IndexKind::Lsi {
            with_local = with_local + size.aside(format_args!("index {}", index.name));
        }
    }
    Ok(with_local)
}

/// Meters backups, restores and exports of tables.
fn kept<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    let on = workload.on();
    for table in &workload.scenario.tables {
        let name = &table.name;
        if !table.backup_gb.is_zero() {
            let held = on.of(table.backup_gb, "GB on average");
            let held = held.step(format_args!("backups of table {name}"), "GB-months")?;
            meter.take(ids::DYNAMODB_BACKUP_WARM, held.by(BACKUP))?;
        }
        for (id, gb, what) in [
            (ids::DYNAMODB_RESTORE, table.restore_gb, "restores"),
            (ids::DYNAMODB_EXPORT, table.export_gb, "exports"),
        ] {
            if !gb.is_zero() {
                let moved = on.of(gb, "GB");
                let moved = moved.step(format_args!("{what} of table {name}"), "GB")?;
                meter.take(id, moved.by(MOVED))?;
            }
        }
    }
    Ok(())
}
