//! A scenario together with the prices that it asks for.

use super::{Context, across_fields};
use crate::fields::read::read_section;
use crate::fields::{Fault, Faults, Node, Place};
use crate::pricing::{AsOf, PriceBook};
use crate::scenario::Scenario;

/// Reads a scenario from its neutral tree, as [`read`](super::read) does, and finds the prices that it
/// asks for: those of its region on its day, or on the book's own day where it names none.
///
/// # Errors
/// Every fault found, in the order of the fields; a region that the book does not have is one.
pub fn read_at_prices<'b>(
    node: &Node,
    book: &'b PriceBook,
) -> Result<(Scenario, AsOf<'b>), Vec<Fault>> {
    let mut faults = Faults::default();
    let scenario = read_section::<Scenario>(node, &Place::root(), &mut faults);
    across_fields(&scenario, &Context::of(book), &mut faults);
    match book.as_of(&scenario.region, book.day_for(scenario.prices)) {
        Some(prices) => faults.into_result((scenario, prices)),
        None => Err(faults.into_all()),
    }
}
