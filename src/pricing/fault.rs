//! What is wrong with a file of the price book.

use core::fmt;

/// One fault: where, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BookFault {
    /// The file, relative to the book's folder.
    pub file: String,
    /// Where in the file: an id with the version's date, or a table's name.
    pub at: String,
    /// What was found and what was expected, lower-case, without a full stop.
    pub message: String,
}

impl fmt::Display for BookFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, at, message } = self;
        if at.is_empty() {
            write!(f, "{file}: {message}")
        } else {
            write!(f, "{file}: {at}: {message}")
        }
    }
}

impl core::error::Error for BookFault {}
