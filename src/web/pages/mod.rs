//! One file a page.

mod calculator;
mod not_found;

pub use calculator::{Calculator, bill_fragment};
pub use not_found::NotFound;
