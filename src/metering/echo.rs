//! Echoes: the text beside an input that says what follows from it.

use crate::quantity::{Figure, format};

/// The text beside an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Echo {
    /// The input's path.
    pub path: String,
    /// The quantity that follows from the input, in words.
    pub text: String,
}

/// Receives an echo: the input's path, and the text beside the input.
pub type Say<'a> = &'a mut dyn FnMut(String, String);

/// A monthly quantity in words, rounded to two decimal places: `1,250.5 requests a month`.
#[must_use]
pub fn month(figure: Figure, unit: &str) -> String {
    format!("{} {unit} a month", format::about(figure, 2))
}
