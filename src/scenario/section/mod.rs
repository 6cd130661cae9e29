//! The sections of a scenario, one a file: struct, fields, bounds, defaults and words together.

mod api;
mod billing;
mod function;
mod logs;
mod operation;
mod scenario;
mod table;
mod traffic;

pub use api::{Api, ApiKind, Authorizer};
pub use billing::{Billing, FreeTier, Rounding};
pub use function::{Architecture, Function, Package};
pub use logs::{LogClass, Logs};
pub use operation::{Consistency, Operation, OperationKind};
pub use scenario::Scenario;
pub use table::{Capacity, CapacityMode, Encryption, Index, IndexKind, Table, TableClass};
pub use traffic::{Shape, Traffic};
