//! Sums of quantities. A derivation shows a sum only if it has several parts.

use core::fmt::Display;

use crate::quantity::{Figure, Overflow};
use crate::working::{Quantity, Trace, Working};

/// A sum of quantities of one unit that is still being added up.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sum<T> {
    /// No part yet.
    Nothing,
    /// One part, as the only part and as an operand of a sum.
    One {
        alone: Quantity<T>,
        named: Working<T>,
    },
    /// Several parts.
    Several(Working<T>),
}

impl<T: Trace> Sum<T> {
    /// Adds a part. In a sum its name distinguishes it from the other parts.
    pub(super) fn add(&mut self, part: Quantity<T>, name: impl Display) {
        let named = part.aside(name);
        *self = match *self {
            Self::Nothing => Self::One { alone: part, named },
            Self::One { named: first, .. } => Self::Several(first + named),
            Self::Several(sum) => Self::Several(sum + named),
        };
    }

    /// The sum: 0 of the unit if there are no parts, the part itself if there is one, otherwise a
    /// step that adds the parts.
    ///
    /// # Errors
    /// [`Overflow`] if the sum is too large.
    pub(super) fn end(
        self,
        on: T,
        name: impl Display,
        unit: &'static str,
    ) -> Result<Working<T>, Overflow> {
        match self {
            Self::Nothing => Ok(on.of(Figure::ZERO, unit)),
            Self::One { alone, .. } => Ok(alone.expr()),
            Self::Several(sum) => Ok(sum.step(name, unit)?.expr()),
        }
    }
}
