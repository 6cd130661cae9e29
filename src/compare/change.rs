//! One choice of a scenario, and how to make it differently.

use crate::quantity::Overflow;
use crate::scenario::Scenario;
use crate::workload::Checked;

/// A choice that can be made differently.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// Its key, for programs: `table-on-demand`.
    pub key: &'static str,
    /// What is chosen, in words.
    pub label: &'static str,
    /// What the user gives up by making the change, with the number that matters. Shown unless the
    /// alternative is dearer.
    pub gives_up: &'static str,
    /// What keeping the present choice costs the user. Shown if the alternative is dearer, unless
    /// [`Applied::staying`] says it for the scenario at hand.
    pub staying: &'static str,
    /// The AWS page that states what is given up.
    pub source: &'static str,
    /// The fields that the change may touch, as in a query string, with `*` for any index in a list.
    pub touches: &'static [&'static str],
    /// Makes the change: gives one scenario, or one for each function or table. It gives none if the
    /// change does not fit the scenario or is made already. Each scenario is checked again before it is
    /// estimated.
    pub applies: fn(&Checked) -> Result<Vec<Applied>, Overflow>,
}

/// A scenario with one choice changed.
#[derive(Clone, Debug)]
pub struct Applied {
    /// What exactly changed, in words: `get-profile: 256 MB instead of 512 MB`.
    pub change: String,
    /// The changed scenario.
    pub scenario: Scenario,
    /// What keeping the present choice costs the user, if that depends on the scenario. It replaces
    /// [`Change::staying`].
    pub staying: Option<&'static str>,
    /// What the reader should know beside the figures, if anything.
    pub note: Option<&'static str>,
}

impl Applied {
    /// A copy of a scenario, with the change applied.
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
            staying: None,
            note: None,
        }
    }

    /// Sets what the reader should know beside the figures.
    #[must_use]
    pub const fn noting(mut self, note: Option<&'static str>) -> Self {
        self.note = note;
        self
    }

    /// Sets what keeping the present choice costs the user.
    #[must_use]
    pub const fn with_staying(mut self, staying: &'static str) -> Self {
        self.staying = Some(staying);
        self
    }
}
