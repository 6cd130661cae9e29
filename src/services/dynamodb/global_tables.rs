//! Global tables: what replicas in other regions add.
//!
//! Every write to a global table is billed as a replicated write in each region that holds a replica,
//! the one it is made in included. Prices of the other regions are not part of an estimate of one
//! region: their replicated writes are counted at this region's price, and what replicas store and
//! read there is a gap.

use crate::metering::Meter;
use crate::quantity::{Figure, Kilobytes, Overflow, format};
use crate::scenario::{CapacityMode, Table};
use crate::working::{Rule, Step};
use crate::workload::Workload;

use super::ids::{own_write_id, storage_id};
use super::units::{write_units_of, written_kb};

/// How writes to a global table are billed.
pub(super) const WRITES: Rule = Rule {
    text: "a write to a global table is billed as a replicated write in each region with a replica, this one included; its global indexes are billed as ordinary writes in each, local ones with the table; all at this region's price",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/global-tables-billing.html",
};
const TTL: Rule = Rule {
    text: "deletes by time to live are free where they are made, and replicated writes in the other regions of a global table",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html",
};
const TRANSFER: Rule = Rule {
    text: "replication is billed as data transfer out to another region; the item's size stands for what is sent; a GB is 1,048,576 KB",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/global-tables-billing.html",
};

/// In how many regions a write is billed.
#[must_use]
pub fn regions(table: &Table) -> Figure {
    Figure::from(table.replica_regions.saturating_add(1))
}

/// Write units that items expiring elsewhere take in a region with a replica; `None` if the size of an
/// item is not given.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn expiry_units(table: &Table) -> Result<Option<Figure>, Overflow> {
    if table.ttl_deletes_per_month.is_zero() || table.replica_regions == 0 {
        return Ok(Some(Figure::ZERO));
    }
    let Some(size) = table.item_kb else {
        return Ok(None);
    };
    let each = write_units_of(size)?;
    table.ttl_deletes_per_month.times(each).map(Some)
}

/// Replicated expiry, and what cannot be known of the replicas.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    for (at, table) in workload.scenario.tables.iter().enumerate() {
        if table.replica_regions == 0 {
            continue;
        }
        expiry(at, table, meter)?;
        meter.input_missing(
            storage_id(table.class),
            format!("tables.{at}.replica_regions"),
            "what the replicas store and read in the other regions is billed at those regions' prices and is not counted here",
        );
    }
    Ok(())
}

fn expiry(at: usize, table: &Table, meter: &mut Meter) -> Result<(), Overflow> {
    let id = own_write_id(table);
    let Some(quantity) = expiry_units(table)? else {
        let path = format!("tables.{at}.item_kb");
        meter.input_missing(id, path, "the size of the items that expire is not given");
        return Ok(());
    };
    let quantity = quantity.times(table.replica_regions.into())?;
    if quantity.is_zero() || table.capacity.mode == CapacityMode::Provisioned {
        // Provisioned capacity is billed by the hour; where it follows from the traffic, it has room
        // for them.
        return Ok(());
    }
    meter.add(id, quantity, || {
        let formula = format!(
            "{}: {} expired items × ⌈{} KB ÷ 1⌉ × {} other regions",
            table.name,
            format::grouped(table.ttl_deletes_per_month.value()),
            table.item_kb.unwrap_or(Figure::ZERO),
            table.replica_regions,
        );
        vec![Step::of(formula, quantity, "rWRU").by(TTL)]
    })
}

/// What replication transfers to the other regions.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter_transfer(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let tables = workload.scenario.tables.iter();
    for table in tables.filter(|table| table.replica_regions > 0) {
        transfer(workload, table, meter)?;
    }
    Ok(())
}

fn transfer(workload: &Workload<'_>, table: &Table, meter: &mut Meter) -> Result<(), Overflow> {
    for demand in workload
        .operations
        .iter()
        .filter(|demand| demand.table.name == table.name && demand.operation.kind.writes())
    {
        let (good, _) = demand.by_outcome()?;
        let items = good.times(demand.operation.items.into())?;
        let size = written_kb(demand.operation);
        let sent = items.times(size)?.times(table.replica_regions.into())?;
        let quantity = Kilobytes::of(sent).in_gb()?.figure();
        meter.add("data-transfer.out.region", quantity, || {
            let formula = format!(
                "{}: {} items × {size} KB × {} other regions ÷ 1,048,576",
                table.name,
                format::grouped(items.value()),
                table.replica_regions,
            );
            vec![Step::of(formula, quantity, "GB").by(TRANSFER)]
        })?;
    }
    Ok(())
}
