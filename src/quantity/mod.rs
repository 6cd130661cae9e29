//! Exact figures: what every metered quantity and every amount of money is made of.
//!
//! [`Figure`] is a decimal that knows whether it is still exact; [`Usd`] and [`UnitPrice`] are money.
//! Other units travel with the expressions of the room `working`, and with the ids of prices.
//! [`format`] writes figures for people; nothing else in the crate does.

mod calendar;
mod digits;
mod exact;
pub mod figure;
pub mod format;
pub mod money;
mod wire;

pub use calendar::{DAY, HOURS_PER_DAY, HOURS_PER_WEEK, SECONDS_PER_HOUR, WEEK};
pub use digits::Digits;
pub use figure::{Figure, Overflow};
pub use money::{UnitPrice, Usd};
