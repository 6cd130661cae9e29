//! Puts the services together: from a scenario and prices to a bill, line by line.

pub mod charges;
mod discount;
pub mod echo;
pub mod growth;
pub mod json;
mod line;

pub use growth::{GrownMonth, Growth};
pub use line::Line;

use crate::metering::{Gap, Meter, Usage};
use crate::pricing::{Date, Prices};
use crate::quantity::{Figure, Overflow, Usd};
use crate::scenario::{FreeTier, Rounding, Scenario};
use crate::services;
use crate::workload::Workload;

/// How many months the allowances of a new account last.
/// <https://aws.amazon.com/free/>
const LEGACY_MONTHS: u32 = 12;

/// What a month costs.
#[derive(Clone, Debug)]
pub struct Estimate<'p> {
    /// The lines, service by service.
    pub lines: Vec<Line<'p>>,
    /// What could not be priced.
    pub gaps: Vec<Gap>,
    /// What the reader should know about the estimate as a whole.
    pub notes: Vec<&'static str>,
    /// The sum of the lines after discounts, by the scenario's rounding.
    pub monthly: Usd,
    /// The same at list prices; equal where there are no discounts.
    pub list_monthly: Usd,
    /// The day of the prices.
    pub as_of: Date,
    /// What grows month by month, in some months to come.
    pub growth: Vec<Growth>,
}

impl Estimate<'_> {
    /// Whether nothing is missing from the total.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.gaps.is_empty()
    }

    /// What is paid once, at the start of a term, and of which the month carries a part; at list
    /// prices.
    ///
    /// # Errors
    /// [`Overflow`] if the sum is too large.
    pub fn upfront(&self) -> Result<Usd, Overflow> {
        let mut sum = Usd::ZERO;
        for line in self.lines.iter().filter(|line| line.spread_months > 1) {
            for (_, cost) in line.tiers.iter().filter_map(|tier| tier.priced) {
                sum = sum.plus(cost)?;
            }
        }
        Ok(sum)
    }
}

/// Estimates a scenario that has been checked, at these prices.
///
/// With `explain`, every line carries its derivation; without, the same figures come faster.
///
/// # Errors
/// [`Overflow`] if a figure is too large to be kept, which no scenario within bounds reaches.
pub fn estimate<'p>(
    scenario: &Scenario,
    prices: &'p dyn Prices,
    explain: bool,
) -> Result<Estimate<'p>, Overflow> {
    let mut meter = Meter::new(prices.as_of(), explain);
    metered(&Workload::of(scenario)?, &mut meter)?;
    let growing = meter.take_growing();
    let free_tier = scenario.billing.free_tier;
    let estimate = charged(meter, scenario, prices, free_tier, explain)?;
    let growth = growth::priced(&growing, prices, free_tier)?;
    Ok(Estimate { growth, ..estimate })
}

/// Estimates one of several months in a row, without derivations. Month 0 is the one that the
/// scenario describes; in a later one the traffic has grown by this factor, and tables have grown with
/// the months. `logs` is what the months before ingested, in GB, the oldest first; this month's is
/// added to it. Allowances of the
/// first twelve months end with the twelfth month at the latest.
///
/// # Errors
/// [`Overflow`] if a figure is too large to be kept, which the growth of many months may bring.
pub fn estimate_month<'p>(
    scenario: &Scenario,
    prices: &'p dyn Prices,
    month: u32,
    growth: Figure,
    logs: &mut Vec<Figure>,
) -> Result<Estimate<'p>, Overflow> {
    let mut meter = Meter::new(prices.as_of(), false).after(core::mem::take(logs));
    metered(&Workload::of_month(scenario, month, growth)?, &mut meter)?;
    *logs = meter.take_logs();
    let free_tier = match scenario.billing.free_tier {
        FreeTier::Legacy12Months if month >= LEGACY_MONTHS => FreeTier::AlwaysFree,
        held => held,
    };
    charged(meter, scenario, prices, free_tier, false)
}

fn metered(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let mut services = services::ALL.iter();
    services.try_for_each(|service| (service.meter)(workload, meter))
}

fn charged<'p>(
    meter: Meter,
    scenario: &Scenario,
    prices: &'p dyn Prices,
    free_tier: FreeTier,
    explain: bool,
) -> Result<Estimate<'p>, Overflow> {
    let (usage, gaps, notes) = meter.into_parts();
    let billing = &scenario.billing;
    let rounding = billing.rounding;
    let mut estimate = bill(usage, gaps, notes, prices, free_tier, rounding, explain)?;
    let (lines, notes) = (&mut estimate.lines, &mut estimate.notes);
    if discount::apply(lines, notes, billing, explain)? {
        let discounted = estimate.lines.iter().map(|line| line.discounted);
        estimate.monthly = sum(discounted, rounding)?;
    }
    Ok(estimate)
}

/// The sum of the lines' amounts, by this rounding.
fn sum(amounts: impl Iterator<Item = Usd>, rounding: Rounding) -> Result<Usd, Overflow> {
    let mut sum = Usd::ZERO;
    for amount in amounts {
        sum = sum.plus(match rounding {
            Rounding::Exact => amount,
            Rounding::PerLineCents => Usd::of(amount.to_cents().into()),
        })?;
    }
    Ok(sum)
}

/// Charges metered usage: the rate card itself, at list prices.
///
/// # Errors
/// [`Overflow`] if a figure is too large to be kept.
pub fn bill<'p>(
    usage: Vec<Usage>,
    mut gaps: Vec<Gap>,
    notes: Vec<&'static str>,
    prices: &'p dyn Prices,
    free_tier: FreeTier,
    rounding: Rounding,
    explain: bool,
) -> Result<Estimate<'p>, Overflow> {
    let lines = line::charge_all(usage, prices, free_tier, explain, &mut gaps)?;
    let monthly = sum(lines.iter().map(|line| line.amount), rounding)?;
    Ok(Estimate {
        lines,
        gaps,
        notes,
        monthly,
        list_monthly: monthly,
        as_of: prices.as_of(),
        growth: Vec::new(),
    })
}
