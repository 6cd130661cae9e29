//! What an address of the calculator asks for.

use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::check::{Context, read};
use crate::fields::{Faults, Node, query};
use crate::pricing::{Date, PriceBook};
use crate::scenario::edit::{self, Next};
use crate::scenario::link;
use crate::web::calculator::{add_id, input_id};
use crate::web::pages::examples::Example;

/// What an address asks for.
pub enum Asked<'q> {
    /// The page of a scenario.
    Page(Page<'q>),
    /// A page at another address: a button of the form sent an edit.
    Moved {
        /// The address.
        to: String,
    },
}

/// The page of a scenario.
pub struct Page<'q> {
    /// The query string that fills the form.
    pub typed: &'q str,
    /// Its tree.
    pub node: Node<'q>,
    /// The faults of its text.
    pub faults: Faults,
    /// The region of the prices.
    pub region: String,
    /// The day whose prices the address asks for, if it names one.
    pub requested: Option<Date>,
    /// The day whose prices answer.
    pub day: Date,
}

/// Reads a query string. `None` for a book without a region.
pub fn of_query<'q>(raw: &'q str, book: &PriceBook) -> Option<Asked<'q>> {
    let mut faults = Faults::default();
    let mut node = query::parse(raw, &mut faults);
    let requested = node
        .text_at("prices")
        .and_then(|day| day.trim().parse().ok());
    if let Some(edit) = edit::take(&mut node) {
        edit.apply(&mut node);
        let next = edit.next(&node);
        let refused = query::refused(raw);
        let query = briefly(node, requested, &refused, book);
        let to = address(&query, next.as_ref());
        return Some(Asked::Moved { to });
    }
    let regions = &book.catalog().regions;
    let wanted = node.text_at("region");
    let wanted = wanted.as_deref().map_or("us-east-1", str::trim);
    // If the book does not have the region, the form names the fault. Its page takes the prices of
    // the first region.
    let region = regions
        .iter()
        .find(|region| region.code == wanted)
        .or_else(|| regions.first())?;
    Some(Asked::Page(Page {
        typed: raw,
        node,
        faults,
        region: region.code.clone(),
        requested,
        day: book.day_for(requested),
    }))
}

/// The first example, at the latest prices. `None` for a book without a region.
pub fn first<'q>(book: &PriceBook, examples: &'q [Example]) -> Option<Asked<'q>> {
    let typed = examples.first()?.query.as_str();
    let mut faults = Faults::default();
    Some(Asked::Page(Page {
        node: query::parse(typed, &mut faults),
        typed,
        faults,
        region: book.catalog().regions.first()?.code.clone(),
        requested: None,
        day: book.day_for(None),
    }))
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

/// The address of a query string, at the input or button where the user goes on.
fn address(query: &str, next: Option<&Next>) -> String {
    let id = match next {
        Some(Next::Input(path)) => Some(input_id(path)),
        Some(Next::Add(path)) => Some(add_id(path)),
        None => None,
    };
    let place = id.map(|id| format!("#{id}")).unwrap_or_default();
    format!("/?{query}{place}")
}

/// Redirects to another address.
pub fn lead_to(address: &str) {
    if let Some(response) = use_context::<ResponseOptions>()
        && let Ok(address) = HeaderValue::try_from(address)
    {
        response.set_status(StatusCode::SEE_OTHER);
        response.insert_header(LOCATION, address);
    }
}
