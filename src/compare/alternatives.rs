//! Prices every change that fits a scenario.

use super::{Applied, Change, changes};
use crate::check;
use crate::estimate::{Estimate, estimate};
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
    /// What a month costs then, after discounts and by the scenario's own rounding.
    pub monthly: Usd,
    /// That less what it costs as it is: negative where the alternative costs less.
    pub difference: Usd,
    /// What of it is paid once, at the start of a term, and spread over `monthly`.
    pub upfront: Usd,
    /// Whether nothing is missing from `monthly`.
    pub complete: bool,
    /// What is missing from it that is not missing from the scenario as it is.
    pub gaps: Vec<Gap>,
    /// How the two compare.
    pub verdict: Verdict,
    /// What the cheaper of the two gives up.
    pub gives_up: &'static str,
    /// The AWS page that says so.
    pub source: &'static str,
    /// What to know about the figures, if they do not say it all.
    pub note: Option<String>,
    /// The changed scenario.
    pub scenario: Checked,
}

/// How an alternative compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It costs less, and nothing is missing on either side.
    Cheaper,
    /// It costs the same, and nothing is missing.
    Same,
    /// It costs more, and nothing is missing.
    Dearer,
    /// Something is missing on one side, so that the difference is that of what is priced.
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

/// Every alternative to a scenario that has been checked, as [`alternatives_to`] says, where there is
/// no estimate of the scenario yet: costs one more for it.
///
/// # Errors
/// [`Overflow`] if the scenario's own figures are too large to be kept.
pub fn alternatives(scenario: &Checked, prices: &dyn Prices) -> Result<Vec<Alternative>, Overflow> {
    let base = estimate(scenario, prices, false)?;
    alternatives_to(&base, scenario, prices)
}

/// Every alternative to a scenario that has been checked and estimated at these prices, cheapest
/// first; those from which more is missing than from the scenario itself come last. An alternative
/// whose quantities are too large to be kept is left out. Costs one estimate for each.
///
/// # Errors
/// [`Overflow`] if the scenario's own figures are too large to be kept.
pub fn alternatives_to(
    base: &Estimate<'_>,
    scenario: &Checked,
    prices: &dyn Prices,
) -> Result<Vec<Alternative>, Overflow> {
    let mut all = Vec::new();
    for change in changes::all() {
        for applied in (change.applies)(scenario)? {
            let Ok(changed) = check::changed(applied.scenario.clone()) else {
                continue;
            };
            if let Ok(alternative) = priced(change, applied, changed, base, prices) {
                all.push(alternative);
            }
        }
    }
    all.sort_by_key(|one| (!one.gaps.is_empty(), one.monthly));
    Ok(all)
}

fn priced(
    change: &Change,
    applied: Applied,
    scenario: Checked,
    base: &Estimate<'_>,
    prices: &dyn Prices,
) -> Result<Alternative, Overflow> {
    let changed = estimate(&scenario, prices, false)?;
    let difference = changed.monthly.checked_sub(base.monthly)?;
    let complete = base.is_complete() && changed.is_complete();
    let gives_up = if difference > Usd::ZERO {
        applied.spares.unwrap_or(change.spares)
    } else {
        change.gives_up
    };
    Ok(Alternative {
        key: change.key,
        label: change.label,
        change: applied.change,
        monthly: changed.monthly,
        difference,
        upfront: changed.upfront()?,
        complete: changed.is_complete(),
        gaps: changed
            .gaps
            .iter()
            .filter(|gap| !base.gaps.contains(gap))
            .cloned()
            .collect(),
        verdict: Verdict::compare(difference.cmp(&Usd::ZERO), complete),
        gives_up,
        source: change.source,
        note: notes(applied.note, growth_note(base, &changed)),
        scenario,
    })
}

fn notes(of_change: Option<&'static str>, of_growth: Option<String>) -> Option<String> {
    match (of_change, of_growth) {
        (Some(change), Some(growth)) => Some(format!("{change}; {growth}")),
        (Some(change), None) => Some(change.to_owned()),
        (None, growth) => growth,
    }
}

/// Where one of the two has something that grows every month and the other does not.
fn growth_note(base: &Estimate<'_>, changed: &Estimate<'_>) -> Option<String> {
    let (which, growing) = match (base.growth.first(), changed.growth.first()) {
        (None, Some(growing)) => ("here", growing),
        (Some(growing), None) => ("as it is", growing),
        _ => return None,
    };
    let months: Vec<String> = growing
        .months
        .iter()
        .map(|month| format!("{} in month {}", format::dollars(month.amount), month.month))
        .collect();
    Some(format!(
        "compared in the first month: what never expires {which} costs {} to store",
        months.join(", ")
    ))
}
