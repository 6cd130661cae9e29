//! What several of the page's tables have in common.

use leptos::prelude::*;

use crate::pricing::{CatalogPrice, Confidence, Reference, Tier, Version};
use crate::quantity::format;

/// A table in a box that scrolls sideways, by keyboard too, if the table is wider than the page.
/// `label` names the box.
pub fn table(label: String, caption: String, heads: &[&str], rows: Vec<AnyView>) -> AnyView {
    let heads: Vec<_> = heads
        .iter()
        .map(|head| view! { <th scope="col">{(*head).to_owned()}</th> })
        .collect();
    view! {
        <div class="scroll" role="region" aria-label=label tabindex="0">
            <table class="prices">
                <caption>{caption}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The head of a row: a price's description and id.
pub fn what(price: &CatalogPrice) -> AnyView {
    view! {
        <th scope="row">
            {price.description.clone()} <br /> <code>{price.id.clone()}</code>
        </th>
    }
    .into_any()
}

/// The tiers of a version, one a line: bounds and unit price.
pub fn tiers(version: Option<&Version>, price: &CatalogPrice) -> AnyView {
    let Some(version) = version else {
        return view! { <span class="missing">"not on record"</span> }.into_any();
    };
    if let [only] = version.tiers.as_slice() {
        return rate(only, price);
    }
    let lines: Vec<_> = version
        .tiers
        .iter()
        .enumerate()
        .map(|(at, tier)| {
            let next = at.checked_add(1).and_then(|next| version.tiers.get(next));
            view! { <li>{bounds(tier, next)} ": " {rate(tier, price)}</li> }
        })
        .collect();
    view! { <ul class="tiers">{lines}</ul> }.into_any()
}

/// The bounds of a tier in words. A tier holds the units above its lower bound.
fn bounds(tier: &Tier, next: Option<&Tier>) -> String {
    let grouped = |tier: &Tier| format::grouped(tier.from);
    match next {
        Some(next) if tier.from.is_zero() => format!("first {}", grouped(next)),
        Some(next) => format!("{} to {}", grouped(tier), grouped(next)),
        None => format!("over {}", grouped(tier)),
    }
}

/// The price of a unit, as AWS quotes it.
fn rate(tier: &Tier, price: &CatalogPrice) -> AnyView {
    match tier.price {
        Some(each) => format::unit_price(each.value(), price.block.value(), &price.unit).into_any(),
        None => view! { <span class="missing">"not on record"</span> }.into_any(),
    }
}

/// Where a price was read, and when.
pub fn source(reference: &Reference) -> AnyView {
    view! {
        <a href=reference.href.clone() rel="noreferrer">
            {reference.title.clone()}
        </a>
        {format!(", {}", reference.when())}
    }
    .into_any()
}

/// How certain a record is, in a word.
pub const fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
    }
}
