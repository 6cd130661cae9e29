//! The demand of a scenario in a month: requests, invocations and operations.
//!
//! Quantities here are not metered yet: nothing is rounded up to kilobytes or milliseconds. They
//! are computed from the monthly count, so they stay exact; [`shape`] spreads them over the week
//! for the services that are billed by the hour. Each quantity carries its derivation, if one is
//! kept.

mod arriving;
pub mod auto_scaling;
mod by_table;
pub mod calls;
mod causes;
mod checked;
mod demand;
pub mod duration;
pub mod invocations;
mod operation;
pub mod provisioned;
pub mod rounds;
pub mod shape;
pub mod traffic;
pub mod triggers;

pub use checked::Checked;
pub use demand::{FunctionDemand, OperationDemand, Workload};
pub use operation::operation_name;
