//! The Database Savings Plan: AWS's own rates for what it covers of `DynamoDB`.

use core::fmt::Write as _;

use crate::pricing::{PriceId, Prices, ids};
use crate::quantity::{Figure, Overflow, UnitPrice, Usd, format};
use crate::scenario::DatabasePlan;
use crate::working::{Derivation, Rule};

/// The prices that the plan replaces, with the plan's own. Replicated writes have the rate of other writes.
/// <https://aws.amazon.com/savingsplans/database-pricing/>
const COVERED: [(PriceId, PriceId); 12] = [
    (
        ids::DYNAMODB_ON_DEMAND_READ,
        ids::SAVINGS_PLANS_DATABASE_READ,
    ),
    (
        ids::DYNAMODB_ON_DEMAND_WRITE,
        ids::SAVINGS_PLANS_DATABASE_WRITE,
    ),
    (
        ids::DYNAMODB_GLOBAL_REPLICATED_WRITE,
        ids::SAVINGS_PLANS_DATABASE_WRITE,
    ),
    (
        ids::DYNAMODB_PROVISIONED_RCU_HOUR,
        ids::SAVINGS_PLANS_DATABASE_RCU_HOUR,
    ),
    (
        ids::DYNAMODB_PROVISIONED_WCU_HOUR,
        ids::SAVINGS_PLANS_DATABASE_WCU_HOUR,
    ),
    (
        ids::DYNAMODB_GLOBAL_REPLICATED_WCU_HOUR,
        ids::SAVINGS_PLANS_DATABASE_WCU_HOUR,
    ),
    (
        ids::DYNAMODB_ON_DEMAND_READ_IA,
        ids::SAVINGS_PLANS_DATABASE_READ_IA,
    ),
    (
        ids::DYNAMODB_ON_DEMAND_WRITE_IA,
        ids::SAVINGS_PLANS_DATABASE_WRITE_IA,
    ),
    (
        ids::DYNAMODB_GLOBAL_REPLICATED_WRITE_IA,
        ids::SAVINGS_PLANS_DATABASE_WRITE_IA,
    ),
    (
        ids::DYNAMODB_PROVISIONED_RCU_HOUR_IA,
        ids::SAVINGS_PLANS_DATABASE_RCU_HOUR_IA,
    ),
    (
        ids::DYNAMODB_PROVISIONED_WCU_HOUR_IA,
        ids::SAVINGS_PLANS_DATABASE_WCU_HOUR_IA,
    ),
    (
        ids::DYNAMODB_GLOBAL_REPLICATED_WCU_HOUR_IA,
        ids::SAVINGS_PLANS_DATABASE_WCU_HOUR_IA,
    ),
];

const PLAN: Rule = Rule::new(
    "a Database Savings Plan has a rate of its own for requests and provisioned capacity, not for storage, streams, backups and reserved capacity",
    "https://aws.amazon.com/savingsplans/database-pricing/",
);
/// What the reader should know of an estimate under the plan.
pub(super) const NOTE: &str = "The Database Savings Plan is a commitment of one year without upfront payment, computed with AWS's rates and the coverage that was entered. AWS also bills the unused part of a commitment, which this estimate does not contain.";
/// What the reader should know where a rate is missing.
pub(super) const UNKNOWN: &str = "For some region or day the book has no rates of the Database Savings Plan: the list price is charged there.";

/// What the plan makes of a price.
pub(super) enum Rate {
    /// The plan does not cover it.
    NotCovered,
    /// The plan covers it, and its rate is not on record.
    Unknown,
    /// The plan covers it at this price of a unit.
    Known(UnitPrice),
}

/// The plan's rate for a price, in a region if it is not the estimate's own.
pub(super) fn rate(id: &str, region: Option<&str>, prices: &dyn Prices) -> Rate {
    let mut covered = COVERED.iter();
    let Some((_, rate)) = covered.find(|(price, _)| price.as_str() == id) else {
        return Rate::NotCovered;
    };
    let found = match region {
        None => prices.find(rate.as_str()),
        Some(region) => prices.find_in(region, rate.as_str()),
    };
    let version = found.and_then(|found| found.version);
    let price = version.and_then(|version| version.tiers.first()?.price);
    price.map_or(Rate::Unknown, Rate::Known)
}

/// An amount of which the plan covers a share of the priced quantity: the rest at list prices, the share at
/// the plan's rate. `unit` is the quantity's.
pub(super) fn covered(
    before: Usd,
    plan: &DatabasePlan,
    (rate, priced, unit): (UnitPrice, Figure, &str),
    derivation: Option<&mut Derivation>,
) -> Result<Usd, Overflow> {
    let share = plan.coverage;
    let rest = Figure::ONE.checked_sub(share)?;
    let rest = before.figure().checked_mul(rest)?;
    let planned = priced
        .checked_mul(share)?
        .checked_mul(Figure::new(rate.value()))?;
    let left = Usd::new(rest.checked_add(planned)?);
    if let Some(derivation) = derivation.filter(|_| cfg!(feature = "words")) {
        derivation.equals_dollars(left, |text| {
            let _ = write!(text, "${before} × (1 − {share} that the plan covers) + ");
            format::write_grouped(text, priced);
            let _ = write!(text, " {} × {share} × $", format::plural(unit));
            format::write_plain(text, rate.value());
        });
        derivation.by(PLAN);
    }
    Ok(left)
}
