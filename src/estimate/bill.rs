//! Charges metered usage by the rate card and adds up the lines.

use std::borrow::Cow;

use super::charge::{Charging, charge_all};
use super::conventions::Conventions;
use super::discount::{Discounts, Listed};
use super::growth::Growth;
use super::line::Line;
use crate::metering::{Gap, Metered};
use crate::pricing::{CatalogPrice, Date, Prices, TierCharge};
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
    pub notes: Vec<Cow<'static, str>>,
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
        let mut upfront = self.lines.iter().filter(|line| line.spread_months > 1);
        upfront.try_fold(Usd::ZERO, |sum, line| add_costs(sum, &line.tiers))
    }
}

/// What a month costs, without the lines that lead to it.
#[derive(Clone, Debug)]
pub struct Total {
    /// The sum of the lines after discounts, by the scenario's rounding.
    pub monthly: Usd,
    /// What is paid once, at the start of a term, at list prices; `monthly` contains one month's share of
    /// it. An [`Overflow`] if the sum is too large.
    pub upfront: Result<Usd, Overflow>,
    /// What could not be priced.
    pub gaps: Vec<Gap>,
    /// The quantities that grow month by month, in some of the months to come.
    pub growth: Vec<Growth>,
}

impl Total {
    /// Whether nothing is missing from the total.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.gaps.is_empty()
    }
}

/// A sum of amounts, by a rounding.
#[derive(Clone, Copy, Debug)]
struct Sum {
    rounding: Rounding,
    sum: Usd,
}

impl Sum {
    const fn new(rounding: Rounding) -> Self {
        Self {
            rounding,
            sum: Usd::ZERO,
        }
    }

    fn add(&mut self, amount: Usd) -> Result<(), Overflow> {
        self.sum = self.sum.checked_add(rounded(amount, self.rounding))?;
        Ok(())
    }
}

/// A line's amount as it is added.
fn rounded(amount: Usd, rounding: Rounding) -> Usd {
    match rounding {
        Rounding::Exact => amount,
        Rounding::PerLineCents => Usd::new(amount.to_cents().into()),
    }
}

/// By how much the lines of a bill differ from the lines of another one. Only lines that differ are
/// added, so that two long sums, each rounded, do not leave their rounding in a short difference.
#[derive(Debug)]
pub(super) struct Moving<'b, 'p> {
    rounding: Rounding,
    base: &'b [Line<'p>],
    /// The places of the base's lines that the bill has too, of the same amount.
    same: Vec<usize>,
    /// The place after that of the line found last.
    next: usize,
    /// The sum of the bill's lines that the base does not have.
    come: Usd,
}

impl<'b, 'p> Moving<'b, 'p> {
    /// The difference from these lines, before any line of the bill.
    pub(super) fn from(base: &'b [Line<'p>], rounding: Rounding) -> Self {
        Self {
            rounding,
            base,
            same: Vec::with_capacity(base.len()),
            next: 0,
            come: Usd::ZERO,
        }
    }

    /// Adds a line of the bill.
    fn add(
        &mut self,
        price: &CatalogPrice,
        region: Option<&str>,
        amount: Usd,
    ) -> Result<(), Overflow> {
        let is_its =
            |line: &Line<'_>| line.price.id == price.id && line.region.as_deref() == region;
        // Most bills have the same lines in the same order.
        let at = match self.base.get(self.next) {
            Some(line) if is_its(line) => Some(self.next),
            _ => self.base.iter().position(is_its),
        };
        let line = at.and_then(|at| self.base.get(at));
        if let Some(at) = at {
            self.next = at.saturating_add(1);
        }
        if line.is_some_and(|line| line.discounted == amount) {
            self.same.extend(at);
        } else {
            self.come = self.come.checked_add(rounded(amount, self.rounding))?;
        }
        Ok(())
    }

    /// What the bill costs less what the base costs.
    ///
    /// # Errors
    /// [`Overflow`] if a sum is too large.
    pub(super) fn difference(self) -> Result<Usd, Overflow> {
        let lines = self.base.iter().enumerate();
        let mut gone = lines.filter(|(at, _)| !self.same.contains(at));
        let gone = gone.try_fold(Usd::ZERO, |sum, (_, line)| {
            sum.checked_add(rounded(line.discounted, self.rounding))
        })?;
        self.come.checked_sub(gone)
    }
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
    discounted(metered, prices, conventions, None)
}

/// Charges metered usage by the rate card, and takes the discounts off.
///
/// # Errors
/// [`Overflow`] if a figure is too large to be kept.
pub(super) fn discounted<'p>(
    metered: Metered,
    prices: &'p dyn Prices,
    conventions: &Conventions,
    mut discounts: Option<Discounts<'_>>,
) -> Result<Estimate<'p>, Overflow> {
    let Metered {
        usage,
        mut gaps,
        mut notes,
        growing: _,
    } = metered;
    let (mut list, mut sum) = (
        Sum::new(conventions.rounding),
        Sum::new(conventions.rounding),
    );
    let mut lines = Vec::with_capacity(usage.len());
    charge_all(
        usage.into_iter().map(|usage| Charging::at(usage, prices)),
        prices,
        conventions.free_tier,
        &mut gaps,
        &mut |charged, tiers| {
            let mut line = Line::new(charged, tiers, conventions.explain);
            list.add(line.amount)?;
            if let Some(discounts) = &mut discounts {
                let listed = Listed {
                    price: line.price,
                    region: line.region.as_deref(),
                    priced: line.priced,
                    amount: line.amount,
                };
                let derivation = conventions.explain.then_some(&mut line.derivation);
                line.discounted = discounts.off(&listed, derivation)?;
                sum.add(line.discounted)?;
            }
            lines.push(line);
            Ok(())
        },
    )?;
    notes.extend(
        discounts
            .iter()
            .flat_map(Discounts::notes)
            .map(Cow::Borrowed),
    );
    let monthly = if discounts.is_some() { sum } else { list };
    Ok(Estimate {
        lines,
        gaps,
        notes,
        monthly: monthly.sum,
        list_monthly: list.sum,
        as_of: prices.as_of(),
        growth: Vec::new(),
    })
}

/// Charges like [`discounted`], and keeps the total alone; adds each line to `moving`.
///
/// # Errors
/// [`Overflow`] if a figure is too large to be kept.
pub(super) fn total<'p>(
    usage: impl Iterator<Item = Charging<'p>>,
    mut gaps: Vec<Gap>,
    prices: &'p dyn Prices,
    conventions: &Conventions,
    mut discounts: Option<Discounts<'_>>,
    mut moving: Option<&mut Moving<'_, '_>>,
) -> Result<Total, Overflow> {
    let mut sum = Sum::new(conventions.rounding);
    let mut upfront = Ok(Usd::ZERO);
    charge_all(
        usage,
        prices,
        conventions.free_tier,
        &mut gaps,
        &mut |charged, tiers| {
            if charged.usage.spread_months > 1 {
                upfront = upfront.and_then(|sum| add_costs(sum, tiers));
            }
            let amount = match &mut discounts {
                Some(discounts) => {
                    let listed = Listed {
                        price: charged.found.price,
                        region: charged.usage.region.as_deref(),
                        priced: charged.priced,
                        amount: charged.amount,
                    };
                    discounts.off(&listed, None)?
                }
                None => charged.amount,
            };
            if let Some(moving) = &mut moving {
                let region = charged.usage.region.as_deref();
                moving.add(charged.found.price, region, amount)?;
            }
            sum.add(amount)
        },
    )?;
    Ok(Total {
        monthly: sum.sum,
        upfront,
        gaps,
        growth: Vec::new(),
    })
}

/// The sum and what these tiers cost together.
fn add_costs(sum: Usd, tiers: &[TierCharge]) -> Result<Usd, Overflow> {
    let costs = tiers.iter().filter_map(|tier| tier.priced);
    costs.map(|(_, cost)| cost).try_fold(sum, Usd::checked_add)
}
