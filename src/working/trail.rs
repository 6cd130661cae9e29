//! Trails keep a derivation on a tape, or keep none.

use core::fmt::{Debug, Display};

use crate::quantity::Figure;

use super::{Derivation, Rule};

/// An operation on two operands.
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

/// An operation on one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrap {
    /// Rounded up to a whole number: `⌈a⌉`
    Up,
    /// Rounded up to a multiple: `⌈a⌉₁₀₀`
    UpTo(u32),
    /// Rounded to a whole number, half to even: `⌊a⌉`
    Nearest,
    /// To the power of a whole number: `(a)^3`
    Power(u32),
}

pub(super) mod sealed {
    /// Keeps [`Trail`](super::Trail) to the two types of this room.
    pub trait Sealed {}
}

/// Notes the operations of an expression. A value of this type is a position in a derivation: the
/// next operation is noted after it. Only [`Silent`] and [`Written`](super::Written) are trails;
/// each is also a [`Trace`](super::Trace), the trait that rules use.
///
/// A meter needs [`join`](Self::join), [`tell`](Self::tell) and [`unit`](Self::unit); the other
/// methods are [`Working`](super::Working)'s.
pub trait Trail: Copy + Debug + sealed::Sealed {
    /// Holds the quantities that a line of a bill adds up.
    type Parts: Clone + Debug + Default;

    /// Whether the trail keeps a derivation.
    fn is_on(self) -> bool;

    /// Notes a number and its label.
    #[must_use]
    fn number(self, figure: Figure, label: impl Display) -> Self;

    /// Notes an operation on two operands.
    #[must_use]
    fn joined(self, sign: Sign, other: Self) -> Self;

    /// Notes an operation on one operand.
    #[must_use]
    fn wrapped(self, wrap: Wrap) -> Self;

    /// Notes that an expression ends in a step.
    #[must_use]
    fn ended(self, name: impl Display, figure: Figure, unit: impl Display) -> Self;

    /// Notes the rule of the step that ended here. Does nothing if no step ended here.
    #[must_use]
    fn ruled(self, rule: Rule) -> Self;

    /// Notes another label for the result of the step that ended here, in brackets if it is an
    /// aside.
    #[must_use]
    fn called(self, label: impl Display, aside: bool) -> Self;

    /// Adds the quantity that ended here to the parts of a line.
    fn join(self, parts: &mut Self::Parts);

    /// The derivation of a line: all steps that led to its parts, causes first, each once. If the
    /// line has several parts, the last step is their sum, `total`. Empty if the trail keeps no
    /// derivation. Every trace of the same tape gives the same result.
    #[must_use]
    fn tell(self, parts: &Self::Parts, total: Figure) -> Derivation;

    /// Calls `read` with the unit of the step that ended here. `None` if the trail keeps no
    /// derivation or no step ended here.
    fn unit<R>(self, read: impl FnOnce(&str) -> R) -> Option<R>;
}

/// Keeps no derivation. It has no size, so an expression with it is plain arithmetic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Silent;

impl sealed::Sealed for Silent {}

impl Trail for Silent {
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
    fn tell(self, (): &Self::Parts, _: Figure) -> Derivation {
        Derivation::default()
    }

    #[inline]
    fn unit<R>(self, _: impl FnOnce(&str) -> R) -> Option<R> {
        None
    }
}
