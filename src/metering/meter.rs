//! Gathers metered usage per price id while the services go over the workload.

use std::borrow::Cow;

use super::{Gap, GapKind, Usage};
use crate::pricing::{Date, PriceId};
use crate::quantity::{Figure, Overflow, format};
use crate::working::{Named as _, Quantity, Rule, Silent, Trace};

/// The hours of the shortest month, February.
const WHOLE_MONTH_HOURS: u32 = 672;
/// The hours of the month of which a part is taken: 30 days, the dearer reading beside 730 and 744.
const MONTH_HOURS: u32 = 720;
/// The end of the unit of a price by the month.
const BY_THE_MONTH: &str = "-month";

const PRORATED: Rule = Rule::new(
    "what is billed by the month is prorated by the hour; a part of a month is a share of 720 hours",
    "https://aws.amazon.com/cloudwatch/pricing/",
);

/// A quantity that grows by the same amount every month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Growing {
    /// The price.
    pub price: PriceId,
    /// The amount that each month adds, in the price's unit.
    pub monthly: Figure,
}

/// Everything that services metered in a month.
#[derive(Clone, Debug, Default)]
pub struct Metered {
    /// Usage, one entry for each price id, in the order of the bill.
    pub usage: Vec<Usage>,
    /// Usage that could not be metered.
    pub gaps: Vec<Gap>,
    /// Notes on the whole estimate, each once.
    pub notes: Vec<Cow<'static, str>>,
    /// Quantities that grow although the traffic does not.
    pub growing: Vec<Growing>,
}

/// Usage of one price as it is gathered.
#[derive(Clone, Debug)]
struct Tally<T: Trace> {
    price: PriceId,
    region: Option<Box<str>>,
    quantity: Figure,
    spread_months: u32,
    parts: T::Parts,
}

/// Gathers usage, one entry for each price id, because the functions and tables of an account share
/// the tiers and allowances of a price.
#[derive(Debug)]
pub struct Meter<T: Trace = Silent> {
    as_of: Date,
    on: T,
    /// The hours that are metered, if they are a part of a month.
    part: Option<Figure>,
    tallies: Vec<Tally<T>>,
    gaps: Vec<Gap>,
    notes: Vec<Cow<'static, str>>,
    growing: Vec<Growing>,
}

impl<T: Trace> Meter<T> {
    /// An empty meter for the rules of this day. `on` is the workload's trace.
    #[must_use]
    pub fn new(as_of: Date, on: T) -> Self {
        Self {
            as_of,
            on,
            part: None,
            tallies: Vec::with_capacity(8),
            gaps: Vec::new(),
            notes: Vec::new(),
            growing: Vec::new(),
        }
    }

    /// The meter for so many hours. Fewer than [`WHOLE_MONTH_HOURS`] are a part of a month: of what is
    /// billed by the month, this part is metered.
    #[must_use]
    pub fn over(mut self, hours: Figure) -> Self {
        self.part = (hours < Figure::from(WHOLE_MONTH_HOURS)).then_some(hours);
        self
    }

    /// What is left of a quantity in a part of a month, if its price is by the month.
    fn in_part(&self, price: PriceId, quantity: Quantity<T>) -> Result<Quantity<T>, Overflow> {
        let Some(hours) = self.part.filter(|_| price.unit().ends_with(BY_THE_MONTH)) else {
            return Ok(quantity);
        };
        let part = quantity * hours.named("hours") / MONTH_HOURS.named("hours of a month");
        let part = part.step("part of a month", format::plural(price.unit()))?;
        Ok(part.by(PRORATED))
    }

    /// The day whose rules apply.
    #[must_use]
    pub const fn as_of(&self) -> Date {
        self.as_of
    }

    /// Adds usage of a price. The unit of the quantity's last step is the price's unit. What is billed by
    /// the month is given for a whole month.
    ///
    /// # Errors
    /// [`Overflow`] if the sum is too large.
    pub fn take(&mut self, price: PriceId, quantity: Quantity<T>) -> Result<(), Overflow> {
        self.add(price, None, quantity, 1)
    }

    /// Adds usage of a price in another region, which has a line of its own.
    ///
    /// # Errors
    /// [`Overflow`] if the sum is too large.
    pub fn take_in(
        &mut self,
        region: &str,
        price: PriceId,
        quantity: Quantity<T>,
    ) -> Result<(), Overflow> {
        self.add(price, Some(region), quantity, 1)
    }

    /// Adds usage of a price that is paid once for a term of `spread_months` months; a month costs
    /// one part of it. A price always has the same `spread_months`.
    ///
    /// # Errors
    /// [`Overflow`] if the sum is too large.
    pub fn take_spread(
        &mut self,
        price: PriceId,
        quantity: Quantity<T>,
        spread_months: u32,
    ) -> Result<(), Overflow> {
        self.add(price, None, quantity, spread_months)
    }

    fn add(
        &mut self,
        price: PriceId,
        region: Option<&str>,
        quantity: Quantity<T>,
        spread_months: u32,
    ) -> Result<(), Overflow> {
        let trace = quantity.trace();
        debug_assert!(
            trace
                .unit(|unit| unit == format::plural(price.unit()))
                .unwrap_or(true),
            "{price} is priced by the {}, and metered in {:?}",
            price.unit(),
            trace.unit(str::to_owned),
        );
        let quantity = self.in_part(price, quantity)?;
        let trace = quantity.trace();
        let mut tallies = self.tallies.iter_mut();
        let found = tallies.find(|tally| tally.price == price && tally.region.as_deref() == region);
        if let Some(tally) = found {
            tally.quantity = tally.quantity.checked_add(quantity.figure())?;
            trace.join(&mut tally.parts);
            return Ok(());
        }
        let mut parts = T::Parts::default();
        trace.join(&mut parts);
        self.tallies.push(Tally {
            price,
            region: region.map(Into::into),
            quantity: quantity.figure(),
            spread_months,
            parts,
        });
        Ok(())
    }

    /// Adds a gap: the input at `path` was left out, so the usage of a price is not known.
    pub fn input_missing(&mut self, price: PriceId, path: String, message: &'static str) {
        self.gaps.push(Gap {
            kind: GapKind::InputMissing,
            price_id: price.as_str().to_owned(),
            region: None,
            path: Some(path),
            quantity: None,
            unit: None,
            message: message.to_owned(),
        });
    }

    /// Adds a note on the whole estimate, unless it has been added before.
    pub fn note(&mut self, note: impl Into<Cow<'static, str>>) {
        let note = note.into();
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Notes that the usage of a price grows by `monthly` every month, in the price's unit.
    ///
    /// # Errors
    /// [`Overflow`] if the part of a month is too large.
    pub fn grows(&mut self, price: PriceId, monthly: Quantity<T>) -> Result<(), Overflow> {
        let monthly = self.in_part(price, monthly)?.figure();
        self.growing.push(Growing { price, monthly });
        Ok(())
    }

    /// The gathered usage, with the derivation of each line.
    #[must_use]
    pub fn finish(self) -> Metered {
        let on = self.on;
        let usage = self.tallies.into_iter().map(|tally| Usage {
            spread_months: tally.spread_months,
            region: tally.region,
            derivation: on.tell(&tally.parts, tally.quantity),
            ..Usage::new(tally.price.as_str().into(), tally.quantity)
        });
        Metered {
            usage: usage.collect(),
            gaps: self.gaps,
            notes: self.notes,
            growing: self.growing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricing::ids;
    use crate::working::Tape;

    fn take(unit: &'static str) -> Metered {
        let tape = Tape::new();
        let mut meter = Meter::new(Date::known(2026, 10, 8), tape.on());
        for count in [3_u32, 4] {
            let quantity = tape.on().of(count, unit).step("f", unit).unwrap();
            meter.take(ids::LAMBDA_REQUESTS, quantity).unwrap();
        }
        meter.finish()
    }

    #[test]
    fn one_entry_a_price_tells_its_parts_and_their_sum() {
        let metered = take("requests");
        assert_eq!(metered.usage.len(), 1);
        assert_eq!(metered.usage[0].quantity.to_string(), "7");
        let texts: Vec<&str> = metered.usage[0]
            .derivation
            .iter()
            .map(|step| step.text)
            .collect();
        assert_eq!(
            texts,
            [
                "f: 3 requests = 3 requests",
                "f: 4 requests = 4 requests",
                "3 (f) + 4 (f) = 7 requests"
            ]
        );
    }

    #[test]
    #[should_panic(expected = "lambda.requests is priced by the request")]
    fn a_quantity_in_another_unit_than_its_price_is_noticed() {
        take("GB-seconds");
    }
}
