//! A quantity: an expression that ended in a step.

use core::fmt::Display;

use crate::quantity::Figure;

use super::trace::{Silent, Trace};
use super::{Rule, Working};

/// An expression that ended in a step, made by [`Working::step`]. It has a value, as overflow came
/// out there, and a derivation that is complete. As an operand it reads `100 requests`, with the
/// unit of its step. It has the operators and the methods of [`Working`].
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Quantity<T = Silent> {
    pub(super) figure: Figure,
    pub(super) trace: T,
}

impl<T: Trace> Quantity<T> {
    /// The value.
    #[inline]
    #[must_use]
    pub const fn figure(self) -> Figure {
        self.figure
    }

    /// Where the derivation goes.
    #[inline]
    #[must_use]
    pub const fn trace(self) -> T {
        self.trace
    }

    /// Puts the rule, and the AWS page that states it, behind the step.
    #[inline]
    pub fn by(self, rule: Rule) -> Self {
        Self {
            trace: self.trace.ruled(rule),
            ..self
        }
    }

    /// An operand that reads `100 sent` instead of `100 requests`. The label has no digits.
    #[inline]
    pub fn called(self, label: impl Display) -> Working<T> {
        Working::new(Ok(self.figure), self.trace.called(label, false))
    }

    /// An operand that reads `100 (orders2)`: for names that users give, which may hold digits.
    /// `100` for an empty name.
    #[inline]
    pub fn aside(self, name: impl Display) -> Working<T> {
        Working::new(Ok(self.figure), self.trace.called(name, true))
    }

    /// The quantity as an expression of one operand.
    #[inline]
    pub const fn expr(self) -> Working<T> {
        Working {
            value: Ok(self.figure),
            trace: self.trace,
        }
    }
}

impl<T: Trace> From<Quantity<T>> for Working<T> {
    #[inline]
    fn from(quantity: Quantity<T>) -> Self {
        quantity.expr()
    }
}
