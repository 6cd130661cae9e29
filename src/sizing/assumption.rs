//! What sizing takes for granted because AWS does not publish it, or the scenario does not say it.

use serde::Serialize;

use crate::quantity::Figure;

/// A named parameter with the value that was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assumption {
    /// Its name: a field of the scenario where one can be given, or what it is.
    pub name: String,
    /// The value.
    pub value: Figure,
    /// What it is counted in.
    pub unit: String,
    /// Why this value, and how to give another.
    pub why: &'static str,
    /// The page that has it; null if none does.
    pub source: Option<&'static str>,
}

impl Assumption {
    /// A parameter with its value.
    pub(super) fn new(
        name: &str,
        value: Figure,
        unit: &str,
        why: &'static str,
        source: Option<&'static str>,
    ) -> Self {
        Self {
            name: name.to_owned(),
            value,
            unit: unit.to_owned(),
            why,
            source,
        }
    }

    /// A quota that rises with another.
    pub(super) fn follows(id: &str, value: Figure, unit: &str) -> Self {
        let why = "AWS sets it when it raises the quota that it follows, and does not publish how: it is \
                   taken to rise in proportion. Give your account's own value under quotas.";
        Self::new(id, value, unit, why, None)
    }
}
