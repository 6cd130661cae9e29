//! The totals of months in a row.

use std::borrow::Cow;

use super::bill::{self, Total};
use super::charge::{Charging, found};
use super::conventions::Conventions;
use super::discount::Discounts;
use super::metered;
use crate::metering::{Metered, Usage};
use crate::pricing::{Found, Prices};
use crate::quantity::{Figure, Overflow};
use crate::scenario::FreeTier;
use crate::services::cloudwatch_logs;
use crate::workload::{Checked, Workload};

/// How many months the allowances of a new account last.
/// <https://aws.amazon.com/free/>
const LEGACY_MONTHS: u32 = 12;

/// Estimates months in a row, without derivations and lines. Month 0 is the month that the scenario
/// describes. In a later month the traffic has grown by a factor, and tables have grown by as many months.
/// Allowances of the first twelve months end with the twelfth month.
#[derive(Clone)]
pub struct Months<'s> {
    scenario: &'s Checked,
    prices: &'s dyn Prices,
    /// The number of the next month.
    next: u32,
    /// What each earlier month ingested, in GB, the oldest first.
    logs: Vec<Figure>,
    last: Option<Last>,
    /// What each line of the month before looked up.
    found: Vec<LookUp<'s>>,
    /// The first month that is like the month before it if the traffic has not grown; `None` if there is
    /// none.
    alike_from: Option<u32>,
}

/// What a look-up of a price finds.
#[derive(Clone, Debug)]
struct LookUp<'p> {
    price_id: Cow<'static, str>,
    /// The region of the price, if it is not the estimate's own.
    region: Option<Box<str>>,
    found: Option<Found<'p>>,
}

/// A month and what its total was computed from, besides the scenario.
#[derive(Clone, Debug)]
struct Last {
    growth: Figure,
    free_tier: FreeTier,
    total: Total,
}

impl<'s> Months<'s> {
    /// The months of a scenario, from month 0 on.
    #[must_use]
    pub fn new(scenario: &'s Checked, prices: &'s dyn Prices) -> Self {
        Self {
            scenario,
            prices,
            next: 0,
            logs: Vec::with_capacity(36),
            last: None,
            found: Vec::with_capacity(16),
            alike_from: alike_from(scenario),
        }
    }

    /// The total of the next month, in which the traffic has grown by the factor `growth` since month 0.
    /// The total has no [`growth`](Total::growth). A month of which nothing has changed since the month
    /// before it has the same total.
    ///
    /// # Errors
    /// [`Overflow`] if a figure is too large to be kept. Growth over many months can lead to it.
    pub fn next(&mut self, growth: Figure) -> Result<&Total, Overflow> {
        let month = self.next;
        let free_tier = self.free_tier(month);
        let last = self.last.take().filter(|last| {
            last.growth == growth && last.free_tier == free_tier && self.is_alike(month)
        });
        let total = match last {
            Some(last) => {
                self.logs.extend(self.logs.last().copied());
                last.total
            }
            None => self.estimated(month, growth, free_tier)?,
        };
        self.next = month.saturating_add(1);
        let last = Last {
            growth,
            free_tier,
            total,
        };
        Ok(&self.last.insert(last).total)
    }

    fn free_tier(&self, month: u32) -> FreeTier {
        match self.scenario.billing.free_tier {
            FreeTier::Legacy12Months if month >= LEGACY_MONTHS => FreeTier::AlwaysFree,
            held => held,
        }
    }

    /// Whether, with the same traffic, nothing makes this month differ from the month before it: both look
    /// back at the same logs.
    fn is_alike(&self, month: u32) -> bool {
        self.alike_from.is_some_and(|from| month >= from)
            && self.logs.windows(2).all(|two| two.first() == two.last())
    }

    fn estimated(
        &mut self,
        month: u32,
        growth: Figure,
        free_tier: FreeTier,
    ) -> Result<Total, Overflow> {
        let (scenario, prices) = (self.scenario, self.prices);
        let workload = Workload::derive_month(scenario, month, growth, &self.logs)?;
        let Metered { usage, gaps, .. } = metered(&workload, prices.as_of())?;
        self.logs.push(cloudwatch_logs::ingested_gb(&usage)?);
        let conventions = Conventions {
            free_tier,
            rounding: scenario.billing.rounding,
            explain: false,
        };
        let discounts = Discounts::new(&scenario.billing, prices);
        let found = &mut self.found;
        let usage = usage.into_iter().enumerate();
        let usage = usage.map(|(line, usage)| {
            let found = found_again(found, line, &usage, prices);
            Charging::new(usage, found)
        });
        bill::total(usage, gaps, prices, &conventions, discounts, None)
    }
}

/// Looks the price of usage up, unless the same line had it in the month before. Most months have the
/// same lines.
fn found_again<'p>(
    known: &mut Vec<LookUp<'p>>,
    line: usize,
    usage: &Usage,
    prices: &'p dyn Prices,
) -> Option<Found<'p>> {
    match known.get(line) {
        Some(last) if last.price_id == usage.price_id && last.region == usage.region => last.found,
        _ => {
            let found = found(usage, prices);
            known.truncate(line);
            known.push(LookUp {
                price_id: usage.price_id.clone(),
                region: usage.region.clone(),
                found,
            });
            found
        }
    }
}

/// The first month that, with the same traffic, is like the month before it: no table grows, and both
/// months look back at whole earlier months. Month 0 has no earlier month.
fn alike_from(scenario: &Checked) -> Option<u32> {
    let mut tables = scenario.tables.iter();
    if tables.any(|table| !table.storage_growth_gb_per_month.is_zero()) {
        return None;
    }
    cloudwatch_logs::looks_back(scenario)?.max(1).checked_add(1)
}
