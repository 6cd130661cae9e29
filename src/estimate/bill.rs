//! Charges metered usage: the rate card itself.

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
                sum = sum.checked_add(cost)?;
            }
        }
        Ok(sum)
    }
}

/// The sum of the lines' amounts, by this rounding.
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
