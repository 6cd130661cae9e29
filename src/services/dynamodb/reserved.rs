//! Reserved capacity: blocks of 100 units, paid partly upfront and partly by the hour.

use core::fmt::{self, Display};

use crate::fields::Choice as _;
use crate::metering::Meter;
use crate::pricing::{PriceId, ids};
use crate::quantity::{Overflow, format};
use crate::scenario::{Capacity, ReservedTerm, Table};
use crate::working::{Named as _, Quantity, Rule, Trace, Working};
use crate::workload::Workload;

use super::units::Direction;

/// Units in a block.
const BLOCK: u32 = 100;

/// The units that reserved capacity covers.
pub(super) const COVERS: Rule = Rule::new(
    "reserved capacity covers the provisioned units of all Standard tables of the region, in each hour up to the reserved units; units beyond them are billed at the normal hourly price, and reserved units that are not used are paid too",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/reserved-capacity.html",
);
const BLOCKS: Rule = Rule::new(
    "reserved capacity is bought in blocks of 100 units, rounded up, and billed for every hour of the month",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/reserved-capacity.html",
);
const UPFRONT: Rule = Rule::new(
    "each block of 100 units, rounded up, is paid for once, at the start; each month of the term carries one part of the payment",
    "https://aws.amazon.com/dynamodb/pricing/provisioned/",
);
const NOTE: &str = "Reserved capacity is paid partly upfront, once for the whole term; the monthly cost includes one month's part of the upfront payment.";

/// Both terms.
const TERMS: [ReservedTerm; 2] = [ReservedTerm::OneYear, ReservedTerm::ThreeYears];

const fn reserved(capacity: &Capacity, direction: Direction) -> u32 {
    match direction {
        Direction::Read => capacity.reserved_read_units,
        Direction::Write => capacity.reserved_write_units,
    }
}

/// Units that the tables reserve for this term; `None` if they reserve none.
fn units<T: Trace>(
    on: T,
    tables: &[Table],
    direction: Direction,
    term: ReservedTerm,
) -> Option<Working<T>> {
    let here = tables
        .iter()
        .filter(|table| table.capacity.reserved_term == term)
        .filter(|table| reserved(&table.capacity, direction) > 0);
    let each = here.map(|table| {
        let label = format_args!("units ({})", table.name);
        on.of(reserved(&table.capacity, direction), label)
    });
    each.reduce(|sum, units| sum + units)
}

/// The name of reserved units and their term.
fn name(direction: Direction, term: ReservedTerm) -> impl Display {
    fmt::from_fn(move |f| write!(f, "{} reserved for {}", direction.word(), term.label()))
}

/// The blocks in which units are bought, rounded up.
fn blocks<T: Trace>(
    units: Working<T>,
    direction: Direction,
    term: ReservedTerm,
) -> Result<Quantity<T>, Overflow> {
    let blocks = units
        .steps_of(BLOCK)
        .step(name(direction, term), "blocks")?;
    Ok(blocks.by(BLOCKS))
}

/// Units that reservations cover in every hour, whole blocks; `None` if there are none.
///
/// # Errors
/// [`Overflow`] if the sum is too large. Units within the fields' bounds fit.
pub fn covered<T: Trace>(
    on: T,
    tables: &[Table],
    direction: Direction,
) -> Result<Option<Quantity<T>>, Overflow> {
    let mut sum: Option<Working<T>> = None;
    for term in TERMS {
        if let Some(units) = units(on, tables, direction, term) {
            let blocks = blocks(units, direction, term)?.expr();
            sum = Some(sum.map_or(blocks, |sum| sum + blocks));
        }
    }
    let Some(sum) = sum else {
        return Ok(None);
    };
    let name = format_args!("{} reserved", direction.word());
    (sum * BLOCK).step(name, "units reserved").map(Some)
}

/// The prices of an hour and of the upfront payment of a block.
const fn prices(direction: Direction, term: ReservedTerm) -> (PriceId, PriceId) {
    match (direction, term) {
        (Direction::Read, ReservedTerm::OneYear) => (
            ids::DYNAMODB_RESERVED_RCU_1Y_HOUR,
            ids::DYNAMODB_RESERVED_RCU_1Y_UPFRONT,
        ),
        (Direction::Write, ReservedTerm::OneYear) => (
            ids::DYNAMODB_RESERVED_WCU_1Y_HOUR,
            ids::DYNAMODB_RESERVED_WCU_1Y_UPFRONT,
        ),
        (Direction::Read, ReservedTerm::ThreeYears) => (
            ids::DYNAMODB_RESERVED_RCU_3Y_HOUR,
            ids::DYNAMODB_RESERVED_RCU_3Y_UPFRONT,
        ),
        (Direction::Write, ReservedTerm::ThreeYears) => (
            ids::DYNAMODB_RESERVED_WCU_3Y_HOUR,
            ids::DYNAMODB_RESERVED_WCU_3Y_UPFRONT,
        ),
    }
}

/// Meters hours and upfront payments of reserved capacity.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    let tables = &workload.scenario.tables;
    for direction in [Direction::Read, Direction::Write] {
        for term in TERMS {
            let Some(units) = units(workload.on(), tables, direction, term) else {
                continue;
            };
            let name = name(direction, term);
            let (hour, upfront) = prices(direction, term);
            let hours = blocks(units, direction, term)? * workload.hours().named("hours");
            meter.take(hour, hours.step(&name, format::plural(hour.unit()))?)?;
            let bought = units
                .steps_of(BLOCK)
                .step(&name, format::plural(upfront.unit()))?;
            meter.take_spread(upfront, bought.by(UPFRONT), term.months())?;
            meter.note(NOTE);
        }
    }
    Ok(())
}
