//! The answers of comparisons, as types: an estimate with its alternatives, and the months to come.
//! The types borrow what they answer with; the caller renders them. In JSON every decimal is text in
//! plain digits.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;

use super::{Alternative, Alternatives, Month, Moved, Projection, Verdict};
use crate::estimate::answer::{
    DerivationAnswer, LineAnswer, LinkAnswer, PricesAnswer, TotalAnswer,
};
use crate::estimate::{Estimate, Growth};
use crate::metering::Gap;
use crate::pricing::{Date, QuotaId};
use crate::quantity::{Figure, Usd};
use crate::scenario::Scenario;
use crate::scenario::link::Pinned;
use crate::sizing::{Limit, Sizing};

/// What a scenario costs in a month. The last members are absent unless they were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EstimateAnswer<'e> {
    /// The total of the month.
    pub total: TotalAnswer,
    /// The lines, service by service.
    pub lines: Vec<LineAnswer<'e>>,
    /// What could not be priced and is missing from the total; empty if the total is complete.
    pub gaps: &'e [Gap],
    /// What the reader should know about the estimate as a whole.
    pub notes: &'e [Cow<'static, str>],
    /// The quantities that grow month by month although the traffic does not, in some of the months to
    /// come.
    pub growth: &'e [Growth],
    /// The scenario with every default written out, pinned to the day of the prices.
    pub scenario: Pinned<'e>,
    /// The address of the page that shows the same scenario.
    #[serde(flatten)]
    pub link: LinkAnswer,
    /// The region and the day of the prices.
    pub prices: PricesAnswer<'e>,
    /// The derivation of each line, in the order of `lines`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derivations: Option<Vec<DerivationAnswer<'e>>>,
    /// The same scenario with one choice changed.
    #[serde(flatten)]
    pub alternatives: Option<AlternativesAnswer<'e>>,
    /// What each part must sustain, and which limit the traffic reaches first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sizing: Option<Sizing<'e>>,
}

impl<'e> EstimateAnswer<'e> {
    /// The answer to a scenario, from its estimate, without what must be asked for.
    #[must_use]
    pub fn new(scenario: &'e Scenario, estimate: &'e Estimate<'_>) -> Self {
        let as_of = estimate.as_of;
        Self {
            total: TotalAnswer::new(estimate),
            lines: LineAnswer::all(estimate),
            gaps: &estimate.gaps,
            notes: &estimate.notes,
            growth: &estimate.growth,
            scenario: Pinned { scenario, as_of },
            link: LinkAnswer::new(scenario, as_of),
            prices: PricesAnswer::new(scenario, as_of),
            derivations: None,
            alternatives: None,
            sizing: None,
        }
    }
}

/// The alternatives to a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AlternativesAnswer<'e> {
    /// Those that move the total most, the largest first; alternatives from which more is missing than
    /// from the scenario itself come last.
    pub alternatives: Vec<AlternativeAnswer<'e>>,
    /// The alternatives that are not in the list; null if all are.
    pub alternatives_left_out: Option<LeftOutAnswer>,
}

impl<'e> AlternativesAnswer<'e> {
    /// The answer for these alternatives to a scenario, pinned to this day.
    #[must_use]
    pub fn new(alternatives: &'e Alternatives, scenario: &Scenario, as_of: Date) -> Self {
        let told = alternatives.told.iter();
        Self {
            alternatives: told
                .map(|one| AlternativeAnswer::new(one, scenario, as_of))
                .collect(),
            alternatives_left_out: alternatives.left_out.map(|others| LeftOutAnswer {
                count: others.count,
                moves_at_most: others.moves_at_most,
                not_priced: others.not_priced,
            }),
        }
    }
}

/// The alternatives that an answer leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOutAnswer {
    /// How many there are.
    pub count: usize,
    /// The most by which one of those that were priced moves the total, up or down; null if none was
    /// priced, or if more is missing from each than from the scenario itself.
    pub moves_at_most: Option<Usd>,
    /// How many of them were not priced: changes of the smaller functions and tables.
    pub not_priced: usize,
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
    /// The field that changes, as in a query string; if several change, the one that holds them all.
    /// Empty if that is the scenario itself. A scenario whose field `path` is set to `to` is the
    /// alternative.
    pub path: String,
    /// The field's value in the scenario, every default written out; null if it is absent.
    pub from: Value,
    /// The field's value in the alternative, every default written out; null if it is absent.
    pub to: Value,
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
}

impl<'e> AlternativeAnswer<'e> {
    /// The answer for an alternative to a scenario, at the prices of this day.
    #[must_use]
    pub fn new(one: &'e Alternative, scenario: &Scenario, as_of: Date) -> Self {
        let Moved { path, from, to } = Moved::between(scenario, &one.scenario, one.scope, as_of);
        Self {
            key: one.key,
            label: one.label,
            change: &one.change,
            path,
            from,
            to,
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
        }
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
    /// The limits that the traffic exceeds in one of the months, the least headroom first; null if a figure
    /// of the sizing is too large.
    pub limits: Option<Vec<ReachedAnswer<'e>>>,
    /// The scenario with every default written out, pinned to the day of the prices.
    pub scenario: Pinned<'e>,
    /// The address of the page that shows the same scenario.
    #[serde(flatten)]
    pub link: LinkAnswer,
    /// The region and the day of the prices of all months.
    pub prices: PricesAnswer<'e>,
}

impl<'e> ProjectionAnswer<'e> {
    /// The answer to a scenario, from its projection and its sizing, if that could be computed, at the prices of this day.
    #[must_use]
    pub fn new(
        scenario: &'e Scenario,
        projection: &Projection,
        sizing: Option<&'e Sizing<'_>>,
        as_of: Date,
    ) -> Self {
        Self {
            limits: sizing.map(|sizing| {
                let limits = sizing.limits.iter();
                limits.filter_map(ReachedAnswer::new).collect()
            }),
            months: projection.months.iter().map(MonthAnswer::new).collect(),
            too_large_from: projection.too_large_from,
            scenario: Pinned { scenario, as_of },
            link: LinkAnswer::new(scenario, as_of),
            prices: PricesAnswer::new(scenario, as_of),
        }
    }
}

/// A limit that growing traffic reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ReachedAnswer<'e> {
    /// What runs into it.
    pub part: &'e str,
    /// The id of the quota; null where only the scenario sets the limit.
    pub quota: Option<QuotaId>,
    /// What is limited, in words.
    pub name: &'e str,
    /// The first month whose peak exceeds it.
    pub binds_in_month: u32,
}

impl<'e> ReachedAnswer<'e> {
    fn new(limit: &'e Limit<'_>) -> Option<Self> {
        Some(Self {
            part: &limit.part,
            quota: limit.quota,
            name: limit.name,
            binds_in_month: limit.binds_in_month?,
        })
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
