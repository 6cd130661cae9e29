//! The arithmetic of figures agrees with the arithmetic of `rust_decimal`, which is written
//! independently of it.

use proptest::prelude::*;
use reckoner::quantity::Figure;
use rust_decimal::Decimal;

prop_compose! {
    /// Any decimal: up to 96 bits of digits, up to 28 places, either sign.
    fn any_decimal()(lo in any::<u32>(), mid in any::<u32>(), hi in any::<u32>(), used in 0_u32..3, negative in any::<bool>(), scale in 0_u32..=28) -> Decimal {
        let (mid, hi) = match used {
            0 => (0, 0),
            1 => (mid, 0),
            _ => (mid, hi),
        };
        Decimal::from_parts(lo, mid, hi, negative, scale)
    }
}

prop_compose! {
    /// A divisor with a varying number of the factors 2 and 5.
    fn divisor()(rest in 1_i64..2_000, twos in 0_u32..20, fives in 0_u32..12, scale in 0_u32..=28, negative in any::<bool>()) -> Decimal {
        let digits = i128::from(rest) * 2_i128.pow(twos) * 5_i128.pow(fives);
        Decimal::from_i128_with_scale(if negative { -digits } else { digits }, scale)
    }
}

/// Checks that a quotient is marked as exact if and only if multiplying it gives back the dividend.
fn check_quotient(a: Decimal, b: Decimal) {
    let divided = Figure::new(a).checked_div(Figure::new(b));
    let Some(value) = a.checked_div(b) else {
        assert!(divided.is_err(), "{a} ÷ {b}: {divided:?}");
        return;
    };
    let divided = divided.unwrap();
    assert_eq!(divided.value(), value, "{a} ÷ {b}");
    let back = Figure::new(value).checked_mul(Figure::new(b));
    let exact = back.is_ok_and(|back| back.is_exact() && back.value() == a);
    assert_eq!(divided.is_exact(), exact, "{a} ÷ {b} = {divided:?}");
}

proptest! {
    #[test]
    fn order_is_that_of_decimals(a in any_decimal(), b in any_decimal()) {
        prop_assert_eq!(Figure::new(a).cmp(&Figure::new(b)), a.cmp(&b));
        prop_assert_eq!(Figure::new(a) == Figure::new(b), a == b);
        prop_assert_eq!(Figure::new(a).cmp(&Figure::new(a.normalize())), core::cmp::Ordering::Equal);
    }

    #[test]
    fn rounding_up_is_that_of_decimals(a in any_decimal()) {
        prop_assert_eq!(Figure::new(a).rounded_up().value(), a.ceil());
    }

    #[test]
    fn a_quotient_is_exact_when_it_gives_back_the_dividend(a in any_decimal(), b in divisor()) {
        check_quotient(a, b);
    }

    #[test]
    fn a_multiple_is_divided_exactly(part in 1_i64..1_000_000_000, places in 0_u32..8, b in divisor()) {
        let part = Decimal::new(part, places);
        let whole = Figure::new(part).checked_mul(Figure::new(b)).unwrap();
        prop_assume!(whole.is_exact());
        let back = whole.checked_div(Figure::new(b)).unwrap();
        prop_assert_eq!(back.value(), part);
        prop_assert!(back.is_exact());
        check_quotient(whole.value(), b);
    }

    #[test]
    fn a_divisor_of_many_digits_is_treated_alike(a in any_decimal(), b in any_decimal()) {
        prop_assume!(!b.is_zero());
        check_quotient(a, b);
    }

    #[test]
    fn steps_cover_an_amount_and_one_step_less_does_not(a in 0_i64..i64::MAX, scale_a in 0_u32..=12, b in 1_i64..1_000_000_000, scale_b in 0_u32..=6) {
        let (a, b) = (Figure::new(Decimal::new(a, scale_a)), Figure::new(Decimal::new(b, scale_b)));
        let steps = a.steps_of(b).unwrap();
        prop_assert_eq!(steps.rounded_up(), steps);
        prop_assert!(steps.checked_mul(b).unwrap() >= a);
        prop_assert!(steps.is_zero() || steps.checked_sub(Figure::ONE).unwrap().checked_mul(b).unwrap() < a);
    }
}
