//! The island around the form: answers every input with the same engine that the server runs.

use leptos::ev;
use leptos::prelude::*;

use super::outcome::Outcome;
use super::page_state;
use crate::pricing::PriceSlice;

/// Computes the page anew at every input, at the prices of one region and one day.
///
/// Form, result and bill are its children: the server renders them, and the island does not build
/// them again. Another region or day needs other prices: the page loads anew once the user leaves that
/// input or presses Enter, never while the user types. Pasted JSON is sent to the server. Every other
/// input is answered at once, so Enter does nothing there.
#[island]
pub fn Calculator(
    /// Form, result and bill, and the prices to compute with.
    children: Children,
) -> impl IntoView {
    let around = NodeRef::<leptos::html::Div>::new();
    // Read when the island starts. Not a property of the island: Leptos would read it as JSON, and the
    // reader of JSON alone takes a tenth of the WebAssembly that the page may load.
    let prices = StoredValue::new(None);
    let answer = move |typed: &str| {
        prices.with_value(|prices: &Option<PriceSlice>| {
            Some(Outcome::compute(typed, prices.as_ref()?))
        })
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
    // Inputs that were typed before the island started count too. The address stays as it was opened
    // until the user types.
    Effect::new(move || {
        if let Some(around) = around.get() {
            prices.set_value(page_state::prices(&around));
            if current().is_some_and(|outcome| page_state::shows_other_than(&around, &outcome)) {
                recompute();
            }
            let _ = around.set_attribute("data-live", "true");
        }
    });
    // Loads the page anew if the inputs ask for other prices, at the element of this id.
    let load = move |id: &str| {
        if let Some(outcome) = current()
            && outcome.elsewhere
        {
            page_state::load(&outcome, id);
        }
    };
    let leave = move |event: ev::FocusEvent| {
        if let Some(id) = page_state::left_for(&event) {
            load(&id);
        }
    };
    let submit = move |event: ev::SubmitEvent| {
        if page_state::is_by_enter(&event) {
            event.prevent_default();
            load(
                &page_state::active()
                    .map(|input| input.id())
                    .unwrap_or_default(),
            );
        }
    };
    let send = move |event: ev::Event| {
        if page_state::is_pasted(&event)
            && let Some(form) = form()
        {
            let _ = form.request_submit();
        }
    };
    // Help covers what is beside it: Escape hides it until the focus moves.
    let quiet = move |quiet: bool| {
        if let Some(around) = around.get_untracked() {
            let _ = around.toggle_attribute_with_force("data-quiet", quiet);
        }
    };
    let unfold = move |event: ev::MouseEvent| {
        if page_state::asks_for_derivation(&event)
            && let Some(around) = around.get_untracked()
        {
            page_state::derive(around.into());
        }
    };
    view! {
        <div
            class="calculator"
            node_ref=around
            on:input=move |_| recompute()
            on:change=send
            on:submit=submit
            on:focusout=leave
            on:focusin=move |_| quiet(false)
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    quiet(true);
                }
            }
            on:click=unfold
        >
            {children()}
        </div>
    }
}
