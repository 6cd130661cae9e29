//! Estimates a scenario: all services meter it, and the prices turn the usage into a bill.

pub mod answer;
mod bill;
mod charge;
pub mod charges;
mod conventions;
mod database_plan;
mod discount;
pub mod echo;
pub mod growth;
mod line;
mod months;

pub use bill::{Estimate, Total, bill};
pub use conventions::Conventions;
pub use growth::{GrownMonth, Growth};
pub use line::Line;
pub use months::Months;

use bill::Moving;
use charge::Charging;
use discount::Discounts;

use crate::metering::{Meter, Metered};
use crate::pricing::{Date, Prices};
use crate::quantity::{Overflow, Usd};
use crate::scenario::Scenario;
use crate::services;
use crate::working::Trace;
use crate::workload::{Checked, Workload};

/// Estimates a scenario at these prices.
///
/// With `explain`, every line carries its derivation; without it, the same figures are computed
/// faster. Derivations need the feature `words`. The browser's engine is built without it, because
/// derivations would double its size; the page fetches them from the server when a line is unfolded.
///
/// # Errors
/// [`Overflow`] if a figure is too large to be kept. No scenario within its bounds leads to it.
pub fn estimate<'p>(
    scenario: &Checked,
    prices: &'p dyn Prices,
    explain: bool,
) -> Result<Estimate<'p>, Overflow> {
    #[cfg(feature = "words")]
    if explain {
        let tape = crate::working::Tape::new();
        let workload = Workload::traced(tape.on(), scenario)?;
        return first_month(&workload, scenario, prices, explain);
    }
    first_month(&Workload::derive(scenario)?, scenario, prices, explain)
}

fn first_month<'p, T: Trace>(
    workload: &Workload<'_, T>,
    scenario: &Checked,
    prices: &'p dyn Prices,
    explain: bool,
) -> Result<Estimate<'p>, Overflow> {
    let metered = metered(workload, prices.as_of())?;
    let conventions = conventions(scenario, explain);
    let growth = growth::priced(&metered.growing, prices, conventions.free_tier)?;
    let discounts = Discounts::new(&scenario.billing, prices);
    let estimate = bill::discounted(metered, prices, &conventions, discounts)?;
    Ok(Estimate { growth, ..estimate })
}

/// The total that [`estimate`] gives, computed faster, without lines; and by how much it differs from
/// another estimate at the same prices and by the same conventions: negative if this scenario costs
/// less. The difference is exact where the lines that differ are.
///
/// # Errors
/// [`Overflow`] if a figure is too large to be kept. No scenario within its bounds leads to it.
pub fn total_beside(
    workload: &Workload<'_>,
    prices: &dyn Prices,
    base: &Estimate<'_>,
) -> Result<(Total, Usd), Overflow> {
    let scenario = workload.scenario;
    let metered = metered(workload, prices.as_of())?;
    let conventions = conventions(scenario, false);
    let growth = growth::priced(&metered.growing, prices, conventions.free_tier)?;
    let Metered { usage, gaps, .. } = metered;
    let usage = usage.into_iter().map(|usage| Charging::at(usage, prices));
    let discounts = Discounts::new(&scenario.billing, prices);
    let mut moving = Moving::from(&base.lines, conventions.rounding);
    let moved = Some(&mut moving);
    let total = bill::total(usage, gaps, prices, &conventions, discounts, moved)?;
    Ok((Total { growth, ..total }, moving.difference()?))
}

/// The conventions of a scenario's first month.
fn conventions(scenario: &Scenario, explain: bool) -> Conventions {
    Conventions {
        free_tier: scenario.billing.free_tier,
        rounding: scenario.billing.rounding,
        explain,
    }
}

fn metered<T: Trace>(workload: &Workload<'_, T>, as_of: Date) -> Result<Metered, Overflow> {
    let mut meter = Meter::new(as_of, workload.on()).over(workload.hours());
    for service in services::all::<T>() {
        (service.meter)(workload, &mut meter)?;
    }
    Ok(meter.finish())
}
