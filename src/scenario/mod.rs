//! What the user knows: traffic, routes, items, choices. A [`Scenario`], its parts and its address.

#[cfg(feature = "words")]
pub mod edit;
pub mod link;
pub mod presets;
pub mod section;

pub use section::*;
