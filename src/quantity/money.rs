//! Money: prices per unit, and what a quantity costs at them. US dollars, before tax.

use core::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Figure, Overflow};

/// An amount of US dollars, unrounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Usd(Figure);

impl Usd {
    /// No money.
    pub const ZERO: Self = Self(Figure::ZERO);

    /// The amount of this figure.
    #[must_use]
    pub const fn new(figure: Figure) -> Self {
        Self(figure)
    }

    /// The unrounded figure.
    #[must_use]
    pub const fn figure(self) -> Figure {
        self.0
    }

    /// The sum.
    ///
    /// # Errors
    /// [`Overflow`] if it is too large.
    pub fn checked_add(self, other: Self) -> Result<Self, Overflow> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference.
    ///
    /// # Errors
    /// [`Overflow`] if it is too large.
    pub fn checked_sub(self, other: Self) -> Result<Self, Overflow> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// Rounded to whole cents, half a cent away from zero: the commercial rounding that AWS's
    /// pricing pages use for the lines of their examples.
    #[must_use]
    pub fn to_cents(self) -> Decimal {
        let mut cents = self
            .0
            .value()
            .round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        cents.rescale(2);
        cents
    }
}

/// The plain, unrounded digits.
impl fmt::Display for Usd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The price of one unit, in US dollars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnitPrice(Decimal);

impl UnitPrice {
    /// The price of this value.
    #[must_use]
    pub const fn new(value: Decimal) -> Self {
        Self(value)
    }

    /// US dollars a unit.
    #[must_use]
    pub const fn value(self) -> Decimal {
        self.0
    }

    /// What this many units cost.
    ///
    /// # Errors
    /// [`Overflow`] if the cost is too large.
    pub fn cost_of(self, units: Figure) -> Result<Usd, Overflow> {
        units.checked_mul(Figure::new(self.0)).map(Usd)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(text: &str) -> String {
        Usd::new(Figure::new(Decimal::from_str_exact(text).unwrap()))
            .to_cents()
            .to_string()
    }

    #[test]
    fn half_a_cent_goes_away_from_zero() {
        assert_eq!(cents("2.345"), "2.35");
        assert_eq!(cents("2.335"), "2.34");
        assert_eq!(cents("2.3349999"), "2.33");
        assert_eq!(cents("7"), "7.00");
        assert_eq!(cents("-0.005"), "-0.01");
    }
}
