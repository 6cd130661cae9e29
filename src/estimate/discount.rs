//! Takes the user's discounts off the list prices.

use core::fmt::Write as _;

use super::line::Line;
use crate::fields::Choice as _;
use crate::pricing::{PriceId, ids};
use crate::quantity::{Figure, Overflow, Usd};
use crate::scenario::{Billing, SavingsPlan};
use crate::working::Rule;

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

/// Sets the discounted amount of each line. The plan's discount comes first, if the plan covers the
/// line, and the service's discount is taken off the rest. The list amounts do not change. A note is
/// added if the plan was used. Returns `false`, and changes nothing, without discounts.
///
/// # Errors
/// [`Overflow`] if an amount is too large. A discount only makes an amount smaller, so no line that
/// could be charged leads to it.
pub(super) fn apply(
    lines: &mut [Line<'_>],
    notes: &mut Vec<&'static str>,
    billing: &Billing,
    explain: bool,
) -> Result<bool, Overflow> {
    let plan = billing.compute_savings_plan.as_ref();
    if plan.is_none() && billing.discounts.is_empty() {
        return Ok(false);
    }
    for line in lines {
        let covers = |id: &PriceId| id.as_str() == line.price.id;
        let plan = plan.filter(|_| COVERED.iter().any(covers));
        if let Some(plan) = plan {
            covered(line, plan, explain)?;
            if !notes.contains(&PLAN_NOTE) {
                notes.push(PLAN_NOTE);
            }
        }
        let service = line.price.service_key();
        let mut held = billing.discounts.iter();
        let discount = held.find(|discount| discount.service.word() == service);
        if let Some(discount) = discount.filter(|discount| !discount.percent.is_zero()) {
            let before = line.discounted;
            line.discounted = less(before, discount.percent)?;
            if cfg!(feature = "words") && explain {
                line.derivation.equals_dollars(line.discounted, |text| {
                    let percent = discount.percent;
                    let _ = write!(text, "${before} × (1 − {percent} % ÷ 100)");
                });
            }
        }
    }
    Ok(true)
}

/// Takes the plan's discount off a line that the plan covers.
fn covered(line: &mut Line<'_>, plan: &SavingsPlan, explain: bool) -> Result<(), Overflow> {
    let before = line.discounted;
    let percent = plan.discount_percent.checked_mul(plan.coverage)?;
    line.discounted = less(before, percent)?;
    if cfg!(feature = "words") && explain {
        line.derivation.equals_dollars(line.discounted, |text| {
            let (percent, share) = (plan.discount_percent, plan.coverage);
            let _ = write!(
                text,
                "${before} × (1 − {percent} % ÷ 100 × {share} that the plan covers)"
            );
        });
        line.derivation.by(PLAN);
    }
    Ok(())
}

/// An amount less a percentage of it. The division is by 100, so it is exact.
fn less(amount: Usd, percent: Figure) -> Result<Usd, Overflow> {
    let hundred = Figure::from(100);
    let left = hundred.checked_sub(percent)?.checked_div(hundred)?;
    amount.figure().checked_mul(left).map(Usd::new)
}
