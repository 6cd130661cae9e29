//! Replicas whose regions are named: their writes, reads and storage at the prices of those regions.

use core::fmt::{self, Display};

use crate::metering::Meter;
use crate::pricing::PriceId;
use crate::quantity::{Overflow, format};
use crate::scenario::Table;
use crate::working::{Named as _, Quantity, Rule, Trace};

/// How writes to a global table with named replicas are billed.
pub(super) const WRITES: Rule = Rule::new(
    "a write to a global table is billed as a replicated write in each region with a replica, this region included, at the price of that region; global indexes are billed as ordinary writes in each region, local indexes with the table",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/global-tables-billing.html",
);
/// How much a replica holds.
pub(super) const STORAGE: Rule = Rule::new(
    "each replica holds the same items and indexes as the table, and is billed at the price of its region",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/global-tables-billing.html",
);
/// What capacity a replica reads with.
pub(super) const READ_CAPACITY: Rule = Rule::new(
    "a replica has the read capacity of the table unless it is given its own",
    "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateReplicationGroupMemberAction.html",
);
const READS: Rule = Rule::new(
    "reads of a replica are billed in its region, like reads of any table there",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/global-tables-billing.html",
);

/// The unit of a price, in the plural.
fn plural(price: PriceId) -> impl Display {
    fmt::from_fn(move |f| f.write_str(&format::plural(price.unit())))
}

/// The name of something in a region.
fn named_in(name: impl Display, region: &str) -> impl Display {
    fmt::from_fn(move |f| write!(f, "{name}, {region}"))
}

/// Adds the same usage of a price in the region of each named replica of a table. The unit of the quantity
/// is the price's.
///
/// # Errors
/// [`Overflow`] if a sum is too large.
pub(super) fn take<T: Trace>(
    table: &Table,
    price: PriceId,
    quantity: Quantity<T>,
    name: impl Display + Copy,
    rule: Rule,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    for region in table.replicas.as_slice() {
        let there = quantity
            .expr()
            .step(named_in(name, region), plural(price))?;
        meter.take_in(region, price, there.by(rule))?;
    }
    Ok(())
}

/// Adds reads on demand of each named replica, which are a multiple of the `reads` here.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub(super) fn take_reads<T: Trace>(
    table: &Table,
    price: PriceId,
    reads: Quantity<T>,
    name: impl Display + Copy,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    if table.replica_reads.is_zero() || table.replicas.is_empty() {
        return Ok(());
    }
    let reads = reads
        * table
            .replica_reads
            .named("times as many reads of a replica");
    let reads = reads.step(named_in(name, "a replica"), plural(price))?;
    take(table, price, reads.by(READS), name, READS, meter)
}
