//! What the months to come cost: traffic grows, tiers are reached, logs and tables fill.

use crate::estimate::estimate_month;
use crate::pricing::Prices;
use crate::quantity::{Figure, Overflow, Usd};
use crate::working::Silent;
use crate::workload::Checked;
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

/// Months in a row, the first one that of the estimate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Projection {
    /// The months.
    pub months: Vec<Month>,
    /// The number of the first month whose figures grow too large to be kept, where one of those that
    /// were asked for is: it and what follows are not among the months.
    pub too_large_from: Option<u32>,
}

/// The months to come of a scenario, [`MONTHS_MAX`] at most, at the prices of this
/// one day:
///
/// * the traffic grows by its rate from month to month, to whole requests, and WebSocket connections
///   with it; tiers are reached as it does;
/// * what is given by the month and is no traffic (users, expiring items, alarms) stays as it is;
/// * logs that never expire add up; with a retention the window moves over the months' ingestion, and
///   before the first month lies as much as in it;
/// * tables grow by what they are said to grow;
/// * an upfront payment stays spread over its term;
/// * allowances of the first twelve months end with the twelfth.
///
/// Each month costs one estimate without derivations.
#[must_use]
pub fn projection(scenario: &Checked, prices: &dyn Prices, months: u32) -> Projection {
    let months = months.min(MONTHS_MAX);
    let mut ahead = Ahead {
        scenario,
        prices,
        factor: Figure::ONE,
        logs: Vec::with_capacity(MONTHS_MAX as usize),
        cumulative: Usd::ZERO,
    };
    let mut all = Vec::with_capacity(MONTHS_MAX as usize);
    for month in 0..months {
        match ahead.month(month) {
            Ok(month) => all.push(month),
            Err(Overflow) => {
                return Projection {
                    months: all,
                    too_large_from: Some(month.saturating_add(1)),
                };
            }
        }
    }
    Projection {
        months: all,
        too_large_from: None,
    }
}

/// What goes from one month to the next.
struct Ahead<'s> {
    scenario: &'s Checked,
    prices: &'s dyn Prices,
    /// What the traffic has grown by.
    factor: Figure,
    /// What the months before ingested, in GB, the oldest first.
    logs: Vec<Figure>,
    cumulative: Usd,
}

impl Ahead<'_> {
    /// The next month; `place` counts from 0.
    fn month(&mut self, place: u32) -> Result<Month, Overflow> {
        let traffic = &self.scenario.traffic;
        if place > 0 {
            let each = Figure::ONE.checked_add(traffic.growth_rate)?;
            self.factor = self.factor.checked_mul(each)?;
        }
        let first = requests_per_month(Silent, traffic, self.scenario.billing.hours_per_month)?;
        let requests = grown(first, self.factor, "requests")?;
        let estimate = estimate_month(
            self.scenario,
            self.prices,
            place,
            self.factor,
            &mut self.logs,
        )?;
        self.cumulative = self.cumulative.checked_add(estimate.monthly)?;
        Ok(Month {
            month: place.saturating_add(1),
            requests: requests.figure(),
            monthly: estimate.monthly,
            cumulative: self.cumulative,
            complete: estimate.is_complete(),
        })
    }
}
