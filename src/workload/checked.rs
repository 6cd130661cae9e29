//! A scenario that has passed every check. Only such a scenario is estimated.

use core::ops::Deref;

use super::rounds::{Round, rounds};
use crate::scenario::Scenario;

/// A scenario whose fields fit each other, with the order in which its functions are counted.
///
/// Only the room `check` makes a `Checked`, after every check has passed; a test enforces this. A
/// changed scenario must be checked again, so a `Checked` gives no mutable access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    scenario: Scenario,
    rounds: Vec<Round>,
}

impl Checked {
    /// Wraps a scenario that has passed every check.
    pub(crate) fn by_check(scenario: Scenario) -> Self {
        let rounds = rounds(&scenario);
        Self { scenario, rounds }
    }

    /// The steps in which the functions are counted, each after what leads to it.
    pub(super) fn rounds(&self) -> &[Round] {
        &self.rounds
    }

    /// The scenario, to be changed and checked again.
    #[must_use]
    pub fn into_scenario(self) -> Scenario {
        self.scenario
    }

    /// The scenario.
    #[must_use]
    pub const fn scenario(&self) -> &Scenario {
        &self.scenario
    }
}

impl Deref for Checked {
    type Target = Scenario;

    fn deref(&self) -> &Scenario {
        &self.scenario
    }
}
