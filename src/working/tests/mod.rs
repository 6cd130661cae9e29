//! Expressions: their values, their text, and the steps of a line.

mod operations;
mod steps;

use rust_decimal::Decimal;

use super::*;
use crate::quantity::Figure;

fn figure(text: &str) -> Figure {
    Figure::new(Decimal::from_str_exact(text).unwrap())
}

/// The steps that led to some quantities of one line.
fn told<const N: usize>(tape: &Tape, quantities: [Quantity<Written<'_>>; N]) -> Vec<String> {
    let mut parts = Places::default();
    let mut total = Figure::ZERO;
    for quantity in quantities {
        quantity.trace().join(&mut parts);
        total = total.checked_add(quantity.figure()).unwrap();
    }
    let steps = tape.on().tell(&parts, total);
    steps.iter().map(|step| step.text.to_owned()).collect()
}
