//! The sections of a scenario, one a file: struct, fields, bounds, defaults and words together.

mod account_quota;
mod api;
mod authorizer;
mod billing;
mod capacity;
mod concurrency;
mod dax;
mod discount;
mod event;
mod function;
mod guard;
mod idempotency;
mod key;
mod logs;
mod monitoring;
mod operation;
mod queue;
mod scenario;
mod secret;
mod table;
mod topic;
mod traffic;
mod workflow;

pub use account_quota::AccountQuota;
pub use api::{Api, ApiKind, Authorizer, BUFFERED_KB, CacheSize, Endpoint};
pub use authorizer::AuthorizerFunction;
pub use billing::{Billing, FreeTier, Rounding};
pub use capacity::{Capacity, CapacityMode, ReservedTerm, Schedule, UNITS_MAX};
pub use concurrency::{Days, ProvisionedSchedule, SnapStart};
pub use dax::{Dax, DaxNode};
pub use discount::{BilledService, DatabasePlan, Discount, SavingsPlan};
pub use event::{Event, EventKind};
pub use function::{
    Architecture, EPHEMERAL_FREE_MB, Function, Invocation, PROVISIONED_MAX, Package, REQUESTS,
};
pub use guard::{BodyLimit, Cognito, CognitoTier, Waf};
pub use idempotency::Idempotency;
pub use key::{Key, KeyKind};
pub use logs::{LogClass, LogEncryption, Logs};
pub use monitoring::Monitoring;
pub use operation::{Consistency, ITEMS_MAX, Operation, OperationKind};
pub use queue::{Queue, QueueKind};
pub use scenario::{FUNCTIONS_MAX, Scenario, TABLES_MAX};
pub use secret::{Parameter, ParameterTier, Secret};
pub use table::{Encryption, Index, IndexKind, Table, TableClass};
pub use topic::Topic;
pub use traffic::{REQUESTS_MAX, Shape, Traffic};
pub use workflow::{Workflow, WorkflowKind};
