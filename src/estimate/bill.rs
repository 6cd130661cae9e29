//! Charges metered usage by the rate card and adds up the lines.

use super::conventions::Conventions;
use super::growth::Growth;
use super::line::{self, Line};
use crate::metering::{Gap, Metered};
use crate::pricing::{Date, Prices};
use crate::quantity::{Overflow, Usd};
use crate::scenario::Rounding;

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
    /// The sum of the lines at list prices; equal to `monthly` without discounts.
    pub list_monthly: Usd,
    /// The day of the prices.
    pub as_of: Date,
    /// The quantities that grow month by month, in some of the months to come.
    pub growth: Vec<Growth>,
}

impl Estimate<'_> {
    /// Whether nothing is missing from the total.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.gaps.is_empty()
    }

    /// What is paid once, at the start of a term, at list prices. `monthly` contains one month's share of
    /// it.
    ///
    /// # Errors
    /// [`Overflow`] if the sum is too large.
    pub fn upfront(&self) -> Result<Usd, Overflow> {
        let mut sum = Usd::ZERO;
        for line in self.lines.iter().filter(|line| line.spread_months > 1) {
            for (_, cost) in line.tiers.iter().filter_map(|tier| tier.priced) {
                sum = sum.checked_add(cost)?;
            }
        }
        Ok(sum)
    }
}

/// The sum of these amounts, by this rounding.
pub(super) fn sum(amounts: impl Iterator<Item = Usd>, rounding: Rounding) -> Result<Usd, Overflow> {
    let mut sum = Usd::ZERO;
    for amount in amounts {
        sum = sum.checked_add(match rounding {
            Rounding::Exact => amount,
            Rounding::PerLineCents => Usd::new(amount.to_cents().into()),
        })?;
    }
    Ok(sum)
}

/// Charges metered usage by the rate card, at list prices.
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
    let charged = line::charge_all(usage, prices, conventions)?;
    let lines = charged.lines;
    gaps.extend(charged.gaps);
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
