//! Metered usage per price id, with its derivation, and the gaps that services report.
//!
//! This room is below the services. It knows neither a service nor the amount of a price.

pub mod echo;
mod gap;
mod meter;
mod usage;

pub use echo::{Echo, Say};
pub use gap::{Gap, GapKind};
pub use meter::{Growing, Meter, Metered};
pub use usage::Usage;
