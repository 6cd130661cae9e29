//! All prices of a region on a day, service by service.

use leptos::prelude::*;

use super::allowances::holding;
use super::parts::{self, confidence, source, tiers, what};
use super::quotas;
use crate::pricing::listing::{self, Listed, ServicePrices};
use crate::pricing::{Date, PriceBook};

/// The services of a region with their prices on a day, and the free allowances of that day.
pub fn of_day(book: &PriceBook, region: &str, day: Date) -> AnyView {
    let Some(prices) = book.as_of(region, day) else {
        return ().into_any();
    };
    let services = listing::of_day(prices);
    let name = book.catalog().region(region);
    let name = name.map_or("", |region| region.name.as_str());
    let contents: Vec<_> = services
        .iter()
        .map(|of| {
            let href = format!("#{}", of.service.key);
            let count = format!(" {} of {}", of.on_record(), of.prices.len());
            view! {
                <li>
                    <a href=href>{of.service.name.clone()}</a>
                    {count}
                </li>
            }
        })
        .collect();
    let sections: Vec<_> = services.iter().map(|of| service(of, region, day)).collect();
    view! {
        <h2 id="prices">{format!("{name}, {region}, on {day}")}</h2>
        <nav class="services" aria-label="Services">
            <p>"Prices on record, by service:"</p>
            <ul>
                {contents} <li>
                    <a href="#free">"Free allowances"</a>
                </li> <li>
                    <a href="#quotas">"Quotas"</a>
                </li>
            </ul>
        </nav>
        {sections}
        {holding(book, day)}
        {quotas::of_day(prices)}
    }
    .into_any()
}

fn service(of: &ServicePrices<'_>, region: &str, day: Date) -> AnyView {
    let rows: Vec<_> = of.prices.iter().map(|listed| row(listed, day)).collect();
    let caption = format!(
        "{} of {} prices on record in {region} on {day}",
        of.on_record(),
        of.prices.len()
    );
    let heads = [
        "Item",
        "Unit",
        "Price",
        "Known from",
        "Source",
        "Confidence",
    ];
    let label = format!("Prices of {}", of.service.name);
    view! {
        <section class="service-prices">
            <h3 id=of.service.key.clone()>{of.service.name.clone()}</h3>
            <p class="help">
                <a href=of.service.page.clone() rel="noreferrer">
                    "AWS's pricing page"
                </a>
            </p>
            {parts::table(label, caption, &heads, rows)}
        </section>
    }
    .into_any()
}

fn row(listed: &Listed<'_>, day: Date) -> AnyView {
    let Some(version) = listed.version else {
        let missing = match listed.next {
            Some(day) => format!("not on record before {day}"),
            None => "not on record".to_owned(),
        };
        return view! {
            <tr>
                {what(listed.price)} <td>{listed.price.unit.clone()}</td>
                <td colspan="4" class="missing">
                    {missing}
                </td>
            </tr>
        }
        .into_any();
    };
    let assumed = version.assumed_since(day);
    let assumed = assumed.map(|since| format!(", assumed since {since}"));
    let until = listed.next.map(|next| format!("; another from {next}"));
    let note = version
        .note
        .as_ref()
        .map(|note| view! { <span class="note">{note.clone()}</span> });
    view! {
        <tr>
            {what(listed.price)} <td>{listed.price.unit.clone()}</td>
            <td>{tiers(Some(version), listed.price)}</td>
            <td class="day">{version.from.to_string()} {assumed} {until}</td>
            <td class="read">{source(&version.reference)} {note}</td>
            <td>{confidence(version.confidence)}</td>
        </tr>
    }
    .into_any()
}
