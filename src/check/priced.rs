//! A scenario together with the prices that it asks for.

use super::{Context, across_fields, checked, regions};
use crate::fields::read::read_section;
use crate::fields::{Faults, Node, Place};
use crate::pricing::{AsOf, PriceBook};
use crate::scenario::Scenario;
use crate::workload::Checked;

/// Reads and checks a scenario, as [`read`](super::read) does, and finds the prices that it asks for:
/// those of its region on its day, or on the book's own day where it names none.
///
/// # Errors
/// Every fault found, in the order of the fields; a region that the book does not have is one.
pub fn read_at_prices<'b>(
    node: &Node<'_>,
    book: &'b PriceBook,
) -> Result<(Checked, AsOf<'b>), Faults> {
    let mut faults = Faults::default();
    let scenario = read_section::<Scenario>(node, &Place::ROOT, &mut faults);
    regions(&scenario, &Context::new(book), &mut faults);
    let Some(prices) = book.as_of(&scenario.region, book.day_for(scenario.prices)) else {
        across_fields(&scenario, &mut faults);
        return Err(faults);
    };
    Ok((checked(scenario, faults)?, prices))
}
