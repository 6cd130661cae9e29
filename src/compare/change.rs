//! What an alternative is: one choice of a scenario made otherwise.

use crate::quantity::Overflow;
use crate::scenario::Scenario;
use crate::workload::Checked;

/// A choice that can be made otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// Its key, for programs: `table-on-demand`.
    pub key: &'static str,
    /// What is chosen, in words.
    pub label: &'static str,
    /// What the changed scenario gives up, with the number that matters; said where it is cheaper.
    pub gives_up: &'static str,
    /// What the scenario as it is gives up beside the changed one; said where that one is dearer, unless
    /// [`Applied::spares`] knows better.
    pub spares: &'static str,
    /// The AWS page that says so.
    pub source: &'static str,
    /// The fields that it may touch, as in a query string, with `*` for any place in a list.
    pub touches: &'static [&'static str],
    /// The scenarios that it leads to: one, or one for each function or table; none where it does not
    /// fit or is made already. Each is checked again before it is estimated.
    pub applies: fn(&Checked) -> Result<Vec<Applied>, Overflow>,
}

/// A scenario with a choice changed.
#[derive(Clone, Debug)]
pub struct Applied {
    /// What exactly changed, in words: `get-profile: 256 MB instead of 512 MB`.
    pub change: String,
    /// The changed scenario.
    pub scenario: Scenario,
    /// What the scenario as it is gives up, where that depends on how the choice is made in it.
    pub spares: Option<&'static str>,
    /// What the figures do not say, if there is something.
    pub note: Option<&'static str>,
}

impl Applied {
    /// A copy of a scenario, changed.
    pub fn changing(
        scenario: &Scenario,
        change: impl Into<String>,
        apply: impl FnOnce(&mut Scenario),
    ) -> Self {
        let mut scenario = scenario.clone();
        apply(&mut scenario);
        Self {
            change: change.into(),
            scenario,
            spares: None,
            note: None,
        }
    }

    /// With what the figures do not say, if that is so.
    #[must_use]
    pub const fn noting(mut self, note: Option<&'static str>) -> Self {
        self.note = note;
        self
    }

    /// With what the scenario as it is gives up.
    #[must_use]
    pub const fn sparing(mut self, spares: &'static str) -> Self {
        self.spares = Some(spares);
        self
    }
}
