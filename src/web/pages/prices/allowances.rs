//! What AWS gives away, as the price book has it.

use leptos::prelude::*;

use super::parts::{scrolling, source};
use crate::pricing::difference::AllowanceChange;
use crate::pricing::{Allowance, AllowanceKind, Date, PriceBook};
use crate::quantity::format;

/// The allowances that hold on a day.
pub fn holding(book: &PriceBook, day: Date) -> AnyView {
    let rows: Vec<_> = book
        .allowances()
        .iter()
        .filter(|allowance| allowance.holds_on(day))
        .map(row)
        .collect();
    let table = view! {
        <table class="prices">
            <caption>
                {format!("Amounts a month that AWS does not charge for on {day}, for the whole account over all regions")}
            </caption>
            <thead>
                <tr>
                    <th scope="col">"Allowance"</th>
                    <th scope="col">"A month"</th>
                    <th scope="col">"Who has it"</th>
                    <th scope="col">"Covers"</th>
                    <th scope="col">"Known from"</th>
                    <th scope="col">"Read where"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    };
    view! {
        <section class="service-prices">
            <h3 id="free">"Free allowances"</h3>
            {scrolling("Free allowances".to_owned(), table.into_any())}
        </section>
    }
    .into_any()
}

fn row(allowance: &Allowance) -> AnyView {
    let covers: Vec<_> = allowance
        .prices
        .iter()
        .map(|id| view! { <li><code>{id.clone()}</code></li> })
        .collect();
    let until = allowance.until.map(|until| format!(" to {until}"));
    view! {
        <tr>
            <th scope="row">
                {allowance.description.clone()} <br /> <code>{allowance.id.clone()}</code>
            </th>
            <td>{amount(allowance)}</td>
            <td>{who(allowance.kind)}</td>
            <td>
                <ul class="tiers">{covers}</ul>
            </td>
            <td class="day">{allowance.from.to_string()} {until}</td>
            <td class="read">{source(&allowance.reference)}</td>
        </tr>
    }
    .into_any()
}

fn amount(allowance: &Allowance) -> String {
    format::measured(allowance.quantity.value(), &allowance.unit)
}

const fn who(kind: AllowanceKind) -> &'static str {
    match kind {
        AllowanceKind::AlwaysFree => "every account",
        AllowanceKind::Legacy12Months => {
            "accounts from before 2025-07-15, in their first 12 months"
        }
    }
}

/// The allowances that differ between two days.
pub fn changed(changes: &[AllowanceChange]) -> AnyView {
    if changes.is_empty() {
        return ().into_any();
    }
    let side = |side: &Option<Allowance>| side.as_ref().map_or_else(|| "none".to_owned(), amount);
    let rows: Vec<_> = changes
        .iter()
        .map(|change| {
            view! {
                <tr>
                    <th scope="row">
                        <code>{change.id.clone()}</code>
                    </th>
                    <td>{change.kind.word()}</td>
                    <td>{who(change.who)}</td>
                    <td>{side(&change.old)}</td>
                    <td>{side(&change.new)}</td>
                </tr>
            }
        })
        .collect();
    let table = view! {
        <table class="prices">
            <caption>"Free allowances that differ"</caption>
            <thead>
                <tr>
                    <th scope="col">"Allowance"</th>
                    <th scope="col">"Change"</th>
                    <th scope="col">"Who has it"</th>
                    <th scope="col">"Before"</th>
                    <th scope="col">"After"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    };
    scrolling("Free allowances that differ".to_owned(), table.into_any())
}
