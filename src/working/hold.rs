//! When an operand is printed in brackets.

use crate::quantity::Figure;

use super::trail::Sign;

/// The precedence of a printed operand, the lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hold {
    /// `−5 requests`
    Negative,
    /// `a + b`
    Sum,
    /// `a × b ÷ c`
    Quotient,
    /// `a × b`
    Product,
    /// A number, `max(a, b)`, `⌈a⌉`.
    Alone,
}

impl Hold {
    /// The precedence of a number.
    pub(super) fn of_number(figure: Figure) -> Self {
        if is_negative(figure) {
            Self::Negative
        } else {
            Self::Alone
        }
    }

    /// The precedence of an operation, by its sign and the precedence of its left operand.
    pub(super) fn of_joined(sign: Sign, left: Self) -> Self {
        match sign {
            Sign::Plus | Sign::Minus => Self::Sum,
            Sign::Over => Self::Quotient,
            // `a ÷ b × c` contains a division too.
            Sign::Times if left == Self::Quotient => Self::Quotient,
            Sign::Times => Self::Product,
            Sign::Max | Sign::Min => Self::Alone,
        }
    }
}

/// Whether a number is printed with a sign.
pub(super) fn is_negative(figure: Figure) -> bool {
    figure < Figure::ZERO
}
