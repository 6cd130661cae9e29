//! `DynamoDB` auto scaling, simulated by the minute.
//!
//! A table's reads and writes are demanded minute by minute ([`trace`]). In each minute a
//! [`direction`] serves what its capacity and its saved burst capacity ([`burst`]) allow and
//! throttles the rest. Target tracking ([`policy`]) watches what was served, raises the capacity
//! and, where the table's [`allowance`] of decreases permits it, lowers it. [`run`]
//! runs a table over a whole trace.
//!
//! Everything here is whole numbers: capacity is whole units, and use is counted in millionths of a
//! unit-second ([`UnitSeconds`]). The one rounding is that of the demand to such millionths.

pub mod allowance;
pub mod burst;
pub mod direction;
pub mod policy;
pub mod simulation;
pub mod trace;
mod unit_seconds;

pub use direction::Minute;
pub use policy::{Evaluated, Latency, Policy};
pub use simulation::{Course, Target, run};
pub use trace::Trace;
pub use unit_seconds::UnitSeconds;
