//! A decimal number that says whether it is still exact.
//!
//! `rust_decimal` holds 96 bits of digits and up to 28 decimal places. Past that its arithmetic
//! rounds without saying so, in the `checked_` operations too; only a result that is too large is
//! reported. [`Figure`] tracks it: a figure made by a rounded operation is no longer
//! [`exact`](Figure::is_exact), and neither is anything computed from it. The rounding itself is
//! `rust_decimal`'s, half to even at the last digit that fits.

use core::cmp::Ordering;
use core::fmt;

use rust_decimal::Decimal;

use super::exact::{
    Quotient, compare, exact_product, exact_quotient, exact_sum, negated, whole_quotient, whole_up,
};

/// A result that is too large for any figure (about 7.9 × 10^28).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overflow;

impl fmt::Display for Overflow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the figure is too large: it does not fit 28 digits")
    }
}

impl core::error::Error for Overflow {}

/// A decimal and whether it is still exact. Comparison looks at the value only.
///
/// ```
/// use reckoner::quantity::Figure;
///
/// let three = Figure::whole(3);
/// let half = Figure::ONE.checked_div(Figure::whole(2))?;
/// assert_eq!(half.to_string(), "0.5");
/// assert!(half.is_exact());
///
/// // A third has no end, so that three thirds are not exact either.
/// let third = Figure::ONE.checked_div(three)?;
/// assert!(!third.is_exact());
/// assert!(!third.checked_mul(three)?.is_exact());
/// # Ok::<(), reckoner::quantity::Overflow>(())
/// ```
#[derive(Clone, Copy)]
pub struct Figure {
    value: Decimal,
    exact: bool,
}

impl Figure {
    /// Zero.
    pub const ZERO: Self = Self::new(Decimal::ZERO);
    /// One.
    pub const ONE: Self = Self::new(Decimal::ONE);

    /// An exact figure of this value.
    #[must_use]
    pub const fn new(value: Decimal) -> Self {
        Self { value, exact: true }
    }

    /// An exact whole number.
    #[must_use]
    pub fn whole(value: u64) -> Self {
        Self::new(Decimal::from(value))
    }

    /// The value, rounded or not.
    #[must_use]
    pub const fn value(self) -> Decimal {
        self.value
    }

    /// Whether no operation that led here was rounded.
    #[must_use]
    pub const fn is_exact(self) -> bool {
        self.exact
    }

    /// Whether the value is zero.
    #[must_use]
    #[inline]
    pub fn is_zero(self) -> bool {
        self.value.is_zero()
    }

    /// The sum; rounded only if it does not fit 28 digits.
    ///
    /// # Errors
    /// [`Overflow`] if the sum is too large.
    #[inline]
    pub fn checked_add(self, other: Self) -> Result<Self, Overflow> {
        let both = self.exact && other.exact;
        if other.is_zero() {
            return Ok(Self {
                exact: both,
                ..self
            });
        }
        if self.is_zero() {
            return Ok(Self {
                exact: both,
                ..other
            });
        }
        self.sum(other)
    }

    fn sum(self, other: Self) -> Result<Self, Overflow> {
        let both = self.exact && other.exact;
        let (value, exact) = match exact_sum(self.value, other.value) {
            Some(sum) => (sum, true),
            None => (self.value.checked_add(other.value).ok_or(Overflow)?, false),
        };
        Ok(Self {
            value,
            exact: exact && both,
        })
    }

    /// The difference, which may be negative; rounded only if it does not fit 28 digits.
    ///
    /// # Errors
    /// [`Overflow`] if the difference is too large.
    pub fn checked_sub(self, other: Self) -> Result<Self, Overflow> {
        self.checked_add(Self {
            value: negated(other.value),
            exact: other.exact,
        })
    }

    /// The product; rounded only if it does not fit 28 digits.
    ///
    /// # Errors
    /// [`Overflow`] if the product is too large.
    pub fn checked_mul(self, other: Self) -> Result<Self, Overflow> {
        if other.value.scale() == 0 && other.value.mantissa() == 1 {
            return Ok(Self {
                exact: self.exact && other.exact,
                ..self
            });
        }
        if !(self.exact && other.exact) {
            // Nothing to find out: a rounded figure stays one.
            let value = self.value.checked_mul(other.value).ok_or(Overflow)?;
            return Ok(Self {
                value,
                exact: false,
            });
        }
        Ok(match exact_product(self.value, other.value) {
            Some(product) => Self::new(product),
            None => Self::new(self.value.checked_mul(other.value).ok_or(Overflow)?).inexact(),
        })
    }

    /// The quotient. A division that does not end is rounded to 28 digits and no longer exact.
    ///
    /// # Errors
    /// [`Overflow`] if the quotient is too large or `other` is zero.
    pub fn checked_div(self, other: Self) -> Result<Self, Overflow> {
        let divided = || self.value.checked_div(other.value).ok_or(Overflow);
        if !(self.exact && other.exact) {
            return divided().map(|value| Self::new(value).inexact());
        }
        let (value, exact) = match exact_quotient(self.value, other.value) {
            Quotient::Exact(value) => (value, true),
            Quotient::Rounded => (divided()?, false),
            Quotient::Unknown => {
                let value = divided()?;
                (value, exact_product(value, other.value) == Some(self.value))
            }
        };
        Ok(Self { value, exact })
    }

    /// Rounded to a whole number, half to even; the whole number itself is exact.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self::new(self.value.round())
    }

    /// Rounded up to a whole number.
    #[must_use]
    pub fn rounded_up(self) -> Self {
        Self {
            value: whole_up(self.value),
            exact: self.exact,
        }
    }

    /// How many whole steps of this size cover the figure: the quotient rounded up.
    ///
    /// # Errors
    /// [`Overflow`] if `step` is zero or the count too large.
    pub fn steps_of(self, step: Self) -> Result<Self, Overflow> {
        let exact = self.exact && step.exact;
        if let Some(value) = whole_quotient(self.value, step.value) {
            return Ok(Self { value, exact });
        }
        let whole = Self::new(self.checked_div(step)?.rounded_up().value);
        // A quotient rounded to 28 digits may land on the whole number just below the true one,
        // or on it from below; one comparison on the product settles both, if that is exact.
        let covered = whole.checked_mul(Self::new(step.value))?;
        let exact = exact && covered.exact;
        let steps = if covered.value < self.value {
            whole.checked_add(Self::ONE)?
        } else {
            whole
        };
        Ok(Self {
            exact: exact && steps.exact,
            ..steps
        })
    }

    /// The smaller of two figures.
    #[must_use]
    #[inline]
    pub fn min(self, other: Self) -> Self {
        if other < self { other } else { self }
    }

    /// The larger of two figures.
    #[must_use]
    #[inline]
    pub fn max(self, other: Self) -> Self {
        if other > self { other } else { self }
    }

    /// The same value, marked as no longer exact.
    #[must_use]
    pub const fn inexact(self) -> Self {
        Self {
            value: self.value,
            exact: false,
        }
    }
}

impl PartialEq for Figure {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Figure {}

impl PartialOrd for Figure {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Figure {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        compare(self.value, other.value)
    }
}

impl From<Decimal> for Figure {
    fn from(value: Decimal) -> Self {
        Self::new(value)
    }
}

impl From<u32> for Figure {
    fn from(value: u32) -> Self {
        Self::new(Decimal::from(value))
    }
}

/// Plain digits without trailing zeros, as the JSON answer writes them.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.value.normalize(), f)
    }
}

impl fmt::Debug for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.exact { "" } else { " (rounded)" };
        write!(f, "{}{mark}", self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(text: &str) -> Figure {
        Figure::new(Decimal::from_str_exact(text).unwrap())
    }

    #[test]
    fn a_product_that_fits_is_exact() {
        let product = figure("0.0000166667")
            .checked_mul(figure("540000"))
            .unwrap();
        assert_eq!(product.to_string(), "9.000018");
        assert!(product.is_exact());
    }

    #[test]
    fn a_product_that_does_not_fit_says_so() {
        // 14 + 14 + 1 places: rust_decimal's checked_mul gives a zero without a word.
        let tiny = figure("0.00000000000001");
        let product = tiny
            .checked_mul(tiny)
            .unwrap()
            .checked_mul(figure("0.1"))
            .unwrap();
        assert!(product.is_zero());
        assert!(!product.is_exact());
    }

    #[test]
    fn twos_and_fives_meet_before_a_product_is_called_rounded() {
        // 2^-20 has 20 places; times 2^20 and again it comes back to a whole number.
        let small = figure("0.00000095367431640625");
        let product = small.checked_mul(figure("1048576")).unwrap();
        assert_eq!(product, Figure::ONE);
        assert!(product.is_exact());
        // 2^90 × 5^30: the plain mantissas multiply past 128 bits, the product is 2^60 × 10^9.
        let wide =
            figure("1237940039285380274899124224").checked_mul(figure("0.931322574615478515625"));
        let wide = wide.unwrap();
        assert_eq!(wide.to_string(), "1152921504606846976000000000");
        assert!(wide.is_exact());
    }

    #[test]
    fn too_large_is_an_error() {
        let huge = figure("79228162514264337593543950335");
        assert_eq!(huge.checked_mul(figure("2")), Err(Overflow));
        assert_eq!(huge.checked_add(figure("1")), Err(Overflow));
        assert_eq!(Figure::ONE.checked_div(Figure::ZERO), Err(Overflow));
    }

    #[test]
    fn a_sum_that_loses_digits_says_so() {
        let sum = figure("79228162514264337593543950335")
            .checked_add(figure("0.4"))
            .unwrap();
        assert!(!sum.is_exact());
        let sum = figure("1")
            .checked_add(figure("0.0000000000000000000000000001"))
            .unwrap();
        assert!(sum.is_exact());
    }

    #[test]
    fn a_division_is_exact_when_it_ends() {
        assert!(
            figure("1536")
                .checked_div(figure("1024"))
                .unwrap()
                .is_exact()
        );
        assert!(!figure("1").checked_div(figure("730")).unwrap().is_exact());
    }

    #[test]
    fn what_comes_from_a_rounded_figure_is_rounded() {
        let third = figure("1").checked_div(figure("3")).unwrap();
        assert!(!third.checked_mul(figure("3")).unwrap().is_exact());
        assert!(!third.checked_add(Figure::ONE).unwrap().is_exact());
        assert!(!Figure::ONE.checked_sub(third).unwrap().is_exact());
    }

    #[test]
    fn steps_cover_both_sides_of_a_bound() {
        let steps = |kb: &str| figure(kb).steps_of(figure("512")).unwrap().to_string();
        assert_eq!(steps("512"), "1");
        assert_eq!(steps("512.0000000000000000000000001"), "2");
        assert_eq!(steps("513"), "2");
        assert_eq!(steps("0"), "0");
        assert_eq!(figure("1").steps_of(figure("3")).unwrap().to_string(), "1");
        assert_eq!(figure("9").steps_of(figure("3")).unwrap().to_string(), "3");
    }
}
