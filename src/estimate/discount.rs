//! Takes the user's discounts off the list prices.

use core::fmt::Write as _;

use crate::fields::Choice as _;
use crate::pricing::{CatalogPrice, PriceId, ids};
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

/// The user's discounts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Discounts<'b> {
    billing: &'b Billing,
    /// Whether the plan covered a price so far.
    plan_used: bool,
}

impl<'b> Discounts<'b> {
    /// The discounts of a scenario; `None` if there are none.
    pub(super) const fn new(billing: &'b Billing) -> Option<Self> {
        if billing.compute_savings_plan.is_none() && billing.discounts.is_empty() {
            return None;
        }
        Some(Self {
            billing,
            plan_used: false,
        })
    }

    /// A note if the plan was used.
    pub(super) fn note(&self) -> Option<&'static str> {
        self.plan_used.then_some(PLAN_NOTE)
    }

    /// An amount after the discounts on its price. The plan's discount comes first, if the plan covers
    /// the price, and the service's discount is taken off the rest. Adds the steps to the derivation, if
    /// there is one.
    ///
    /// # Errors
    /// [`Overflow`] if an amount is too large. A discount only makes an amount smaller, so no amount that
    /// could be charged leads to it.
    pub(super) fn off(
        &mut self,
        price: &CatalogPrice,
        amount: Usd,
        mut derivation: Option<&mut Derivation>,
    ) -> Result<Usd, Overflow> {
        let mut left = amount;
        let covers = |id: &PriceId| id.as_str() == price.id;
        let plan = self.billing.compute_savings_plan.as_ref();
        if let Some(plan) = plan.filter(|_| COVERED.iter().any(covers)) {
            left = covered(left, plan, derivation.as_deref_mut())?;
            self.plan_used = true;
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
