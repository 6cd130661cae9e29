//! The estimate as JSON. Every decimal is a string of plain digits.

use serde_json::{Value, json};

use super::{Estimate, Growth, Line};
use crate::fields::{Node, json as scenario_json};
use crate::pricing::{Date, TierCharge};
use crate::quantity::Figure;
use crate::scenario::Scenario;
use crate::scenario::link;

fn text(figure: Figure) -> Value {
    Value::String(figure.to_string())
}

/// The address of the page that shows this scenario at the prices of this day.
#[must_use]
pub fn link(scenario: &Scenario, as_of: Date) -> String {
    format!("/?{}", link::write_pinned(scenario, as_of))
}

/// The whole answer. The scenario stands in it with its defaults, and the link leads to the page
/// with the same scenario, pinned to the day of the prices.
#[must_use]
pub fn estimate(estimate: &Estimate<'_>, scenario: &Scenario) -> Value {
    let as_of = estimate.as_of;
    json!({
        "total": total(estimate),
        "lines": lines(estimate),
        "gaps": estimate.gaps,
        "notes": estimate.notes,
        "growth": estimate.growth.iter().map(growth).collect::<Vec<_>>(),
        "scenario": normalised(scenario, as_of),
        "link": link(scenario, as_of),
        "prices": prices(scenario, as_of),
    })
}

/// The scenario with its defaults, pinned to the day of the prices.
#[must_use]
pub fn normalised(scenario: &Scenario, as_of: Date) -> Value {
    scenario_json::write(&Node::Map(link::pinned_fields(scenario, as_of)))
}

/// Which prices an answer is at, and which were asked for.
#[must_use]
pub fn prices(scenario: &Scenario, as_of: Date) -> Value {
    json!({
        "region": scenario.region,
        "as_of": as_of,
        "requested": scenario.prices,
    })
}

/// The total: exact, in cents, and whether anything is missing. `monthly` is after discounts.
#[must_use]
pub fn total(estimate: &Estimate<'_>) -> Value {
    json!({
        "currency": "USD",
        "monthly": text(estimate.monthly.figure()),
        "monthly_rounded": estimate.monthly.to_cents().to_string(),
        "list_monthly": text(estimate.list_monthly.figure()),
        "upfront": estimate.upfront().ok().map(|sum| text(sum.figure())),
        "complete": estimate.is_complete(),
        "exact": estimate.monthly.figure().is_exact(),
    })
}

/// The lines. `amount` is at list prices, `discounted_amount` what is left of it after discounts.
#[must_use]
pub fn lines(estimate: &Estimate<'_>) -> Vec<Value> {
    estimate.lines.iter().map(line).collect()
}

fn line(line: &Line<'_>) -> Value {
    let mut derivation = line.derivation.clone();
    derivation.push(line.source_step());
    json!({
        "service": line.service,
        "price_id": line.price.id,
        "description": line.price.description,
        "quantity": text(line.quantity),
        "free_quantity": text(line.free),
        "priced_quantity": text(line.priced),
        "unit": line.price.unit,
        "tiers": line.tiers.iter().map(tier).collect::<Vec<_>>(),
        "spread_months": line.spread_months,
        "amount": text(line.amount.figure()),
        "amount_rounded": line.amount.to_cents().to_string(),
        "discounted_amount": text(line.discounted.figure()),
        "exact": line.amount.figure().is_exact(),
        "derivation": derivation,
        "effective_from": line.version.from,
        "reference": line.version.reference,
    })
}

fn growth(growth: &Growth) -> Value {
    json!({
        "price_id": growth.price_id,
        "unit": growth.unit,
        "months": growth.months.iter().map(|month| json!({
            "month": month.month,
            "quantity": text(month.quantity),
            "amount": text(month.amount.figure()),
        })).collect::<Vec<_>>(),
    })
}

fn tier(tier: &TierCharge) -> Value {
    json!({
        "from": text(tier.from),
        "to": tier.to.map(text),
        "quantity": text(tier.quantity),
        "unit_price": tier.priced.map(|(price, _)| price.value().normalize().to_string()),
        "amount": tier.priced.map(|(_, cost)| text(cost.figure())),
    })
}
