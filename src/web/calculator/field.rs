//! One input: its label, its control, the quantity that follows from it, and its fault.
//!
//! Rendered on the server only. While the page is open, the island writes quantity and fault into the
//! `output` element, see [`super::page_state`].

use super::beside::Beside;
use super::input_id;
use super::markup::Markup;
use crate::fields::{Absent, Kind, Spec};
use crate::pricing::Date;

/// One input of the form.
pub fn field(spec: &Spec, path: &str, value: Option<&str>, beside: &Beside<'_>, html: &mut Markup) {
    let faulty = beside.is_faulty(path);
    around(spec, path, beside, html, |html| {
        control(spec, path, value, faulty, html);
    });
}

/// The inputs of several names, of which the last may be empty.
pub fn names(spec: &Spec, path: &str, given: &[&str], beside: &Beside<'_>, html: &mut Markup) {
    let faulty = beside.is_faulty(path);
    around(spec, path, beside, html, |html| {
        for (at, name) in given.iter().enumerate() {
            html.tag("<input type=\"text\" inputmode=\"text\" class=\"words\"")
                .attribute("value", name);
            let input = format!("{path}.{at}");
            // The label is the first input's, and a fault leads to it.
            if at == 0 {
                html.attribute("id", &input_id(path));
            } else {
                html.attribute(
                    "aria-label",
                    &format!("{} {}", spec.label, at.saturating_add(1)),
                );
            }
            html.attribute("name", &input);
            described(path, faulty, html);
            html.tag(" autocomplete=\"off\" spellcheck=\"false\">");
        }
    });
}

/// What stands around the control of an input.
fn around(
    spec: &Spec,
    path: &str,
    beside: &Beside<'_>,
    html: &mut Markup,
    control: impl FnOnce(&mut Markup),
) {
    begin(path, beside.is_faulty(path), html);
    html.text(spec.label)
        .tag("</label><span class=\"control\">");
    control(html);
    html.tag("<span class=\"unit\">")
        .text(spec.unit)
        .tag("</span></span>");
    note(path, beside, html);
    help(path, spec.help, html);
    if !spec.source.is_empty() {
        html.tag(" ").link(spec.source, "AWS");
    }
    html.tag("</span></div>");
}

/// The beginning of an input, up to the words of its label.
pub fn begin(path: &str, faulty: bool, html: &mut Markup) {
    html.tag(match faulty {
        true => "<div class=\"field faulty\"><label",
        false => "<div class=\"field\"><label",
    });
    html.attribute("for", &input_id(path)).tag(">");
}

/// The quantity that follows from an input, or its fault.
pub fn note(path: &str, beside: &Beside<'_>, html: &mut Markup) {
    html.tag("<output class=\"echo\" id=\"note-")
        .text(path)
        .tag("\"")
        .attribute("data-path", path)
        .tag(">");
    beside.write(path, html);
    html.tag("</output>");
}

/// The help of an input, without its end.
pub fn help(path: &str, words: &str, html: &mut Markup) {
    html.tag("<span class=\"help\" id=\"help-")
        .text(path)
        .tag("\">")
        .text(words);
}

/// The attributes that every control has.
pub fn named(path: &str, faulty: bool, html: &mut Markup) {
    html.attribute("id", &input_id(path))
        .attribute("name", path);
    described(path, faulty, html);
}

/// The attributes that lead to the words of an input.
fn described(path: &str, faulty: bool, html: &mut Markup) {
    html.tag(" aria-describedby=\"note-")
        .text(path)
        .tag(" help-")
        .text(path)
        .tag("\"");
    if faulty {
        html.tag(" aria-invalid=\"true\"");
    }
}

/// A word that can be chosen.
pub fn option(word: &str, words: &str, selected: bool, html: &mut Markup) {
    html.tag("<option").attribute("value", word);
    html.tag(match selected {
        true => " selected>",
        false => ">",
    });
    html.text(words).tag("</option>");
}

fn control(spec: &Spec, path: &str, value: Option<&str>, faulty: bool, html: &mut Markup) {
    let default = match spec.absent {
        Absent::Default(default) => default,
        Absent::Fault | Absent::Nothing => "",
    };
    match spec.kind {
        Kind::Choice(words) => {
            let chosen = value.unwrap_or(default);
            html.tag("<select");
            named(path, faulty, html);
            html.tag(">");
            // A typed word that is not a choice stays selected, so that nothing changes unnoticed.
            if words.iter().all(|choice| choice.word != chosen) {
                option(chosen, chosen, true, html);
            }
            for choice in words {
                option(choice.word, choice.label, choice.word == chosen, html);
            }
            html.tag("</select>");
        }
        // A box holds only true and false; any other value is shown as text below.
        Kind::Truth if matches!(value, None | Some("true" | "false")) => {
            html.tag("<input type=\"checkbox\" value=\"true\"");
            named(path, faulty, html);
            html.tag(match value {
                Some("true") => " checked>",
                _ => ">",
            });
        }
        _ => {
            html.tag(match spec.kind {
                // A text that is not a day gets a text input: a date input would drop it.
                Kind::Date if value.is_none_or(is_day) => {
                    "<input type=\"date\" inputmode=\"text\" class=\"words\""
                }
                Kind::Integer { .. } => {
                    "<input type=\"text\" inputmode=\"numeric\" class=\"number\""
                }
                Kind::Decimal { .. } => {
                    "<input type=\"text\" inputmode=\"decimal\" class=\"number\""
                }
                _ => "<input type=\"text\" inputmode=\"text\" class=\"words\"",
            });
            html.attribute("value", value.unwrap_or(default));
            named(path, faulty, html);
            html.tag(" autocomplete=\"off\" spellcheck=\"false\">");
        }
    }
}

fn is_day(text: &str) -> bool {
    text.parse::<Date>().is_ok()
}
