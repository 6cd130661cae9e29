//! A [`Scenario`] as the user describes it: traffic, API, functions, tables and the rest, with its
//! address.

#[cfg(feature = "words")]
pub mod edit;
pub mod link;
pub mod presets;
pub mod section;

pub use section::*;
