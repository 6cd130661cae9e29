//! Derivations: how a figure was computed, in steps that a person can repeat.
//!
//! A rule is written once, as an expression. [`Working`] is evaluated while it is written, and its
//! [`Trace`] says where the derivation goes: [`Silent`] keeps nothing and costs nothing,
//! [`Written`] notes each operation on a [`Tape`]. The text of a formula is printed from the tape,
//! so it cannot disagree with the figure.
//!
//! An expression ends in a step, [`Working::step`], which makes it a [`Quantity`]. A bill adds up
//! only quantities, and a quantity is an operand of the next rule. [`Trail::tell`] gives the
//! [`Derivation`] of a line: the [`Step`]s that led to its quantities.

mod delegate;
mod derivation;
mod expression;
mod hold;
mod methods;
mod operators;
mod part;
mod print;
mod step;
mod tape;
mod term;
mod trace;
mod trail;

#[cfg(test)]
mod tests;

pub use derivation::{Derivation, Steps};
pub use expression::{Quantity, Working};
pub use operators::Operand;
pub use part::{KB_PER_GB, MB_PER_GB, MS_PER_SECOND, Part};
pub use step::{Rule, Step};
pub use tape::{Places, Tape, Written};
pub use term::{Named, Term};
pub use trace::Trace;
pub use trail::{Sign, Silent, Trail, Wrap};
