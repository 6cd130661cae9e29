//! Global tables: what replicas in other regions add.
//!
//! Every write to a global table is billed as a replicated write in each region that holds a replica,
//! the one it is made in included. Prices of the other regions are not part of an estimate of one
//! region: their replicated writes are counted at this region's price, and what replicas store and
//! read there is a gap.

use core::fmt::{self, Display};

use crate::fields::Choice as _;
use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::Overflow;
use crate::scenario::{CapacityMode, Table};
use crate::working::{KB_PER_GB, Named as _, Quantity, Rule, Trace, Working};
use crate::workload::{OperationDemand, Workload};

use super::ids::{own_write_id, storage_id};
use super::units::{write_units_of, written_kb};

/// How writes to a global table are billed.
pub(super) const WRITES: Rule = Rule {
    text: "a write to a global table is billed as a replicated write in each region with a replica, this one included; its global indexes are billed as ordinary writes in each, local ones with the table; all at this region's price",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/global-tables-billing.html",
};
/// How writes by expiry are billed.
pub(super) const TTL: Rule = Rule {
    text: "deletes by time to live are free where they are made, and replicated writes in the other regions of a global table",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html",
};
const TRANSFER: Rule = Rule {
    text: "replication is billed as data transfer out to another region; the item's size is taken for what is sent; a GB is 1,048,576 KB",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/global-tables-billing.html",
};

/// In how many regions a write is billed.
#[must_use]
pub const fn regions(table: &Table) -> u32 {
    table.replica_regions.saturating_add(1)
}

/// The name of the items of a table that expire in another region.
pub(super) fn expired_name(table: &Table) -> impl Display {
    fmt::from_fn(|f| write!(f, "{}, items that expire elsewhere", table.name))
}

/// Write units that items which expire elsewhere take in a region with a replica; `None` if none
/// expires, or the size of an item is not given.
pub(super) fn expired<T: Trace>(on: T, table: &Table) -> Option<Working<T>> {
    let items = table.ttl_deletes_per_month;
    let size = table.item_kb.filter(|_| !items.is_zero())?;
    Some(on.of(items, "expired items") * write_units_of(on, size))
}

/// Replicated expiry, and what cannot be known of the replicas.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    for (at, table) in workload.scenario.tables.iter().enumerate() {
        if table.replica_regions == 0 {
            continue;
        }
        if !table.ttl_deletes_per_month.is_zero() {
            expiry(at, table, workload.on(), meter)?;
        }
        meter.input_missing(
            storage_id(table.class),
            format!("tables.{at}.replica_regions"),
            "what the replicas store and read in the other regions is billed at those regions' prices and is not counted here",
        );
    }
    Ok(())
}

fn expiry<T: Trace>(at: usize, table: &Table, on: T, meter: &mut Meter<T>) -> Result<(), Overflow> {
    let id = own_write_id(table);
    let Some(units) = expired(on, table) else {
        let path = format!("tables.{at}.item_kb");
        meter.input_missing(id, path, "the size of the items that expire is not given");
        return Ok(());
    };
    if table.capacity.mode == CapacityMode::Provisioned {
        // Provisioned capacity is billed by the hour; where it follows from the traffic, it has room
        // for them.
        return Ok(());
    }
    let units = units * table.replica_regions.named("other regions");
    meter.take(id, units.step(expired_name(table), id.unit())?.by(TTL))
}

/// What replication transfers to the other regions.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter_transfer<T: Trace>(
    workload: &Workload<'_, T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    let operations = workload.operations.iter();
    for table in &workload.scenario.tables {
        if table.replica_regions == 0 {
            continue;
        }
        let writes = operations
            .clone()
            .filter(|demand| demand.table.name == table.name && demand.operation.kind.writes());
        for demand in writes {
            meter.take(ids::DATA_TRANSFER_OUT_REGION, transferred(demand)?)?;
        }
    }
    Ok(())
}

/// What an operation's writes transfer to the other regions, in GB.
fn transferred<T: Trace>(demand: &OperationDemand<'_, T>) -> Result<Quantity<T>, Overflow> {
    let (operation, table) = (demand.operation, demand.table);
    let items = demand.good().scaled(operation.items.named("items"));
    let sent =
        items * written_kb(operation).named("KB") * table.replica_regions.named("other regions")
            / KB_PER_GB;
    let name = format_args!("{} in {}, replicated", operation.kind.word(), table.name);
    Ok(sent.step(name, "GB")?.by(TRANSFER))
}
