//! Gathers metered usage per price id while the services go over the workload.

use std::borrow::Cow;

use super::{Gap, GapKind};
use crate::pricing::Date;
use crate::quantity::{Figure, Overflow};
use crate::working::Step;

/// What is metered for one price id.
#[derive(Clone, Debug)]
pub struct Usage {
    /// The price's id.
    pub price_id: Cow<'static, str>,
    /// The metered quantity of the month, in the price's unit.
    pub quantity: Figure,
    /// How many parts it was added up from.
    pub parts: usize,
    /// How it came about; empty unless asked for.
    pub steps: Vec<Step>,
    /// Over how many months what it costs is spread; 1 for everything but upfront payments.
    pub spread_months: u32,
}

impl Usage {
    /// So much of a price, without a derivation.
    #[must_use]
    pub const fn of(price_id: Cow<'static, str>, quantity: Figure) -> Self {
        Self {
            price_id,
            quantity,
            parts: 0,
            steps: Vec::new(),
            spread_months: 1,
        }
    }
}

/// A quantity that grows by as much every month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Growing {
    /// The price's id.
    pub price_id: &'static str,
    /// What a month adds, in the price's unit.
    pub monthly: Figure,
}

/// Usage as it is gathered. One entry a price id: functions and tables of one account share its
/// tiers and allowances.
#[derive(Debug)]
pub struct Meter {
    as_of: Date,
    explain: bool,
    usage: Vec<Usage>,
    gaps: Vec<Gap>,
    notes: Vec<&'static str>,
    growing: Vec<Growing>,
    logs: Option<Vec<Figure>>,
}

impl Meter {
    /// An empty meter for the rules of this day. Derivations are kept only with `explain`.
    #[must_use]
    pub fn new(as_of: Date, explain: bool) -> Self {
        Self {
            as_of,
            explain,
            usage: Vec::with_capacity(8),
            gaps: Vec::new(),
            notes: Vec::new(),
            growing: Vec::new(),
            logs: None,
        }
    }

    /// For one of several months in a row: with the logs of the months before, in GB ingested, the
    /// oldest first.
    #[must_use]
    pub fn after(mut self, logs: Vec<Figure>) -> Self {
        self.logs = Some(logs);
        self
    }

    /// The logs of the months before; empty where the month stands alone.
    #[must_use]
    pub fn earlier_logs(&self) -> &[Figure] {
        self.logs.as_deref().unwrap_or(&[])
    }

    /// Remembers what logs this month ingested, in GB, for the months to come.
    pub fn remember_logs(&mut self, ingested: Figure) {
        if let Some(logs) = &mut self.logs {
            logs.push(ingested);
        }
    }

    /// The logs of the months so far, taken out.
    #[must_use]
    pub fn take_logs(&mut self) -> Vec<Figure> {
        self.logs.take().unwrap_or_default()
    }

    /// The day whose rules apply.
    #[must_use]
    pub const fn as_of(&self) -> Date {
        self.as_of
    }

    /// Whether derivations are kept.
    const fn explains(&self) -> bool {
        super::explains(self.explain)
    }

    /// Adds usage of a price, and how it came about.
    ///
    /// # Errors
    /// [`Overflow`] if the sum is too large.
    pub fn add(
        &mut self,
        price_id: &'static str,
        quantity: Figure,
        steps: impl FnOnce() -> Vec<Step>,
    ) -> Result<(), Overflow> {
        self.add_spread(price_id, quantity, 1, steps)
    }

    /// Adds usage of a price that is paid once for so many months: a month carries its part. A
    /// price is always spread over the same months.
    ///
    /// # Errors
    /// [`Overflow`] if the sum is too large.
    pub fn add_spread(
        &mut self,
        price_id: &'static str,
        quantity: Figure,
        spread_months: u32,
        steps: impl FnOnce() -> Vec<Step>,
    ) -> Result<(), Overflow> {
        let found = self
            .usage
            .iter()
            .position(|usage| usage.price_id == price_id);
        let place = found.unwrap_or_else(|| {
            self.usage.push(Usage {
                spread_months,
                ..Usage::of(Cow::Borrowed(price_id), Figure::ZERO)
            });
            self.usage.len().saturating_sub(1)
        });
        let explains = self.explains();
        if let Some(usage) = self.usage.get_mut(place) {
            usage.quantity = usage.quantity.plus(quantity)?;
            usage.parts = usage.parts.saturating_add(1);
            if explains {
                usage.steps.extend(steps());
            }
        }
        Ok(())
    }

    /// Whether nothing was added for this price yet, so that what its steps have in common is still
    /// to be said. False where no derivation is kept.
    #[must_use]
    pub fn is_first(&self, price_id: &str) -> bool {
        self.explains() && !self.usage.iter().any(|usage| usage.price_id == price_id)
    }

    /// Says that an input was left out without which a price's usage is not known.
    pub fn input_missing(&mut self, price_id: &'static str, path: String, message: &'static str) {
        self.gaps.push(Gap {
            kind: GapKind::InputMissing,
            price_id: price_id.to_owned(),
            path: Some(path),
            quantity: None,
            unit: None,
            message: message.to_owned(),
        });
    }

    /// Says something that the reader of the whole estimate should know. Once is enough.
    pub fn note(&mut self, note: &'static str) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Says that a quantity grows by as much every month.
    pub fn grows(&mut self, price_id: &'static str, monthly: Figure) {
        self.growing.push(Growing { price_id, monthly });
    }

    /// What grows, taken out.
    #[must_use]
    pub fn take_growing(&mut self) -> Vec<Growing> {
        core::mem::take(&mut self.growing)
    }

    /// What was gathered.
    #[must_use]
    pub fn into_parts(self) -> (Vec<Usage>, Vec<Gap>, Vec<&'static str>) {
        (self.usage, self.gaps, self.notes)
    }
}
