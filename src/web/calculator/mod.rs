//! The calculator: the form, and the island that answers it.
//!
//! The server renders form, result and bill from the query string. In the browser the island runs
//! the same code, [`Outcome::compute`](outcome::Outcome::compute), on the form's inputs whenever one
//! changes.

#[cfg(feature = "ssr")]
mod beside;
pub mod bill;
#[cfg(feature = "ssr")]
pub mod choices;
pub mod elsewhere;
#[cfg(feature = "ssr")]
mod field;
#[cfg(feature = "ssr")]
pub mod form;
mod island;
pub mod markup;
pub mod missing;
pub mod outcome;
mod page_state;
#[cfg(feature = "ssr")]
pub mod sizing;
#[cfg(feature = "ssr")]
pub mod strays;
pub mod summary;

pub use island::Calculator;

/// The id of the form, for buttons outside it that send it.
pub const FORM_ID: &str = "scenario";

/// Where a form is sent by POST, to be answered with its scenario as a file.
pub const FILE_PATH: &str = "/scenario";

/// The id of the input at this path, which a list of faults links to.
#[must_use]
pub fn input_id(path: &str) -> String {
    format!("input-{path}")
}

/// The id of the button that adds to the list at this path, or adds the section at it.
#[cfg(feature = "ssr")]
#[must_use]
pub fn add_id(path: &str) -> String {
    format!("add-{path}")
}
