//! Comparisons as JSON. Every decimal is a string of plain digits.

use serde_json::{Value, json};

use super::{Alternative, Month, Projection, Verdict};
use crate::estimate::json::link;
use crate::pricing::Date;

/// The alternatives, in their order; links are pinned to the day of the prices. `difference` is
/// negative where an alternative costs less; it is called `cheaper` only where nothing is missing on
/// either side.
#[must_use]
pub fn alternatives(alternatives: &[Alternative], as_of: Date) -> Value {
    alternatives
        .iter()
        .map(|one| alternative(one, as_of))
        .collect()
}

fn alternative(one: &Alternative, as_of: Date) -> Value {
    json!({
        "key": one.key,
        "label": one.label,
        "change": one.change,
        "monthly": one.monthly.to_string(),
        "difference": one.difference.to_string(),
        "upfront": one.upfront.to_string(),
        "verdict": one.verdict.word(),
        "cheaper": one.verdict == Verdict::Cheaper,
        "complete": one.complete,
        "gaps": one.gaps,
        "note": one.note,
        "gives_up": one.gives_up,
        "source": one.source,
        "link": link(&one.scenario, as_of),
    })
}

/// The `months` of a projection, the first one that of the estimate, and `too_large_from`, the number
/// of the month from which on figures are too large to be kept. `monthly` and `cumulative` are after
/// discounts; `requests` are those that clients ask for, before retries.
#[must_use]
pub fn projection(projection: &Projection) -> Value {
    json!({
        "months": projection.months.iter().map(month).collect::<Value>(),
        "too_large_from": projection.too_large_from,
    })
}

fn month(month: &Month) -> Value {
    json!({
        "month": month.month,
        "requests": month.requests.to_string(),
        "monthly": month.monthly.to_string(),
        "cumulative": month.cumulative.to_string(),
        "complete": month.complete,
        "exact": month.monthly.figure().is_exact(),
    })
}
