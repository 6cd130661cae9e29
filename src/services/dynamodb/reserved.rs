//! Reserved capacity: blocks of 100 units, paid partly upfront, partly by the hour.

use crate::metering::Meter;
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::{Capacity, ReservedTerm, Table};
use crate::working::{Rule, Step};
use crate::workload::Workload;

use super::units::Direction;

/// Units in a block.
const BLOCK: u32 = 100;

/// What reserved capacity covers.
pub(super) const COVERS: Rule = Rule {
    text: "reserved capacity covers the provisioned units of all Standard tables of the region, in each hour up to what is reserved; what is beyond is billed at the normal hourly price, and what is reserved and not used is paid all the same",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/reserved-capacity.html",
};
const BLOCKS: Rule = Rule {
    text: "reserved capacity is bought in blocks of 100 units, rounded up, and billed for every hour of the month",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/reserved-capacity.html",
};
const UPFRONT: Rule = Rule {
    text: "the upfront payment falls due once, at the start; a month of the term carries its part of it",
    href: "https://aws.amazon.com/dynamodb/pricing/provisioned/",
};
const NOTE: &str = "Reserved capacity is paid partly upfront, once for the whole term; the monthly cost carries a month's part of it.";

/// Both terms.
const TERMS: [ReservedTerm; 2] = [ReservedTerm::OneYear, ReservedTerm::ThreeYears];

const fn reserved(capacity: &Capacity, direction: Direction) -> u32 {
    match direction {
        Direction::Read => capacity.reserved_read_units,
        Direction::Write => capacity.reserved_write_units,
    }
}

/// Units that the tables reserve for this term.
fn units(tables: &[Table], direction: Direction, term: ReservedTerm) -> Result<Figure, Overflow> {
    let mut sum = Figure::ZERO;
    for table in tables
        .iter()
        .filter(|table| table.capacity.reserved_term == term)
    {
        sum = sum.plus(reserved(&table.capacity, direction).into())?;
    }
    Ok(sum)
}

/// Blocks that the tables' reservations for this term take together.
///
/// # Errors
/// [`Overflow`] never in practice.
pub fn blocks(
    tables: &[Table],
    direction: Direction,
    term: ReservedTerm,
) -> Result<Figure, Overflow> {
    units(tables, direction, term)?.steps_of(BLOCK.into())
}

/// Units that reservations cover in every hour, whole blocks.
///
/// # Errors
/// [`Overflow`] never in practice.
pub fn covered(tables: &[Table], direction: Direction) -> Result<Figure, Overflow> {
    let mut sum = Figure::ZERO;
    for term in TERMS {
        sum = sum.plus(blocks(tables, direction, term)?)?;
    }
    sum.times(BLOCK.into())
}

/// The prices of an hour and of the upfront payment of a block.
const fn prices(direction: Direction, term: ReservedTerm) -> (&'static str, &'static str) {
    match (direction, term) {
        (Direction::Read, ReservedTerm::OneYear) => (
            "dynamodb.reserved.rcu-1y.hour",
            "dynamodb.reserved.rcu-1y.upfront",
        ),
        (Direction::Write, ReservedTerm::OneYear) => (
            "dynamodb.reserved.wcu-1y.hour",
            "dynamodb.reserved.wcu-1y.upfront",
        ),
        (Direction::Read, ReservedTerm::ThreeYears) => (
            "dynamodb.reserved.rcu-3y.hour",
            "dynamodb.reserved.rcu-3y.upfront",
        ),
        (Direction::Write, ReservedTerm::ThreeYears) => (
            "dynamodb.reserved.wcu-3y.hour",
            "dynamodb.reserved.wcu-3y.upfront",
        ),
    }
}

/// Hours and upfront payments of what is reserved.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let tables = &workload.scenario.tables;
    if tables.is_empty() {
        return Ok(());
    }
    let hours = workload.hours().figure();
    for direction in [Direction::Read, Direction::Write] {
        for term in TERMS {
            let blocks = blocks(tables, direction, term)?;
            if blocks.is_zero() {
                continue;
            }
            let (hour, upfront) = prices(direction, term);
            let reserved = units(tables, direction, term)?;
            let step = || {
                let formula = format!("⌈{} units ÷ 100⌉", format::grouped(reserved.value()));
                Step::of(formula, blocks, "blocks").by(BLOCKS)
            };
            let quantity = blocks.times(hours)?;
            meter.add(hour, quantity, || {
                let formula = format!("{blocks} blocks × {hours} hours");
                vec![step(), Step::of(formula, quantity, "block-hours")]
            })?;
            meter.add_spread(upfront, blocks, term.months(), || {
                vec![step(), Step::say("paid once, at the start").by(UPFRONT)]
            })?;
            meter.note(NOTE);
        }
    }
    Ok(())
}
