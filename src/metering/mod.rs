//! What every service meters with: usage per price id, with its derivation, and what is missing.
//!
//! A room below the services: it knows the workload, and no service and no price.

pub mod echo;
mod gap;
mod meter;
mod usage;

pub use echo::{Echo, Say};
pub use gap::{Gap, GapKind};
pub use meter::{Growing, Meter, Metered};
pub use usage::Usage;
