//! Sums and products that are exact, or none: what [`Figure`](super::Figure) finds out with.

use rust_decimal::Decimal;

/// The largest number of digits a [`Decimal`] keeps after the point.
const PLACES_MAX: u32 = 28;
/// The first mantissa that no longer fits a [`Decimal`]: 2^96.
const MANTISSA_END: i128 = 1 << 96;

/// The value with the other sign, which always fits.
pub(super) fn negated(mut value: Decimal) -> Decimal {
    value.set_sign_negative(value.is_sign_positive());
    value
}

/// The sum if it can be written exactly.
pub(super) fn exact_sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    let same_scale = |a: Decimal, b: Decimal| {
        let scale = a.scale().max(b.scale());
        let sum = scaled_up(a, scale)?.checked_add(scaled_up(b, scale)?)?;
        decimal(sum, scale)
    };
    same_scale(a, b).or_else(|| same_scale(a.normalize(), b.normalize()))
}

/// The mantissa that the value has at a larger scale.
fn scaled_up(value: Decimal, scale: u32) -> Option<i128> {
    let places = scale.checked_sub(value.scale())?;
    if places == 0 {
        return Some(value.mantissa());
    }
    let power = match 10_i64.checked_pow(places) {
        Some(power) => i128::from(power),
        None => 10_i128.checked_pow(places)?,
    };
    product(value.mantissa(), power)
}

/// The product, if it fits; the short way where both factors fit 64 bits, as nearly all do.
fn product(a: i128, b: i128) -> Option<i128> {
    match (i64::try_from(a), i64::try_from(b)) {
        // Two of 64 bits never exceed 128.
        (Ok(a), Ok(b)) => Some(i128::from(a).wrapping_mul(i128::from(b))),
        _ => a.checked_mul(b),
    }
}

/// The product if it can be written exactly.
pub(super) fn exact_product(a: Decimal, b: Decimal) -> Option<Decimal> {
    let plain = |a: Decimal, b: Decimal| {
        decimal(
            product(a.mantissa(), b.mantissa())?,
            a.scale().checked_add(b.scale())?,
        )
    };
    plain(a, b).or_else(|| {
        let (a, b) = without_tens_between(a.normalize(), b.normalize());
        plain(a, b)
    })
}

/// Takes the factors of ten out that the product of two normalised values would have: a two in one
/// and a five in the other. What is left multiplies to the fewest digits the product can have.
fn without_tens_between(a: Decimal, b: Decimal) -> (Decimal, Decimal) {
    let (mut m, mut n) = (a.mantissa(), b.mantissa());
    let (mut places_a, mut places_b) = (a.scale(), b.scale());
    let divides = |m: i128, d: i128| m.checked_rem(d) == Some(0);
    while m != 0 && n != 0 && (places_a > 0 || places_b > 0) {
        let (by_m, by_n) = if divides(m, 2) && divides(n, 5) {
            (2, 5)
        } else if divides(m, 5) && divides(n, 2) {
            (5, 2)
        } else {
            break;
        };
        let (Some(next_m), Some(next_n)) = (m.checked_div(by_m), n.checked_div(by_n)) else {
            break;
        };
        (m, n) = (next_m, next_n);
        if places_a > 0 {
            places_a = places_a.saturating_sub(1);
        } else {
            places_b = places_b.saturating_sub(1);
        }
    }
    match (
        Decimal::try_from_i128_with_scale(m, places_a),
        Decimal::try_from_i128_with_scale(n, places_b),
    ) {
        (Ok(a), Ok(b)) => (a, b),
        _ => (a, b),
    }
}

/// The decimal of this mantissa and scale, if it fits, after dropping trailing zeros that do not.
fn decimal(mantissa: i128, scale: u32) -> Option<Decimal> {
    let (mut mantissa, mut scale) = (mantissa, scale);
    while scale > PLACES_MAX || (mantissa.checked_abs()? >= MANTISSA_END && scale > 0) {
        if mantissa.checked_rem(10)? != 0 {
            return None;
        }
        mantissa = mantissa.checked_div(10)?;
        scale = scale.checked_sub(1)?;
    }
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}
