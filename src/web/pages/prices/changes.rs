//! What changed between two days in a region.

use leptos::prelude::*;

use super::allowances;
use super::parts::{self, source, tiers, what};
use crate::pricing::difference::{BetweenDays, PriceChange, between_days};
use crate::pricing::{Date, PriceBook};

/// The prices and allowances that differ between two days.
pub fn between(book: &PriceBook, region: &str, from: Date, to: Date) -> AnyView {
    let difference = between_days(book, Some(region), from, to);
    let name = book.catalog().region(region);
    let name = name.map_or("", |region| region.name.as_str());
    view! {
        <h2 id="changes">{format!("{name}, {region}, from {from} to {to}")}</h2>
        {prices(book, region, &difference)}
        {allowances::changed(&difference.allowances)}
    }
    .into_any()
}

fn prices(book: &PriceBook, region: &str, difference: &BetweenDays) -> AnyView {
    let (from, to) = (difference.from, difference.to);
    if difference.prices.is_empty() {
        return view! { <p>"No price on record changed between these days."</p> }.into_any();
    }
    let rows: Vec<_> = difference
        .prices
        .iter()
        .filter_map(|change| row(book, region, difference, change))
        .collect();
    let count = match difference.prices.len() {
        1 => "1 price differs".to_owned(),
        count => format!("{count} prices differ"),
    };
    let caption = format!(
        "{count}. A price is added if it is first on record after {from}; AWS may have charged it before."
    );
    let (old, new) = (format!("On {from}"), format!("On {to}"));
    let heads = ["Item", "Change", &old, &new, "Known from", "Source"];
    parts::table("Prices that differ".to_owned(), caption, &heads, rows)
}

fn row(
    book: &PriceBook,
    region: &str,
    difference: &BetweenDays,
    change: &PriceChange,
) -> Option<AnyView> {
    let on = |day| book.as_of(region, day)?.look_up(&change.id);
    let (old, new) = (on(difference.from)?, on(difference.to)?);
    let shown = new.version.or(old.version)?;
    let view = view! {
        <tr>
            {what(new.price)} <td>{change.kind.word()}</td>
            <td>{tiers(old.version, old.price)}</td>
            <td>{tiers(new.version, new.price)}</td>
            <td class="day">{shown.from.to_string()}</td>
            <td class="read">{source(&shown.reference)}</td>
        </tr>
    };
    Some(view.into_any())
}
