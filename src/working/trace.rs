//! Traces, with which rules begin an expression.

use core::fmt::Display;

use crate::quantity::{Figure, Overflow};

use super::Working;
use super::expression::both;
use super::trail::{Sign, Trail};

/// Keeps or drops the derivation of an expression; an expression begins with a trace. A value of
/// this type is also a position in a derivation: the next operation is noted after it. Only
/// [`Silent`](super::Silent) and [`Written`](super::Written) are traces.
pub trait Trace: Trail {
    /// A number with a label, as the first operand of an expression.
    ///
    /// The label has no digits except in brackets, as a reader would take them for numbers of the
    /// formula: `ms (at 128 MB)`. With an empty label the number is printed alone.
    #[inline]
    fn of(self, figure: impl Into<Figure>, label: impl Display) -> Working<Self> {
        Working::of(self, figure.into(), label)
    }

    /// The sum of quotients, printed as `a ÷ 10 together + b ÷ 4 together`. It is computed over the
    /// least common multiple of the divisors, with one division at the end, so a sum that ends is
    /// exact even if its quotients do not end. 0 if there are no quotients.
    ///
    /// The result is an [`Overflow`] if a divisor is 0 or the multiple does not fit 64 bits.
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
                both(dividend.value, share, Figure::checked_mul),
                Figure::checked_add,
            );
            let divisor = self.number(divisor.into(), label);
            let quotient = dividend.trace.joined(Sign::Over, divisor);
            trace = Some(trace.map_or(quotient, |sum| sum.joined(Sign::Plus, quotient)));
        }
        let value = both(sum, common.map(Figure::whole), Figure::checked_div);
        let trace = trace.unwrap_or_else(|| self.number(Figure::ZERO, ""));
        Working::new(value, trace)
    }
}

impl<T: Trail> Trace for T {}

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
