//! The sections of a scenario, one a file: struct, fields, bounds, defaults and words together.

mod api;
mod authorizer;
mod billing;
mod concurrency;
mod capacity;
mod dax;
mod function;
mod logs;
mod monitoring;
mod operation;
mod scenario;
mod table;
mod traffic;

pub use api::{Api, ApiKind, Authorizer, CacheSize, Endpoint};
pub use authorizer::AuthorizerFunction;
pub use billing::{Billing, FreeTier, Rounding};
pub use concurrency::{Days, ProvisionedSchedule, SnapStart};
pub use function::{Architecture, Function, Invocation, Package};
pub use capacity::{Capacity, CapacityMode, ReservedTerm, Schedule};
pub use dax::{Dax, DaxNode};
pub use logs::{LogClass, LogEncryption, Logs};
pub use monitoring::Monitoring;
pub use operation::{Consistency, Operation, OperationKind};
pub use scenario::Scenario;
pub use table::{Encryption, Index, IndexKind, Table, TableClass};
pub use traffic::{Shape, Traffic};
