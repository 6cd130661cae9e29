//! Exact arithmetic on decimals. Each function returns `None` if the result cannot be represented
//! exactly; [`Figure`](super::Figure) uses this to track exactness.
//!
//! A [`Decimal`] is a whole mantissa over a power of ten. These functions compute with the mantissas
//! as 128-bit integers. That is exact, and several times as quick as the decimal's own arithmetic for
//! the few digits that nearly all figures have.

use core::cmp::Ordering;

use rust_decimal::Decimal;

/// The largest number of digits a [`Decimal`] keeps after the point.
const PLACES_MAX: u32 = 28;
/// The first mantissa that no longer fits a [`Decimal`]: 2^96.
const MANTISSA_END: i128 = 1 << 96;

/// 10^0 to 10^28: one for each scale that a [`Decimal`] can have.
const TENS: [i128; 29] = powers(10);
/// 5^0 to 5^28.
const FIVES: [i128; 29] = powers(5);

#[expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "worked out by the compiler, which refuses an overflow and an index out of range"
)]
const fn powers(base: i128) -> [i128; 29] {
    let mut powers = [1; 29];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * base;
        at += 1;
    }
    powers
}

#[inline]
fn power(powers: &[i128; 29], exponent: u32) -> Option<i128> {
    powers.get(usize::try_from(exponent).ok()?).copied()
}

/// The mantissa, with its sign, if it fits 64 bits as nearly all do. Two such numbers are multiplied in
/// one step, and neither their product nor the sum of two products overflows 128 bits.
#[inline]
fn short(value: Decimal) -> Option<i64> {
    i64::try_from(value.mantissa()).ok()
}

/// The product of two short numbers, which always fits.
#[inline]
fn short_product(a: i64, b: i64) -> i128 {
    i128::from(a).wrapping_mul(i128::from(b))
}

/// The value with the other sign, which always fits.
pub(super) fn negated(mut value: Decimal) -> Decimal {
    value.set_sign_negative(value.is_sign_positive());
    value
}

/// Which of two values is the larger.
#[inline]
pub(super) fn compare(a: Decimal, b: Decimal) -> Ordering {
    let (m, n) = (a.mantissa(), b.mantissa());
    if a.scale() == b.scale() || m == 0 || n == 0 {
        return m.cmp(&n);
    }
    match same_scale(a, b) {
        Some((a, b, _)) => a.cmp(&b),
        None => a.cmp(&b),
    }
}

/// The sum if it can be written exactly.
#[inline]
pub(super) fn exact_sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    if let Some((m, n, scale)) = same_scale(a, b)
        && let Some(sum) = m.checked_add(n)
        && let Some(sum) = fitting(sum, scale)
    {
        return Some(sum);
    }
    exact_long_sum(a, b)
}

#[cold]
fn exact_long_sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    let sum = |a: Decimal, b: Decimal| {
        let (a, b, scale) = same_scale(a, b)?;
        decimal(a.checked_add(b)?, scale)
    };
    sum(a, b).or_else(|| sum(a.normalize(), b.normalize()))
}

/// The mantissas of two values at the larger of their scales, and that scale; `None` if one does not
/// fit.
fn same_scale(a: Decimal, b: Decimal) -> Option<(i128, i128, u32)> {
    let (scale_a, scale_b) = (a.scale(), b.scale());
    let (m, n) = (a.mantissa(), b.mantissa());
    match scale_a.cmp(&scale_b) {
        Ordering::Equal => Some((m, n, scale_a)),
        Ordering::Less => Some((scaled_up(m, scale_b.checked_sub(scale_a)?)?, n, scale_b)),
        Ordering::Greater => Some((m, scaled_up(n, scale_a.checked_sub(scale_b)?)?, scale_a)),
    }
}

/// The mantissa of the same value with `places` more digits after the point.
fn scaled_up(mantissa: i128, places: u32) -> Option<i128> {
    product(mantissa, power(&TENS, places)?)
}

/// The product if it fits. Factors that together have fewer bits than a product can hold, as nearly all
/// have, take a shorter way.
#[inline]
fn product(a: i128, b: i128) -> Option<i128> {
    let unused = |number: i128| number.unsigned_abs().leading_zeros();
    if unused(a).wrapping_add(unused(b)) > i128::BITS {
        Some(a.wrapping_mul(b))
    } else {
        a.checked_mul(b)
    }
}

/// The product if it can be written exactly.
#[inline]
pub(super) fn exact_product(a: Decimal, b: Decimal) -> Option<Decimal> {
    if let (Some(m), Some(n)) = (short(a), short(b))
        && let Some(product) = fitting(short_product(m, n), a.scale().wrapping_add(b.scale()))
    {
        return Some(product);
    }
    exact_long_product(a, b)
}

fn exact_long_product(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (m, n) = (a.mantissa(), b.mantissa());
    let places = a.scale().checked_add(b.scale())?;
    let plain = |m: i128, n: i128, places: u32| decimal(product(m, n)?, places);
    plain(m, n, places).or_else(|| {
        let (m, n, places) = without_tens(m, n, places);
        plain(m, n, places)
    })
}

/// Divides two mantissas by the factors of ten that their product has: a ten in one of them, or a two
/// in one and a five in the other. Each factor takes one place away, and none is taken once no place
/// is left. The product of the returned mantissas has the fewest digits possible.
fn without_tens(mut m: i128, mut n: i128, mut places: u32) -> (i128, i128, u32) {
    let by = |number: i128, divisor: i128| match number.checked_rem(divisor) {
        Some(0) => number.checked_div(divisor),
        _ => None,
    };
    while let Some(fewer) = places.checked_sub(1).filter(|_| m != 0 && n != 0) {
        let both = |by_m, by_n| Some((by(m, by_m)?, by(n, by_n)?));
        let shorter = [(10, 1), (1, 10), (2, 5), (5, 2)]
            .into_iter()
            .find_map(|(by_m, by_n)| both(by_m, by_n));
        let Some(shorter) = shorter else { break };
        (m, n) = shorter;
        places = fewer;
    }
    (m, n, places)
}

/// What is known of a quotient before it is divided out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotient {
    /// It is this, exactly.
    Exact(Decimal),
    /// The decimal fraction does not end.
    Rounded,
    /// Not decided: the divisor is zero, or the numbers have too many digits for the quick way.
    Unknown,
}

/// The quotient, if the quick way shows that it is exact. A decimal fraction ends if and only if the
/// dividend is divisible by all prime factors of the divisor other than two and five. The twos and fives become
/// decimal places.
pub(super) fn exact_quotient(a: Decimal, b: Decimal) -> Quotient {
    let known = |quotient: Option<Decimal>| quotient.map_or(Quotient::Unknown, Quotient::Exact);
    let Some((rest, inverse)) = without_twos_and_fives(b) else {
        return Quotient::Unknown;
    };
    if rest == 1 {
        return known(exact_product(a, inverse));
    }
    let mantissa = a.mantissa();
    if mantissa.checked_rem(rest) != Some(0) {
        return Quotient::Rounded;
    }
    let part = mantissa
        .checked_div(rest)
        .and_then(|part| decimal(part, a.scale()));
    known(part.and_then(|part| exact_product(part, inverse)))
}

/// A divisor's mantissa without its factors of two and five, and the inverse of the removed factors,
/// which include the divisor's power of ten. The mantissa keeps its sign. `None` for zero, for a
/// mantissa of more than 64 bits, and for an inverse that does not fit.
fn without_twos_and_fives(divisor: Decimal) -> Option<(i128, Decimal)> {
    let mantissa = i64::try_from(divisor.mantissa()).ok()?;
    let twos = mantissa.trailing_zeros();
    // No bit of zero is set, and its 64 trailing zeros shift it out.
    let mut rest = mantissa.checked_shr(twos)?;
    let mut fives = 0_u32;
    while rest.checked_rem(5) == Some(0) {
        rest = rest.checked_div(5)?;
        fives = fives.checked_add(1)?;
    }
    // 1 ÷ (2^t × 5^f) is 5^(t − f) or 2^(f − t) over 10 to the larger of the two.
    let digits = match twos.checked_sub(fives) {
        Some(more) => power(&FIVES, more)?,
        None => 1_i128.checked_shl(fives.checked_sub(twos)?)?,
    };
    let places = twos.max(fives);
    let inverse = match places.checked_sub(divisor.scale()) {
        Some(places) => decimal(digits, places)?,
        None => decimal(scaled_up(digits, divisor.scale().checked_sub(places)?)?, 0)?,
    };
    Some((rest.into(), inverse))
}

/// The value rounded up to a whole number. It always fits, because it has no more digits than the
/// value.
pub(super) fn whole_up(value: Decimal) -> Decimal {
    if value.scale() == 0 {
        return value;
    }
    let whole = power(&TENS, value.scale()).and_then(|ten| quotient_up(value.mantissa(), ten));
    whole.and_then(|whole| decimal(whole, 0)).unwrap_or(value)
}

/// The quotient rounded up to a whole number. `None` if the mantissas do not fit 128 bits at one
/// scale, and for a divisor of zero or less.
pub(super) fn whole_quotient(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b, _) = same_scale(a, b)?;
    decimal(quotient_up(a, b)?, 0)
}

/// The quotient by a divisor above zero, rounded up.
fn quotient_up(a: i128, b: i128) -> Option<i128> {
    if b <= 0 {
        return None;
    }
    // A division of 64 bits takes a tenth of the time.
    let (quotient, rest) = match (u64::try_from(a), u64::try_from(b)) {
        (Ok(a), Ok(b)) => (a.checked_div(b)?.into(), a.checked_rem(b)?.into()),
        _ => (a.checked_div(b)?, a.checked_rem(b)?),
    };
    // Division rounds towards zero, so that a negative quotient is rounded up already.
    quotient.checked_add((rest > 0).into())
}

/// The decimal of this mantissa and scale; `None` if one of them does not fit.
#[inline]
fn fitting(mantissa: i128, scale: u32) -> Option<Decimal> {
    let digits = mantissa.unsigned_abs();
    let part = |shift: u32| u32::try_from(digits.wrapping_shr(shift) & u128::from(u32::MAX)).ok();
    let high = u32::try_from(digits.wrapping_shr(64)).ok()?;
    if scale > PLACES_MAX {
        return None;
    }
    let (low, middle) = (part(0)?, part(32)?);
    Some(Decimal::from_parts(low, middle, high, mantissa < 0, scale))
}

/// The decimal of this mantissa and scale. Trailing zeros that do not fit are dropped; `None` if other
/// digits do not fit.
fn decimal(mantissa: i128, scale: u32) -> Option<Decimal> {
    let (mut mantissa, mut scale) = (mantissa, scale);
    while scale > PLACES_MAX || (mantissa.checked_abs()? >= MANTISSA_END && scale > 0) {
        if mantissa.checked_rem(10)? != 0 {
            return None;
        }
        mantissa = mantissa.checked_div(10)?;
        scale = scale.checked_sub(1)?;
    }
    fitting(mantissa, scale)
}
