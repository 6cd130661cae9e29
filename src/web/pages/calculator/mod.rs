//! `/`: the calculator.

mod asked;

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Html;
use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;

use self::asked::{Asked, Page, first, lead_to, of_query};
use crate::book::LivePrices;
use crate::compare;
use crate::estimate::Estimate;
use crate::pricing::{Date, PriceBook, PriceSlice};
use crate::scenario::link;
use crate::services;
use crate::sizing::size;
use crate::state::AppState;
use crate::web::calculator::bill::bill;
use crate::web::calculator::choices::choices;
use crate::web::calculator::elsewhere::replica_regions;
use crate::web::calculator::form::form;
use crate::web::calculator::markup::Markup;
use crate::web::calculator::outcome::{Computed, Outcome};
use crate::web::calculator::sizing::sizing;
use crate::web::calculator::strays::{Strays, strays};
use crate::web::calculator::summary::summary;
use crate::web::calculator::{Calculator as Island, FORM_ID};
use crate::web::pages::examples::Example;
use crate::web::pages::{Kept, holder};
use crate::workload::{Checked, Workload};

/// The calculator's page. It shows the scenario of the query string, or the first preset if there is
/// no query string.
#[component]
pub fn Calculator() -> impl IntoView {
    // Absent while the list of routes is made at start-up.
    let book = use_context::<Arc<LivePrices>>().map(|prices| prices.current());
    let kept = use_context::<Arc<Kept>>();
    view! {
        <Title text="What a serverless API costs" />
        {book.zip(kept).map(|(book, kept)| answered(&book, &kept))}
    }
}

fn answered(book: &Arc<PriceBook>, kept: &Kept) -> AnyView {
    let raw = use_context::<axum::http::request::Parts>()
        .and_then(|parts| parts.uri.query().map(str::to_owned))
        .unwrap_or_default();
    let examples = kept.examples(book);
    let asked = if raw.is_empty() {
        first(book, &examples)
    } else {
        of_query(&raw, book)
    };
    match asked {
        Some(Asked::Page(asked)) => page(asked, book, kept, &examples),
        Some(Asked::Moved { to }) => {
            lead_to(&to);
            view! { <p><a href=to>"The page of the changed scenario"</a></p> }.into_any()
        }
        None => without_prices(),
    }
}

fn page(asked: Page<'_>, book: &Arc<PriceBook>, kept: &Kept, examples: &[Example]) -> AnyView {
    let Some(in_page) = kept.prices(book, &asked.region, asked.day) else {
        return without_prices();
    };
    let others = elsewhere(&asked, book);
    let with_others;
    let (prices, held) = if others.is_empty() {
        (&in_page.prices, in_page.holder.as_str())
    } else {
        let prices = in_page.prices.clone().with_others(others);
        let held = holder(&prices);
        with_others = (prices, held);
        (&with_others.0, with_others.1.as_str())
    };
    let Page {
        typed,
        node,
        faults,
        requested,
        day,
        ..
    } = asked;
    let Computed { outcome, priced } = Outcome::of(typed, &node, faults, prices);
    if !outcome.faults.is_empty()
        && let Some(response) = use_context::<ResponseOptions>()
    {
        response.set_status(StatusCode::UNPROCESSABLE_ENTITY);
    }
    // A field without an input is a fault.
    let strays = match outcome.faults.is_empty() {
        true => Strays::default(),
        false => strays(typed),
    };
    let form = form(&node, &strays, &in_page.regions, &outcome);
    let scenario = priced.as_ref().map(|(scenario, _)| scenario);
    let other_day = other_day(requested, day, scenario, prices);
    let choices = priced
        .as_ref()
        .map(|(scenario, estimate)| compared(scenario, estimate, prices))
        .unwrap_or_default();
    let sizing = priced
        .as_ref()
        .map(|(scenario, _)| sized(scenario, book, day))
        .unwrap_or_default();
    let content = content(held, &form, &outcome, &choices, &sizing);
    view! {
        <div class="title">
            <h1>"What a serverless API costs"</h1>
            {presets(examples)}
        </div>
        {other_day}
        <Island>{InertElement::new(content)}</Island>
    }
    .into_any()
}

/// What most pages have room in, in bytes.
const ROOM: usize = 256 * 1024;

/// What is in the island, in one text: as Leptos views, its large parts were escaped once more and copied
/// several times.
fn content(prices: &str, form: &str, outcome: &Outcome, choices: &str, sizing: &str) -> String {
    let mut html = Markup::with_room(ROOM);
    html.finished(prices)
        .tag("<form id=\"")
        .tag(FORM_ID)
        .tag("\" method=\"get\" action=\"/\" aria-label=\"Scenario\" class=\"scenario\">")
        .finished(form)
        .tag(
            "</form><div class=\"side\"><section class=\"summary\" aria-label=\"Result\">\
             <div class=\"summary-live\" aria-live=\"polite\">",
        )
        .finished(&summary(outcome))
        .tag(
            "</div><p class=\"links\"><a href=\"#bill\">The bill, line by line</a> · \
             <a href=\"#choices\">Alternatives and growth</a> · <a href=\"#sizing\">Sizing</a></p></section></div>\
             <section class=\"bill\" aria-labelledby=\"bill\"><h2 id=\"bill\">The bill</h2>\
             <p class=\"help\">Open a line to see how its amount follows from your inputs.</p>\
             <div class=\"bill-live\">",
        )
        .finished(&bill(outcome))
        .tag(
            "</div></section><section class=\"choices-section\" aria-labelledby=\"choices\">\
             <h2 id=\"choices\">Alternatives and growth</h2><div class=\"choices-live\">",
        )
        .finished(choices)
        .tag(
            "</div></section><section class=\"choices-section\" aria-labelledby=\"sizing\">\
             <h2 id=\"sizing\">Sizing</h2><div class=\"sizing-live\">",
        )
        .finished(sizing)
        .tag("</div></section>");
    html.finish()
}

/// The prices of the regions in which the scenario of an address has replicas, as far as the book has those
/// regions.
fn elsewhere(asked: &Page<'_>, book: &PriceBook) -> Vec<PriceSlice> {
    let regions = replica_regions(&asked.node);
    let regions = regions.iter().filter(|region| **region != asked.region);
    let others = regions.filter_map(|region| book.as_of(region, asked.day));
    others
        .map(|prices| prices.slice(&services::keys_elsewhere()))
        .collect()
}

/// The alternatives and the months to come of a scenario.
fn compared(scenario: &Checked, estimate: &Estimate<'_>, prices: &PriceSlice) -> String {
    let alternatives = compare::alternatives_to(estimate, scenario, prices).unwrap_or_default();
    let projection = compare::projection(scenario, prices, compare::MONTHS_MAX);
    choices(&alternatives, &projection, estimate.as_of)
}

/// What the parts of a scenario must sustain, by the quotas of the day of its prices.
fn sized(scenario: &Checked, book: &PriceBook, day: Date) -> String {
    let quotas = book.quotas().as_of(&scenario.region, day);
    let workload = Workload::derive(scenario);
    let sizes = workload.and_then(|workload| Ok(sizing(&size(&workload, quotas)?)));
    sizes.unwrap_or_default()
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

/// The line above the form if the address names another day than the book's last. For an earlier
/// day it links to the same scenario at the latest prices; for a later day it says whose prices the
/// page shows.
fn other_day(
    requested: Option<Date>,
    day: Date,
    scenario: Option<&Checked>,
    prices: &PriceSlice,
) -> Option<AnyView> {
    let published = prices.published();
    if let Some(day) = requested.filter(|day| *day > published) {
        let words = format!(
            "The last prices on record are of {published}. This page uses them, as there are none of {day}."
        );
        return Some(view! { <p class="pinned">{words}</p> }.into_any());
    }
    let scenario = scenario.filter(|_| day < published)?;
    let words = format!("Show this scenario at the prices of {published}");
    let newer = link::page(scenario, published).ok();
    let view = view! {
        <p class="pinned">
            {format!("This link uses the prices of {day}. ")}
            {newer.map(|href| view! { <a href=href>{words}</a> })}
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
    let raw = raw.unwrap_or_default();
    let outcome = match of_query(&raw, &book) {
        Some(Asked::Page(asked)) => book.as_of(&asked.region, asked.day).map(|prices| {
            let prices = prices
                .slice(&services::keys_priced().collect::<Vec<_>>())
                .with_others(elsewhere(&asked, &book));
            Outcome::of(asked.typed, &asked.node, asked.faults, &prices).outcome
        }),
        Some(Asked::Moved { .. }) | None => None,
    };
    let outcome = outcome.unwrap_or_default();
    let status = match outcome.bill {
        Some(_) => StatusCode::OK,
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    (status, Html(bill(&outcome)))
}
