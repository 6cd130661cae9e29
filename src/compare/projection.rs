//! What the months to come cost: traffic grows, tiers are reached, logs and tables fill.

use crate::estimate::estimate_month;
use crate::pricing::Prices;
use crate::quantity::{Figure, Overflow, Usd};
use crate::scenario::Scenario;
use crate::workload::traffic::{grown, requests_per_month};

/// The most months that are projected.
pub const MONTHS_MAX: u32 = 36;

/// One month of a projection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its number, from 1: the month of the estimate.
    pub month: u32,
    /// The requests that clients ask for in it, before retries.
    pub requests: Figure,
    /// What it costs after discounts, by the scenario's rounding.
    pub monthly: Usd,
    /// What the months up to and with it cost together.
    pub cumulative: Usd,
    /// Whether nothing is missing from it.
    pub complete: bool,
}

/// So many months of a scenario that has been checked, [`MONTHS_MAX`] at most, at the prices of this
/// one day:
///
/// * the traffic grows by its rate from month to month, to whole requests, and tiers are reached as
///   it does;
/// * logs that never expire add up; with a retention the window moves over the months' ingestion, and
///   before the first month lies as much as in it;
/// * tables grow by what they are said to grow;
/// * an upfront payment stays spread over its term;
/// * allowances of the first twelve months end with the twelfth.
///
/// Each month costs one estimate without derivations.
///
/// # Errors
/// [`Overflow`] if a figure grows too large to be kept.
pub fn projection(
    scenario: &Scenario,
    prices: &dyn Prices,
    months: u32,
) -> Result<Vec<Month>, Overflow> {
    let traffic = &scenario.traffic;
    let first = requests_per_month(traffic, scenario.billing.hours_per_month)?;
    let each = Figure::ONE.plus(traffic.growth_rate)?;
    let mut factor = Figure::ONE;
    let mut logs = Vec::new();
    let mut cumulative = Usd::ZERO;
    let mut all = Vec::new();
    for month in 0..months.min(MONTHS_MAX) {
        let requests = grown(first, factor)?;
        let estimate = estimate_month(scenario, prices, month, requests, &mut logs)?;
        cumulative = cumulative.plus(estimate.monthly)?;
        all.push(Month {
            month: month.saturating_add(1),
            requests: requests.figure(),
            monthly: estimate.monthly,
            cumulative,
            complete: estimate.is_complete(),
        });
        factor = factor.times(each)?;
    }
    Ok(all)
}
