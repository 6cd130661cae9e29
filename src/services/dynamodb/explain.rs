//! How the units of operations come about, step by step: the same whether they are paid by the
//! request or provisioned for.

use crate::fields::Choice as _;
use crate::metering::step::{ceiling, steps_formula};
use crate::quantity::{Figure, format};
use crate::scenario::{Consistency, Index, OperationKind};
use crate::working::Step;
use crate::workload::{OperationDemand, Workload};

use super::units::{
    FAILED_WRITES, INDEX_WRITES, READS, WRITES, failed_write_units, index_write_units,
    key_change_share, read_units, write_units, written_kb,
};

fn shown(figure: Figure) -> String {
    format::grouped(figure.value())
}

/// How often an operation is done: by each invocation of a function, or by each request.
pub(super) fn times_step(workload: &Workload<'_>, demand: &OperationDemand<'_>) -> Step {
    let operation = demand.operation;
    let (who, count, unit) = match demand.caller {
        Some(function) => {
            let mut functions = workload.functions.iter();
            let found = functions.find(|one| one.function.name == function.name);
            let count = found.map_or(Figure::ZERO, |one| one.invocations.figure());
            (function.name.as_str(), count, "invocations")
        }
        None => ("each request", workload.reaching.figure(), "requests"),
    };
    let formula = format!(
        "{who}: {} in {}: {} {unit} × {} each",
        operation.kind.word(),
        operation.table,
        shown(count),
        operation.count
    );
    Step::of(formula, demand.times.figure(), "operations")
}

/// What the reads of an operation take.
pub(super) fn read_step(demand: &OperationDemand<'_>, unit: &str) -> Option<Step> {
    let operation = demand.operation;
    let each = read_units(operation).ok()?.figure();
    let quantity = demand.reads().ok()?.figure().times(each).ok()?;
    let (items, size) = (operation.items, operation.item_kb);
    let size = match operation.kind {
        OperationKind::Query | OperationKind::Scan => {
            ceiling(&format!("{items} × {size}"), size, 4)
        }
        _ if items > 1 => {
            format!("{items} × {}", steps_formula(size, 4))
        }
        _ => steps_formula(size, 4),
    };
    let how = match (operation.transactional, operation.consistency) {
        (true, _) => " × 2 in a transaction",
        (false, Consistency::Strong) => "",
        (false, Consistency::Eventual) => " × 0.5 eventually consistent",
    };
    let hits = demand.hit_rate();
    let past = if hits.is_zero() {
        String::new()
    } else {
        format!(" × (1 − {hits} answered by DAX)")
    };
    let formula = format!("{}{past} × {size}{how}", shown(demand.times.figure()));
    Some(Step::of(formula, quantity, unit).by(READS))
}

fn factor(demand: &OperationDemand<'_>) -> String {
    match (demand.operation.items, demand.operation.transactional) {
        (1, false) => String::new(),
        (1, true) => " × 2 in a transaction".into(),
        (items, false) => format!(" × {items} items"),
        (items, true) => format!(" × {items} items × 2 in a transaction"),
    }
}

/// What the successful writes of an operation take in the table itself, in so many regions.
pub(super) fn write_step(
    demand: &OperationDemand<'_>,
    regions: Figure,
    unit: &str,
) -> Option<Step> {
    let (good, failed) = demand.by_outcome().ok()?;
    let each = write_units(demand.operation).ok()?.figure();
    let quantity = good.times(each).ok()?.times(regions).ok()?;
    let good = if failed.is_zero() {
        shown(good)
    } else {
        format!(
            "{} × (1 − {} failed)",
            shown(demand.times.figure()),
            demand.operation.condition_failure_rate
        )
    };
    let size = written_kb(demand.operation);
    let formula = format!(
        "{good} × {}{}{}",
        steps_formula(size, 1),
        factor(demand),
        in_regions(regions)
    );
    Some(Step::of(formula, quantity, unit).by(WRITES))
}

/// What the writes take whose condition fails.
pub(super) fn failed_step(demand: &OperationDemand<'_>, unit: &str) -> Option<Step> {
    let operation = demand.operation;
    let (_, failed) = demand.by_outcome().ok()?;
    let each = failed_write_units(operation).ok()?.figure();
    let quantity = failed.times(each).ok()?;
    let existing = operation.existing_item_kb.unwrap_or(operation.item_kb);
    let formula = format!(
        "{} failed ({} of {}) × {}{}",
        shown(failed),
        operation.condition_failure_rate,
        shown(demand.times.figure()),
        steps_formula(existing, 1),
        factor(demand)
    );
    Some(Step::of(formula, quantity, unit).by(FAILED_WRITES))
}

/// What the successful writes of an operation take in an index, in so many regions.
pub(super) fn index_step(
    demand: &OperationDemand<'_>,
    index: &Index,
    regions: Figure,
    unit: &str,
) -> Option<Step> {
    let (good, _) = demand.by_outcome().ok()?;
    let written = good.times(demand.operation.items.into()).ok()?;
    let each = index_write_units(index, demand.operation.kind).ok()?;
    let quantity = written.times(each.figure()).ok()?.times(regions).ok()?;
    let size = index.projected_kb;
    let formula = format!(
        "index {}: {} × {} of the writes × {} × (1 + {} key changes){}",
        index.name,
        shown(written),
        index.write_share,
        steps_formula(size, 1),
        key_change_share(index, demand.operation.kind),
        in_regions(regions),
    );
    Some(Step::of(formula, quantity, unit).by(INDEX_WRITES))
}

/// The factor as a derivation shows it; nothing for a table of one region.
fn in_regions(regions: Figure) -> String {
    if regions == Figure::ONE {
        String::new()
    } else {
        format!(" × {regions} regions")
    }
}
