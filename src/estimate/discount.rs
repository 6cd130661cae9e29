//! Discounts that the user has: what is left of the list price.

use super::bill::{self, Estimate};
use super::line::Line;
use crate::fields::Choice as _;
use crate::quantity::{Figure, Overflow, Usd};
use crate::scenario::{Billing, SavingsPlan};
use crate::working::{Rule, Step};

/// What a Compute Savings Plan covers: duration and provisioned concurrency of functions.
/// <https://aws.amazon.com/savingsplans/compute-pricing/>
const COVERED: [&str; 6] = [
    "lambda.duration.x86_64",
    "lambda.duration.arm64",
    "lambda.provisioned-concurrency.x86_64",
    "lambda.provisioned-concurrency.arm64",
    "lambda.provisioned-duration.x86_64",
    "lambda.provisioned-duration.arm64",
];

const PLAN: Rule = Rule {
    text: "a Compute Savings Plan lowers what Lambda charges for duration and provisioned concurrency, not for requests",
    href: "https://aws.amazon.com/savingsplans/compute-pricing/",
};
const PLAN_NOTE: &str = "The Compute Savings Plan is taken at the rate and the coverage that are given; a commitment that goes unused is paid all the same and is not part of this estimate.";

/// Takes the discounts off an estimate at list prices: from each line the plan's first, where it
/// covers it, then the service's. The list amounts stay beside them, and so does what grows month by
/// month. Without discounts nothing changes.
///
/// # Errors
/// [`Overflow`] if an amount is too large, which no list amount that fits leads to.
pub(super) fn apply(
    estimate: &mut Estimate<'_>,
    billing: &Billing,
    explain: bool,
) -> Result<(), Overflow> {
    let plan = billing.compute_savings_plan.as_ref();
    if plan.is_none() && billing.discounts.is_empty() {
        return Ok(());
    }
    for line in &mut estimate.lines {
        let plan = plan.filter(|_| COVERED.contains(&line.price.id.as_str()));
        if let Some(plan) = plan {
            covered(line, plan, explain)?;
            if !estimate.notes.contains(&PLAN_NOTE) {
                estimate.notes.push(PLAN_NOTE);
            }
        }
        let service = line.price.service_key();
        let mut held = billing.discounts.iter();
        let discount = held.find(|discount| discount.service.word() == service);
        if let Some(discount) = discount.filter(|discount| !discount.percent.is_zero()) {
            let before = line.discounted;
            line.discounted = less(before, discount.percent)?;
            if cfg!(not(feature = "hydrate")) && explain {
                let formula = format!("${before} × (1 − {} % ÷ 100)", discount.percent);
                line.derivation
                    .push(Step::dollars(formula, line.discounted));
            }
        }
    }
    estimate.monthly = bill::sum(
        estimate.lines.iter().map(|line| line.discounted),
        billing.rounding,
    )?;
    Ok(())
}

fn covered(line: &mut Line<'_>, plan: &SavingsPlan, explain: bool) -> Result<(), Overflow> {
    let before = line.discounted;
    let percent = plan.discount_percent.times(plan.coverage)?;
    line.discounted = less(before, percent)?;
    if cfg!(not(feature = "hydrate")) && explain {
        let formula = format!(
            "${before} × (1 − {} % ÷ 100 × {} that the plan covers)",
            plan.discount_percent, plan.coverage
        );
        let step = Step::dollars(formula, line.discounted);
        line.derivation.push(step.by(PLAN));
    }
    Ok(())
}

/// An amount less so many per cent. The division, by 100, ends.
fn less(amount: Usd, percent: Figure) -> Result<Usd, Overflow> {
    let hundred = Figure::from(100);
    let left = hundred.minus(percent)?.over(hundred)?;
    amount.figure().times(left).map(Usd::of)
}
