//! A scenario that holds out: the only thing that is estimated.

use core::ops::Deref;

use super::calls;
use crate::scenario::Scenario;

/// A scenario whose fields fit each other, with its functions in the order of what leads to what.
///
/// Only the room `check` makes one, after every check has passed; a test sees to that. Changing a
/// scenario means checking it again, so there is no way to a mutable one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    scenario: Scenario,
    order: Vec<usize>,
}

impl Checked {
    /// Of a scenario that has passed every check.
    pub(crate) fn by_check(scenario: Scenario) -> Self {
        let order = calls::order(&scenario);
        Self { scenario, order }
    }

    /// The indices of the functions, each after those whose invocations lead to its own.
    pub(super) fn order(&self) -> &[usize] {
        &self.order
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
