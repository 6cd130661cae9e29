//! Takes the user's discounts off the list prices.

use core::fmt::Write as _;

use super::database_plan::{self, Rate};
use crate::fields::Choice as _;
use crate::pricing::{CatalogPrice, PriceId, Prices, ids};
use crate::quantity::{Figure, Overflow, Usd};
use crate::scenario::{Billing, SavingsPlan};
use crate::working::{Derivation, Rule};

/// The prices that a Compute Savings Plan lowers: duration and provisioned concurrency of functions.
/// <https://aws.amazon.com/savingsplans/compute-pricing/>
const COVERED: [PriceId; 6] = [
    ids::LAMBDA_DURATION_X86_64,
    ids::LAMBDA_DURATION_ARM64,
    ids::LAMBDA_PROVISIONED_CONCURRENCY_X86_64,
    ids::LAMBDA_PROVISIONED_CONCURRENCY_ARM64,
    ids::LAMBDA_PROVISIONED_DURATION_X86_64,
    ids::LAMBDA_PROVISIONED_DURATION_ARM64,
];

const PLAN: Rule = Rule::new(
    "a Compute Savings Plan lowers what Lambda charges for duration and provisioned concurrency, not for requests",
    "https://aws.amazon.com/savingsplans/compute-pricing/",
);
const PLAN_NOTE: &str = "The Compute Savings Plan is computed with the rate and the coverage that were entered. AWS also bills the unused part of a commitment, which this estimate does not contain.";

/// An amount at list prices, and what it is charged for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listed<'c> {
    pub(super) price: &'c CatalogPrice,
    /// The region of the price, if it is not the estimate's own.
    pub(super) region: Option<&'c str>,
    /// The quantity to pay for.
    pub(super) priced: Figure,
    pub(super) amount: Usd,
}

/// The user's discounts.
#[derive(Clone, Copy)]
pub(super) struct Discounts<'b> {
    billing: &'b Billing,
    prices: &'b dyn Prices,
    /// Whether the Compute Savings Plan covered a price so far.
    compute_used: bool,
    /// Whether the Database Savings Plan covered a price so far.
    database_used: bool,
    /// Whether a rate of the Database Savings Plan was missing so far.
    rate_missing: bool,
}

impl<'b> Discounts<'b> {
    /// The discounts of a scenario; `None` if there are none.
    pub(super) fn new(billing: &'b Billing, prices: &'b dyn Prices) -> Option<Self> {
        let plans = [
            billing.compute_savings_plan.is_some(),
            billing.database_savings_plan.is_some(),
        ];
        if plans == [false, false] && billing.discounts.is_empty() {
            return None;
        }
        Some(Self {
            billing,
            prices,
            compute_used: false,
            database_used: false,
            rate_missing: false,
        })
    }

    /// What the reader should know of the plans that were used.
    pub(super) fn notes(&self) -> impl Iterator<Item = &'static str> + use<> {
        let all = [
            (self.compute_used, PLAN_NOTE),
            (self.database_used, database_plan::NOTE),
            (self.rate_missing, database_plan::UNKNOWN),
        ];
        all.into_iter()
            .filter_map(|(holds, note)| holds.then_some(note))
    }

    /// An amount after the Database Savings Plan, if there is one that covers its price.
    fn under_database_plan(
        &mut self,
        listed: &Listed<'_>,
        derivation: Option<&mut Derivation>,
    ) -> Result<Usd, Overflow> {
        let Some(plan) = &self.billing.database_savings_plan else {
            return Ok(listed.amount);
        };
        match database_plan::rate(&listed.price.id, listed.region, self.prices) {
            Rate::NotCovered => Ok(listed.amount),
            Rate::Unknown => {
                self.rate_missing = true;
                Ok(listed.amount)
            }
            Rate::Known(rate) => {
                self.database_used = true;
                let quantity = (rate, listed.priced, listed.price.unit.as_str());
                database_plan::covered(listed.amount, plan, quantity, derivation)
            }
        }
    }

    /// An amount after the discounts on its price. A plan's discount comes first, if a plan covers the
    /// price (no price is covered by two), and the service's discount is taken off the rest. Adds the steps to the derivation, if
    /// there is one.
    ///
    /// # Errors
    /// [`Overflow`] if an amount is too large. A discount only makes an amount smaller, so no amount that
    /// could be charged leads to it.
    pub(super) fn off(
        &mut self,
        listed: &Listed<'_>,
        mut derivation: Option<&mut Derivation>,
    ) -> Result<Usd, Overflow> {
        let price = listed.price;
        let mut left = self.under_database_plan(listed, derivation.as_deref_mut())?;
        let covers = |id: &PriceId| id.as_str() == price.id;
        let plan = self.billing.compute_savings_plan.as_ref();
        if let Some(plan) = plan.filter(|_| COVERED.iter().any(covers)) {
            left = covered(left, plan, derivation.as_deref_mut())?;
            self.compute_used = true;
        }
        let service = price.service_key();
        let mut held = self.billing.discounts.iter();
        let discount = held.find(|discount| discount.service.word() == service);
        if let Some(discount) = discount.filter(|discount| !discount.percent.is_zero()) {
            let before = left;
            left = less(before, discount.percent)?;
            if let Some(derivation) = derivation.filter(|_| cfg!(feature = "words")) {
                derivation.equals_dollars(left, |text| {
                    let percent = discount.percent;
                    let _ = write!(text, "${before} × (1 − {percent} % ÷ 100)");
                });
            }
        }
        Ok(left)
    }
}

/// An amount after the discount of the plan that covers it.
fn covered(
    before: Usd,
    plan: &SavingsPlan,
    derivation: Option<&mut Derivation>,
) -> Result<Usd, Overflow> {
    let left = less(before, plan.discount_percent.checked_mul(plan.coverage)?)?;
    if let Some(derivation) = derivation.filter(|_| cfg!(feature = "words")) {
        derivation.equals_dollars(left, |text| {
            let (percent, share) = (plan.discount_percent, plan.coverage);
            let _ = write!(
                text,
                "${before} × (1 − {percent} % ÷ 100 × {share} that the plan covers)"
            );
        });
        derivation.by(PLAN);
    }
    Ok(left)
}

/// An amount less a percentage of it. The division is by 100, so it is exact.
fn less(amount: Usd, percent: Figure) -> Result<Usd, Overflow> {
    let hundred = Figure::from(100);
    let left = hundred.checked_sub(percent)?.checked_div(hundred)?;
    amount.figure().checked_mul(left).map(Usd::new)
}
