//! The same scenario with one choice changed, and the same scenario month by month.
//!
//! An alternative is one declared change, a [`Change`]. The engine that prices the scenario prices the
//! alternative too. Only the server compares: the browser's engine is built without this module.

mod alternatives;
pub mod answer;
mod candidates;
pub mod change;
pub mod changes;
mod moved;
mod projection;

pub use alternatives::{
    Alternative, Alternatives, LeftOut, TOLD_MAX, Verdict, alternatives, alternatives_to,
};
pub use candidates::PRICED_MAX;
pub use change::{Applied, Change, Scope};
pub use moved::Moved;
pub use projection::{MONTHS_MAX, Month, Projection, projection};
