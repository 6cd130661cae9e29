//! A scenario's address: its canonical query string.

use core::fmt;

use serde::{Serialize, Serializer};

use super::Scenario;
use crate::fields::query::{self, PAIRS_MAX};
use crate::fields::read::{Section as _, Value as _};
use crate::fields::{Node, View, Written};
use crate::pricing::Date;

/// The field that says which day's prices apply.
const PRICES: &str = "prices";

/// The most bytes that an address may have, from its first `/`, so that the server reads it.
/// <https://docs.rs/http/latest/http/uri/struct.Uri.html>: the server's parser takes no longer one.
pub const ADDRESS_MAX: usize = 65_534;

/// Why a scenario has no link: the server would not read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlinkable {
    /// The address would have this many bytes, more than [`ADDRESS_MAX`].
    TooLong(usize),
    /// The address would give this many fields, more than [`PAIRS_MAX`].
    TooManyFields(usize),
}

impl fmt::Display for Unlinkable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong(bytes) => write!(
                f,
                "The scenario does not fit in a link: its address would have {bytes} bytes, and at most {ADDRESS_MAX} are read. Send the scenario as JSON instead."
            ),
            Self::TooManyFields(fields) => write!(
                f,
                "The scenario does not fit in a link: its address would give {fields} fields, and at most {PAIRS_MAX} are read. Send the scenario as JSON instead."
            ),
        }
    }
}

impl core::error::Error for Unlinkable {}

/// The canonical query string of a scenario, without a `?`.
#[must_use]
pub fn write(scenario: &Scenario) -> String {
    query::write(scenario, None)
}

/// The canonical query string of a scenario at the prices of this day, as a link needs it.
#[must_use]
pub fn write_pinned(scenario: &Scenario, as_of: Date) -> String {
    query::write(scenario, Some((PRICES, as_of.view())))
}

/// The address of the page that shows a scenario at the prices of this day.
///
/// # Errors
/// [`Unlinkable`] if the server would not read the address.
pub fn page(scenario: &Scenario, as_of: Date) -> Result<String, Unlinkable> {
    page_of(&write_pinned(scenario, as_of))
}

/// The address of the page that a query string asks for.
///
/// # Errors
/// [`Unlinkable`] if the server would not read the address.
pub fn page_of(query: &str) -> Result<String, Unlinkable> {
    let address = format!("/?{query}");
    match readable(&address) {
        None => Ok(address),
        Some(why) => Err(why),
    }
}

/// Why the server would not read an address, such as `/?version=1`; `None` if it reads it.
#[must_use]
pub fn readable(address: &str) -> Option<Unlinkable> {
    let fields = address.bytes().filter(|byte| *byte == b'&').count();
    let fields = fields.saturating_add(1);
    if address.len() > ADDRESS_MAX {
        Some(Unlinkable::TooLong(address.len()))
    } else {
        (fields > PAIRS_MAX).then_some(Unlinkable::TooManyFields(fields))
    }
}

/// The canonical query string of a tree whose scenario has no fault, at the prices of this day: what
/// [`write_pinned`] gives for the scenario that the tree reads to.
#[must_use]
pub fn canonical(node: &Node<'_>, as_of: Date) -> String {
    query::canonical(node, Scenario::SPEC, (PRICES, as_of.view()))
}

/// A scenario as JSON: all fields, defaults too, at the prices of this day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pinned<'s> {
    /// The scenario.
    pub scenario: &'s Scenario,
    /// The day of its prices.
    pub as_of: Date,
}

impl Serialize for Pinned<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pinned: View<'_> = self.as_of.view();
        Written {
            fields: self.scenario,
            pinned: Some((PRICES, pinned)),
        }
        .serialize(serializer)
    }
}
