//! What the months to come cost: traffic grows into cheaper tiers, and logs and tables grow.

use crate::estimate::Months;
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
    /// The month's number, from 1, which is the month of the estimate.
    pub month: u32,
    /// The requests that clients ask for in the month, before retries.
    pub requests: Figure,
    /// What the month costs after discounts, by the scenario's rounding.
    pub monthly: Usd,
    /// What all months from the first to this one cost together.
    pub cumulative: Usd,
    /// Whether nothing is missing from `monthly`.
    pub complete: bool,
}

/// Months in a row, beginning with the month of the estimate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Projection {
    /// The months.
    pub months: Vec<Month>,
    /// The number of the first month whose figures are too large to be kept; `months` ends before it.
    /// `None` if all requested months could be computed.
    pub too_large_from: Option<u32>,
}

/// The months to come of a scenario, [`MONTHS_MAX`] at most, all at the prices of the same day:
///
/// * the traffic grows by its rate from month to month, to whole requests, and WebSocket connections
///   grow with it; higher usage reaches further tiers;
/// * monthly inputs that are not traffic (users, expiring items, alarms) stay the same;
/// * logs that never expire add up; with a retention the window moves over the months' ingestion, and
///   the months before the first are taken to equal it;
/// * tables grow by their `storage_growth_gb_per_month`;
/// * an upfront payment stays spread over its term;
/// * allowances of the first twelve months end with the twelfth month.
///
/// Each month takes one estimate without lines, or none if nothing has changed since the month before.
#[must_use]
pub fn projection(scenario: &Checked, prices: &dyn Prices, months: u32) -> Projection {
    let months = months.min(MONTHS_MAX);
    let mut ahead = Ahead {
        scenario,
        months: Months::new(scenario, prices),
        factor: Figure::ONE,
        cumulative: Usd::ZERO,
    };
    let mut all = Vec::with_capacity(MONTHS_MAX as usize);
    for index in 0..months {
        match ahead.month(index) {
            Ok(month) => all.push(month),
            Err(Overflow) => {
                return Projection {
                    months: all,
                    too_large_from: Some(index.saturating_add(1)),
                };
            }
        }
    }
    Projection {
        months: all,
        too_large_from: None,
    }
}

/// What one month hands on to the next.
struct Ahead<'s> {
    scenario: &'s Checked,
    months: Months<'s>,
    /// The factor by which the traffic has grown since the first month.
    factor: Figure,
    cumulative: Usd,
}

impl Ahead<'_> {
    /// The next month; `index` counts from 0.
    fn month(&mut self, index: u32) -> Result<Month, Overflow> {
        let traffic = &self.scenario.traffic;
        if index > 0 {
            let each = Figure::ONE.checked_add(traffic.growth_rate)?;
            self.factor = self.factor.checked_mul(each)?;
        }
        let first = requests_per_month(Silent, traffic, self.scenario.billing.hours_per_month)?;
        let requests = grown(first, self.factor, "requests")?;
        let total = self.months.next(self.factor)?;
        self.cumulative = self.cumulative.checked_add(total.monthly)?;
        Ok(Month {
            month: index.saturating_add(1),
            requests: requests.figure(),
            monthly: total.monthly,
            cumulative: self.cumulative,
            complete: total.is_complete(),
        })
    }
}
