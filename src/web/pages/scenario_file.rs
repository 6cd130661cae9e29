//! `POST /scenario`: the form's scenario as a file, for scenarios that are too large for a link.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_DISPOSITION;
use axum::response::{Html, IntoResponse, Response};

use crate::check::read_at_prices;
use crate::fields::{Faults, query};
use crate::pricing::Prices as _;
use crate::scenario::link::Pinned;
use crate::state::AppState;
use crate::web::calculator::markup::Markup;

/// Answers a form, sent as a form sends it by POST, with its scenario: a file in JSON, which
/// `POST /api/v1/estimate` reads. A scenario with faults is answered with 422 and a page that tells them.
pub async fn scenario_file(State(state): State<AppState>, typed: String) -> Response {
    let book = state.prices().current();
    let mut faults = Faults::default();
    let node = query::parse(&typed, &mut faults);
    let read = faults
        .into_result(())
        .and_then(|()| read_at_prices(&node, &book));
    match read {
        Ok((scenario, prices)) => {
            let file = Json(Pinned {
                scenario: &scenario,
                as_of: prices.as_of(),
            });
            let name = "attachment; filename=\"scenario.json\"";
            ([(CONTENT_DISPOSITION, name)], file).into_response()
        }
        Err(faults) => {
            let refusal = Html(refusal(&faults));
            (StatusCode::UNPROCESSABLE_ENTITY, refusal).into_response()
        }
    }
}

fn refusal(faults: &Faults) -> String {
    let mut page = Markup::default();
    page.tag("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .tag("<title>Not saved · Reckoner</title></head><body><h1>Not saved</h1>")
        .tag("<p>The scenario has faults:</p><ul>");
    for fault in faults {
        page.tag("<li>").text(&fault.to_string()).tag("</li>");
    }
    page.tag("</ul></body></html>");
    page.finish()
}
