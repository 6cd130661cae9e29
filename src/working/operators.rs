//! The operators of expressions, and the operands that they take on their right.

use core::fmt::Display;
use core::ops::{Add, Div, Mul, Sub};

use crate::quantity::Figure;

use super::trail::{Sign, Trail};
use super::{Part, Quantity, Term, Working};

/// An operand of an expression: another expression, a quantity, a bare number, a
/// [`Term`] or a [`Part`]. All operands of an expression are noted on the same tape.
pub trait Operand<T: Trail>: Sized {
    /// The operand as an expression.
    fn operand(self, trace: T) -> Working<T>;

    /// The dividend divided by this operand.
    #[inline]
    fn under(self, dividend: Working<T>) -> Working<T> {
        let divisor = self.operand(dividend.trace);
        dividend.joined(Sign::Over, divisor, Figure::checked_div)
    }
}

impl<T: Trail> Operand<T> for Working<T> {
    #[inline]
    fn operand(self, _: T) -> Self {
        self
    }
}

impl<T: Trail> Operand<T> for Quantity<T> {
    #[inline]
    fn operand(self, _: T) -> Working<T> {
        self.expr()
    }
}

impl<T: Trail> Operand<T> for u32 {
    #[inline]
    fn operand(self, trace: T) -> Working<T> {
        Working::of(trace, self.into(), "")
    }
}

impl<T: Trail> Operand<T> for Figure {
    #[inline]
    fn operand(self, trace: T) -> Working<T> {
        Working::of(trace, self, "")
    }
}

impl<T: Trail, L: Display> Operand<T> for Term<L> {
    #[inline]
    fn operand(self, trace: T) -> Working<T> {
        Working::of(trace, self.figure, self.label)
    }
}

impl<T: Trail> Operand<T> for Part {
    #[inline]
    fn operand(self, trace: T) -> Working<T> {
        Working::of(trace, self.count.into(), "")
    }

    #[inline]
    fn under(self, dividend: Working<T>) -> Working<T> {
        let divisor = self.operand(dividend.trace);
        dividend.joined(Sign::Over, divisor, |dividend, _| {
            dividend.checked_mul(self.inverse)
        })
    }
}

macro_rules! operators {
    ($type:ident) => {
        impl<T: Trail, O: Operand<T>> Add<O> for $type<T> {
            type Output = Working<T>;

            #[inline]
            fn add(self, other: O) -> Working<T> {
                let left = Working::from(self);
                let other = other.operand(left.trace);
                left.joined(Sign::Plus, other, Figure::checked_add)
            }
        }

        impl<T: Trail, O: Operand<T>> Sub<O> for $type<T> {
            type Output = Working<T>;

            #[inline]
            fn sub(self, other: O) -> Working<T> {
                let left = Working::from(self);
                let other = other.operand(left.trace);
                left.joined(Sign::Minus, other, Figure::checked_sub)
            }
        }

        impl<T: Trail, O: Operand<T>> Mul<O> for $type<T> {
            type Output = Working<T>;

            #[inline]
            fn mul(self, other: O) -> Working<T> {
                let left = Working::from(self);
                let other = other.operand(left.trace);
                left.joined(Sign::Times, other, Figure::checked_mul)
            }
        }

        impl<T: Trail, O: Operand<T>> Div<O> for $type<T> {
            type Output = Working<T>;

            #[inline]
            fn div(self, other: O) -> Working<T> {
                other.under(Working::from(self))
            }
        }
    };
}

operators!(Working);
operators!(Quantity);
