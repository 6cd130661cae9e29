//! The price book: `GET /api/v1/prices`, `GET /api/v1/prices/{region}?as_of=` and
//! `GET /api/v1/prices/{region}/diff?from=&to=`. Decimals are strings; a price that is not on record
//! is null.

use std::borrow::Cow;

use axum::Json;
use axum::extract::{OriginalUri, Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::problem::{Fault as Told, Problem};
use super::scenario_problem::{Spelling, Subject, refused};
use crate::fields::read::{Section, read_section, section};
use crate::fields::{Fault, Faults, Place, Spec, query};
use crate::pricing::difference::{Stated, between_days};
use crate::pricing::listing::{self, Listed};
use crate::pricing::{AsOf, CatalogPrice, Date, PriceBook, Prices as _, Version};

use crate::state::AppState;

section! {
    /// From which day to look at the prices.
    pub struct Day as "question" {
        /// The day; the book's own when absent.
        pub as_of: Option<Date> = Spec::date().label("As of").optional(),
    }
}

section! {
    /// Which days to compare.
    pub struct Days as "question" {
        /// The one day.
        pub from: Date = Spec::date().label("From"),
        /// The other.
        pub to: Date = Spec::date().label("To"),
    }
}

/// The catalogue, the regions, where each id is priced, and the allowances.
pub async fn book(State(state): State<AppState>) -> Json<Value> {
    let book = state.prices().current();
    let catalog = book.catalog();
    let regions = catalog.regions.iter();
    let regions = regions.map(|region| json!({ "code": region.code, "name": region.name }));
    let services = catalog.services.iter().map(|service| {
        let prices = catalog.prices.iter();
        let prices = prices.filter(|price| price.service_key() == service.key);
        json!({
            "key": service.key,
            "name": service.name,
            "page": service.page,
            "prices": prices.map(|price| catalogued(price, &book)).collect::<Vec<_>>(),
        })
    });
    Json(json!({
        "published": catalog.published,
        "regions": regions.collect::<Vec<_>>(),
        "services": services.collect::<Vec<_>>(),
        "allowances": book.allowances(),
    }))
}

fn catalogued(price: &CatalogPrice, book: &PriceBook) -> Value {
    let regions = book.catalog().regions.iter();
    let priced = regions
        .map(|region| region.code.as_str())
        .filter(|code| !book.versions(code, &price.id).is_empty());
    let mut catalogued = described(price);
    catalogued["regions"] = priced.collect();
    catalogued
}

fn described(price: &CatalogPrice) -> Value {
    json!({
        "price_id": price.id,
        "description": price.description,
        "unit": price.unit,
        "block": price.block.to_string(),
    })
}

/// Every price of a region, with the version that applies on a day.
pub async fn region(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    Path(region): Path<String>,
    RawQuery(raw): RawQuery,
) -> Response {
    let book = state.prices().current();
    let asked: Result<Day, _> = parameters(raw.as_deref());
    let Day { as_of } = match asked {
        Ok(asked) => asked,
        Err(faults) => return unusable(&faults, uri.path()),
    };
    match book.as_of(&region, book.day_for(as_of)) {
        Some(prices) => Json(listed(prices, as_of)).into_response(),
        None => unknown(&region, &book, uri.path()),
    }
}

fn listed(prices: AsOf<'_>, requested: Option<Date>) -> Value {
    let services = listing::of_day(prices).into_iter().map(|of| {
        json!({
            "key": of.service.key,
            "name": of.service.name,
            "prices": of.prices.iter().map(price).collect::<Vec<_>>(),
        })
    });
    json!({
        "region": prices.region(),
        "as_of": prices.as_of(),
        "requested": requested,
        "published": prices.book().catalog().published,
        "services": services.collect::<Vec<_>>(),
    })
}

fn price(listed: &Listed<'_>) -> Value {
    let mut price = described(listed.price);
    price["version"] = listed.version.map_or(Value::Null, version);
    price["next_version_from"] = json!(listed.next);
    price
}

fn version(version: &Version) -> Value {
    let mut stated = json!(Stated::from(version));
    stated["confidence"] = json!(version.confidence);
    stated["also"] = json!(version.also);
    stated["note"] = json!(version.note);
    stated
}

/// What differs between two days in a region.
pub async fn diff(
    State(state): State<AppState>,
    OriginalUri(uri): OriginalUri,
    Path(region): Path<String>,
    RawQuery(raw): RawQuery,
) -> Response {
    let book = state.prices().current();
    let asked: Result<Days, _> = parameters(raw.as_deref());
    let Days { from, to } = match asked {
        Ok(asked) => asked,
        Err(faults) => return unusable(&faults, uri.path()),
    };
    if book.catalog().region(&region).is_none() {
        return unknown(&region, &book, uri.path());
    }
    let (first, second) = (book.day_for(Some(from)), book.day_for(Some(to)));
    let mut body = json!(between_days(&book, Some(&region), first, second));
    body["region"] = json!(region);
    body["requested"] = json!({ "from": from, "to": to });
    body["published"] = json!(book.catalog().published);
    Json(body).into_response()
}

/// The parameters of a query string, all faults at once.
fn parameters<S: Section>(raw: Option<&str>) -> Result<S, Vec<Fault>> {
    let mut faults = Faults::default();
    let node = query::parse(raw.unwrap_or(""), &mut faults);
    let asked = read_section(&node, &Place::root(), &mut faults);
    faults.into_result(asked)
}

fn unusable(faults: &[Fault], path: &str) -> Response {
    refused(Subject::Parameters, faults, Spelling::Query, path).into_response()
}

fn unknown(region: &str, book: &PriceBook, path: &str) -> Response {
    let codes = book.catalog().regions.iter();
    let codes: Vec<&str> = codes.map(|region| region.code.as_str()).collect();
    let codes = codes.join(", ");
    let detail = format!("the price book has no region {region:?}; it has {codes}");
    Problem {
        detail: Some(detail.clone()),
        errors: vec![Told {
            code: Cow::Borrowed("unknown_region"),
            given: Some(region.to_owned()),
            allowed: Some(codes),
            detail,
            ..Told::default()
        }],
        ..Problem::from_status(StatusCode::NOT_FOUND).at(path)
    }
    .into_response()
}
