//! Metered usage: the quantity of a month that one price is charged for.

use std::borrow::Cow;

use crate::quantity::Figure;
use crate::working::Derivation;

/// The metered usage of one price id.
#[derive(Clone, Debug)]
pub struct Usage {
    /// The price's id.
    pub price_id: Cow<'static, str>,
    /// The region whose price is charged; `None` for the estimate's own region.
    pub region: Option<Box<str>>,
    /// The metered quantity of the month, in the price's unit.
    pub quantity: Figure,
    /// The derivation of the quantity; empty if derivations are not kept.
    pub derivation: Derivation,
    /// The number of months over which the cost is spread; 1 except for upfront payments.
    pub spread_months: u32,
}

impl Usage {
    /// Usage of a price without a derivation.
    #[must_use]
    pub fn new(price_id: Cow<'static, str>, quantity: Figure) -> Self {
        Self {
            price_id,
            region: None,
            quantity,
            derivation: Derivation::default(),
            spread_months: 1,
        }
    }
}
