//! One choice of a scenario, and how to make it differently.

use core::fmt;

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
    /// Finds where the change fits: once in the scenario, or once for each function or table. It finds
    /// nothing if the change does not fit the scenario or is made already. Each changed scenario is
    /// checked again before it is estimated.
    pub applies: fn(&Checked) -> Result<Vec<Applied>, Overflow>,
}

/// What part of a scenario a change is made to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The scenario as a whole, or a part that it has once.
    Whole,
    /// The function of this index.
    Function(usize),
    /// The table of this index.
    Table(usize),
}

/// A change that fits a scenario, not made yet.
pub struct Applied {
    /// What exactly changes, in words: `get-profile: 256 MB instead of 512 MB`.
    pub change: String,
    /// The part that changes.
    pub scope: Scope,
    /// What keeping the present choice costs the user, if that depends on the scenario. It replaces
    /// [`Change::staying`].
    pub staying: Option<&'static str>,
    /// What the reader should know beside the figures, if anything.
    pub note: Option<&'static str>,
    make: Box<dyn Fn(&mut Scenario)>,
}

impl fmt::Debug for Applied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Applied")
            .field("change", &self.change)
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

impl Applied {
    /// A change of this part, made by `make`.
    pub fn new(
        scope: Scope,
        change: impl Into<String>,
        make: impl Fn(&mut Scenario) + 'static,
    ) -> Self {
        Self {
            change: change.into(),
            scope,
            staying: None,
            note: None,
            make: Box::new(make),
        }
    }

    /// A copy of the scenario with the change made.
    #[must_use]
    pub fn to(&self, scenario: &Scenario) -> Scenario {
        let mut changed = scenario.clone();
        (self.make)(&mut changed);
        changed
    }

    /// Sets what the reader should know beside the figures.
    #[must_use]
    pub fn noting(mut self, note: Option<&'static str>) -> Self {
        self.note = note;
        self
    }

    /// Sets what keeping the present choice costs the user.
    #[must_use]
    pub fn with_staying(mut self, staying: &'static str) -> Self {
        self.staying = Some(staying);
        self
    }
}
