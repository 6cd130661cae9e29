//! What the user knows: traffic, routes, items, choices. A [`Scenario`] and how it is read.
//!
//! A query string, a JSON or a TOML text becomes one neutral tree, a [`Node`]; one table of fields
//! ([`spec`]) reads the tree, names the form's inputs, writes the link and describes the API. Every
//! fault is found at once, and nothing is clamped or dropped.

pub mod choice;
pub mod decimals;
#[cfg(not(feature = "hydrate"))]
pub mod edit;
pub mod fault;
pub mod hourly_units;
pub mod json;
pub mod node;
pub mod number;
pub mod points;
pub mod presets;
pub mod query;
pub mod read;
pub mod section;
pub mod spec;
pub mod toml;
mod value;

pub use choice::Choice;
pub use decimals::Decimals;
pub use fault::{Fault, FaultCode, Faults, Place};
pub use hourly_units::HourlyUnits;
pub use node::Node;
pub use points::DurationPoints;
pub use section::*;
pub use spec::{Absent, Kind, SectionSpec, Spec};
