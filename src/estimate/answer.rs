//! The parts of an answer to an estimate, as types. They are made from an [`Estimate`] and borrow from
//! it; the caller renders them. In JSON every decimal is text in plain digits.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::{Estimate, Line};
use crate::pricing::{Date, Reference, TierCharge};
use crate::quantity::{Figure, UnitPrice, Usd};
use crate::scenario::{Scenario, link};
use crate::working::Derivation;

/// The currency of every amount; AWS publishes its list prices in it.
pub const CURRENCY: &str = "USD";

/// The total of a month, in US dollars before tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TotalAnswer {
    /// The currency's code by ISO 4217; always `USD`.
    pub currency: &'static str,
    /// The sum of the lines after discounts, by the scenario's rounding. Never negative; it has 28
    /// digits at most.
    pub monthly: Usd,
    /// `monthly` in whole cents, half a cent away from zero; always with two decimal places.
    #[serde(serialize_with = "as_text")]
    pub monthly_rounded: Decimal,
    /// The sum of the lines at list prices, by the same rounding; equal to `monthly` without
    /// discounts.
    pub list_monthly: Usd,
    /// What is paid once, at the start of a term, at list prices; `monthly` contains one month's share
    /// of it. `0` if nothing is paid upfront; null if the sum is too large to be kept.
    pub upfront: Option<Usd>,
    /// Whether nothing is missing from the total. If false, the gaps say what is missing.
    pub complete: bool,
    /// Whether `monthly` is exact to its last digit; if not, a figure that it was computed from was
    /// rounded to 28 digits.
    pub exact: bool,
}

impl TotalAnswer {
    /// The total of this estimate.
    #[must_use]
    pub fn new(estimate: &Estimate<'_>) -> Self {
        Self {
            currency: CURRENCY,
            monthly: estimate.monthly,
            monthly_rounded: estimate.monthly.to_cents(),
            list_monthly: estimate.list_monthly,
            upfront: estimate.upfront().ok(),
            complete: estimate.is_complete(),
            exact: estimate.monthly.figure().is_exact(),
        }
    }
}

/// What one price id costs in a month. All quantities are in `unit`, all amounts in US dollars before
/// tax.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineAnswer<'e> {
    /// The AWS service's name, `AWS Lambda`.
    pub service: &'e str,
    /// The address of AWS's own pricing page of the service.
    pub page: &'e str,
    /// The id of the price in the price book, `lambda.requests`; no two lines of one region have the same.
    pub price_id: &'e str,
    /// The AWS region whose price it is, if that is not the scenario's: the region of a replica.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<&'e str>,
    /// What is priced, in words.
    pub description: &'e str,
    /// The consumed quantity: what was metered.
    pub quantity: Figure,
    /// The part of `quantity` that allowances make free; from 0 to `quantity`.
    pub free_quantity: Figure,
    /// The quantity to pay for: `quantity` less `free_quantity`.
    pub priced_quantity: Figure,
    /// The pricing unit, singular: `GB-second`.
    pub unit: &'e str,
    /// The tiers that hold some of the priced quantity, lowest first; empty if `priced_quantity` is 0.
    pub tiers: Vec<TierAnswer>,
    /// Over how many months the costs of the tiers are spread: 1, or the months of the term for an
    /// upfront payment.
    pub spread_months: u32,
    /// The cost of a month at list prices, unrounded.
    pub amount: Usd,
    /// `amount` in whole cents, half a cent away from zero; always with two decimal places.
    #[serde(serialize_with = "as_text")]
    pub amount_rounded: Decimal,
    /// `amount` after the user's discounts, unrounded; equal to `amount` without discounts.
    pub discounted_amount: Usd,
    /// Whether `amount` is exact to its last digit; if not, the step of the derivation that rounded
    /// says so.
    pub exact: bool,
    /// The first day on which the price is known to apply.
    pub effective_from: Date,
    /// The day after the last one on which a source shows the price, if the day of the estimate is not
    /// before it: from then on the price is assumed to be still the same. Null if it is witnessed.
    pub assumed_since: Option<Date>,
    /// The page on which the price was read.
    pub reference: &'e Reference,
}

impl<'e> LineAnswer<'e> {
    /// The answer for this line at the prices of this day.
    #[must_use]
    pub fn new(line: &'e Line<'_>, day: Date) -> Self {
        Self {
            service: line.service,
            page: line.page,
            price_id: &line.price.id,
            region: line.region.as_deref(),
            description: &line.price.description,
            quantity: line.quantity,
            free_quantity: line.free,
            priced_quantity: line.priced,
            unit: &line.price.unit,
            tiers: line.tiers.iter().map(TierAnswer::new).collect(),
            spread_months: line.spread_months,
            amount: line.amount,
            amount_rounded: line.amount.to_cents(),
            discounted_amount: line.discounted,
            exact: line.amount.figure().is_exact(),
            effective_from: line.version.from,
            assumed_since: line.version.assumed_since(day),
            reference: &line.version.reference,
        }
    }

    /// The answers for the lines of an estimate, service by service.
    #[must_use]
    pub fn all(estimate: &'e Estimate<'_>) -> Vec<Self> {
        let lines = estimate.lines.iter();
        lines.map(|line| Self::new(line, estimate.as_of)).collect()
    }
}

/// How a line comes about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DerivationAnswer<'e> {
    /// The id of the line's price.
    pub price_id: &'e str,
    /// The line's region, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<&'e str>,
    /// The steps that lead to the amount, from the inputs to the price and its source.
    pub steps: Derivation,
}

impl<'e> DerivationAnswer<'e> {
    /// The derivations of the lines of an estimate, in their order.
    #[must_use]
    pub fn all(estimate: &'e Estimate<'_>) -> Vec<Self> {
        let of = |line: &'e Line<'_>| Self {
            price_id: &line.price.id,
            region: line.region.as_deref(),
            steps: line.derivation_with_source(estimate.as_of),
        };
        estimate.lines.iter().map(of).collect()
    }
}

/// The part of a line that falls into one tier of its price. Tiers are marginal: each unit costs the
/// price of its own tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TierAnswer {
    /// The tier's lower bound in the line's unit; the tier begins above it.
    pub from: Figure,
    /// The tier's upper bound, inclusive; null for the last tier.
    pub to: Option<Figure>,
    /// How many units fell into the tier; more than 0.
    pub quantity: Figure,
    /// US dollars a unit; null, and not 0, if the price is not on record.
    pub unit_price: Option<UnitPrice>,
    /// US dollars for these units at list prices, before the line divides them by `spread_months`; null
    /// if the price is not on record.
    pub amount: Option<Usd>,
}

impl TierAnswer {
    fn new(tier: &TierCharge) -> Self {
        Self {
            from: tier.from,
            to: tier.to,
            quantity: tier.quantity,
            unit_price: tier.priced.map(|(price, _)| price),
            amount: tier.priced.map(|(_, cost)| cost),
        }
    }
}

/// The region and the day of an answer's prices, and the day that was requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PricesAnswer<'e> {
    /// The AWS region's code.
    pub region: &'e str,
    /// The day whose prices apply.
    pub as_of: Date,
    /// The day that was requested; null if the request names no day. It is after `as_of` if the price
    /// book ends before it.
    pub requested: Option<Date>,
}

impl<'e> PricesAnswer<'e> {
    /// The prices of a scenario, on this day.
    #[must_use]
    pub fn new(scenario: &'e Scenario, as_of: Date) -> Self {
        Self {
            region: &scenario.region,
            as_of,
            requested: scenario.prices,
        }
    }
}

/// The address of the page that shows a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkAnswer {
    /// The address of the page that shows the same scenario at the same prices, without a host; null if
    /// it would be too long for this server.
    pub link: Option<String>,
    /// Why there is no link; absent if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_link: Option<String>,
}

impl LinkAnswer {
    /// The address of a scenario at the prices of this day.
    #[must_use]
    pub fn new(scenario: &Scenario, as_of: Date) -> Self {
        match link::page(scenario, as_of) {
            Ok(link) => Self {
                link: Some(link),
                no_link: None,
            },
            Err(why) => Self {
                link: None,
                no_link: Some(why.to_string()),
            },
        }
    }
}

/// A decimal as text, with all of its decimal places.
fn as_text<S: Serializer>(decimal: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(decimal)
}
