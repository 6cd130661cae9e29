//! What the island does with the page around it: reads the form, shows what follows from it, and
//! replaces the address.

use leptos::wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, FormData, HtmlFormElement, HtmlInputElement, Response, js_sys};

use leptos::ev;

use super::bill::bill;
use super::outcome::Outcome;
use super::summary::{CHOICES, SIZING, elsewhere_link, summary};
use crate::fields::points;
use crate::pricing::{PriceSlice, slice_text};

/// The form around or inside an element of the page.
pub fn form_in(element: &Element) -> Option<HtmlFormElement> {
    element.query_selector("form").ok()??.dyn_into().ok()
}

/// The form's inputs, as the query string that the form would send.
pub fn typed(form: &HtmlFormElement) -> Option<String> {
    let data = FormData::new_with_form(form).ok()?;
    let mut query = form_urlencoded::Serializer::new(String::new());
    for entry in js_sys::try_iter(&data).ok()?? {
        let pair: js_sys::Array = entry.ok()?.unchecked_into();
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            query.append_pair(&name, &value);
        }
    }
    Some(query.finish())
}

/// The prices that the server put into the page.
pub fn prices(around: &Element) -> Option<PriceSlice> {
    let holder = around.query_selector("[data-prices]").ok()??;
    slice_text::decode(&holder.get_attribute("data-prices")?)
}

/// Whether a changed input holds a pasted result, for which only the server has a reader.
pub fn is_pasted(event: &ev::Event) -> bool {
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    input.is_some_and(|input| points::is_pasted(&input.value()))
}

/// If the focus leaves the input of the region or of the day, which decide the prices: the id of the
/// element that gets the focus, empty if it has no id. `None` for other inputs, if the whole window
/// lost the focus, and if a button gets it, as pressing the button sends the form anyway.
pub fn left_for(event: &ev::FocusEvent) -> Option<String> {
    let left: Element = event.target()?.dyn_into().ok()?;
    if !matches!(
        left.get_attribute("name").as_deref(),
        Some("region" | "prices")
    ) {
        return None;
    }
    let next = event
        .related_target()
        .and_then(|next| next.dyn_into::<Element>().ok());
    match next {
        Some(next) if next.tag_name() == "BUTTON" => None,
        Some(next) => Some(next.id()),
        None => (active()? != left).then(String::new),
    }
}

/// Whether Enter in one of its inputs sends a form. The button that Enter presses is hidden while the
/// island runs.
pub fn is_by_enter(event: &ev::SubmitEvent) -> bool {
    let by: Option<Element> = event.submitter().map(Into::into);
    by.is_some_and(|by| matches!(by.closest(".submit"), Ok(Some(_))))
}

/// The element that has the focus.
pub fn active() -> Option<Element> {
    web_sys::window()?.document()?.active_element()
}

/// Loads the page anew for an outcome, at the element of this id, if the outcome has an address.
pub fn load(outcome: &Outcome, id: &str) {
    if let Some(window) = web_sys::window()
        && let Ok(address) = outcome.address()
    {
        let _ = window.location().assign(&format!("{address}#{id}"));
    }
}

/// Whether the page shows another outcome than this: a browser may have kept inputs over a reload,
/// and the user may have typed before the island started.
pub fn shows_other_than(around: &Element, outcome: &Outcome) -> bool {
    permalink(around) != outcome.address().ok()
}

/// The address of the outcome that the page shows, if that has one.
fn permalink(around: &Element) -> Option<String> {
    let link = around.query_selector("a.permalink").ok()??;
    link.get_attribute("href")
}

/// Shows an outcome in the page and in its address.
pub fn show(around: &Element, form: &HtmlFormElement, outcome: &Outcome) {
    annotate(form, outcome);
    replace(around, ".summary-live", &summary(outcome));
    let unfolded = unfolded(around);
    show_bill(around, &bill(outcome), &unfolded);
    replace(around, ".choices-live", &elsewhere_link(outcome, CHOICES));
    replace(around, ".sizing-live", &elsewhere_link(outcome, SIZING));
    // If the page needs the prices of another region or day, its address stays as it is: if it were
    // replaced here, assigning the same address later would load nothing.
    if !outcome.elsewhere
        && let Ok(address) = outcome.address()
    {
        replace_address(&address);
    }
    if outcome.bill.is_some() && !unfolded.is_empty() {
        derive(around.clone());
    }
}

/// Shows the lines of the bill. The open lines stay open.
fn show_bill(around: &Element, html: &str, unfolded: &[String]) {
    replace(around, ".bill-live", html);
    let Some(page) = around.owner_document() else {
        return;
    };
    for line in unfolded.iter().filter_map(|id| page.get_element_by_id(id)) {
        let _ = line.set_attribute("open", "");
    }
}

/// Whether a click opens a line whose derivation is not in the page yet.
pub fn asks_for_derivation(event: &ev::MouseEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let summary = target.and_then(|target| target.closest("summary").ok().flatten());
    let line = summary.and_then(|summary| summary.parent_element());
    line.is_some_and(|line| matches!(line.query_selector(".underived"), Ok(Some(_))))
}

/// Gets the bill with its derivations from the server, as the browser's engine has no words for them.
/// Shows it if the page still shows the same scenario.
pub fn derive(around: Element) {
    leptos::task::spawn_local(async move {
        let asked = permalink(&around);
        if let Some(query) = asked.as_deref().and_then(|asked| asked.strip_prefix("/?"))
            && let Some(html) = fetched(&format!("/bill?{query}")).await
            && permalink(&around) == asked
        {
            let unfolded = unfolded(&around);
            show_bill(&around, &html, &unfolded);
        }
    });
}

/// The text that an address of this server answers with; `None` if it does not.
async fn fetched(address: &str) -> Option<String> {
    let answer = JsFuture::from(web_sys::window()?.fetch_with_str(address))
        .await
        .ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}

/// Replaces an element's content with markup of [`super::markup`].
fn replace(around: &Element, selector: &str, html: &str) {
    if let Ok(Some(element)) = around.query_selector(selector) {
        element.set_inner_html(html);
    }
}

/// The ids of the open lines, so that they stay open.
fn unfolded(around: &Element) -> Vec<String> {
    let mut ids = Vec::new();
    if let Ok(lines) = around.query_selector_all("details.line[open]") {
        for at in 0..lines.length() {
            let line = lines
                .item(at)
                .and_then(|node| node.dyn_into::<Element>().ok());
            ids.extend(line.map(|line| line.id()));
        }
    }
    ids
}

/// Writes beside each input what follows from it, or its fault.
fn annotate(form: &HtmlFormElement, outcome: &Outcome) {
    let Ok(notes) = form.query_selector_all("output[data-path]") else {
        return;
    };
    for at in 0..notes.length() {
        let Some(note) = notes
            .item(at)
            .and_then(|node| node.dyn_into::<Element>().ok())
        else {
            continue;
        };
        let path = note.get_attribute("data-path").unwrap_or_default();
        let words = outcome.beside(&path);
        if note.text_content().unwrap_or_default().trim() != words {
            note.set_text_content(Some(&words));
        }
        mark(&note, outcome.fault(&path).is_some());
    }
}

/// Marks the input beside a note as faulty, or takes the mark away.
fn mark(note: &Element, faulty: bool) {
    let Some(field) = note.parent_element() else {
        return;
    };
    let _ = field.class_list().toggle_with_force("faulty", faulty);
    if let Ok(Some(input)) = field.query_selector("input, select") {
        let _ = match faulty {
            true => input.set_attribute("aria-invalid", "true"),
            false => input.remove_attribute("aria-invalid"),
        };
    }
}

/// Makes this the page's address, without a new entry in the history.
fn replace_address(address: &str) {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else {
        return;
    };
    // A browser may refuse too frequent changes; the next input brings the address up to date.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
}
