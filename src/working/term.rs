//! A number with a label.

use core::fmt::Display;

use crate::quantity::Figure;

/// A number and what it is a number of, as an operand: `20 KB`.
#[derive(Clone, Copy, Debug)]
pub struct Term<L> {
    pub(super) figure: Figure,
    pub(super) label: L,
}

/// Numbers that can be named.
pub trait Named: Into<Figure> {
    /// The number with a label.
    ///
    /// The label has no digits, as a reader would take them for numbers of the formula; they may
    /// stand in brackets: `ms (at 128 MB)`. An empty label leaves the number bare.
    #[inline]
    fn named<L: Display>(self, label: L) -> Term<L> {
        Term {
            figure: self.into(),
            label,
        }
    }
}

impl Named for Figure {}
impl Named for u32 {}
