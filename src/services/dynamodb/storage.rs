//! Storage of tables and indexes, and what is kept of it: recovery, backups, restores, exports.

use crate::metering::Meter;
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::{Index, IndexKind, Table};
use crate::working::{Rule, Step};
use crate::workload::Workload;

use super::ids::storage_id;

/// What AWS adds to each item and index entry, in bytes.
const OVERHEAD_BYTES: u32 = 100;
/// What it adds to each item of a global table on top, in bytes.
const GLOBAL_OVERHEAD_BYTES: u32 = 48;
/// Bytes in a kilobyte.
const BYTES_PER_KB: u32 = 1024;
/// Bytes in a gigabyte.
const BYTES_PER_GB: u32 = 1024 * 1024 * 1024;

const STORAGE: Rule = Rule {
    text: "storage is billed by what tables and indexes hold on average over the month",
    href: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
};
const OVERHEAD: Rule = Rule {
    text: "for storage each item and index entry weighs 100 bytes more than its attributes, and 48 more in a global table; a GB is 2^30 bytes",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html",
};
const PITR: Rule = Rule {
    text: "point-in-time recovery is billed by the size of the table and its local indexes",
    href: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
};
/// The price of what on-demand backups hold.
const BACKUP_ID: &str = "dynamodb.backup.warm";

const BACKUP: Rule = Rule {
    text: "on-demand backups are billed by what they hold on average over the month",
    href: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
};
const MOVED: Rule = Rule {
    text: "restores and exports are billed once, by the size of what is moved",
    href: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
};

/// What items of this size weigh with their overhead, in GB. The division comes last.
pub fn weight_gb<T: Trace>(
    items: Working<T>,
    size_kb: Figure,
    overhead_bytes: u32,
) -> Working<T> {
    let size = items.trace().of(size_kb, "KB") * BYTES_PER_KB;
    items * (size + overhead_bytes.named("bytes")) / BYTES_PER_GB
}

/// What each item of a table carries beside its attributes, in bytes.
#[must_use]
pub const fn overhead_bytes(table: &Table) -> u32 {
    if table.replica_regions > 0 {
        OVERHEAD_BYTES.saturating_add(GLOBAL_OVERHEAD_BYTES)
    } else {
        OVERHEAD_BYTES
    }
}

/// What a table holds, indexes apart, in GB: as given, or from its items; `None` if neither is.
///
/// # Errors
/// [`Overflow`] if it is too large.
pub fn table_gb(table: &Table) -> Result<Option<Figure>, Overflow> {
    match (table.storage_gb, table.item_count, table.item_kb) {
        (Some(given), _, _) => Ok(Some(given)),
        (None, Some(items), Some(size)) => weight_gb(items, size, overhead_bytes(table)).map(Some),
        _ => Ok(None),
    }
}

/// What a table holds so many months after it held so much, in GB.
///
/// # Errors
/// [`Overflow`] if it is too large.
pub fn grown(table: &Table, gb: Figure, months: u32) -> Result<Figure, Overflow> {
    let each = table.storage_growth_gb_per_month;
    if each.is_zero() || months == 0 {
        return Ok(gb);
    }
    gb.plus(each.times(months.into())?)
}

/// What an index holds, in GB: as given, or from its entries; `None` if neither is.
///
/// # Errors
/// [`Overflow`] if it is too large.
pub fn index_gb(index: &Index, table: &Table) -> Result<Option<Figure>, Overflow> {
    match (index.storage_gb, index.item_count) {
        (Some(given), _) => Ok(Some(given)),
        (None, Some(entries)) => {
            weight_gb(entries, index.projected_kb, overhead_bytes(table)).map(Some)
        }
        (None, None) => Ok(None),
    }
}

fn weight_step(what: &str, items: Figure, size: Figure, table: &Table, result: Figure) -> Step {
    let formula = format!(
        "{what}: {} × ({size} KB × 1,024 + {} bytes) ÷ 2^30",
        format::grouped(items.value()),
        overhead_bytes(table),
    );
    Step::of(formula, result, "GB-month").by(OVERHEAD)
}

/// Storage, recovery, backups, restores and exports of all tables.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    for (at, table) in workload.scenario.tables.iter().enumerate() {
        let id = storage_id(table.class);
        let Some(now) = table_gb(table)? else {
            let path = format!("tables.{at}.storage_gb");
            meter.input_missing(id, path, "the size of the table is not given");
            continue;
        };
        let size = grown(table, now, workload.month)?;
        meter.add(id, size, || {
            let what = format!("table {}", table.name);
            let mut steps = vec![match (table.storage_gb, table.item_count, table.item_kb) {
                (None, Some(items), Some(each)) => weight_step(&what, items, each, table, now),
                _ => Step::of(what, now, "GB-month").by(STORAGE),
            }];
            if size > now {
                let each = table.storage_growth_gb_per_month;
                let formula = format!("{now} GB + {} months × {each} GB", workload.month);
                steps.push(Step::of(formula, size, "GB-month"));
            }
            steps
        })?;
        let mut recoverable = size;
        for (place, index) in table.indexes.iter().enumerate() {
            let Some(size) = index_gb(index, table)? else {
                // A size that was given for the table is billed as given, whatever it holds.
                if table.storage_gb.is_some() {
                    meter.note("The storage of an index whose size is not given is taken to be in its table's storage_gb.");
                    continue;
                }
                let path = format!("tables.{at}.indexes.{place}.storage_gb");
                meter.input_missing(id, path, "the size of the index is not given");
                continue;
            };
            if index.kind == IndexKind::Lsi {
                recoverable = recoverable.plus(size)?;
            }
            meter.add(id, size, || {
                let what = format!("index {} of {}", index.name, table.name);
                vec![match (index.storage_gb, index.item_count) {
                    (None, Some(entries)) => {
                        weight_step(&what, entries, index.projected_kb, table, size)
                    }
                    _ => Step::of(what, size, "GB-month"),
                }]
            })?;
        }
        if table.pitr {
            meter.add("dynamodb.pitr", recoverable, || {
                let formula = format!("table {} with its local indexes", table.name);
                vec![Step::of(formula, recoverable, "GB-month").by(PITR)]
            })?;
        }
    }
    kept(workload, meter)
}

fn kept(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    for table in &workload.scenario.tables {
        for (id, quantity, what) in [
            (BACKUP_ID, table.backup_gb, "backups"),
            ("dynamodb.restore", table.restore_gb, "restores"),
            ("dynamodb.export", table.export_gb, "exports"),
        ] {
            if quantity.is_zero() {
                continue;
            }
            meter.add(id, quantity, || {
                let formula = format!("{what} of table {}", table.name);
                let (unit, rule) = match id {
                    BACKUP_ID => ("GB-month", BACKUP),
                    _ => ("GB", MOVED),
                };
                vec![Step::of(formula, quantity, unit).by(rule)]
            })?;
        }
    }
    Ok(())
}
