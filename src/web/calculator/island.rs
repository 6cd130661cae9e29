//! The island around the form: answers every input with the same engine that the server runs.

use leptos::ev;
use leptos::prelude::*;

use super::outcome::Outcome;
use super::page_state;
use crate::pricing::slice_text;

/// What makes the page answer while it is open, at the prices of one region and one day.
///
/// Form, result and bill are its children: rendered by the server, not built again here. Changing
/// region or date needs other prices, so those two inputs send the form; all others are answered
/// at once.
#[island]
pub fn Calculator(
    /// The prices that the island computes with, as [`slice_text`] writes them.
    prices: String,
    /// Form, result and bill.
    children: Children,
) -> impl IntoView {
    let around = NodeRef::<leptos::html::Div>::new();
    let prices = StoredValue::new(slice_text::decode(&prices));
    let answer = move |typed: &str| {
        prices.with_value(|prices| prices.as_ref().map(|prices| Outcome::of(typed, prices)))
    };
    let form = move || {
        around
            .get_untracked()
            .and_then(|around| page_state::form_in(&around))
    };
    let current = move || page_state::typed(&form()?).and_then(|typed| answer(&typed));
    let recompute = move || {
        if let (Some(around), Some(form)) = (around.get_untracked(), form())
            && let Some(outcome) = current()
        {
            page_state::show(&around, &form, &outcome);
        }
    };
    // What was typed before the island came alive counts too; an address stays as it was opened
    // until something is typed.
    Effect::new(move || {
        if let Some(around) = around.get() {
            if current().is_some_and(|outcome| page_state::shows_other_than(&around, &outcome)) {
                recompute();
            }
            let _ = around.set_attribute("data-live", "true");
        }
    });
    let send = move |event: ev::Event| {
        if let Some("region" | "prices") = page_state::name_of(&event).as_deref()
            && let Some(form) = form()
        {
            let _ = form.request_submit();
        }
    };
    view! {
        <div class="calculator" node_ref=around on:input=move |_| recompute() on:change=send>
            {children()}
        </div>
    }
}
