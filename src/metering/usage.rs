//! Metered usage: what one price is charged for in a month.

use std::borrow::Cow;

use crate::quantity::Figure;
use crate::working::Step;

/// What is metered for one price id.
#[derive(Clone, Debug)]
pub struct Usage {
    /// The price's id.
    pub price_id: Cow<'static, str>,
    /// The metered quantity of the month, in the price's unit.
    pub quantity: Figure,
    /// How it came about; empty unless asked for.
    pub steps: Vec<Step>,
    /// Over how many months what it costs is spread; 1 for everything but upfront payments.
    pub spread_months: u32,
}

impl Usage {
    /// Usage of a price without a derivation.
    #[must_use]
    pub const fn new(price_id: Cow<'static, str>, quantity: Figure) -> Self {
        Self {
            price_id,
            quantity,
            steps: Vec::new(),
            spread_months: 1,
        }
    }
}
