//! Steps: how they end, their text as operands, and the steps that a line shows.

use rust_decimal::Decimal;

use super::{figure, told};
use crate::quantity::{Figure, Overflow};
use crate::working::*;

const RULE: Rule = Rule {
    text: "a request is a request",
    href: "https://aws.amazon.com/sqs/pricing/",
};

#[test]
fn overflow_comes_out_at_the_step() {
    let huge = Figure::new(Decimal::MAX);
    let tape = Tape::new();
    let twice = tape.on().of(huge, "requests") * 2 - huge;
    assert_eq!(twice.figure(), Err(Overflow));
    assert!(
        twice
            .at_least(1)
            .rounded_up()
            .without(1)
            .step("f", "requests")
            .is_err()
    );
    assert!((Silent.of(1, "") / 0).step("f", "requests").is_err());
}

#[test]
fn a_step_reads_by_its_unit_its_label_or_a_name() {
    let tape = Tape::new();
    let sent = tape
        .on()
        .of(100, "messages")
        .step("jobs", "requests")
        .unwrap()
        .by(RULE);
    let all = (sent + sent.called("sent") + sent.aside("orders2") + sent.aside(""))
        .step("all", "requests")
        .unwrap();
    assert_eq!(
        told(&tape, [all]),
        [
            "jobs: 100 messages = 100 requests",
            "all: 100 requests + 100 sent + 100 (orders2) + 100 = 400 requests"
        ]
    );
    let again = sent.max(1).step("again", "requests").unwrap();
    assert_eq!(
        told(&tape, [again])[1],
        "again: max(100 requests, 1) = 100 requests"
    );
}

#[test]
fn a_line_tells_each_step_once_and_adds_its_parts() {
    let tape = Tape::new();
    let on = tape.on();
    let shared = (on.of(6, "") + 1).step("calls", "calls").unwrap();
    // The same text twice is two steps.
    let part = || (shared * 2).step("f", "requests").unwrap();
    let (a, b) = (part(), part());
    assert_eq!(
        told(&tape, [a, b]),
        [
            "calls: 6 + 1 = 7 calls",
            "f: 7 calls × 2 = 14 requests",
            "f: 7 calls × 2 = 14 requests",
            "14 (f) + 14 (f) = 28 requests"
        ]
    );
    // Another line shows the shared step again.
    assert_eq!(
        told(&tape, [b]),
        ["calls: 6 + 1 = 7 calls", "f: 7 calls × 2 = 14 requests"]
    );
    let unnamed = on.of(figure("-3"), "").step("", "requests").unwrap();
    assert_eq!(
        told(&tape, [unnamed, a]).last().unwrap(),
        "(−3) + 14 (f) = 11 requests"
    );
    assert!(told(&tape, []).is_empty());
}

#[test]
fn a_number_that_is_only_given_has_a_step_where_it_is_a_part_or_has_a_rule() {
    let tape = Tape::new();
    let given = || tape.on().of(7, "calls").step("calls", "calls").unwrap();
    let twice = |calls: Quantity<_>| (calls * 2).step("f", "requests").unwrap();
    assert_eq!(told(&tape, [given()]), ["calls: 7 calls = 7 calls"]);
    assert_eq!(
        told(&tape, [twice(given())]),
        ["f: 7 calls × 2 = 14 requests"]
    );
    assert_eq!(told(&tape, [twice(given().by(RULE))]).len(), 2);
}

#[test]
fn a_cause_that_is_noted_twice_is_told_once() {
    let tape = Tape::new();
    let cause = || (tape.on().of(6, "") + 1).step("calls", "calls").unwrap();
    let twice = (cause() * 2 + cause()).step("f", "requests").unwrap();
    assert_eq!(
        told(&tape, [twice]),
        [
            "calls: 6 + 1 = 7 calls",
            "f: 7 calls × 2 + 7 calls = 21 requests"
        ]
    );
}

#[test]
fn a_rule_is_behind_its_step_alone() {
    let tape = Tape::new();
    let first = (tape.on().of(1, "") + 1).step("a", "requests").unwrap();
    let second = (first + 1).step("b", "requests").unwrap().by(RULE);
    let mut parts = Places::default();
    second.trace().join(&mut parts);
    let steps = tape.on().tell(&parts, second.figure());
    let rules: Vec<Option<Rule>> = steps.iter().map(|step| step.rule).collect();
    assert_eq!(rules, [None, Some(RULE)]);
}

#[test]
fn a_rounded_figure_says_so_from_then_on() {
    let tape = Tape::new();
    let third = (tape.on().of(1, "") / 3).step("third", "parts").unwrap();
    let all = (third * 3).step("all", "parts").unwrap();
    let mut parts = Places::default();
    all.trace().join(&mut parts);
    let steps = tape.on().tell(&parts, all.figure());
    assert!(steps.iter().all(|step| step.rounded));
    assert!(
        steps
            .last()
            .unwrap()
            .text
            .ends_with(" parts (rounded to 28 digits, half to even)")
    );
}

#[test]
fn the_unit_of_a_step_can_be_asked_for() {
    let tape = Tape::new();
    let on = tape.on();
    let quantity = on.of(1, "").step("a", "GB-seconds").unwrap();
    assert_eq!(
        quantity.trace().unit(str::to_owned).as_deref(),
        Some("GB-seconds")
    );
    assert_eq!(on.unit(str::to_owned), None);
    assert_eq!(Silent.unit(str::to_owned), None);
}

#[test]
fn nothing_is_told_silently() {
    struct Unwritable;
    impl core::fmt::Display for Unwritable {
        fn fmt(&self, _: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            panic!("a silent expression writes no label")
        }
    }
    let one = Silent.of(1, Unwritable);
    let sum = (one + 2.named(Unwritable))
        .step(Unwritable, Unwritable)
        .unwrap();
    let sum = sum.called(Unwritable).step("", "").unwrap().by(RULE);
    assert_eq!(sum.figure(), figure("3"));
    sum.trace().join(&mut ());
    assert!(Silent.tell(&(), sum.figure()).is_empty());
}

#[test]
fn of_very_many_parts_the_first_are_told_and_the_rest_is_counted() {
    let tape = Tape::new();
    let mut parts = Places::default();
    for _ in 0..1_000_u32 {
        let part = (tape.on().of(1, "") + 1).step("f", "requests").unwrap();
        part.trace().join(&mut parts);
    }
    let steps = tape.on().tell(&parts, Figure::from(2_000_u32));
    // 200 steps, what is left out, and the sum.
    assert_eq!(steps.len(), 202);
    let texts: Vec<&str> = steps.iter().map(|step| step.text).collect();
    assert_eq!(texts[200], "800 further steps like these");
    assert!(texts[201].starts_with("2 (f) + 2 (f) + "), "{}", texts[201]);
    assert_eq!(texts[201].matches("(f)").count(), 100);
    assert!(
        texts[201].ends_with(" + 1,800 (900 further parts) = 2,000 requests"),
        "{}",
        texts[201]
    );
}
