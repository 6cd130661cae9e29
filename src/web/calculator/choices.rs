//! The alternatives and the next 36 months: rendered on the server only.

use leptos::prelude::*;

use crate::compare::{self, Alternative, MONTHS_MAX, Projection, Verdict};
use crate::pricing::Prices;
use crate::quantity::{Usd, format};
use crate::scenario::link;
use crate::workload::Checked;

/// The months that the page shows of a projection.
const MONTHS_SHOWN: [u32; 5] = [1, 6, 12, 24, 36];

/// What the scenario costs with one choice changed, and what it costs in the next 36 months.
pub fn choices(scenario: &Checked, prices: &dyn Prices) -> AnyView {
    let alternatives = compare::alternatives(scenario, prices).unwrap_or_default();
    let months = compare::projection(scenario, prices, MONTHS_MAX);
    let as_of = prices.as_of();
    let rows = alternatives
        .iter()
        .map(|one| alternative(one, link::page(&one.scenario, as_of).ok()))
        .collect_view();
    view! {
        <div class="scroll" role="region" aria-labelledby="choices" tabindex="0">
            <table class="choices">
                <caption class="hidden">"This scenario with one choice changed"</caption>
                <thead>
                    <tr>
                        <th scope="col">"One choice changed"</th>
                        <th scope="col" class="number">"Cost a month"</th>
                        <th scope="col" class="number">"Difference"</th>
                        <th scope="col">"What the cheaper one gives up"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {projection(&months)}
    }
    .into_any()
}

/// A cost in words. An incomplete cost is the least that it can be; it is not known if nothing has a
/// price.
fn amount(cost: Usd, complete: bool) -> AnyView {
    let words = match (complete, cost > Usd::ZERO) {
        (true, _) => return format::dollars(cost).into_any(),
        (false, true) => format!("at least {}", format::dollars(cost)),
        (false, false) => "not known".to_owned(),
    };
    view! { <span class="partial">{words}</span> }.into_any()
}

fn alternative(one: &Alternative, link: Option<String>) -> AnyView {
    let difference = match one.verdict {
        Verdict::Open => "not comparable".to_owned(),
        Verdict::Same => "none".to_owned(),
        _ if one.difference > Usd::ZERO => match format::dollars(one.difference) {
            little if little.starts_with('<') => "under +$0.01".to_owned(),
            more => format!("+{more}"),
        },
        _ => match format::dollars(one.difference) {
            little if little.starts_with('>') => "under −$0.01".to_owned(),
            less => less,
        },
    };
    let gaps = (!one.gaps.is_empty()).then(|| {
        let gaps: Vec<_> = one.gaps.iter().map(|gap| gap.message.as_str()).collect();
        let missing = gaps.join("; ");
        view! { <span class="missing">{format!("Not included: {missing}")}</span> }
    });
    let note = one
        .note
        .clone()
        .map(|note| view! { <span class="aside">{note}</span> });
    let upfront = (one.upfront > Usd::ZERO).then(|| {
        view! { <span class="aside">{format!("of which {} is paid upfront", format::dollars(one.upfront))}</span> }
    });
    let label = match link {
        Some(link) => view! { <a href=link>{one.label}</a> }.into_any(),
        None => view! { {one.label} }.into_any(),
    };
    view! {
        <tr class:cheaper=one.verdict == Verdict::Cheaper>
            <th scope="row">
                {label}
                <span class="aside">{one.change.clone()}</span>
            </th>
            <td class="number">{amount(one.monthly, one.complete)} {upfront}</td>
            <td class="number">{difference}</td>
            <td>{one.gives_up} {gaps} {note}</td>
        </tr>
    }
    .into_any()
}

fn projection(projection: &Projection) -> AnyView {
    let too_large = projection.too_large_from.map(|month| {
        let text = format!("From month {month} the figures are too large to compute.");
        view! { <p class="missing">{text}</p> }
    });
    // If something is missing from one month, it is missing from every later sum.
    let complete_until = |number: u32| {
        let mut months = projection.months.iter();
        months.all(|month| month.complete || month.month > number)
    };
    let shown = projection
        .months
        .iter()
        .filter(|month| MONTHS_SHOWN.contains(&month.month));
    let rows = shown
        .map(|month| {
            view! {
                <tr>
                    <th scope="row">{month.month}</th>
                    <td class="number">{format::about(month.requests, 0)}</td>
                    <td class="number">{amount(month.monthly, month.complete)}</td>
                    <td class="number">{amount(month.cumulative, complete_until(month.month))}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <h3 id="months">"The next 36 months"</h3>
        <div class="scroll" role="region" aria-labelledby="months" tabindex="0">
            <table class="months">
                <caption class="hidden">"What the scenario costs in the next 36 months"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Month"</th>
                        <th scope="col" class="number">"Requests"</th>
                        <th scope="col" class="number">"Cost"</th>
                        <th scope="col" class="number">"Total so far"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {too_large}
    }
    .into_any()
}
