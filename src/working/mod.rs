//! Derivations: how a figure came about, in steps that a person can repeat.

mod step;

pub use step::{Rule, Step};
