//! The vocabulary of a scenario: what the user says of traffic, API, functions and tables. A
//! [`Scenario`], its parts and its address.

#[cfg(feature = "words")]
pub mod edit;
pub mod link;
pub mod presets;
pub mod section;

pub use section::*;
