//! Sums of quantities, told as sums only where they have several parts.

use core::fmt::Display;

use crate::quantity::{Figure, Overflow};
use crate::working::{Quantity, Trace, Working};

/// A sum of quantities of one unit, as it is gathered.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sum<T> {
    /// No part yet.
    Nothing,
    /// One part, as it is told alone, and as it is told in a sum.
    One {
        alone: Quantity<T>,
        named: Working<T>,
    },
    /// Several parts.
    Several(Working<T>),
}

impl<T: Trace> Sum<T> {
    /// Adds a part; its name tells it from the others.
    pub(super) fn add(&mut self, part: Quantity<T>, name: impl Display) {
        let named = part.aside(name);
        *self = match *self {
            Self::Nothing => Self::One { alone: part, named },
            Self::One { named: first, .. } => Self::Several(first + named),
            Self::Several(sum) => Self::Several(sum + named),
        };
    }

    /// The sum: none of the unit without parts, a single part as it is, and a step over several.
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
