//! What the user knows: traffic, routes, items, choices. A [`Scenario`] and how it is read.
//!
//! A query string, a JSON or a TOML text becomes one neutral tree, a [`Node`]; one table of fields
//! ([`spec`]) reads the tree, names the form's inputs, writes the link and describes the API. Every
//! fault is found at once, and nothing is clamped or dropped.

pub mod check;
pub mod choice;
pub mod decimals;
#[cfg(not(feature = "hydrate"))]
pub mod edit;
pub mod fault;
pub mod hourly_units;
pub mod json;
pub mod node;
pub mod number;
pub mod points;
pub mod presets;
pub mod query;
pub mod read;
pub mod section;
pub mod spec;
pub mod toml;
mod value;

pub use choice::Choice;
pub use decimals::Decimals;
pub use fault::{Fault, FaultCode, Faults, Place};
pub use hourly_units::HourlyUnits;
pub use node::Node;
pub use points::DurationPoints;
pub use section::{
    Api, ApiKind, Architecture, Authorizer, AuthorizerFunction, Billing, BodyLimit, CacheSize,
    Capacity, CapacityMode, Cognito, CognitoTier, Consistency, Dax, DaxNode, Days, Discount,
    Encryption, Endpoint, Event, EventKind, FreeTier, Function, Idempotency, Index, IndexKind,
    Invocation, Key, KeyKind, LogClass, LogEncryption, Logs, Monitoring, Operation, OperationKind,
    Package, Parameter, ParameterTier, ProvisionedSchedule, Queue, QueueKind, ReservedTerm,
    Rounding, SavingsPlan, Scenario, Schedule, Secret, Shape, SnapStart, Table, TableClass, Topic,
    Traffic, Waf, Workflow, WorkflowKind,
};
pub use spec::{Absent, Kind, SectionSpec, Spec};

use crate::pricing::{Date, PriceBook};

/// What a reader must know beside the scenario's own text.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The codes of the regions that the price book has.
    pub regions: &'a [String],
    /// The day up to which the price book was read.
    pub published: Date,
}

impl<'a> Context<'a> {
    /// What a price book knows.
    #[must_use]
    pub fn of(book: &'a PriceBook) -> Self {
        Self {
            regions: book.catalog().region_codes(),
            published: book.catalog().published,
        }
    }
}

/// Reads a scenario from its neutral tree.
///
/// # Errors
/// Every fault found, in the order of the fields.
pub fn read(node: &Node, context: &Context<'_>) -> Result<Scenario, Vec<Fault>> {
    let mut faults = Faults::default();
    let scenario = read::read_section::<Scenario>(node, &Place::root(), &mut faults);
    check::across_fields(&scenario, context, &mut faults);
    faults.into_result(scenario)
}
