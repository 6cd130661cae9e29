//! What changed between two days in a region.

use leptos::prelude::*;

use super::allowances;
use super::parts::{scrolling, source, tiers, what};
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
    let table = view! {
        <table class="prices">
            <caption>
                {count}
                ". Added means that it is first on record after the one day, not that AWS did not charge for it before."
            </caption>
            <thead>
                <tr>
                    <th scope="col">"What"</th>
                    <th scope="col">"Change"</th>
                    <th scope="col">{format!("On {from}")}</th>
                    <th scope="col">{format!("On {to}")}</th>
                    <th scope="col">"Known from"</th>
                    <th scope="col">"Read where"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    };
    scrolling("Prices that differ".to_owned(), table.into_any())
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
