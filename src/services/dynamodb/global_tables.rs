//! Global tables: the costs of replicas in other regions.
//!
//! Every write to a global table is billed as a replicated write in each region that holds a
//! replica, the region that makes the write included. A transaction doubles the writes in the region
//! that makes it, as only committed writes are replicated; where capacity is provisioned, each
//! region has the capacity of that region. Replicas whose regions are named have the prices of
//! those regions, see [`replicas`]. Of replicas that are only counted, writes are billed at this region's
//! price, and storage and reads are a gap.

use core::fmt::{self, Display};

use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::Overflow;
use crate::scenario::{CapacityMode, Table};
use crate::working::{KB_PER_GB, Named as _, Quantity, Rule, Trace, Working};
use crate::workload::{OperationDemand, Workload, operation_name};

use super::ids::{own_write_id, storage_id};
use super::replicas;
use super::units::{write_units_of, written_kb};

/// How writes to a global table are billed.
pub(super) const WRITES: Rule = Rule::new(
    "a write to a global table is billed as a replicated write in each region with a replica, this region included; global indexes are billed as ordinary writes in each region, local indexes with the table; the estimate uses this region's price for all regions",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/global-tables-billing.html",
);
/// How writes in a transaction are billed.
pub(super) const TRANSACTIONS: Rule = Rule::new(
    "a transaction takes double in the region that makes it, to prepare and to commit each item; its writes are replicated only once they are committed; AWS does not say how the other regions bill them, and the estimate assumes that they bill ordinary replicated writes",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html",
);
/// How writes by expiry are billed.
pub(super) const TTL: Rule = Rule::new(
    "deletes by time to live are free in the region that makes them, and are billed as replicated writes, in steps of 1 KB, in the other regions of a global table",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html",
);
const TRANSFER: Rule = Rule::new(
    "replication is billed as data transfer out to another region; the estimate assumes that the size of the item is sent; a GB is 1,048,576 KB",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/global-tables-billing.html",
);

/// The number of regions in which a write is billed at this region's price: this one, and those of
/// replicas that are not named.
#[must_use]
pub const fn regions(table: &Table) -> u32 {
    table.replica_regions.saturating_add(1)
}

/// The name of the items of a table that expire in another region.
pub(super) fn expired_name(table: &Table) -> impl Display {
    fmt::from_fn(|f| write!(f, "{}, items that expire in another region", table.name))
}

/// Write units, in a region with a replica, of items that expire in another region; `None` if no
/// item expires, or the size of an item is not given.
pub(super) fn expired<T: Trace>(on: T, table: &Table) -> Option<Working<T>> {
    let items = table.ttl_deletes_per_month;
    let size = table.item_kb.filter(|_| !items.is_zero())?;
    Some(on.of(items, "expired items") * write_units_of(on, size))
}

/// Meters replicated expiry, and adds a gap for storage and reads of replicas without a region.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    for (at, table) in workload.scenario.tables.iter().enumerate() {
        if table.is_global() && !table.ttl_deletes_per_month.is_zero() {
            expiry(at, table, workload.on(), meter)?;
        }
        if table.replica_regions == 0 {
            continue;
        }
        meter.input_missing(
            storage_id(table.class),
            format!("tables.{at}.replica_regions"),
            "storage and reads of the replicas are billed at the prices of their regions and are not counted here",
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
        // Provisioned capacity is billed by the hour. Capacity that is computed from the traffic
        // includes these writes.
        return Ok(());
    }
    let name = expired_name(table);
    if !table.replicas.is_empty() {
        let each = units.step(&name, id.unit())?.by(TTL);
        return replicas::take(table, id, each, &name, TTL, meter);
    }
    let units = units * table.replica_regions.named("other regions");
    meter.take(id, units.step(name, id.unit())?.by(TTL))
}

/// Meters the data that replication transfers to the other regions.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter_transfer<T: Trace>(
    workload: &Workload<'_, T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    for table in &workload.scenario.tables {
        if !table.is_global() {
            continue;
        }
        let operations = workload.operations_on(table);
        let writes = operations.filter(|demand| demand.operation.kind.writes());
        for demand in writes {
            meter.take(ids::DATA_TRANSFER_OUT_REGION, transferred(demand)?)?;
        }
    }
    Ok(())
}

/// The data that an operation's writes transfer to the other regions in a month, in GB.
fn transferred<T: Trace>(demand: &OperationDemand<'_, T>) -> Result<Quantity<T>, Overflow> {
    let (operation, table) = (demand.operation, demand.table);
    let items = demand.good().scaled(operation.items.named("items"));
    let sent =
        items * written_kb(operation).named("KB") * table.other_regions().named("other regions")
            / KB_PER_GB;
    let name = format_args!("{}, replicated", operation_name(operation, demand.caller));
    Ok(sent.step(name, "GB")?.by(TRANSFER))
}
