//! A language for forms: one neutral tree, read against one table of fields.
//!
//! A query string, a JSON or a TOML text becomes one neutral tree, a [`Node`]; a table of fields
//! ([`spec`]) reads the tree, names the form's inputs, writes the link and describes the interface.
//! Every fault is found at once, and nothing is clamped or dropped. What the fields mean is not known
//! here.

pub mod choice;
pub mod decimals;
pub mod fault;
pub mod hourly_units;
pub mod json;
pub mod node;
pub mod number;
pub mod points;
pub mod query;
pub mod read;
pub mod spec;
pub mod toml;
mod value;

pub use choice::Choice;
pub use decimals::Decimals;
pub use fault::{Fault, FaultCode, Faults, Place};
pub use hourly_units::HourlyUnits;
pub use node::Node;
pub use points::DurationPoints;
pub use spec::{Absent, Kind, SectionSpec, Spec};
