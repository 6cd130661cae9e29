//! The methods of an expression, on a quantity.

use super::{Operand, Quantity, Trail, Working};

macro_rules! delegate {
    ($($name:ident($($argument:ident: $type:ty)?);)+) => {
        impl<T: Trail> Quantity<T> {
            $(
                #[doc = concat!("The same as [`Working::", stringify!($name), "`].")]
                #[inline]
                pub fn $name(self $(, $argument: $type)?) -> Working<T> {
                    self.expr().$name($($argument)?)
                }
            )+

            /// The same as [`Working::without_all`].
            #[inline]
            pub fn without_all<const N: usize>(self, shares: [impl Operand<T>; N]) -> Working<T> {
                self.expr().without_all(shares)
            }
        }
    };
}

delegate! {
    without(share: impl Operand<T>);
    and_again(share: impl Operand<T>);
    scaled(factor: impl Operand<T>);
    steps_of(step: impl Operand<T>);
    rounded_up();
    up_to_multiple_of(step: u32);
    at_least(least: impl Operand<T>);
    max(other: impl Operand<T>);
    min(other: impl Operand<T>);
    rounded();
    power(exponent: u32);
}
