//! An expression that is evaluated while it is written.

use core::fmt::Display;

use crate::quantity::{Figure, Overflow};

use super::trace::{Sign, Silent, Trace, Wrap};
use super::{Operand, Quantity};

/// An expression: its value so far, and its derivation if one is kept.
///
/// Rules are written with `+ − * /` and the methods below. Overflow is carried in the value, so that
/// operators need no `?`; it comes out in [`step`](Self::step) and [`figure`](Self::figure). Each
/// operation rounds where it is written, as [`Figure`] does: a rule multiplies first and divides
/// last, and a reader sees that order.
///
/// ```
/// use reckoner::quantity::Overflow;
/// use reckoner::working::{MB_PER_GB, MS_PER_SECOND, Named as _, Quantity, Silent, Tape, Trace};
///
/// fn gb_seconds<T: Trace>(on: T) -> Result<Quantity<T>, Overflow> {
///     let invocations = on.of(24_000_u32, "requests").step("get", "invocations")?;
///     let billed = (on.of(45_u32, "ms") + 300.named("ms INIT")).rounded_up();
///     (invocations * billed / MS_PER_SECOND * 512.named("MB") / MB_PER_GB)
///         .step("get", "GB-seconds")
/// }
///
/// let tape = Tape::new();
/// let quantity = gb_seconds(tape.on())?;
/// let mut parts = Default::default();
/// quantity.trace().join(&mut parts);
/// let steps = tape.on().tell(&parts, quantity.figure());
/// assert_eq!(
///     steps[1].text,
///     "get: 24,000 invocations × (45 ms + 300 ms INIT) ÷ 1,000 × 512 MB ÷ 1,024 = 4,140 GB-seconds"
/// );
/// assert_eq!(gb_seconds(Silent)?.figure(), quantity.figure());
/// # Ok::<(), Overflow>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Working<T = Silent> {
    pub(super) value: Result<Figure, Overflow>,
    pub(super) trace: T,
}

/// An operation on two values, if neither overflowed before.
#[inline]
pub(super) fn both(
    a: Result<Figure, Overflow>,
    b: Result<Figure, Overflow>,
    operation: impl FnOnce(Figure, Figure) -> Result<Figure, Overflow>,
) -> Result<Figure, Overflow> {
    operation(a?, b?)
}

impl<T: Trace> Working<T> {
    #[inline]
    pub(super) const fn new(value: Result<Figure, Overflow>, trace: T) -> Self {
        Self { value, trace }
    }

    /// The value.
    ///
    /// # Errors
    /// [`Overflow`] if an operation overflowed.
    #[inline]
    pub const fn figure(self) -> Result<Figure, Overflow> {
        self.value
    }

    /// Where the derivation goes.
    #[inline]
    #[must_use]
    pub const fn trace(self) -> T {
        self.trace
    }

    /// Ends the expression in a step, `name: formula = 100 unit`. From then on it reads `100 unit`
    /// as an operand. The unit is in the plural and has no digits. An empty name is left out.
    ///
    /// # Errors
    /// [`Overflow`] if an operation overflowed.
    #[inline]
    pub fn step(self, name: impl Display, unit: impl Display) -> Result<Quantity<T>, Overflow> {
        let figure = self.value?;
        let trace = self.trace.ended(name, figure, unit);
        Ok(Quantity { figure, trace })
    }

    #[inline]
    pub(super) fn joined(
        self,
        sign: Sign,
        other: Self,
        operation: impl FnOnce(Figure, Figure) -> Result<Figure, Overflow>,
    ) -> Self {
        let value = both(self.value, other.value, operation);
        Self::new(value, self.trace.joined(sign, other.trace))
    }

    /// Puts a value in the place of this one, and its derivation only where the value changes.
    #[inline]
    fn changed(self, value: Result<Figure, Overflow>, trace: impl FnOnce(T) -> T) -> Self {
        let trace = if self.trace.is_on() && self.value != value {
            trace(self.trace)
        } else {
            self.trace
        };
        Self::new(value, trace)
    }

    /// Without a share: `× (1 − 0.02 failed)`. A share of 0 is not printed.
    #[inline]
    pub fn without(self, share: impl Operand<T>) -> Self {
        self.without_all([share])
    }

    /// Without several shares of the same whole: `× (1 − 0.01 throttled − 0.02 unauthorised)`. A
    /// share of 0 is not printed.
    #[inline]
    pub fn without_all<const N: usize>(self, shares: [impl Operand<T>; N]) -> Self {
        let mut sum = Ok(Figure::ZERO);
        let mut kept: Option<T> = None;
        for share in shares {
            let share = share.operand(self.trace);
            sum = both(sum, share.value, Figure::plus);
            if self.trace.is_on() && share.value != Ok(Figure::ZERO) {
                let whole = kept.unwrap_or_else(|| self.trace.number(Figure::ONE, ""));
                kept = Some(whole.joined(Sign::Minus, share.trace));
            }
        }
        let rest = sum.and_then(|sum| Figure::ONE.minus(sum));
        let value = both(self.value, rest, Figure::times);
        let trace = kept.map_or(self.trace, |kept| self.trace.joined(Sign::Times, kept));
        Self::new(value, trace)
    }

    /// With a share once more: `× (1 + 0.1 retried)`. A share of 0 is not printed.
    #[inline]
    pub fn and_again(self, share: impl Operand<T>) -> Self {
        let share = share.operand(self.trace);
        let factor = share.value.and_then(|share| Figure::ONE.plus(share));
        let value = both(self.value, factor, Figure::times);
        if !self.trace.is_on() || share.value == Ok(Figure::ZERO) {
            return Self::new(value, self.trace);
        }
        let whole = self.trace.number(Figure::ONE, "");
        let factor = whole.joined(Sign::Plus, share.trace);
        Self::new(value, self.trace.joined(Sign::Times, factor))
    }

    /// A multiple: `× 25 items`. A factor of 1 is not printed.
    #[inline]
    pub fn scaled(self, factor: impl Operand<T>) -> Self {
        let factor = factor.operand(self.trace);
        let value = both(self.value, factor.value, Figure::times);
        if !self.trace.is_on() || factor.value == Ok(Figure::ONE) {
            return Self::new(value, self.trace);
        }
        Self::new(value, self.trace.joined(Sign::Times, factor.trace))
    }

    /// How many whole steps of this size cover it: `⌈… ÷ 64⌉`. A step of 0 makes it an overflow.
    #[inline]
    pub fn steps_of(self, step: impl Operand<T>) -> Self {
        let step = step.operand(self.trace);
        let steps = self.joined(Sign::Over, step, Figure::steps_of);
        Self::new(steps.value, steps.trace.wrapped(Wrap::Up))
    }

    /// Rounded up to a whole number: `⌈…⌉`. Not printed where it is whole already.
    #[inline]
    pub fn rounded_up(self) -> Self {
        self.changed(self.value.map(Figure::rounded_up), |trace| {
            trace.wrapped(Wrap::Up)
        })
    }

    /// Rounded up to a multiple of a whole number: `⌈…⌉₁₀₀`. Not printed where it is one already. A
    /// number of 0 makes it an overflow.
    #[inline]
    pub fn up_to_multiple_of(self, step: u32) -> Self {
        let value = self.value.and_then(|value| {
            let steps = value.steps_of(step.into())?;
            steps.times(step.into())
        });
        self.changed(value, |trace| trace.wrapped(Wrap::UpTo(step)))
    }

    /// At least as large as this: `max(…, 1)`. Not printed where it is as large already.
    #[inline]
    pub fn at_least(self, least: impl Operand<T>) -> Self {
        let least = least.operand(self.trace);
        let value = both(self.value, least.value, |a, b| Ok(a.max(b)));
        self.changed(value, |trace| trace.joined(Sign::Max, least.trace))
    }

    /// The larger of two: `max(a, b)`.
    #[inline]
    pub fn max(self, other: impl Operand<T>) -> Self {
        let other = other.operand(self.trace);
        self.joined(Sign::Max, other, |a, b| Ok(a.max(b)))
    }

    /// The smaller of two: `min(a, b)`.
    #[inline]
    pub fn min(self, other: impl Operand<T>) -> Self {
        let other = other.operand(self.trace);
        self.joined(Sign::Min, other, |a, b| Ok(a.min(b)))
    }

    /// Rounded to a whole number, half to even, and exact from then on: `⌊…⌉`. Not printed where it
    /// is whole already.
    #[inline]
    pub fn rounded(self) -> Self {
        self.changed(self.value.map(Figure::rounded), |trace| {
            trace.wrapped(Wrap::Nearest)
        })
    }

    /// Multiplied by itself: `(1 + 0.1)^3`. A power of 1 is not printed.
    #[inline]
    pub fn power(self, exponent: u32) -> Self {
        let value = self
            .value
            .and_then(|base| (0..exponent).try_fold(Figure::ONE, |power, _| power.times(base)));
        if !self.trace.is_on() || exponent == 1 {
            return Self::new(value, self.trace);
        }
        Self::new(value, self.trace.wrapped(Wrap::Power(exponent)))
    }
}
