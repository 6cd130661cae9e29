//! Estimates a scenario: all services meter it, and the prices turn the usage into a bill.

pub mod answer;
mod bill;
pub mod charges;
mod conventions;
mod discount;
pub mod echo;
pub mod growth;
mod line;

pub use bill::{Estimate, bill};
pub use conventions::Conventions;
pub use growth::{GrownMonth, Growth};
pub use line::Line;

use crate::metering::{Meter, Metered};
use crate::pricing::{Date, Prices};
use crate::quantity::{Figure, Overflow};
use crate::scenario::FreeTier;
use crate::services::{self, cloudwatch_logs};
use crate::working::Trace;
use crate::workload::{Checked, Workload};

/// How many months the allowances of a new account last.
/// <https://aws.amazon.com/free/>
const LEGACY_MONTHS: u32 = 12;

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
    let free_tier = scenario.billing.free_tier;
    let growth = growth::priced(&metered.growing, prices, free_tier)?;
    let estimate = charged(metered, scenario, prices, free_tier, explain)?;
    Ok(Estimate { growth, ..estimate })
}

/// Estimates one of several months in a row, without derivations. Month 0 is the month that the
/// scenario describes. In a later month the traffic is multiplied by `growth`, and tables have grown
/// by `month` months. `logs` is what each earlier month ingested, in GB, the oldest first; the function
/// adds this month's ingestion. Allowances of the first twelve months end with the twelfth month.
///
/// # Errors
/// [`Overflow`] if a figure is too large to be kept. Growth over many months can lead to it.
pub fn estimate_month<'p>(
    scenario: &Checked,
    prices: &'p dyn Prices,
    month: u32,
    growth: Figure,
    logs: &mut Vec<Figure>,
) -> Result<Estimate<'p>, Overflow> {
    let workload = Workload::derive_month(scenario, month, growth, logs)?;
    let metered = metered(&workload, prices.as_of())?;
    logs.push(cloudwatch_logs::ingested_gb(&metered.usage)?);
    let free_tier = match scenario.billing.free_tier {
        FreeTier::Legacy12Months if month >= LEGACY_MONTHS => FreeTier::AlwaysFree,
        held => held,
    };
    charged(metered, scenario, prices, free_tier, false)
}

fn metered<T: Trace>(workload: &Workload<'_, T>, as_of: Date) -> Result<Metered, Overflow> {
    let mut meter = Meter::new(as_of, workload.on());
    for service in services::all::<T>() {
        (service.meter)(workload, &mut meter)?;
    }
    Ok(meter.finish())
}

fn charged<'p>(
    metered: Metered,
    scenario: &Checked,
    prices: &'p dyn Prices,
    free_tier: FreeTier,
    explain: bool,
) -> Result<Estimate<'p>, Overflow> {
    let rounding = scenario.billing.rounding;
    let conventions = Conventions {
        free_tier,
        rounding,
        explain,
    };
    let mut estimate = bill(metered, prices, &conventions)?;
    let (lines, notes) = (&mut estimate.lines, &mut estimate.notes);
    if discount::apply(lines, notes, &scenario.billing, explain)? {
        let discounted = estimate.lines.iter().map(|line| line.discounted);
        estimate.monthly = bill::sum(discounted, rounding)?;
    }
    Ok(estimate)
}
