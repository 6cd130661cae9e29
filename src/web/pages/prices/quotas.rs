//! The quotas of the price book.

use leptos::prelude::*;

use super::parts::{self, confidence, source};
use crate::pricing::quota::{QuotaFound, QuotaValue};
use crate::pricing::{AsOf, Prices as _};
use crate::quantity::format;

/// The quotas of a region on a day, service by service.
pub fn of_day(prices: AsOf<'_>) -> AnyView {
    let found: Vec<QuotaFound<'_>> = prices.quotas().all().collect();
    if found.is_empty() {
        return ().into_any();
    }
    let of_service = found.chunk_by(|one, next| one.quota.service == next.quota.service);
    let sections: Vec<_> = of_service.map(|quotas| service(quotas, prices)).collect();
    view! {
        <section class="service-prices">
            <h3 id="quotas">"Quotas"</h3>
            <p class="help">
                "How much AWS lets one have unless it has raised the account's quota. A scenario can say what \
                 your account has instead."
            </p>
            {sections}
        </section>
    }
    .into_any()
}

fn service(quotas: &[QuotaFound<'_>], prices: AsOf<'_>) -> AnyView {
    let key = quotas.first().map_or("", |found| &found.quota.service);
    let service = prices.book().catalog().service(key);
    let name = service.map_or(key, |service| service.name.as_str());
    let label = format!("Quotas of {name}");
    let count = match quotas.len() {
        1 => "1 quota".to_owned(),
        count => format!("{count} quotas"),
    };
    let caption = format!(
        "{name}: {count} in {} on {}",
        prices.region(),
        prices.as_of()
    );
    let heads = [
        "Quota",
        "Value",
        "Applies to",
        "Raised on request",
        "Known from",
        "Source",
        "Confidence",
    ];
    let rows = quotas.iter().map(row).collect();
    let table = parts::table(label, caption, &heads, rows);
    // Folded, as there are more quotas than prices and most readers look for one.
    view! {
        <details>
            <summary>{format!("{name}, {count}")}</summary>
            {table}
        </details>
    }
    .into_any()
}

fn row(found: &QuotaFound<'_>) -> AnyView {
    let QuotaFound {
        quota,
        version,
        value,
    } = *found;
    let value = match value {
        QuotaValue::Unlimited => QuotaValue::UNLIMITED.to_owned(),
        QuotaValue::At(limit) => format::grouped(limit),
    };
    let raised = match (quota.adjustable, &quota.follows) {
        (Some(true), _) => "yes".to_owned(),
        (_, Some(follows)) => format!("with {follows}"),
        (Some(false), None) => "no".to_owned(),
        (None, None) => "not stated".to_owned(),
    };
    let from = version
        .from
        .map_or_else(|| "not on record".to_owned(), |from| from.to_string());
    let note = version
        .note
        .as_ref()
        .map(|note| view! { <span class="note">{note.clone()}</span> });
    view! {
        <tr>
            <th scope="row">
                {quota.name.clone()} <br /> <code>{quota.id.clone()}</code>
            </th>
            <td>{format!("{value} {}", quota.unit)}</td>
            <td>{quota.scope.clone()}</td>
            <td>{raised}</td>
            <td class="day">{from}</td>
            <td class="read">{source(&version.reference)} {note}</td>
            <td>{confidence(version.confidence)}</td>
        </tr>
    }
    .into_any()
}
