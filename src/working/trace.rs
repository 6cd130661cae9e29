//! Where a derivation goes: nowhere, or onto a tape.

use core::fmt::{Debug, Display};

use crate::quantity::{Figure, Overflow};

use super::expression::both;
use super::{Rule, Step, Working};

/// How two operands are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `a + b`
    Plus,
    /// `a − b`
    Minus,
    /// `a × b`
    Times,
    /// `a ÷ b`
    Over,
    /// `max(a, b)`
    Max,
    /// `min(a, b)`
    Min,
}

/// What is done to one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrap {
    /// Rounded up to a whole number: `⌈a⌉`
    Up,
    /// Rounded up to a multiple: `⌈a⌉₁₀₀`
    UpTo(u32),
    /// Rounded to a whole number, half to even: `⌊a⌉`
    Nearest,
    /// Multiplied by itself: `(a)^3`
    Power(u32),
}

pub(super) mod sealed {
    /// Keeps [`Trace`](super::Trace) to the two types of this room.
    pub trait Sealed {}
}

/// Where the derivation of an expression goes. A value of this type is also a place in it, after
/// which the next operation is noted. Only [`Silent`] and [`Written`](super::Written) are traces.
///
/// Rules need [`of`](Self::of) and [`sum_over`](Self::sum_over) alone; a meter needs
/// [`join`](Self::join), [`tell`](Self::tell) and [`unit`](Self::unit). The other methods are what
/// [`Working`] notes its operations with.
pub trait Trace: Copy + Debug + sealed::Sealed {
    /// Remembers the quantities that a line of a bill adds up.
    type Parts: Clone + Debug + Default;

    /// Whether anything is kept.
    fn is_on(self) -> bool;

    /// Notes a number and what it is a number of.
    #[must_use]
    fn number(self, figure: Figure, label: impl Display) -> Self;

    /// Notes that two operands are joined.
    #[must_use]
    fn joined(self, sign: Sign, other: Self) -> Self;

    /// Notes what is done to one operand.
    #[must_use]
    fn wrapped(self, wrap: Wrap) -> Self;

    /// Notes that an expression ends in a step.
    #[must_use]
    fn ended(self, name: impl Display, figure: Figure, unit: impl Display) -> Self;

    /// Notes the rule behind the step that ended here. Nothing if no step ended here.
    #[must_use]
    fn ruled(self, rule: Rule) -> Self;

    /// Notes another word for the result of the step that ended here, in brackets if it is an aside.
    #[must_use]
    fn called(self, label: impl Display, aside: bool) -> Self;

    /// Adds the quantity that ended here to the parts of a line.
    fn join(self, parts: &mut Self::Parts);

    /// The derivation of a line: all steps that led to its parts, causes first, each told once, and
    /// last, where the line has several parts, the sum that gives `total`. Empty if nothing is kept.
    /// Any trace of the same tape will do.
    #[must_use]
    fn tell(self, parts: &Self::Parts, total: Figure) -> Vec<Step>;

    /// Shows the unit of the step that ended here. `None` if nothing is kept or no step ended here.
    fn unit<R>(self, read: impl FnOnce(&str) -> R) -> Option<R>;

    /// A number as the first operand of an expression, and what it is a number of.
    ///
    /// The label has no digits, as a reader would take them for numbers of the formula; they may
    /// stand in brackets: `ms (at 128 MB)`. An empty label leaves the number bare.
    #[inline]
    fn of(self, figure: impl Into<Figure>, label: impl Display) -> Working<Self> {
        let figure = figure.into();
        Working::new(Ok(figure), self.number(figure, label))
    }

    /// The sum of quotients, printed as such: `a ÷ 10 together + b ÷ 4 together`. It is evaluated
    /// over the least common multiple of the divisors with one division, the last operation: so a
    /// sum that ends is exact though its quotients do not end. Zero for no quotients.
    ///
    /// A divisor of zero, or divisors whose multiple does not fit 64 bits, make it an [`Overflow`].
    fn sum_over<L: Display, const N: usize>(
        self,
        quotients: [(Working<Self>, u32, L); N],
    ) -> Working<Self> {
        let divisors = quotients.iter().map(|(_, divisor, _)| *divisor);
        let common = common_multiple(divisors);
        let mut sum = Ok(Figure::ZERO);
        let mut trace: Option<Self> = None;
        for (dividend, divisor, label) in quotients {
            let share = common
                .and_then(|common| common.checked_div(divisor.into()).ok_or(Overflow))
                .map(Figure::whole);
            sum = both(
                sum,
                both(dividend.value, share, Figure::times),
                Figure::plus,
            );
            let divisor = self.number(divisor.into(), label);
            let quotient = dividend.trace.joined(Sign::Over, divisor);
            trace = Some(trace.map_or(quotient, |sum| sum.joined(Sign::Plus, quotient)));
        }
        let value = both(sum, common.map(Figure::whole), Figure::over);
        let trace = trace.unwrap_or_else(|| self.number(Figure::ZERO, ""));
        Working::new(value, trace)
    }
}

/// The least number that all of these divide.
fn common_multiple(divisors: impl Iterator<Item = u32>) -> Result<u64, Overflow> {
    let mut common = 1_u64;
    for divisor in divisors {
        let divisor = u64::from(divisor);
        let share = divisor.checked_div(common_divisor(common, divisor));
        common = share
            .and_then(|share| common.checked_mul(share))
            .filter(|common| *common > 0)
            .ok_or(Overflow)?;
    }
    Ok(common)
}

/// The greatest number that divides both.
fn common_divisor(mut a: u64, mut b: u64) -> u64 {
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a
}

/// Keeps no derivation. It has no size, and an expression with it is plain arithmetic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Silent;

impl sealed::Sealed for Silent {}

impl Trace for Silent {
    type Parts = ();

    #[inline]
    fn is_on(self) -> bool {
        false
    }

    #[inline]
    fn number(self, _: Figure, _: impl Display) -> Self {
        self
    }

    #[inline]
    fn joined(self, _: Sign, _: Self) -> Self {
        self
    }

    #[inline]
    fn wrapped(self, _: Wrap) -> Self {
        self
    }

    #[inline]
    fn ended(self, _: impl Display, _: Figure, _: impl Display) -> Self {
        self
    }

    #[inline]
    fn ruled(self, _: Rule) -> Self {
        self
    }

    #[inline]
    fn called(self, _: impl Display, _: bool) -> Self {
        self
    }

    #[inline]
    fn join(self, (): &mut Self::Parts) {}

    #[inline]
    fn tell(self, (): &Self::Parts, _: Figure) -> Vec<Step> {
        Vec::new()
    }

    #[inline]
    fn unit<R>(self, _: impl FnOnce(&str) -> R) -> Option<R> {
        None
    }
}
