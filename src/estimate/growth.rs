//! Quantities that grow month by month although the traffic does not, such as storage from which
//! nothing is deleted.

use serde::Serialize;

use crate::metering::{Growing, Usage};
use crate::pricing::Prices;
use crate::quantity::{Figure, Overflow, Usd};
use crate::scenario::FreeTier;

use super::charge::{Charging, charge_all};

/// The months of a growing quantity that are shown.
pub const MONTHS: [u32; 3] = [1, 12, 36];

/// A growing quantity, priced for the months of [`MONTHS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Growth {
    /// The price's id.
    pub price_id: &'static str,
    /// The price's unit, singular.
    pub unit: String,
    /// The months, the first one first.
    pub months: Vec<GrownMonth>,
}

/// A month of a growing quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct GrownMonth {
    /// The month, from 1.
    pub month: u32,
    /// The quantity in that month, in the price's unit: the month's number times what a month adds.
    pub quantity: Figure,
    /// What the quantity costs in that month, in US dollars at the estimate's list prices, unrounded.
    pub amount: Usd,
}

/// Prices growing quantities, by the same allowances and tiers as the bill. A quantity without a price
/// on record is left out; the bill reports it as a gap.
pub(super) fn priced(
    growing: &[Growing],
    prices: &dyn Prices,
    free_tier: FreeTier,
) -> Result<Vec<Growth>, Overflow> {
    let mut all = Vec::with_capacity(growing.len());
    for one in growing {
        let mut months = Vec::with_capacity(MONTHS.len());
        let mut unit = None;
        for month in MONTHS {
            let quantity = one.monthly.checked_mul(month.into())?;
            let usage = Usage::new(one.price.as_str().into(), quantity);
            let usage = core::iter::once(Charging::at(usage, prices));
            let no_gaps = &mut Vec::new();
            charge_all(usage, prices, free_tier, no_gaps, &mut |charged, _| {
                unit = Some(charged.found.price.unit.clone());
                months.push(GrownMonth {
                    month,
                    quantity,
                    amount: charged.amount,
                });
                Ok(())
            })?;
        }
        if let Some(unit) = unit {
            all.push(Growth {
                price_id: one.price.as_str(),
                unit,
                months,
            });
        }
    }
    Ok(all)
}
