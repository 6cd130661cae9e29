//! The free allowances of the price book.

use leptos::prelude::*;

use super::parts::{self, source};
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
    let label = "Free allowances".to_owned();
    let caption = format!(
        "Free each month on {day}: amounts for the whole account, over all regions together"
    );
    let heads = [
        "Allowance",
        "Amount a month",
        "Available to",
        "Covers",
        "Known from",
        "Source",
    ];
    view! {
        <section class="service-prices">
            <h3 id="free">"Free allowances"</h3>
            {parts::table(label, caption, &heads, rows)}
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
            .into_any()
        })
        .collect();
    let label = "Free allowances that differ".to_owned();
    let heads = ["Allowance", "Change", "Available to", "Before", "After"];
    parts::table(label.clone(), label, &heads, rows)
}
