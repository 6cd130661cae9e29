//! Puts the services together: from a scenario and prices to a bill, line by line.

pub mod answer;
pub mod charges;
mod discount;
pub mod echo;
pub mod growth;
mod line;

pub use growth::{GrownMonth, Growth};
pub use line::Line;

use crate::metering::{Gap, Meter, Metered};
use crate::pricing::{Date, Prices};
use crate::quantity::{Figure, Overflow, Usd};
use crate::scenario::{FreeTier, Rounding};
use crate::services::{self, cloudwatch_logs};
use crate::working::Trace;
use crate::workload::{Checked, Workload};

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

/// By which conventions a bill is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conventions {
    /// Which allowances the account has.
    pub free_tier: FreeTier,
    /// Where the total is rounded.
    pub rounding: Rounding,
    /// Whether each line carries its derivation.
    pub explain: bool,
}

/// Estimates a scenario at these prices.
///
/// With `explain`, every line carries its derivation; without, the same figures come faster. In the
/// browser no derivation is written: it has them from the server when a line is unfolded, as what
/// writes them would weigh as much as the rest of the engine.
///
/// # Errors
/// [`Overflow`] if a figure is too large to be kept, which no scenario within bounds reaches.
pub fn estimate<'p>(
    scenario: &Checked,
    prices: &'p dyn Prices,
    explain: bool,
) -> Result<Estimate<'p>, Overflow> {
    #[cfg(not(feature = "hydrate"))]
    if explain {
        let tape = crate::working::Tape::new();
        let workload = Workload::traced(tape.on(), scenario)?;
        return first_month(&workload, scenario, prices, explain);
    }
    first_month(&Workload::of(scenario)?, scenario, prices, explain)
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

/// Estimates one of several months in a row, without derivations. Month 0 is the one that the
/// scenario describes; in a later one the traffic has grown by this factor, and tables have grown with
/// the months. `logs` is what the months before ingested, in GB, the oldest first; this month's is
/// added to it. Allowances of the
/// first twelve months end with the twelfth month at the latest.
///
/// # Errors
/// [`Overflow`] if a figure is too large to be kept, which the growth of many months may bring.
pub fn estimate_month<'p>(
    scenario: &Checked,
    prices: &'p dyn Prices,
    month: u32,
    growth: Figure,
    logs: &mut Vec<Figure>,
) -> Result<Estimate<'p>, Overflow> {
    let workload = Workload::of_month(scenario, month, growth, logs)?;
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
    let conventions = Conventions {
        free_tier,
        rounding: scenario.billing.rounding,
        explain,
    };
    let mut estimate = bill(metered, prices, &conventions)?;
    discount::apply(&mut estimate, &scenario.billing, explain)?;
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
    metered: Metered,
    prices: &'p dyn Prices,
    conventions: &Conventions,
) -> Result<Estimate<'p>, Overflow> {
    let Metered {
        usage,
        mut gaps,
        notes,
        growing: _,
    } = metered;
    let lines = line::charge_all(usage, prices, conventions, &mut gaps)?;
    let monthly = sum(lines.iter().map(|line| line.amount), conventions.rounding)?;
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
