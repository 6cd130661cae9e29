//! A language for forms: one neutral tree, read against one table of fields.
//!
//! A query string, a JSON or a TOML text becomes one neutral tree, a [`Node`]; a table of fields
//! ([`spec`]) reads the tree, names the form's inputs, writes the link and describes the interface.
//! Every fault is found at once, and nothing is clamped or dropped. What the fields mean is not known
//! here.

mod bounds;
pub mod choice;
pub mod decimals;
pub mod fault;
mod fault_code;
pub mod hourly_units;
pub mod json;
mod names;
pub mod node;
pub mod number;
mod place;
pub mod points;
#[cfg(feature = "words")]
mod power_tuning;
pub mod query;
pub mod read;
pub mod spec;
mod text;
pub mod toml;
mod value;
pub mod view;
mod wrong;

pub use choice::Choice;
pub use decimals::Decimals;
pub use fault::{Fault, Faults};
pub use fault_code::FaultCode;
pub use hourly_units::HourlyUnits;
pub use names::Names;
pub use node::Node;
pub use place::Place;
pub use points::DurationPoints;
pub use spec::{Absent, Kind, SectionSpec, Spec};
pub use view::{View, Written};
pub use wrong::Wrong;
