//! Exact figures: what every metered quantity and every amount of money is made of.
//!
//! [`Figure`] is a decimal that knows whether it is still exact. The newtypes in [`units`] and
//! [`money`] wrap it so that only operations that make sense can be written: a memory size times a
//! time is [`GbSeconds`], and gigabyte-seconds cannot be multiplied by gigabytes once more.
//! [`format`] writes figures for people; nothing else in the crate does.

mod calendar;
mod exact;
pub mod figure;
pub mod format;
pub mod money;
pub mod units;
mod wire;

pub use calendar::{HOURS_PER_DAY, HOURS_PER_WEEK, SECONDS_PER_HOUR, WEEK};
pub use figure::{Figure, Overflow};
pub use money::{UnitPrice, Usd};
pub use units::{
    CapacityUnits, Count, GbSeconds, Gigabytes, Hours, Kilobytes, MemoryMb, Millis, Seconds,
};
