//! Random expressions: a reader computes the same value from their text, and recording the derivation
//! changes no digit.

use proptest::prelude::*;
use reckoner::quantity::{Figure, Overflow};
use reckoner::working::{
    MB_PER_GB, MS_PER_SECOND, Named as _, Quantity, Silent, Tape, Trace, Trail as _, Working,
};
use rust_decimal::Decimal;

use crate::formula_reader::worked_out;

/// The plan of an expression. Numbers are in hundredths.
#[derive(Clone, Debug)]
enum Tree {
    Number(u32),
    One(One, u32, Box<Self>),
    Two(Two, Box<Self>, Box<Self>),
}

/// An operation on one operand and a number.
#[derive(Clone, Copy, Debug)]
enum One {
    Step,
    Called,
    Aside,
    Without,
    WithoutAll,
    AndAgain,
    Scaled,
    StepsOf,
    RoundedUp,
    UpTo,
    AtLeast,
    Rounded,
    Power,
    Seconds,
    Gigabytes,
}

const ONES: [One; 15] = [
    One::Step,
    One::Called,
    One::Aside,
    One::Without,
    One::WithoutAll,
    One::AndAgain,
    One::Scaled,
    One::StepsOf,
    One::RoundedUp,
    One::UpTo,
    One::AtLeast,
    One::Rounded,
    One::Power,
    One::Seconds,
    One::Gigabytes,
];

/// An operation on two operands.
#[derive(Clone, Copy, Debug)]
enum Two {
    Plus,
    Minus,
    Times,
    Over,
    Max,
    Min,
    SumOver,
}

const TWOS: [Two; 7] = [
    Two::Plus,
    Two::Minus,
    Two::Times,
    Two::Over,
    Two::Max,
    Two::Min,
    Two::SumOver,
];

/// An expression, and whether it is exact. A reader divides in another order, so only exact values can
/// be rounded up and compared.
#[derive(Clone, Copy)]
struct Built<T> {
    working: Working<T>,
    exact: bool,
}

fn hundredths(number: u32) -> Figure {
    Figure::new(Decimal::new(number.into(), 2))
}

fn built<T: Trace>(on: T, tree: &Tree) -> Result<Built<T>, Overflow> {
    let (working, exact) = match tree {
        Tree::Number(number) => (on.of(hundredths(*number), "in all"), true),
        Tree::One(one, number, inner) => {
            let inner = built(on, inner)?;
            let done = if inner.exact || !rounds(*one) {
                with_one(*one, *number, inner.working)?
            } else {
                inner.working
            };
            (done, inner.exact)
        }
        Tree::Two(two, left, right) => {
            let (left, right) = (built(on, left)?, built(on, right)?);
            let exact = left.exact && right.exact && !matches!(two, Two::SumOver);
            (with_two(*two, left.working, right.working)?, exact)
        }
    };
    let exact = exact && working.figure()?.is_exact();
    Ok(Built { working, exact })
}

const fn rounds(one: One) -> bool {
    matches!(
        one,
        One::StepsOf | One::RoundedUp | One::UpTo | One::Rounded
    )
}

fn with_one<T: Trace>(one: One, number: u32, inner: Working<T>) -> Result<Working<T>, Overflow> {
    // A share may be 0, a factor 1.
    let share = hundredths(number % 40);
    let step = |name| inner.step(name, "requests");
    Ok(match one {
        One::Step => step("f, sent")?.expr(),
        One::Called => step("f")?.called("sent (of 9)"),
        One::Aside => step("")?.aside("orders2 (old, 3 × 4)"),
        One::Without => inner.without(share.named("failed")),
        One::WithoutAll => {
            let other = hundredths(number % 3);
            inner.without_all([share.named("failed"), other.named("refused")])
        }
        One::AndAgain => inner.and_again(share.named("retried")),
        One::Scaled => inner.scaled((number % 4).named("items")),
        One::StepsOf => inner.steps_of((number % 70 + 1).named("KB")),
        One::RoundedUp => inner.rounded_up(),
        One::UpTo => inner.up_to_multiple_of(number % 120 + 1),
        One::AtLeast => inner.at_least(number % 50),
        One::Rounded => inner.rounded(),
        One::Power if inner.figure()? < Figure::from(1_000) => inner.power(number % 4),
        One::Power => inner,
        One::Seconds => inner / MS_PER_SECOND,
        One::Gigabytes => inner / MB_PER_GB,
    })
}

fn with_two<T: Trace>(
    two: Two,
    left: Working<T>,
    right: Working<T>,
) -> Result<Working<T>, Overflow> {
    let large = Figure::from(1_000_000);
    Ok(match two {
        Two::Plus => left + right,
        Two::Minus => left - right,
        Two::Times if left.figure()? < large && right.figure()? < large => left * right,
        Two::Times => left - right,
        Two::Over => left / right.at_least(3),
        Two::Max => left.max(right),
        Two::Min => left.min(right),
        Two::SumOver => {
            let trace = left.trace();
            trace.sum_over([
                (left, 10, "together"),
                (right, 6, "at once"),
                (right, 1, ""),
            ])
        }
    })
}

fn trees() -> impl Strategy<Value = Tree> {
    let number = (1_u32..5_000).prop_map(Tree::Number);
    number.prop_recursive(5, 14, 2, |inner| {
        let one = prop::sample::select(&ONES[..]);
        let two = prop::sample::select(&TWOS[..]);
        prop_oneof![
            (one, 0_u32..5_000, inner.clone()).prop_map(|(one, number, inner)| Tree::One(
                one,
                number,
                inner.into()
            )),
            (two, inner.clone(), inner).prop_map(|(two, left, right)| Tree::Two(
                two,
                left.into(),
                right.into()
            )),
        ]
    })
}

fn whole<T: Trace>(on: T, tree: &Tree) -> Result<Quantity<T>, Overflow> {
    built(on, tree)?.working.step("all", "requests")
}

/// Whether two values are equal up to rounded digits.
fn same(found: Decimal, said: Decimal) -> bool {
    (found - said).abs() <= Decimal::new(1, 10) + said.abs() * Decimal::new(1, 18)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_reader_computes_the_same_value(tree in trees()) {
        let tape = Tape::new();
        let quantity = whole(tape.on(), &tree).unwrap();
        let mut parts = Default::default();
        quantity.trace().join(&mut parts);
        let steps = tape.on().tell(&parts, quantity.figure());
        for step in &steps {
            let (formula, result) = step.text.rsplit_once(" = ").unwrap();
            let formula = formula.rsplit_once(": ").map_or(formula, |(_, formula)| formula);
            let result = result.split('(').next().and_then(worked_out).unwrap();
            let found = worked_out(formula);
            prop_assert!(
                found.is_some_and(|found| same(found, result)),
                "{} [{found:?}]",
                step.text
            );
        }
        let last = steps.last().unwrap();
        let (_, result) = last.text.rsplit_once(" = ").unwrap();
        let result = result.split('(').next().and_then(worked_out).unwrap();
        prop_assert_eq!(result, quantity.figure().value());
        prop_assert_eq!(last.rounded, !quantity.figure().is_exact());
    }

    #[test]
    fn keeping_the_derivation_changes_no_digit(tree in trees()) {
        let tape = Tape::new();
        let written = whole(tape.on(), &tree).unwrap().figure();
        let silent = whole(Silent, &tree).unwrap().figure();
        prop_assert_eq!(written.value().serialize(), silent.value().serialize());
        prop_assert_eq!(written.is_exact(), silent.is_exact());
    }
}
