//! A number with a label.

use core::fmt::Display;

use crate::quantity::Figure;

/// A number with a label, as an operand: `20 KB`.
#[derive(Clone, Copy, Debug)]
pub struct Term<L> {
    pub(super) figure: Figure,
    pub(super) label: L,
}

/// Numbers that can have a label.
pub trait Named: Into<Figure> {
    /// The number with a label.
    ///
    /// The label has no digits except in brackets, as a reader would take them for numbers of the
    /// formula: `ms (at 128 MB)`. With an empty label the number is printed alone.
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
