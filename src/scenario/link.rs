//! A scenario's address: its canonical query string.

use super::Scenario;
use crate::fields::read::{Section as _, Value as _};
use crate::fields::{Node, query};
use crate::pricing::Date;

/// The field that says which day's prices apply.
const PRICES: &str = "prices";

/// The canonical query string of a scenario, without a `?`.
#[must_use]
pub fn write(scenario: &Scenario) -> String {
    query::write(&scenario.write_fields(), &Scenario::SPEC)
}

/// The canonical query string of a scenario at the prices of this day, as a link needs it.
#[must_use]
pub fn write_pinned(scenario: &Scenario, as_of: Date) -> String {
    query::write(&pinned_fields(scenario, as_of), &Scenario::SPEC)
}

/// The address of the page that shows a scenario at the prices of this day.
#[must_use]
pub fn page(scenario: &Scenario, as_of: Date) -> String {
    format!("/?{}", write_pinned(scenario, as_of))
}

/// The canonical query string of a tree whose scenario has no fault, at the prices of this day: what
/// [`write_pinned`] gives for the scenario that the tree reads to.
#[must_use]
pub fn canonical(node: &Node, as_of: Date) -> String {
    query::canonical(node, &Scenario::SPEC, (PRICES, &as_of.write()))
}

/// All fields of a scenario, defaults too, at the prices of this day.
#[must_use]
pub fn pinned_fields(scenario: &Scenario, as_of: Date) -> Vec<(String, Node)> {
    let mut fields = scenario.write_fields();
    for (name, node) in &mut fields {
        if name == PRICES {
            *node = as_of.write();
        }
    }
    fields
}
