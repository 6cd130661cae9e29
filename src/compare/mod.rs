//! The same scenario with one choice changed, and the same scenario month by month.
//!
//! An alternative is one declared change, a [`Change`]; it is priced by the engine that prices the
//! scenario itself. Only the server compares: the browser's engine does without this module.

mod alternatives;
pub mod answer;
pub mod change;
pub mod changes;
mod projection;

pub use alternatives::{Alternative, Verdict, alternatives, alternatives_to};
pub use change::{Applied, Change};
pub use projection::{MONTHS_MAX, Month, Projection, projection};
