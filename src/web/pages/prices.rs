//! `/prices`: the price book. One region on one day, or what changed there between two days.

mod allowances;
mod asked;
mod changes;
mod parts;
mod quotas;
mod table;

use std::sync::Arc;

use axum::http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;

use crate::book::LivePrices;
use crate::fields::Faults;
use crate::pricing::PriceBook;
use asked::{Asked, Question};

/// The price book's page.
#[component]
pub fn Prices() -> impl IntoView {
    // Absent while the list of routes is made at start-up.
    let book = use_context::<Arc<LivePrices>>().map(|prices| prices.current());
    view! {
        <Title text="Prices" />
        <h1>"Prices"</h1>
        {book.map(|book| page(&book))}
    }
}

fn page(book: &PriceBook) -> AnyView {
    let raw = use_context::<axum::http::request::Parts>()
        .and_then(|parts| parts.uri.query().map(str::to_owned))
        .unwrap_or_default();
    let asked = Asked::read(&raw, book);
    let answer = match &asked.question {
        Ok(Question::Day { region, day }) => table::of_day(book, region, *day),
        Ok(Question::Days { region, from, to }) => changes::between(book, region, *from, *to),
        Err(faults) => {
            if let Some(response) = use_context::<ResponseOptions>() {
                response.set_status(StatusCode::UNPROCESSABLE_ENTITY);
            }
            faulty(faults)
        }
    };
    let published = book.catalog().published;
    view! {
        <p>
            {format!(
                "AWS's list prices for one unit, in US dollars before tax. Each price has the day from which it \
                 is known to apply and the source where it was read. The book was read up to {published}: a price that \
                 AWS has changed since is not in it. On the server, ",
            )}
            <code>"reckoner prices update"</code>
            " brings it up to date. "
            <a href=as_json(&asked)>"This page as JSON"</a>
        </p>
        <div class="price-forms">{day_form(book, &asked)} {days_form(book, &asked)}</div>
        {answer}
    }
    .into_any()
}

/// The address that answers the same question as JSON.
fn as_json(asked: &Asked) -> String {
    match &asked.question {
        Ok(Question::Day { region, day }) => format!("/api/v1/prices/{region}?as_of={day}"),
        Ok(Question::Days { region, from, to }) => {
            format!("/api/v1/prices/{region}/diff?from={from}&to={to}")
        }
        Err(_) => "/api/v1/prices".to_owned(),
    }
}

fn faulty(faults: &Faults) -> AnyView {
    let more = Some(faults.more()).filter(|more| *more > 0);
    let more = more.map(|more| view! { <li>{format!("and {more} more")}</li> });
    let faults: Vec<_> = faults
        .iter()
        .map(|fault| view! { <li>{fault.to_string()}</li> })
        .collect();
    view! {
        <div class="faults" role="alert">
            <p>"These inputs cannot be used:"</p>
            <ul>{faults} {more}</ul>
        </div>
    }
    .into_any()
}

/// The form that asks for one day.
fn day_form(book: &PriceBook, asked: &Asked) -> AnyView {
    view! {
        <form method="get" action="/prices">
            <h2>"Prices on a day"</h2>
            {region_field(book, asked, "day-region")}
            {date_field("as_of", "Day", &asked.as_of, book)}
            <p>
                <button type="submit">"Show prices"</button>
            </p>
        </form>
    }
    .into_any()
}

/// The form that asks for two days.
fn days_form(book: &PriceBook, asked: &Asked) -> AnyView {
    view! {
        <form method="get" action="/prices">
            <h2>"Changes between two days"</h2>
            {region_field(book, asked, "days-region")}
            {date_field("from", "From", &asked.from, book)}
            {date_field("to", "To", &asked.to, book)}
            <p>
                <button type="submit">"Show changes"</button>
            </p>
        </form>
    }
    .into_any()
}

fn region_field(book: &PriceBook, asked: &Asked, id: &'static str) -> AnyView {
    let options: Vec<_> = book
        .catalog()
        .regions
        .iter()
        .map(|region| {
            let selected = region.code == asked.region;
            view! {
                <option value=region.code.clone() selected=selected>
                    {format!("{}, {}", region.code, region.name)}
                </option>
            }
        })
        .collect();
    view! {
        <p>
            <label for=id>"Region"</label>
            <select id=id name="region">
                {options}
            </select>
        </p>
    }
    .into_any()
}

fn date_field(name: &'static str, label: &'static str, value: &str, book: &PriceBook) -> AnyView {
    view! {
        <p>
            <label for=name>{label}</label>
            <input
                type="date"
                id=name
                name=name
                value=value.to_owned()
                max=book.catalog().published.to_string()
            />
        </p>
    }
    .into_any()
}
