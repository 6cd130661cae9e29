//! Splits a quantity over the tiers of a price.
//!
//! Tiers are marginal: each unit costs what its own tier says, whatever the total. A tier holds the
//! units above its bound up to and including the next tier's bound, so with tiers from 0 and from
//! 300 million, unit 300,000,000 still costs the first price.

use super::Tier;
use crate::quantity::{Figure, Overflow, UnitPrice, Usd};

/// The part of a quantity that falls into one tier, and its cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierCharge {
    /// The tier's lower bound.
    pub from: Figure,
    /// The tier's upper bound; `None` for the last.
    pub to: Option<Figure>,
    /// How many units fell into it.
    pub quantity: Figure,
    /// The price of a unit, and what the units cost at it; `None` where the price is not on record.
    pub priced: Option<(UnitPrice, Usd)>,
}

/// A quantity split over the tiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The tiers that hold some of the quantity, lowest first.
    pub tiers: Vec<TierCharge>,
    /// What the priced tiers cost together.
    pub amount: Usd,
}

/// Charges the units from `start` (how much of the scale is already used up, usually 0) to `end`.
///
/// ```
/// use reckoner::pricing::{Tier, tiers};
/// use reckoner::quantity::{Figure, UnitPrice};
///
/// let price = |units| Some(UnitPrice::new(Figure::whole(units).value()));
/// let scale = [
///     Tier { from: Figure::ZERO, price: price(3) },
///     Tier { from: Figure::whole(100), price: price(2) },
/// ];
/// // 100 units at 3 dollars, and the 20 above them at 2 dollars.
/// let charge = tiers::charge(&scale, Figure::ZERO, Figure::whole(120))?;
/// assert_eq!(charge.amount.to_string(), "340");
/// assert_eq!(charge.tiers.len(), 2);
/// # Ok::<(), reckoner::quantity::Overflow>(())
/// ```
///
/// # Errors
/// [`Overflow`] if an amount is too large.
pub fn charge(tiers: &[Tier], start: Figure, end: Figure) -> Result<Charge, Overflow> {
    let mut charged = Vec::with_capacity(1);
    let amount = charge_onto(tiers, start, end, &mut charged)?;
    Ok(Charge {
        tiers: charged,
        amount,
    })
}

/// Charges like [`charge`]: adds the tiers that hold some of the quantity, lowest first, and gives what
/// the priced tiers cost together.
///
/// # Errors
/// [`Overflow`] if an amount is too large.
pub fn charge_onto(
    tiers: &[Tier],
    start: Figure,
    end: Figure,
    charged: &mut Vec<TierCharge>,
) -> Result<Usd, Overflow> {
    let mut amount = Usd::ZERO;
    let mut tiers = tiers.iter().peekable();
    while let Some(tier) = tiers.next() {
        let lower = tier.from.max(start);
        // Tiers rise: what follows holds nothing either.
        if lower >= end {
            break;
        }
        let to = tiers.peek().map(|next| next.from);
        let upper = to.map_or(end, |to| to.min(end));
        if upper <= lower {
            continue;
        }
        let quantity = upper.checked_sub(lower)?;
        let priced = match tier.price {
            Some(price) => {
                let cost = price.cost_of(quantity)?;
                amount = amount.checked_add(cost)?;
                Some((price, cost))
            }
            None => None,
        };
        charged.push(TierCharge {
            from: tier.from,
            to,
            quantity,
            priced,
        });
    }
    Ok(amount)
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    fn figure(text: &str) -> Figure {
        Figure::new(Decimal::from_str_exact(text).unwrap())
    }

    fn scale(tiers: &[(&str, Option<&str>)]) -> Vec<Tier> {
        let tier = |(from, price): &(&str, Option<&str>)| Tier {
            from: figure(from),
            price: price.map(|text| UnitPrice::new(figure(text).value())),
        };
        tiers.iter().map(tier).collect()
    }

    #[test]
    fn both_sides_of_a_bound() {
        let http = scale(&[("0", Some("0.000001")), ("300000000", Some("0.0000009"))]);
        let cost = |units: &str| charge(&http, Figure::ZERO, figure(units)).unwrap();
        assert_eq!(cost("299999999").amount.to_string(), "299.999999");
        assert_eq!(cost("300000000").amount.to_string(), "300");
        assert_eq!(cost("300000000").tiers.len(), 1);
        assert_eq!(cost("300000001").amount.to_string(), "300.0000009");
        assert_eq!(cost("432000000").amount.to_string(), "418.8");
        assert_eq!(cost("0").tiers, []);
    }

    #[test]
    fn a_free_band_inside_the_scale_keeps_the_bounds() {
        let mau = scale(&[("0", Some("0.0055")), ("100000", Some("0.0046"))]);
        let charged = charge(&mau, figure("10000"), figure("100001")).unwrap();
        assert_eq!(charged.tiers[0].quantity, figure("90000"));
        assert_eq!(charged.tiers[1].quantity, figure("1"));
    }

    #[test]
    fn a_tier_not_on_record_is_named_and_not_free() {
        let part = scale(&[("0", Some("0.00000125")), ("300000000", None)]);
        let within = charge(&part, Figure::ZERO, figure("300000000")).unwrap();
        assert!(within.tiers.iter().all(|tier| tier.priced.is_some()));
        let beyond = charge(&part, Figure::ZERO, figure("300000005")).unwrap();
        let unpriced = |tier: &&TierCharge| tier.priced.is_none();
        let missing: Vec<_> = beyond.tiers.iter().filter(unpriced).collect();
        assert_eq!(missing.len(), 1);
        assert_eq!(missing[0].quantity, figure("5"));
        assert_eq!(beyond.amount.to_string(), "375");
    }
}
