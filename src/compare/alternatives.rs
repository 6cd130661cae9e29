//! Prices every change that fits a scenario.

use super::Scope;
use super::candidates::{Candidate, candidates};
use crate::check;
use crate::estimate::{Estimate, Growth, estimate, total_beside};
use crate::metering::Gap;
use crate::pricing::Prices;
use crate::quantity::{Overflow, Usd, format};
use crate::workload::Checked;

/// A scenario with one choice changed, and what it costs.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// The change's key.
    pub key: &'static str,
    /// What is chosen, in words.
    pub label: &'static str,
    /// What exactly changed, in words.
    pub change: String,
    /// What a month of the changed scenario costs, after discounts and by the scenario's own rounding.
    pub monthly: Usd,
    /// `monthly` less the cost of the unchanged scenario: negative if the alternative costs less. It is
    /// the sum of what the lines differ by, which is exact where two rounded totals are not.
    pub difference: Usd,
    /// What is paid once, at the start of a term, at list prices; `monthly` contains one month's share
    /// of it.
    pub upfront: Usd,
    /// Whether nothing is missing from `monthly`.
    pub complete: bool,
    /// What is missing from `monthly` but not from the cost of the unchanged scenario.
    pub gaps: Vec<Gap>,
    /// How the costs of the two scenarios compare.
    pub verdict: Verdict,
    /// What the user of the cheaper scenario gives up.
    pub gives_up: &'static str,
    /// The AWS page that states what is given up.
    pub source: &'static str,
    /// What the reader should know beside the figures, if anything.
    pub note: Option<String>,
    /// The part that changed.
    pub scope: Scope,
    /// The changed scenario.
    pub scenario: Checked,
}

/// How the cost of an alternative compares with the cost of the unchanged scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The alternative costs less; nothing is missing from either cost.
    Cheaper,
    /// The alternative costs the same; nothing is missing from either cost.
    Same,
    /// The alternative costs more; nothing is missing from either cost.
    Dearer,
    /// Something is missing from one of the costs; the difference compares only what has a price.
    Open,
}

impl Verdict {
    const fn compare(difference: core::cmp::Ordering, complete: bool) -> Self {
        use core::cmp::Ordering::{Equal, Greater, Less};
        match (complete, difference) {
            (false, _) => Self::Open,
            (true, Less) => Self::Cheaper,
            (true, Equal) => Self::Same,
            (true, Greater) => Self::Dearer,
        }
    }

    /// The word that the API uses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cheaper => "cheaper",
            Self::Same => "same",
            Self::Dearer => "dearer",
            Self::Open => "open",
        }
    }
}

/// The most alternatives that are told.
pub const TOLD_MAX: usize = 40;

/// The alternatives to a scenario.
#[derive(Clone, Debug, Default)]
pub struct Alternatives {
    /// Those that move the total most, the largest first, at most [`TOLD_MAX`]; alternatives from
    /// which more is missing than from the scenario come last.
    pub told: Vec<Alternative>,
    /// The others; `None` if all are told.
    pub left_out: Option<LeftOut>,
}

/// Alternatives that are not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// How many there are.
    pub count: usize,
    /// The most by which one of those that were priced moves the total, up or down. `None` if none
    /// was priced, or if more is missing from each than from the scenario.
    pub moves_at_most: Option<Usd>,
    /// How many of them were not priced: changes of the smaller functions and tables.
    pub not_priced: usize,
}

impl Alternatives {
    /// How many alternatives there are, told or not.
    #[must_use]
    pub fn count(&self) -> usize {
        let others = self.left_out.map_or(0, |others| others.count);
        self.told.len().saturating_add(others)
    }
}

/// The alternatives to a scenario. Estimates the scenario first, then does what [`alternatives_to`]
/// does.
///
/// # Errors
/// [`Overflow`] if the scenario's own figures are too large to be kept.
pub fn alternatives(scenario: &Checked, prices: &dyn Prices) -> Result<Alternatives, Overflow> {
    let base = estimate(scenario, prices, false)?;
    alternatives_to(&base, scenario, prices)
}

/// The alternatives to a scenario; `base` is the scenario's estimate at the same prices. An alternative
/// that breaks a rule of scenarios, or whose figures are too large to be kept, is left out and not
/// counted. Each alternative takes one estimate; at most
/// [`PRICED_MAX`](super::PRICED_MAX) are priced.
///
/// # Errors
/// [`Overflow`] if the scenario's own figures are too large to be kept.
pub fn alternatives_to(
    base: &Estimate<'_>,
    scenario: &Checked,
    prices: &dyn Prices,
) -> Result<Alternatives, Overflow> {
    let candidates = candidates(scenario)?;
    let found = candidates.priced.into_iter();
    let mut told: Vec<_> = found
        .filter_map(|candidate| priced(candidate, scenario, base, prices))
        .collect();
    told.sort_by_key(|one| (!one.gaps.is_empty(), core::cmp::Reverse(one.moves())));
    let rest = told.split_off(told.len().min(TOLD_MAX));
    let count = rest.len().saturating_add(candidates.others);
    let mut compared = rest.iter().filter(|one| one.gaps.is_empty());
    let left_out = (count > 0).then(|| LeftOut {
        count,
        moves_at_most: compared.next().map(Alternative::moves),
        not_priced: candidates.others,
    });
    Ok(Alternatives { told, left_out })
}

impl Alternative {
    /// By how much it moves the total, up or down.
    fn moves(&self) -> Usd {
        let cheaper = Usd::ZERO.checked_sub(self.difference);
        cheaper.unwrap_or(self.difference).max(self.difference)
    }
}

/// Checks and prices a changed scenario. `None` if it breaks a rule of scenarios, or if its figures are
/// too large to be kept.
fn priced(
    candidate: Candidate,
    scenario: &Checked,
    base: &Estimate<'_>,
    prices: &dyn Prices,
) -> Option<Alternative> {
    let Candidate { of, applied } = candidate;
    let changed = applied.to(scenario);
    let priced = check::changed_then(changed, |workload| total_beside(workload, prices, base));
    let (scenario, changed) = priced.ok()?;
    let (changed, difference) = changed.ok()?;
    let complete = base.is_complete() && changed.is_complete();
    let gives_up = if difference > Usd::ZERO {
        applied.staying.unwrap_or(of.staying)
    } else {
        of.gives_up
    };
    Some(Alternative {
        key: of.key,
        label: of.label,
        change: applied.change,
        monthly: changed.monthly,
        difference,
        upfront: changed.upfront.ok()?,
        complete: changed.is_complete(),
        gaps: changed
            .gaps
            .iter()
            .filter(|gap| !base.gaps.contains(gap))
            .cloned()
            .collect(),
        verdict: Verdict::compare(difference.cmp(&Usd::ZERO), complete),
        gives_up,
        source: of.source,
        note: notes(applied.note, growth_note(&base.growth, &changed.growth)),
        scope: applied.scope,
        scenario,
    })
}

/// Both notes as one text.
fn notes(of_change: Option<&'static str>, of_growth: Option<String>) -> Option<String> {
    match (of_change, of_growth) {
        (Some(change), Some(growth)) => Some(format!("{change}; {growth}")),
        (Some(change), None) => Some(change.to_owned()),
        (None, growth) => growth,
    }
}

/// A note if storage grows every month in one of the two scenarios and not in the other, so that
/// comparing the first month is not enough.
fn growth_note(base: &[Growth], changed: &[Growth]) -> Option<String> {
    let (whose, growing) = match (base.first(), changed.first()) {
        (None, Some(growing)) => ("of this alternative", growing),
        (Some(growing), None) => ("of the present choice", growing),
        _ => return None,
    };
    let months: Vec<String> = growing
        .months
        .iter()
        .map(|month| format!("{} in month {}", format::dollars(month.amount), month.month))
        .collect();
    Some(format!(
        "only the first month is compared: the growing storage {whose} costs {}",
        months.join(", ")
    ))
}
