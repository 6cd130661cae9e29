//! Use of capacity, counted exactly.

use rust_decimal::Decimal;

use crate::quantity::{Figure, Overflow};

/// Seconds of a minute.
pub const MINUTE: u64 = 60;
/// Decimal places of a unit-second that are counted.
const PLACES: u32 = 6;
/// Millionths in one.
const MILLION: u64 = 1_000_000;

/// Capacity units in use for a time: one unit for one second is 1. Counted in whole millionths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnitSeconds(u128);

impl UnitSeconds {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// This many units for this many seconds.
    ///
    /// # Errors
    /// [`Overflow`] if it is too large.
    pub fn of(units: u64, seconds: u64) -> Result<Self, Overflow> {
        let product = u128::from(units).checked_mul(seconds.into());
        let millionths = product.and_then(|product| product.checked_mul(MILLION.into()));
        millionths.map(Self).ok_or(Overflow)
    }

    /// A quantity of unit-seconds, rounded to a millionth, half to even.
    ///
    /// # Errors
    /// [`Overflow`] if it is negative or too large.
    pub fn from_figure(quantity: Figure) -> Result<Self, Overflow> {
        let rounded = quantity.value().round_dp(PLACES).normalize();
        let missing = PLACES.checked_sub(rounded.scale()).ok_or(Overflow)?;
        let factor = 10_u128.checked_pow(missing).ok_or(Overflow)?;
        let mantissa = u128::try_from(rounded.mantissa()).map_err(|_| Overflow)?;
        mantissa.checked_mul(factor).map(Self).ok_or(Overflow)
    }

    /// The unit-seconds as an exact figure.
    ///
    /// # Errors
    /// [`Overflow`] if they do not fit 28 digits.
    pub fn figure(self) -> Result<Figure, Overflow> {
        let millionths = i128::try_from(self.0).map_err(|_| Overflow)?;
        let figure = Decimal::try_from_i128_with_scale(millionths, PLACES);
        figure.map(Figure::new).map_err(|_| Overflow)
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum.
    ///
    /// # Errors
    /// [`Overflow`] if it is too large.
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        self.0.checked_add(other.0).map(Self).ok_or(Overflow)
    }

    /// What is left of this after the other is taken off; nothing if the other is larger.
    #[must_use]
    pub const fn beyond(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// This many times as much.
    ///
    /// # Errors
    /// [`Overflow`] if it is too large.
    pub fn times(self, factor: u64) -> Result<Self, Overflow> {
        let product = self.0.checked_mul(factor.into());
        product.map(Self).ok_or(Overflow)
    }

    /// Split over this many equal parts: one part, and the millionths that are left. Nothing for no
    /// parts.
    #[must_use]
    pub fn parts(self, parts: u64) -> (Self, Self) {
        let part = self.0.checked_div(parts.into()).unwrap_or(0);
        let rest = self.0.checked_rem(parts.into()).unwrap_or(0);
        (Self(part), Self(rest))
    }

    /// The smallest whole number of units of which a minute with this use takes at most `share`.
    ///
    /// # Errors
    /// [`Overflow`] if it is too large.
    pub fn units_at(self, share: Share) -> Result<u64, Overflow> {
        let scaled = self.0.checked_mul(MILLION.into()).ok_or(Overflow)?;
        let each = Self::of(1, MINUTE)?.0;
        let each = each.checked_mul(share.0.into()).ok_or(Overflow)?;
        let units = scaled.div_ceil(each.max(1));
        u64::try_from(units).map_err(|_| Overflow)
    }

    /// How the use of a minute compares with this share of a capacity.
    ///
    /// # Errors
    /// [`Overflow`] if a product is too large.
    pub fn against(self, share: Share, capacity: u64) -> Result<core::cmp::Ordering, Overflow> {
        let used = self.0.checked_mul(MILLION.into()).ok_or(Overflow)?;
        let whole = Self::of(capacity, MINUTE)?.0;
        let held = whole.checked_mul(share.0.into()).ok_or(Overflow)?;
        Ok(used.cmp(&held))
    }
}

/// A share of a capacity, in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(u32);

impl Share {
    /// A share from 0 to 1 with up to six decimal places.
    ///
    /// # Errors
    /// [`Overflow`] if it is no such share.
    pub fn from_figure(share: Figure) -> Result<Self, Overflow> {
        let millionths = UnitSeconds::from_figure(share)?;
        if millionths.figure()? != share {
            return Err(Overflow);
        }
        let millionths = u32::try_from(millionths.0).map_err(|_| Overflow)?;
        (u64::from(millionths) <= MILLION)
            .then_some(Self(millionths))
            .ok_or(Overflow)
    }

    /// A share of whole per cent.
    #[must_use]
    pub fn percent(percent: u8) -> Self {
        Self(u32::from(percent).saturating_mul(10_000))
    }

    /// The share without the other; 0 if the other is larger.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(text: &str) -> Figure {
        Figure::new(Decimal::from_str_exact(text).unwrap())
    }

    #[test]
    fn a_quantity_is_rounded_to_a_millionth_half_to_even() {
        for (given, counted) in [
            ("0.0000005", "0"),
            ("0.0000015", "0.000002"),
            ("70", "70"),
            ("1234567890123.4567895", "1234567890123.456790"),
        ] {
            let counted = figure(counted);
            let unit_seconds = UnitSeconds::from_figure(figure(given)).unwrap();
            assert_eq!(unit_seconds.figure().unwrap(), counted, "{given}");
        }
        assert_eq!(UnitSeconds::from_figure(figure("-1")), Err(Overflow));
    }

    #[test]
    fn a_share_has_at_most_six_places_and_is_at_most_one() {
        assert_eq!(Share::from_figure(figure("0.7")), Ok(Share::percent(70)));
        assert_eq!(Share::from_figure(figure("0.0000001")), Err(Overflow));
        assert_eq!(Share::from_figure(figure("1.000001")), Err(Overflow));
        assert_eq!(Share::from_figure(Figure::ONE), Ok(Share::percent(100)));
    }

    #[test]
    fn units_cover_a_minute_at_their_share() {
        let at = |per_second: &str, percent| {
            let minute = figure(per_second).checked_mul(Figure::whole(60)).unwrap();
            let minute = UnitSeconds::from_figure(minute).unwrap();
            minute.units_at(Share::percent(percent)).unwrap()
        };
        assert_eq!(at("70", 70), 100);
        assert_eq!(at("70.1", 70), 101);
        assert_eq!(at("0", 70), 0);
        assert_eq!(at("80", 70), 115);
    }
}
