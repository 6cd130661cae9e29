//! What every service meters with: usage per price id, with its derivation, and what is missing.
//!
//! A room below the services: it knows the workload, and no service and no price.

pub mod demand;
pub mod echo;
mod gap;
mod meter;
pub mod step;

pub use echo::{Echo, Say};
pub use gap::{Gap, GapKind};
pub use meter::{Growing, Meter, Usage};

/// Whether derivations are made where they are asked for. Never in the browser, which has them from
/// the server when a line is unfolded: their words would weigh as much as the rest of the engine.
/// Known to the compiler there, so that what makes them is not even built.
#[must_use]
pub const fn explains(asked: bool) -> bool {
    cfg!(not(feature = "hydrate")) && asked
}
