//! What the scenario's traffic asks of each part, per month: requests, invocations, operations.
//!
//! Quantities here are demand, not yet metered: no rounding up to kilobytes or milliseconds. They
//! come straight from the monthly count, so they stay exact; [`shape`] spreads them over the week for
//! whatever depends on time. Each carries its derivation, if one is kept.

mod arriving;
pub mod calls;
mod causes;
mod checked;
mod demand;
pub mod duration;
pub mod provisioned;
pub mod shape;
pub mod traffic;

pub use checked::Checked;
pub use demand::{FunctionDemand, OperationDemand, Workload};
