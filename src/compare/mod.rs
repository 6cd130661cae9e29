//! The same scenario with one choice changed, and the same scenario month by month.
//!
//! An alternative is one declared change, a [`Change`]. The engine that prices the scenario prices the
//! alternative too. Only the server compares: the browser's engine is built without this module.

mod alternatives;
pub mod answer;
pub mod change;
pub mod changes;
mod projection;

pub use alternatives::{Alternative, Verdict, alternatives, alternatives_to};
pub use change::{Applied, Change};
pub use projection::{MONTHS_MAX, Month, Projection, projection};
