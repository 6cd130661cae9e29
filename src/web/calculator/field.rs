//! One input: its label, its control, the quantity that follows from it, and its fault.
//!
//! Rendered on the server only. While the page is open, the island writes quantity and fault into the
//! `output` element, see [`super::page_state`].

use leptos::prelude::*;

use super::input_id;
use super::outcome::Outcome;
use crate::fields::{Absent, Kind, Spec};
use crate::pricing::Date;

/// One input of the form.
pub fn field(spec: &'static Spec, path: &str, value: Option<String>, outcome: &Outcome) -> AnyView {
    let (input, note, help) = (
        input_id(path),
        format!("note-{path}"),
        format!("help-{path}"),
    );
    let described = format!("{note} {help}");
    let faulty = outcome.fault(path).is_some();
    let control = control(spec, path, value, input.clone(), described, faulty);
    let class = if faulty { "field faulty" } else { "field" };
    let source = (!spec.source.is_empty()).then(|| {
        view! {
            " "
            <a href=spec.source rel="noreferrer">"AWS"</a>
        }
    });
    view! {
        <div class=class>
            <label for=input>{spec.label}</label>
            <span class="control">{control}<span class="unit">{spec.unit}</span></span>
            <output class="echo" id=note data-path=path.to_owned()>
                {outcome.beside(path)}
            </output>
            <span class="help" id=help>
                {spec.help}
                {source}
            </span>
        </div>
    }
    .into_any()
}

fn control(
    spec: &'static Spec,
    path: &str,
    value: Option<String>,
    id: String,
    described: String,
    faulty: bool,
) -> AnyView {
    let name = path.to_owned();
    let invalid = faulty.then_some("true");
    let default = match spec.absent {
        Absent::Default(default) => default,
        Absent::Fault | Absent::Nothing => "",
    };
    match spec.kind {
        Kind::Choice(words) => {
            let chosen = value.unwrap_or_else(|| default.to_owned());
            let known = words.iter().any(|choice| choice.word == chosen);
            // A typed word that is not a choice stays selected, so that nothing changes unnoticed.
            let stray = (!known).then(|| {
                view! { <option value=chosen.clone() selected=true>{chosen.clone()}</option> }
            });
            let options = words
                .iter()
                .map(|choice| {
                    let selected = choice.word == chosen;
                    view! { <option value=choice.word selected=selected>{choice.label}</option> }
                })
                .collect_view();
            view! {
                <select id=id name=name aria-describedby=described aria-invalid=invalid>
                    {stray}
                    {options}
                </select>
            }
            .into_any()
        }
        // A box holds only true and false; any other value is shown as text below.
        Kind::Truth if matches!(value.as_deref(), None | Some("true" | "false")) => {
            let checked = value.as_deref() == Some("true");
            view! {
                <input type="checkbox" id=id name=name value="true" checked=checked
                    aria-describedby=described aria-invalid=invalid />
            }
            .into_any()
        }
        _ => {
            let (kind, mode) = match spec.kind {
                // A text that is not a day gets a text input: a date input would drop it.
                Kind::Date if value.as_deref().is_none_or(is_day) => ("date", "text"),
                Kind::Integer { .. } => ("text", "numeric"),
                Kind::Decimal { .. } => ("text", "decimal"),
                _ => ("text", "text"),
            };
            let value = value.unwrap_or_else(|| default.to_owned());
            let class = if mode == "text" { "words" } else { "number" };
            view! {
                <input type=kind inputmode=mode class=class id=id name=name value=value
                    autocomplete="off" spellcheck="false"
                    aria-describedby=described aria-invalid=invalid />
            }
            .into_any()
        }
    }
}

fn is_day(text: &str) -> bool {
    text.parse::<Date>().is_ok()
}
