//! The place of a field within a scenario.

use core::fmt;

/// The place of a field: its path from the scenario down, as a query string names it.
///
/// ```
/// use reckoner::fields::Place;
///
/// let function = Place::root().at("functions").at(0);
/// assert_eq!(function.at("memory_mb").path(), "functions.0.memory_mb");
/// assert_eq!(Place::root().path(), "");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(String);

impl Place {
    /// The scenario itself.
    #[must_use]
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// A field of the section at this place, or an item of the list at this place.
    #[must_use]
    pub fn at(&self, part: impl fmt::Display) -> Self {
        if self.0.is_empty() {
            Self(part.to_string())
        } else {
            Self(format!("{}.{part}", self.0))
        }
    }

    /// The path, `functions.0.memory_mb`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0
    }
}
