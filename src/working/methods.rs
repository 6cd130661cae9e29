//! The methods of expressions; the operators are in `operators`.

use crate::quantity::{Figure, Overflow};

use super::expression::both;
use super::trail::{Sign, Trail, Wrap};
use super::{Operand, Working};

impl<T: Trail> Working<T> {
    /// Replaces the value, and changes the derivation only if the new value differs.
    #[inline]
    fn changed(self, value: Result<Figure, Overflow>, trace: impl FnOnce(T) -> T) -> Self {
        let trace = if self.trace.is_on() && self.value != value {
            trace(self.trace)
        } else {
            self.trace
        };
        Self::new(value, trace)
    }

    /// The expression less a share of it: `× (1 − 0.02 failed)`. A share of 0 is not printed.
    #[inline]
    pub fn without(self, share: impl Operand<T>) -> Self {
        self.without_all([share])
    }

    /// The expression less several shares of it: `× (1 − 0.01 throttled − 0.02 unauthorised)`. A
    /// share of 0 is not printed.
    #[inline]
    pub fn without_all<const N: usize>(self, shares: [impl Operand<T>; N]) -> Self {
        let mut sum = Ok(Figure::ZERO);
        let mut kept: Option<T> = None;
        for share in shares {
            let share = share.operand(self.trace);
            sum = both(sum, share.value, Figure::checked_add);
            if self.trace.is_on() && share.value != Ok(Figure::ZERO) {
                let whole = kept.unwrap_or_else(|| self.trace.number(Figure::ONE, ""));
                kept = Some(whole.joined(Sign::Minus, share.trace));
            }
        }
        let rest = sum.and_then(|sum| Figure::ONE.checked_sub(sum));
        let value = both(self.value, rest, Figure::checked_mul);
        let trace = kept.map_or(self.trace, |kept| self.trace.joined(Sign::Times, kept));
        Self::new(value, trace)
    }

    /// The expression plus a share of it: `× (1 + 0.1 retried)`. A share of 0 is not printed.
    #[inline]
    pub fn and_again(self, share: impl Operand<T>) -> Self {
        let share = share.operand(self.trace);
        let factor = share.value.and_then(|share| Figure::ONE.checked_add(share));
        let value = both(self.value, factor, Figure::checked_mul);
        if !self.trace.is_on() || share.value == Ok(Figure::ZERO) {
            return Self::new(value, self.trace);
        }
        let whole = self.trace.number(Figure::ONE, "");
        let factor = whole.joined(Sign::Plus, share.trace);
        Self::new(value, self.trace.joined(Sign::Times, factor))
    }

    /// Multiplied by a factor: `× 25 items`. A factor of 1 is not printed.
    #[inline]
    pub fn scaled(self, factor: impl Operand<T>) -> Self {
        let factor = factor.operand(self.trace);
        let value = both(self.value, factor.value, Figure::checked_mul);
        if !self.trace.is_on() || factor.value == Ok(Figure::ONE) {
            return Self::new(value, self.trace);
        }
        Self::new(value, self.trace.joined(Sign::Times, factor.trace))
    }

    /// The number of whole steps of this size that cover the value: `⌈… ÷ 64⌉`. A step of 0 is an
    /// overflow.
    #[inline]
    pub fn steps_of(self, step: impl Operand<T>) -> Self {
        let step = step.operand(self.trace);
        let steps = self.joined(Sign::Over, step, Figure::steps_of);
        Self::new(steps.value, steps.trace.wrapped(Wrap::Up))
    }

    /// Rounded up to a whole number: `⌈…⌉`. Not printed if the value is whole already.
    #[inline]
    pub fn rounded_up(self) -> Self {
        self.changed(self.value.map(Figure::rounded_up), |trace| {
            trace.wrapped(Wrap::Up)
        })
    }

    /// The same expression with a value that was computed in another order, so that a quotient in
    /// the middle of the expression is not rounded. The two values must be equal.
    #[inline]
    pub fn exactly(self, value: Result<Figure, Overflow>) -> Self {
        debug_assert!(self.value == value, "{:?} is not {value:?}", self.value);
        Self::new(value, self.trace)
    }

    /// Rounded up to a multiple of a whole number: `⌈…⌉₁₀₀`. Not printed if the value is a multiple
    /// already. A step of 0 is an overflow.
    #[inline]
    pub fn up_to_multiple_of(self, step: u32) -> Self {
        let value = self.value.and_then(|value| {
            let steps = value.steps_of(step.into())?;
            steps.checked_mul(step.into())
        });
        self.changed(value, |trace| trace.wrapped(Wrap::UpTo(step)))
    }

    /// The value, but at least `least`: `max(…, 1)`. Not printed if the value is that large
    /// already.
    #[inline]
    pub fn at_least(self, least: impl Operand<T>) -> Self {
        let least = least.operand(self.trace);
        let value = both(self.value, least.value, |a, b| Ok(a.max(b)));
        self.changed(value, |trace| trace.joined(Sign::Max, least.trace))
    }

    /// The larger of two values: `max(a, b)`. Always printed.
    #[inline]
    pub fn max(self, other: impl Operand<T>) -> Self {
        let other = other.operand(self.trace);
        self.joined(Sign::Max, other, |a, b| Ok(a.max(b)))
    }

    /// The smaller of two values: `min(a, b)`. Always printed.
    #[inline]
    pub fn min(self, other: impl Operand<T>) -> Self {
        let other = other.operand(self.trace);
        self.joined(Sign::Min, other, |a, b| Ok(a.min(b)))
    }

    /// Rounded to a whole number, half to even: `⌊…⌉`. The result is exact. Not printed if the
    /// value is whole already.
    #[inline]
    pub fn rounded(self) -> Self {
        self.changed(self.value.map(Figure::rounded), |trace| {
            trace.wrapped(Wrap::Nearest)
        })
    }

    /// To the power of a whole number: `(1 + 0.1)^3`. A power of 1 is not printed.
    #[inline]
    pub fn power(self, exponent: u32) -> Self {
        let value = self.value.and_then(|base| {
            (0..exponent).try_fold(Figure::ONE, |power, _| power.checked_mul(base))
        });
        if !self.trace.is_on() || exponent == 1 {
            return Self::new(value, self.trace);
        }
        Self::new(value, self.trace.wrapped(Wrap::Power(exponent)))
    }
}
