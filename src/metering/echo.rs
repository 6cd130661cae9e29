//! The quantity beside an input: what every service writes its echoes with.

use crate::quantity::{Figure, format};

/// The quantity beside an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Echo {
    /// The input's path.
    pub path: String,
    /// What follows from it.
    pub text: String,
}

/// Takes an echo: the input's path, and what follows from it.
pub type Say<'a> = &'a mut dyn FnMut(String, String);

/// A monthly quantity in words, to two places.
#[must_use]
pub fn month(figure: Figure, unit: &str) -> String {
    format!("{} {unit} a month", format::about(figure, 2))
}
