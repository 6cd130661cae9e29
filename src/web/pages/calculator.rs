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
use crate::pricing::{Date, PriceBook, PriceSlice, slice_text};
use crate::scenario::link;
use crate::scenario::{Scenario, edit};
use crate::services;
use crate::state::AppState;
use crate::web::calculator::Calculator as Island;
use crate::web::calculator::bill::bill;
use crate::web::calculator::form::form;
use crate::web::calculator::outcome::Outcome;
use crate::web::calculator::summary::summary;
use crate::web::pages::examples::{CurrentExamples, Example};

/// The calculator's page, for the scenario of the query string; without one, for the first preset.
#[component]
pub fn Calculator() -> impl IntoView {
    // Absent while the list of routes is made at start-up.
    let book = use_context::<Arc<LivePrices>>().map(|prices| prices.current());
    let examples = use_context::<Arc<CurrentExamples>>();
    view! {
        <Title text="What a serverless API costs" />
        {book.zip(examples).map(|(book, examples)| page(&book, &examples.of(&book)))}
    }
}

/// What the address asks for.
struct Asked {
    /// The query string that the form is made of.
    typed: String,
    /// The region of the prices.
    region: String,
    /// The day of the prices.
    day: Date,
    /// Whether the answer only leads to another address.
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
    let outcome = Outcome::of(&asked.typed, &prices);
    if !outcome.faults.is_empty()
        && !asked.moved
        && let Some(response) = use_context::<ResponseOptions>()
    {
        response.set_status(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let node = query::parse(&asked.typed, &mut Faults::default());
    let form = form(&node, &book.catalog().regions, &outcome);
    let choices = scenario_of(&asked, book)
        .map(|scenario| crate::web::calculator::choices::choices(&scenario, &prices));
    let slice = slice_text::encode(&prices);
    let newer = newer(&asked, &prices);
    let (summary, bill) = (summary(&outcome), bill(&outcome));
    view! {
        <div class="title">
            <h1>"What a serverless API costs"</h1>
            {presets(examples)}
        </div>
        {newer}
        <Island>
            <div hidden data-prices=slice></div>
            {form}
            <div class="side">
                <section class="summary" aria-label="Result">
                    <div class="summary-live" aria-live="polite" inner_html=summary></div>
                    <p class="links">
                        <a href="#bill">"The bill, line by line"</a>
                        " · "
                        <a href="#choices">"Choices"</a>
                    </p>
                </section>
            </div>
            <section class="bill" aria-labelledby="bill">
                <h2 id="bill">"The bill"</h2>
                <p class="help">"Unfold a line for the way from your input to the amount."</p>
                <div class="bill-live" inner_html=bill></div>
            </section>
            <section class="choices-section" aria-labelledby="choices">
                <h2 id="choices">"Choices"</h2>
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

/// The address of an edited form leads to the form as edited; any other is shown as it is.
fn of_query(raw: &str, book: &PriceBook) -> Option<Asked> {
    let mut node = query::parse(raw, &mut Faults::default());
    let edited = edit::take(&mut node).is_some_and(|edit| {
        edit.apply(&mut node);
        true
    });
    let regions = &book.catalog().regions;
    let wanted = node.text_at("region").unwrap_or_default();
    // A region that the book does not have is a fault that the form names; it still needs prices.
    let region = regions
        .iter()
        .find(|region| region.code == wanted)
        .or_else(|| regions.first())?;
    let requested = node
        .text_at("prices")
        .and_then(|day| day.trim().parse().ok());
    let typed = if edited {
        query::write_typed(&node)
    } else {
        raw.to_owned()
    };
    if edited
        && let Some(response) = use_context::<ResponseOptions>()
        && let Ok(address) = HeaderValue::try_from(format!("/?{typed}"))
    {
        response.set_status(StatusCode::SEE_OTHER);
        response.insert_header(LOCATION, address);
    }
    Some(Asked {
        typed,
        region: region.code.clone(),
        day: book.day_for(requested),
        moved: edited,
    })
}

/// The first example, at the latest prices.
fn first(book: &PriceBook, examples: &[Example]) -> Option<Asked> {
    Some(Asked {
        typed: examples.first()?.query.clone(),
        region: book.catalog().regions.first()?.code.clone(),
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

/// The scenario that the address describes, if it has no fault.
fn scenario_of(asked: &Asked, book: &PriceBook) -> Option<Scenario> {
    let node = query::parse(&asked.typed, &mut Faults::default());
    let context = Context::of(book);
    read(&node, &context).ok()
}

/// For a link pinned to an earlier day: the same scenario at the latest prices.
fn newer(asked: &Asked, prices: &PriceSlice) -> Option<AnyView> {
    let published = prices.published();
    if asked.day >= published {
        return None;
    }
    let regions = prices.regions();
    let node: Node = query::parse(&asked.typed, &mut Faults::default());
    let scenario = read(&node, &Context { regions, published }).ok()?;
    let href = format!("/?{}", link::write_pinned(&scenario, published));
    let view = view! {
        <p class="pinned">
            {format!("Prices of {}, as this link was made. ", asked.day)}
            <a href=href>{format!("The same scenario at the prices of {published}")}</a>
        </p>
    };
    Some(view.into_any())
}

/// The bill alone, with its derivations: what the island puts in the place of its own when a line is
/// unfolded.
pub async fn bill_fragment(
    State(state): State<AppState>,
    RawQuery(raw): RawQuery,
) -> (StatusCode, Html<String>) {
    let book = state.prices().current();
    let outcome = of_query(&raw.unwrap_or_default(), &book).and_then(|asked| {
        let prices = book
            .as_of(&asked.region, asked.day)?
            .slice(&services::keys().collect::<Vec<_>>());
        Some(Outcome::of(&asked.typed, &prices))
    });
    let outcome = outcome.unwrap_or_default();
    let status = match outcome.bill {
        Some(_) => StatusCode::OK,
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    (status, Html(bill(&outcome)))
}
