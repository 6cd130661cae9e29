//! What every response goes through, one concern a file.

pub mod error_body;
pub mod headers;
