//! `/`: the calculator.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Html;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;

use crate::book::LivePrices;
use crate::check::{Context, read};
use crate::fields::{Faults, Node, query};
use crate::pricing::{Date, PriceBook, PriceSlice, Region, slice_text};
use crate::scenario::edit::{self, Next};
use crate::scenario::link;
use crate::services;
use crate::state::AppState;
use crate::web::calculator::Calculator as Island;
use crate::web::calculator::bill::bill;
use crate::web::calculator::form::{RegionChoice, form};
use crate::web::calculator::outcome::Outcome;
use crate::web::calculator::strays::strays;
use crate::web::calculator::summary::summary;
use crate::web::calculator::{add_id, input_id};
use crate::web::pages::examples::{CurrentExamples, Example};
use crate::workload::Checked;

/// The calculator's page. It shows the scenario of the query string, or the first preset if there is
/// no query string.
#[component]
pub fn Calculator() -> impl IntoView {
    // Absent while the list of routes is made at start-up.
    let book = use_context::<Arc<LivePrices>>().map(|prices| prices.current());
    let examples = use_context::<Arc<CurrentExamples>>();
    view! {
        <Title text="What a serverless API costs" />
        {book.zip(examples).map(|(book, examples)| page(&book, &examples.get(&book)))}
    }
}

/// What the address asks for.
struct Asked {
    /// The query string that fills the form.
    typed: String,
    /// The region of the prices.
    region: String,
    /// The day whose prices the address asks for, if it names one.
    requested: Option<Date>,
    /// The day whose prices answer.
    day: Date,
    /// Whether the answer is a redirect to another address.
    moved: bool,
}

fn page(book: &PriceBook, examples: &[Example]) -> AnyView {
    let raw = use_context::<axum::http::request::Parts>()
        .and_then(|parts| parts.uri.query().map(str::to_owned))
        .unwrap_or_default();
    let asked = if raw.is_empty() {
        first(book, examples)
    } else {
        of_query(&raw, book)
    };
    let priced = asked.and_then(|asked| {
        let prices = book.as_of(&asked.region, asked.day)?;
        let prices = prices.slice(&services::keys().collect::<Vec<_>>());
        Some((asked, prices))
    });
    let Some((asked, prices)) = priced else {
        return without_prices();
    };
    let outcome = Outcome::compute(&asked.typed, &prices);
    if !outcome.faults.is_empty()
        && !asked.moved
        && let Some(response) = use_context::<ResponseOptions>()
    {
        response.set_status(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let node = query::parse(&asked.typed, &mut Faults::default());
    let regions = regions(book, asked.day);
    let form = form(&node, &strays(&asked.typed), &regions, &outcome);
    let choices = scenario_of(&asked, book)
        .map(|scenario| crate::web::calculator::choices::choices(&scenario, &prices));
    let slice = slice_text::encode(&prices);
    let other_day = other_day(&asked, &prices);
    let (summary, bill) = (summary(&outcome), bill(&outcome));
    view! {
        <div class="title">
            <h1>"What a serverless API costs"</h1>
            {presets(examples)}
        </div>
        {other_day}
        <Island>
            <div hidden data-prices=slice></div>
            {form}
            <div class="side">
                <section class="summary" aria-label="Result">
                    <div class="summary-live" aria-live="polite" inner_html=summary></div>
                    <p class="links">
                        <a href="#bill">"The bill, line by line"</a>
                        " · "
                        <a href="#choices">"Alternatives and growth"</a>
                    </p>
                </section>
            </div>
            <section class="bill" aria-labelledby="bill">
                <h2 id="bill">"The bill"</h2>
                <p class="help">"Open a line to see how its amount follows from your inputs."</p>
                <div class="bill-live" inner_html=bill></div>
            </section>
            <section class="choices-section" aria-labelledby="choices">
                <h2 id="choices">"Alternatives and growth"</h2>
                <div class="choices-live">{choices}</div>
            </section>
        </Island>
    }
    .into_any()
}

/// The page for a book without a region: there is nothing to compute with.
fn without_prices() -> AnyView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::SERVICE_UNAVAILABLE);
    }
    view! {
        <h1>"What a serverless API costs"</h1>
        <p>
            "The price book of this server has no region, so nothing can be computed. "
            "Add a region to the book, then restart the server or send it SIGHUP."
        </p>
    }
    .into_any()
}

/// Reads a query string. If a button of the form sent it, the answer is a redirect to the edited
/// scenario.
fn of_query(raw: &str, book: &PriceBook) -> Option<Asked> {
    let mut node = query::parse(raw, &mut Faults::default());
    let edit = edit::take(&mut node);
    let next = edit.as_ref().and_then(|edit| {
        edit.apply(&mut node);
        edit.next(&node)
    });
    let regions = &book.catalog().regions;
    let wanted = node.text_at("region");
    let wanted = wanted.as_deref().map_or("us-east-1", str::trim);
    // If the book does not have the region, the form names the fault. Its page takes the prices of
    // the first region.
    let region = regions
        .iter()
        .find(|region| region.code == wanted)
        .or_else(|| regions.first())?;
    let requested = node
        .text_at("prices")
        .and_then(|day| day.trim().parse().ok());
    let moved = edit.is_some();
    let typed = if moved {
        let refused = query::refused(raw);
        briefly(node, requested, &refused, book)
    } else {
        raw.to_owned()
    };
    if moved {
        lead_to(&typed, next.as_ref());
    }
    Some(Asked {
        typed,
        region: region.code.clone(),
        requested,
        day: book.day_for(requested),
        moved,
    })
}

/// The query string of a tree that a form sent, without the defaults, which a form sends too. If the
/// tree has faults, everything else stays as it was typed.
fn briefly(
    mut node: Node<'_>,
    requested: Option<Date>,
    refused: &[(String, String)],
    book: &PriceBook,
) -> String {
    if refused.is_empty() && read(&node, &Context::new(book)).is_ok() {
        // The requested day, even if the book has no prices of that day: the page says whose prices
        // it shows.
        let day = requested.unwrap_or(book.catalog().published);
        return link::canonical(&node, day);
    }
    edit::leave_out_defaults(&mut node);
    form_urlencoded::Serializer::new(query::write_typed(&node))
        .extend_pairs(refused.iter().filter(|(name, _)| name != edit::FIELD))
        .finish()
}

/// Redirects to another address of the calculator, at the input or button where the user goes on.
fn lead_to(query: &str, next: Option<&Next>) {
    let id = match next {
        Some(Next::Input(path)) => Some(input_id(path)),
        Some(Next::Add(path)) => Some(add_id(path)),
        None => None,
    };
    let place = id.map(|id| format!("#{id}")).unwrap_or_default();
    if let Some(response) = use_context::<ResponseOptions>()
        && let Ok(address) = HeaderValue::try_from(format!("/?{query}{place}"))
    {
        response.set_status(StatusCode::SEE_OTHER);
        response.insert_header(LOCATION, address);
    }
}

/// The first example, at the latest prices.
fn first(book: &PriceBook, examples: &[Example]) -> Option<Asked> {
    Some(Asked {
        typed: examples.first()?.query.clone(),
        region: book.catalog().regions.first()?.code.clone(),
        requested: None,
        day: book.day_for(None),
        moved: false,
    })
}

fn presets(examples: &[Example]) -> AnyView {
    let links = examples
        .iter()
        .map(|example| {
            let href = format!("/?{}", example.query);
            view! { <li><a href=href title=example.description>{example.name.clone()}</a></li> }
        })
        .collect_view();
    view! {
        <nav class="presets" aria-label="Examples">
            <span>"Start from"</span>
            <ul>{links}</ul>
        </nav>
    }
    .into_any()
}

/// The regions of the book. If some prices of a region are not on record that day, its choice says
/// how many are: a user who compares regions must know this before choosing one.
fn regions(book: &PriceBook, day: Date) -> Vec<RegionChoice> {
    let catalog = book.catalog();
    let keys: Vec<&str> = services::keys().collect();
    let used: Vec<&str> = catalog
        .prices
        .iter()
        .filter(|price| keys.contains(&price.service_key()))
        .map(|price| price.id.as_str())
        .collect();
    let choice = |region: &Region| {
        let prices = book.as_of(&region.code, day);
        let known = used.iter().filter(|id| {
            let found = prices.as_ref().and_then(|prices| prices.look_up(id));
            found.is_some_and(|found| found.version.is_some())
        });
        let (known, all) = (known.count(), used.len());
        let words = format!("{} · {}", region.code, region.name);
        RegionChoice {
            code: region.code.clone(),
            words: if known == all {
                words
            } else {
                format!("{words} · {known} of {all} prices")
            },
        }
    };
    catalog.regions.iter().map(choice).collect()
}

/// The scenario that the address describes, if it has no fault.
fn scenario_of(asked: &Asked, book: &PriceBook) -> Option<Checked> {
    let node = query::parse(&asked.typed, &mut Faults::default());
    let context = Context::new(book);
    read(&node, &context).ok()
}

/// The line above the form if the address names another day than the book's last. For an earlier
/// day it links to the same scenario at the latest prices; for a later day it says whose prices the
/// page shows.
fn other_day(asked: &Asked, prices: &PriceSlice) -> Option<AnyView> {
    let published = prices.published();
    if let Some(day) = asked.requested.filter(|day| *day > published) {
        let words = format!(
            "The last prices on record are of {published}. This page uses them, as there are none of {day}."
        );
        return Some(view! { <p class="pinned">{words}</p> }.into_any());
    }
    if asked.day >= published {
        return None;
    }
    let regions = prices.regions();
    let node = query::parse(&asked.typed, &mut Faults::default());
    let scenario = read(&node, &Context { regions, published }).ok()?;
    let href = format!("/?{}", link::write_pinned(&scenario, published));
    let view = view! {
        <p class="pinned">
            {format!("This link uses the prices of {}. ", asked.day)}
            <a href=href>{format!("Show this scenario at the prices of {published}")}</a>
        </p>
    };
    Some(view.into_any())
}

/// Answers with the bill alone, derivations included. When the user opens a line, the island replaces
/// its own bill with this one.
pub async fn bill_fragment(
    State(state): State<AppState>,
    RawQuery(raw): RawQuery,
) -> (StatusCode, Html<String>) {
    let book = state.prices().current();
    let outcome = of_query(&raw.unwrap_or_default(), &book).and_then(|asked| {
        let prices = book
            .as_of(&asked.region, asked.day)?
            .slice(&services::keys().collect::<Vec<_>>());
        Some(Outcome::compute(&asked.typed, &prices))
    });
    let outcome = outcome.unwrap_or_default();
    let status = match outcome.bill {
        Some(_) => StatusCode::OK,
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    (status, Html(bill(&outcome)))
}
