//! What makes a scenario one that can be estimated: every field read, and then what no single field
//! can know: names that must be unique or exist, fields that need each other, demand that can be
//! counted.

mod api;
mod billing;
mod functions;
mod neighbours;
mod priced;
mod tables;
mod traffic;
mod watching;

pub use priced::read_at_prices;
pub use traffic::{REQUESTS_MAX, TIMES_MAX};

use crate::fields::read::read_section;
use crate::fields::{Fault, FaultCode, Faults, Node, Place};
use crate::pricing::{Date, PriceBook};
use crate::scenario::{Operation, Scenario};

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
    let scenario = read_section::<Scenario>(node, &Place::root(), &mut faults);
    across_fields(&scenario, context, &mut faults);
    faults.into_result(scenario)
}

/// Retention periods that `CloudWatch` Logs accepts, in days.
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html>
pub const RETENTION_DAYS: [u32; 22] = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
];

/// Checks across fields. Where a field has a fault already, checks that need it are left out.
fn across_fields(scenario: &Scenario, context: &Context<'_>, faults: &mut Faults) {
    let root = Place::root();
    let region = root.at("region");
    if !faults.touch(&region) && !context.regions.contains(&scenario.region) {
        let given = Some(format!("\"{}\"", scenario.region));
        faults.add(
            &region,
            FaultCode::NotAChoice,
            given,
            context.regions.join(", "),
        );
    }
    billing::check(scenario, faults);
    traffic::weights(scenario, faults);
    traffic::requests(scenario, faults);
    api::api(scenario, faults);
    unique(
        scenario.functions.iter().map(|f| &f.name),
        &root.at("functions"),
        faults,
    );
    unique(
        scenario.tables.iter().map(|t| &t.name),
        &root.at("tables"),
        faults,
    );
    for (at, table) in scenario.tables.iter().enumerate() {
        let place = root.at("tables").at(at);
        unique(
            table.indexes.iter().map(|i| &i.name),
            &place.at("indexes"),
            faults,
        );
    }
    tables::check(scenario, faults);
    watching::check(scenario, faults);
    neighbours::check(scenario, faults);
    operations(&scenario.operations, scenario, &root, faults);
    for (at, function) in scenario.functions.iter().enumerate() {
        let place = root.at("functions").at(at);
        operations(&function.operations, scenario, &place, faults);
    }
    functions::functions(scenario, faults);
    if let Some(days) = scenario.logs.as_ref().and_then(|logs| logs.retention_days) {
        let place = root.at("logs").at("retention_days");
        if !faults.touch(&place) && !RETENTION_DAYS.contains(&days) {
            let allowed: Vec<_> = RETENTION_DAYS.iter().map(u32::to_string).collect();
            faults.add(
                &place,
                FaultCode::NotAChoice,
                Some(days.to_string()),
                allowed.join(", "),
            );
        }
    }
    traffic::multiplied(scenario, faults);
}

/// Names that are allowed, or what they are the names of: where there are none, and in the browser,
/// which leaves words to the server.
fn one_of<'n>(names: impl Iterator<Item = &'n String>, of: &str) -> String {
    let mut all = Vec::new();
    if cfg!(not(feature = "hydrate")) {
        all.extend(names.map(String::as_str));
        if all.is_empty() {
            return format!("{of}, of which the scenario has none");
        }
    }
    if all.is_empty() {
        of.to_owned()
    } else {
        all.join(", ")
    }
}

fn unique<'a>(names: impl Iterator<Item = &'a String>, list: &Place, faults: &mut Faults) {
    let names: Vec<&String> = names.collect();
    for (at, name) in names.iter().enumerate() {
        let place = list.at(at).at("name");
        if names.iter().take(at).any(|earlier| earlier == name) && !faults.touch(&place) {
            let given = Some(format!("\"{name}\""));
            faults.add(
                &place,
                FaultCode::Duplicate,
                given,
                "a name that no other has",
            );
        }
    }
}

fn operations(operations: &[Operation], scenario: &Scenario, owner: &Place, faults: &mut Faults) {
    for (at, operation) in operations.iter().enumerate() {
        let place = owner.at("operations").at(at);
        let table = place.at("table");
        let known = scenario
            .tables
            .iter()
            .find(|table| table.name == operation.table);
        if let Some(known) = known {
            tables::operation(operation, known, &place, faults);
        } else if !faults.touch(&table) {
            let tables = scenario.tables.iter().map(|table| &table.name);
            let allowed = one_of(tables, "the name of a table");
            let given = Some(format!("\"{}\"", operation.table));
            faults.add(&table, FaultCode::UnknownName, given, allowed);
        }
        if !operation.condition_failure_rate.is_zero() && !operation.kind.writes() {
            let field = place.at("condition_failure_rate");
            let given = Some(operation.condition_failure_rate.to_string());
            faults.add(
                &field,
                FaultCode::Conflict,
                given,
                "0 for an operation that only reads",
            );
        }
    }
}
