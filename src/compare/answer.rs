//! The answers of comparisons, as types: an estimate with its alternatives, and the months to come.
//! The types borrow what they answer with; the caller renders them. In JSON every decimal is text in
//! plain digits.

use serde::Serialize;

use super::{Alternative, Month, Projection, Verdict};
use crate::estimate::answer::{LineAnswer, PricesAnswer, TotalAnswer};
use crate::estimate::{Estimate, Growth};
use crate::metering::Gap;
use crate::pricing::Date;
use crate::quantity::{Figure, Usd};
use crate::scenario::Scenario;
use crate::scenario::link::{self, Pinned};

/// What a scenario costs in a month, and what it would cost with one choice changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EstimateAnswer<'e> {
    /// The total of the month.
    pub total: TotalAnswer,
    /// The lines, service by service.
    pub lines: Vec<LineAnswer<'e>>,
    /// What could not be priced and is missing from the total; empty if the total is complete.
    pub gaps: &'e [Gap],
    /// What the reader should know about the estimate as a whole.
    pub notes: &'e [&'static str],
    /// The quantities that grow month by month although the traffic does not, in some of the months to
    /// come.
    pub growth: &'e [Growth],
    /// The scenario with every default written out, pinned to the day of the prices.
    pub scenario: Pinned<'e>,
    /// The address of the page that shows the same scenario at the same prices, without a host. Null if
    /// the scenario does not fit in an address that the server reads.
    pub link: Option<String>,
    /// The region and the day of the prices.
    pub prices: PricesAnswer<'e>,
    /// The same scenario with one choice changed, the cheapest first; alternatives from which more is
    /// missing than from the scenario itself come last.
    pub alternatives: Vec<AlternativeAnswer<'e>>,
}

impl<'e> EstimateAnswer<'e> {
    /// The answer to a scenario, from its estimate and its alternatives.
    #[must_use]
    pub fn new(
        scenario: &'e Scenario,
        estimate: &'e Estimate<'_>,
        alternatives: &'e [Alternative],
    ) -> Self {
        let as_of = estimate.as_of;
        Self {
            total: TotalAnswer::new(estimate),
            lines: LineAnswer::all(estimate),
            gaps: &estimate.gaps,
            notes: &estimate.notes,
            growth: &estimate.growth,
            scenario: Pinned { scenario, as_of },
            link: link::page(scenario, as_of).ok(),
            prices: PricesAnswer::new(scenario, as_of),
            alternatives: AlternativeAnswer::all(alternatives, as_of),
        }
    }
}

/// A scenario with one choice changed. Amounts are in US dollars before tax, after discounts, by the
/// scenario's own rounding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AlternativeAnswer<'e> {
    /// The stable name of the change, for programs.
    pub key: &'e str,
    /// What is chosen, in words.
    pub label: &'e str,
    /// What exactly changed, in words.
    pub change: &'e str,
    /// What a month of the alternative costs.
    pub monthly: Usd,
    /// `monthly` less the monthly cost of the scenario itself: negative if the alternative costs less.
    pub difference: Usd,
    /// What is paid once, at the start of a term, at list prices; `monthly` contains one month's share
    /// of it. `0` if nothing is paid upfront.
    pub upfront: Usd,
    /// How the alternative's cost compares with the scenario's: `cheaper`, `same` or `dearer`; `open` if
    /// something is missing from one of the costs.
    pub verdict: &'static str,
    /// Whether the verdict is `cheaper`.
    pub cheaper: bool,
    /// Whether nothing is missing from `monthly`.
    pub complete: bool,
    /// What is missing from `monthly` but not from the cost of the scenario itself.
    pub gaps: &'e [Gap],
    /// What the reader should know beside the figures; null if there is nothing.
    pub note: Option<&'e str>,
    /// What the user of the cheaper scenario gives up.
    pub gives_up: &'e str,
    /// The AWS page that states what is given up.
    pub source: &'e str,
    /// The address of the page that shows the alternative at the same prices, without a host. Null if
    /// it does not fit in an address that the server reads.
    pub link: Option<String>,
}

impl<'e> AlternativeAnswer<'e> {
    fn new(one: &'e Alternative, as_of: Date) -> Self {
        Self {
            key: one.key,
            label: one.label,
            change: &one.change,
            monthly: one.monthly,
            difference: one.difference,
            upfront: one.upfront,
            verdict: one.verdict.word(),
            cheaper: one.verdict == Verdict::Cheaper,
            complete: one.complete,
            gaps: &one.gaps,
            note: one.note.as_deref(),
            gives_up: one.gives_up,
            source: one.source,
            link: link::page(&one.scenario, as_of).ok(),
        }
    }

    /// The answers for these alternatives, in their order, with links that are pinned to this day.
    #[must_use]
    pub fn all(alternatives: &'e [Alternative], as_of: Date) -> Vec<Self> {
        let alternatives = alternatives.iter();
        alternatives.map(|one| Self::new(one, as_of)).collect()
    }
}

/// What a scenario costs in each of the months to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProjectionAnswer<'e> {
    /// The months, beginning with the month of the estimate.
    pub months: Vec<MonthAnswer>,
    /// The number of the first month whose figures are too large to be kept; `months` ends before it.
    /// Null if all months could be computed.
    pub too_large_from: Option<u32>,
    /// The scenario with every default written out, pinned to the day of the prices.
    pub scenario: Pinned<'e>,
    /// The address of the page that shows the same scenario at the same prices, without a host. Null if
    /// the scenario does not fit in an address that the server reads.
    pub link: Option<String>,
    /// The region and the day of the prices of all months.
    pub prices: PricesAnswer<'e>,
}

impl<'e> ProjectionAnswer<'e> {
    /// The answer to a scenario, from its projection at the prices of this day.
    #[must_use]
    pub fn new(scenario: &'e Scenario, projection: &Projection, as_of: Date) -> Self {
        Self {
            months: projection.months.iter().map(MonthAnswer::new).collect(),
            too_large_from: projection.too_large_from,
            scenario: Pinned { scenario, as_of },
            link: link::page(scenario, as_of).ok(),
            prices: PricesAnswer::new(scenario, as_of),
        }
    }
}

/// One month of a projection. Amounts are in US dollars before tax, after discounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MonthAnswer {
    /// The month's number, from 1 to 36.
    pub month: u32,
    /// The requests that clients ask for in the month, before retries.
    pub requests: Figure,
    /// What the month costs, by the scenario's rounding.
    pub monthly: Usd,
    /// What all months from the first to this one cost together.
    pub cumulative: Usd,
    /// Whether nothing is missing from `monthly`.
    pub complete: bool,
    /// Whether `monthly` is exact to its last digit; if not, a figure that it was computed from was
    /// rounded to 28 digits.
    pub exact: bool,
}

impl MonthAnswer {
    const fn new(month: &Month) -> Self {
        Self {
            month: month.month,
            requests: month.requests,
            monthly: month.monthly,
            cumulative: month.cumulative,
            complete: month.complete,
            exact: month.monthly.figure().is_exact(),
        }
    }
}
