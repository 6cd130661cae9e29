//! Each operation: its value and its text, where it is printed and where it is left out.

use super::{figure, told};
use crate::quantity::{Figure, Overflow};
use crate::working::*;

/// The text of an expression of ten requests, after checking that it has the same value with and
/// without a derivation.
macro_rules! ten {
    ($on:ident, $ten:ident => $expression:expr) => {{
        let tape = Tape::new();
        let written = {
            let $on = tape.on();
            let $ten = $on.of(10, "requests");
            $expression
        };
        let silent = {
            let $on = Silent;
            let $ten = $on.of(10, "requests");
            $expression
        };
        let quantity = written.step("", "").unwrap();
        assert_eq!(
            format!("{:?}", silent.figure()),
            format!("{:?}", Ok::<_, Overflow>(quantity.figure()))
        );
        told(&tape, [quantity]).remove(0)
    }};
}

#[test]
fn a_silent_expression_is_a_figure_and_nothing_more() {
    assert_eq!(size_of::<Quantity>(), size_of::<Figure>());
    assert_eq!(size_of::<Working>(), 20);
    assert_eq!(size_of::<Silent>(), 0);
}

#[test]
fn operators_take_every_kind_of_operand() {
    assert_eq!(ten!(on, ten => ten + 5), "10 requests + 5 = 15");
    assert_eq!(
        ten!(on, ten => ten - figure("0.5")),
        "10 requests − 0.5 = 9.5"
    );
    assert_eq!(
        ten!(on, ten => ten * 2.named("each")),
        "10 requests × 2 each = 20"
    );
    assert_eq!(
        ten!(on, ten => ten / figure("4").named(format_args!("to{}", "gether"))),
        "10 requests ÷ 4 together = 2.5"
    );
    let tape = Tape::new();
    let three = tape.on().of(3, "in all").step("n", "parts").unwrap();
    let share = (tape.on().of(12, "KB") / three).step("n", "KB").unwrap();
    assert_eq!(told(&tape, [share])[0], "n: 12 KB ÷ 3 parts = 4 KB");
    assert_eq!(
        ten!(on, ten => ten + (ten * 1)),
        "10 requests + 10 requests × 1 = 20"
    );
    assert_eq!(
        ten!(on, ten => ten * MS_PER_SECOND),
        "10 requests × 1,000 = 10,000"
    );
}

#[test]
fn brackets_keep_the_order_of_writing() {
    assert_eq!(ten!(on, ten => (ten + 1) * 2), "(10 requests + 1) × 2 = 22");
    assert_eq!(
        ten!(on, ten => ten + on.of(1, "") + 2),
        "10 requests + 1 + 2 = 13"
    );
    assert_eq!(
        ten!(on, ten => ten + (on.of(1, "") + 2)),
        "10 requests + 1 + 2 = 13"
    );
    assert_eq!(
        ten!(on, ten => ten - (on.of(1, "") + 2)),
        "10 requests − (1 + 2) = 7"
    );
    assert_eq!(
        ten!(on, ten => ten - (on.of(1, "") * 2)),
        "10 requests − 1 × 2 = 8"
    );
    assert_eq!(
        ten!(on, ten => ten / (on.of(1, "") * 2)),
        "10 requests ÷ (1 × 2) = 5"
    );
    assert_eq!(
        ten!(on, ten => ten * (on.of(1, "") * 2)),
        "10 requests × 1 × 2 = 20"
    );
    assert_eq!(
        ten!(on, ten => ten * (on.of(1, "") / 2)),
        "10 requests × (1 ÷ 2) = 5"
    );
    assert_eq!(
        ten!(on, ten => ten * (on.of(1, "") / 2 * 3)),
        "10 requests × (1 ÷ 2 × 3) = 15"
    );
    assert_eq!(ten!(on, ten => ten / 2 / 5), "10 requests ÷ 2 ÷ 5 = 1");
}

#[test]
fn a_negative_number_is_in_brackets_within_a_formula() {
    let minus = figure("-5");
    assert_eq!(ten!(on, ten => ten + minus), "10 requests + (−5) = 5");
    assert_eq!(
        ten!(on, ten => on.of(minus, "kept") * ten),
        "(−5 kept) × 10 requests = −50"
    );
    assert_eq!(ten!(on, ten => ten.max(minus)), "max(10 requests, −5) = 10");
}

#[test]
fn a_part_multiplies_by_the_inverse() {
    let seconds = "10 requests ÷ 1,000 = 0.01";
    assert_eq!(ten!(on, ten => ten / MS_PER_SECOND), seconds);
    assert_eq!(
        ten!(on, ten => ten / MB_PER_GB),
        "10 requests ÷ 1,024 = 0.009765625"
    );
    assert_eq!(
        ten!(on, ten => ten / KB_PER_GB),
        "10 requests ÷ 1,048,576 = 0.0000095367431640625"
    );
}

#[test]
fn a_share_is_taken_off_or_added() {
    let (rate, none) = (figure("0.02"), Figure::ZERO);
    assert_eq!(
        ten!(on, ten => ten.without(rate.named("failed"))),
        "10 requests × (1 − 0.02 failed) = 9.8"
    );
    assert_eq!(
        ten!(on, ten => ten.without(none.named("failed"))),
        "10 requests = 10"
    );
    assert_eq!(
        ten!(on, ten => ten.without_all([figure("0.01").named("throttled"), rate.named("refused")])),
        "10 requests × (1 − 0.01 throttled − 0.02 refused) = 9.7"
    );
    assert_eq!(
        ten!(on, ten => ten.without_all([none.named("throttled"), rate.named("refused")])),
        "10 requests × (1 − 0.02 refused) = 9.8"
    );
    assert_eq!(
        ten!(on, ten => ten.without_all([none.named("throttled"), none.named("refused")])),
        "10 requests = 10"
    );
    assert_eq!(
        ten!(on, ten => ten.and_again(rate.named("retried"))),
        "10 requests × (1 + 0.02 retried) = 10.2"
    );
    assert_eq!(
        ten!(on, ten => ten.and_again(none.named("retried"))),
        "10 requests = 10"
    );
}

#[test]
fn a_multiple_is_printed_unless_it_is_one() {
    assert_eq!(
        ten!(on, ten => ten.scaled(25.named("items"))),
        "10 requests × 25 items = 250"
    );
    assert_eq!(
        ten!(on, ten => ten.scaled(1.named("items"))),
        "10 requests = 10"
    );
    assert_eq!(
        ten!(on, ten => ten.scaled(0.named("items"))),
        "10 requests × 0 items = 0"
    );
    assert_eq!(
        ten!(on, ten => (ten + 1).power(3)),
        "(10 requests + 1)^3 = 1,331"
    );
    assert_eq!(ten!(on, ten => ten.power(0)), "(10 requests)^0 = 1");
    assert_eq!(ten!(on, ten => ten.power(1)), "10 requests = 10");
}

#[test]
fn steps_are_whole() {
    assert_eq!(ten!(on, ten => ten.steps_of(4)), "⌈10 requests ÷ 4⌉ = 3");
    assert_eq!(
        ten!(on, ten => ten.steps_of(5.named("KB"))),
        "⌈10 requests ÷ 5 KB⌉ = 2"
    );
    assert_eq!(
        ten!(on, ten => (ten + 1).steps_of(figure("2.5"))),
        "⌈(10 requests + 1) ÷ 2.5⌉ = 5"
    );
    assert!(Silent.of(10, "").steps_of(0).figure().is_err());
}

#[test]
fn rounding_is_printed_where_it_changes_the_value() {
    let half = figure("0.5");
    assert_eq!(
        ten!(on, ten => (ten + half).rounded_up()),
        "⌈10 requests + 0.5⌉ = 11"
    );
    assert_eq!(ten!(on, ten => ten.rounded_up()), "10 requests = 10");
    assert_eq!(
        ten!(on, ten => (ten + half).rounded()),
        "⌊10 requests + 0.5⌉ = 10"
    );
    assert_eq!(
        ten!(on, ten => (ten + 1 + half).rounded()),
        "⌊10 requests + 1 + 0.5⌉ = 12"
    );
    assert_eq!(ten!(on, ten => ten.rounded()), "10 requests = 10");
    assert_eq!(
        ten!(on, ten => ten.up_to_multiple_of(64)),
        "⌈10 requests⌉₆₄ = 64"
    );
    assert_eq!(
        ten!(on, ten => ten.up_to_multiple_of(1200)),
        "⌈10 requests⌉₁₂₀₀ = 1,200"
    );
    assert_eq!(
        ten!(on, ten => ten.up_to_multiple_of(5)),
        "10 requests = 10"
    );
    assert!(Silent.of(10, "").up_to_multiple_of(0).figure().is_err());
}

#[test]
fn a_bound_is_printed_where_it_binds_and_a_choice_always() {
    assert_eq!(
        ten!(on, ten => ten.at_least(11)),
        "max(10 requests, 11) = 11"
    );
    assert_eq!(ten!(on, ten => ten.at_least(10)), "10 requests = 10");
    assert_eq!(ten!(on, ten => ten.at_least(9)), "10 requests = 10");
    assert_eq!(ten!(on, ten => ten.max(9)), "max(10 requests, 9) = 10");
    assert_eq!(
        ten!(on, ten => ten.min(9.named("s")) * 2),
        "min(10 requests, 9 s) × 2 = 18"
    );
    assert_eq!(ten!(on, ten => ten.min(11)), "min(10 requests, 11) = 10");
}

#[test]
fn quotients_are_added_over_their_common_divisor() {
    assert_eq!(
        ten!(on, ten => on.sum_over([
            (ten, 3, "together"),
            (ten + 1, 6, ""),
            (ten, 4, "at once"),
        ])),
        "10 requests ÷ 3 together + (10 requests + 1) ÷ 6 + 10 requests ÷ 4 at once \
         = 7.6666666666666666666666666667 (rounded to 28 digits, half to even)"
    );
    // Neither of the quotients ends; the sum is whole.
    assert_eq!(
        ten!(on, ten => on.sum_over([(ten, 3, "a"), (ten, 6, "b")])),
        "10 requests ÷ 3 a + 10 requests ÷ 6 b = 5"
    );
    assert_eq!(
        ten!(on, ten => on.sum_over([(ten, 1, "a")])),
        "10 requests ÷ 1 a = 10"
    );
    assert_eq!(
        ten!(on, ten => ten * on.sum_over::<&str, 0>([])),
        "10 requests × 0 = 0"
    );
    let one = Silent.of(1, "");
    assert!(Silent.sum_over([(one, 0, "")]).figure().is_err());
    // Three primes near 2^32: their product does not fit.
    let primes = [4_294_967_291, 4_294_967_279, 4_294_967_231];
    let all = primes.map(|prime| (one, prime, ""));
    assert!(Silent.sum_over(all).figure().is_err());
}
