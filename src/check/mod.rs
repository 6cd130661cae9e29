//! Reads a scenario that can be estimated.
//!
//! Each field is read first. Checks across fields follow: names must be unique and must exist, some
//! fields need or exclude each other, and the demand must be small enough to be counted.

mod api;
mod billing;
mod functions;
mod names;
mod neighbours;
mod operations;
mod priced;
mod quotas;
mod tables;
mod traffic;
mod watching;

pub use priced::read_at_prices;
pub use traffic::TIMES_MAX;

use crate::fields::node::quoted;
use crate::fields::read::read_section;
use crate::fields::{Faults, Node, Place, Wrong};
use crate::pricing::{Date, PriceBook};
use crate::scenario::Scenario;
use crate::workload::{Checked, Workload};

/// What reading a scenario needs to know of the price book.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The codes of the price book's regions.
    pub regions: &'a [String],
    /// The day up to which the price book was read.
    pub published: Date,
}

impl<'a> Context<'a> {
    /// What this price book knows.
    #[must_use]
    pub fn new(book: &'a PriceBook) -> Self {
        Self {
            regions: book.catalog().region_codes(),
            published: book.catalog().published,
        }
    }
}

/// Reads a scenario from its neutral tree, and checks it.
///
/// # Errors
/// Every fault found, in the order of the fields.
pub fn read(node: &Node<'_>, context: &Context<'_>) -> Result<Checked, Faults> {
    let mut faults = Faults::default();
    let scenario = read_section::<Scenario>(node, &Place::ROOT, &mut faults);
    regions(&scenario, context, &mut faults);
    checked(scenario, faults)
}

/// Checks a scenario that differs from one that has been checked, in the same region.
///
/// # Errors
/// Every fault found, in the order of the fields.
pub fn changed(scenario: Scenario) -> Result<Checked, Faults> {
    checked(scenario, Faults::default())
}

/// Checks a scenario as [`changed`] does, and gives its workload to `then`: the check computes the
/// workload, so that what needs it next need not.
///
/// # Errors
/// Every fault found, in the order of the fields.
pub fn changed_then<R>(
    scenario: Scenario,
    then: impl FnOnce(&Workload<'_>) -> R,
) -> Result<(Checked, R), Faults> {
    checked_then(scenario, Faults::default(), then)
}

fn checked(scenario: Scenario, faults: Faults) -> Result<Checked, Faults> {
    checked_then(scenario, faults, |_| ()).map(|(checked, ())| checked)
}

fn checked_then<R>(
    scenario: Scenario,
    mut faults: Faults,
    then: impl FnOnce(&Workload<'_>) -> R,
) -> Result<(Checked, R), Faults> {
    across_fields(&scenario, &mut faults);
    let checked = Checked::by_check(faults.into_result(scenario)?);
    let result = then(&traffic::multiplied(&checked)?);
    Ok((checked, result))
}

/// Retention periods that `CloudWatch` Logs accepts, in days.
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html>
pub const RETENTION_DAYS: [u32; 22] = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
];

/// Checks that the price book has every region that the scenario names.
fn regions(scenario: &Scenario, context: &Context<'_>, faults: &mut Faults) {
    let tables = Place::ROOT.at("tables");
    for (at, table) in scenario.tables.iter().enumerate() {
        let place = tables.at(at);
        let names = table.replicas.as_slice().iter();
        for name in names.filter(|name| !context.regions.contains(name)) {
            let wrong = Wrong::not_a_choice(&quoted(name), &context.regions.join(", "));
            faults.add_once(&place.at("replicas"), wrong);
        }
    }
    if !context.regions.contains(&scenario.region) {
        let given = quoted(&scenario.region);
        let wrong = Wrong::not_a_choice(&given, &context.regions.join(", "));
        faults.add_once(&Place::ROOT.at("region"), wrong);
    }
}

/// Checks across fields. Where a field has a fault already, checks that need it are left out, and all are
/// where no further fault is kept.
fn across_fields(scenario: &Scenario, faults: &mut Faults) {
    if faults.are_full() {
        return;
    }
    let root = Place::ROOT;
    billing::check(scenario, faults);
    traffic::weights(scenario, faults);
    traffic::requests(scenario, faults);
    api::api(scenario, faults);
    let list = root.at("functions");
    let functions = scenario.functions.iter().map(|function| &function.name);
    names::unique(functions, &list, faults);
    tables::names(scenario, faults);
    tables::check(scenario, faults);
    watching::check(scenario, faults);
    neighbours::check(scenario, faults);
    operations::check(&scenario.operations, scenario, &root, faults);
    for (at, function) in scenario.functions.iter().enumerate() {
        let place = list.at(at);
        operations::check(&function.operations, scenario, &place, faults);
    }
    functions::functions(scenario, faults);
    retention(scenario, faults);
    quotas::check(scenario, faults);
}

fn retention(scenario: &Scenario, faults: &mut Faults) {
    let days = scenario.logs.as_ref().and_then(|logs| logs.retention_days);
    if let Some(days) = days.filter(|days| !RETENTION_DAYS.contains(days)) {
        let allowed: Vec<_> = RETENTION_DAYS.iter().map(u32::to_string).collect();
        let wrong = Wrong::not_a_choice(&days.to_string(), &allowed.join(", "));
        faults.add_once(&Place::ROOT.at("logs").at("retention_days"), wrong);
    }
}
