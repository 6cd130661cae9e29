//! The form: every field of the table of fields, section by section.
//!
//! A plain GET form, rendered on the server only; it works without JavaScript. Its parts are those of
//! the tree as it was typed. The buttons named `edit` ask the server to add or remove parts.

use leptos::prelude::*;

use super::field::field;
use super::outcome::Outcome;
use super::strays::Stray;
use super::{add_id, input_id};
use crate::fields::read::Section;
use crate::fields::{Kind, Node, SectionSpec, Spec};
use crate::scenario::Scenario;
use crate::scenario::edit::{self, Edit};

/// A region that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionChoice {
    /// AWS's code, `us-east-1`.
    pub code: String,
    /// What the choice says.
    pub words: String,
}

/// What every part of the form needs.
#[derive(Clone, Copy)]
struct Parts<'o> {
    outcome: &'o Outcome,
}

/// The form of a tree, with the fields of the address that have no input, and the outcome beside each
/// input.
pub fn form(
    node: &Node<'_>,
    strays: &[Stray],
    regions: &[RegionChoice],
    outcome: &Outcome,
) -> AnyView {
    let parts = Parts { outcome };
    let sections = Scenario::SPEC
        .fields
        .iter()
        .filter(|spec| !matches!(spec.name, "version" | "name" | "region" | "prices"))
        .map(|spec| parts.top(spec, node))
        .collect_view();
    view! {
        <form class="scenario" method="get" action="/" aria-label="Scenario">
            // The first button is the one that Enter presses.
            <p class="submit">
                <button type="submit" name=edit::FIELD value=Edit::Nothing.value()>
                    "Calculate"
                </button>
                <input type="hidden" name="version" value=typed_or(node, "version", "1") />
            </p>
            {parts.strays(strays)}
            <fieldset class="section">
                <legend>"Scenario"</legend>
                {parts.plain("name", node)}
                {parts.region(node, regions)}
                {parts.plain("prices", node)}
            </fieldset>
            {sections}
        </form>
    }
    .into_any()
}

fn typed_or(node: &Node<'_>, path: &str, default: &str) -> String {
    node.text_at(path).unwrap_or_else(|| default.to_owned())
}

/// The path of a field or an item at this path.
fn at(path: &str, name: impl std::fmt::Display) -> String {
    if path.is_empty() {
        name.to_string()
    } else {
        format!("{path}.{name}")
    }
}

impl Parts<'_> {
    /// The fields of the address that a scenario does not have, so that none of them is lost unnoticed.
    fn strays(self, strays: &[Stray]) -> Option<AnyView> {
        let fields = strays
            .iter()
            .enumerate()
            .map(|(at, stray)| self.stray(at, stray))
            .collect_view();
        (!strays.is_empty()).then(|| {
            view! {
                <fieldset class="section">
                    <legend>"Unknown fields of the address"</legend>
                    <p class="help">"A scenario has no such fields. Empty them here, or correct the address."</p>
                    {fields}
                </fieldset>
            }
            .into_any()
        })
    }

    fn stray(self, at: usize, stray: &Stray) -> AnyView {
        let id = if stray.linked {
            input_id(&stray.fault)
        } else {
            format!("stray-{at}")
        };
        let note = format!("note-stray-{at}");
        view! {
            <div class="field faulty">
                <label for=id.clone()>{stray.name.clone()}</label>
                <span class="control">
                    <input type="text" class="words" id=id name=stray.name.clone()
                        value=stray.value.clone() autocomplete="off" spellcheck="false"
                        aria-describedby=note.clone() aria-invalid="true" />
                </span>
                <output class="echo" id=note data-path=stray.fault.clone()>
                    {self.outcome.beside(&stray.fault)}
                </output>
            </div>
        }
        .into_any()
    }

    /// One of the scenario's own fields.
    fn plain(self, name: &str, node: &Node<'_>) -> Option<AnyView> {
        let spec = Scenario::SPEC.field(name)?;
        Some(field(spec, name, node.text_at(name), self.outcome))
    }

    /// The region, whose choices are those of the price book.
    fn region(self, node: &Node<'_>, regions: &[RegionChoice]) -> AnyView {
        let chosen = typed_or(node, "region", "us-east-1");
        let options = regions
            .iter()
            .map(|region| {
                let selected = region.code == chosen;
                view! { <option value=region.code.clone() selected=selected>{region.words.clone()}</option> }
            })
            .collect_view();
        let known = regions.iter().any(|region| region.code == chosen);
        let stray = (!known).then(|| {
            view! { <option value=chosen.clone() selected=true>{chosen.clone()}</option> }
        });
        let invalid = self.outcome.fault("region").map(|_| "true");
        let class = if invalid.is_some() {
            "field faulty"
        } else {
            "field"
        };
        view! {
            <div class=class>
                <label for=input_id("region")>"Region"</label>
                <span class="control">
                    <select id=input_id("region") name="region" aria-invalid=invalid
                        aria-describedby="note-region help-region">
                        {stray}
                        {options}
                    </select>
                </span>
                <output class="echo" id="note-region" data-path="region">
                    {self.outcome.beside("region")}
                </output>
                <span class="help" id="help-region">
                    "If you change the region or the day of the prices, the page loads again with other prices once you leave the field."
                </span>
            </div>
        }
        .into_any()
    }

    /// A section or list of the scenario.
    fn top(self, spec: &'static Spec, node: &Node<'_>) -> AnyView {
        match spec.kind {
            Kind::Section(of) => {
                let there = node.field(spec.name);
                // Billing and traffic are always there; the others may be added and removed.
                let lasting = matches!(spec.name, "billing" | "traffic");
                if there.is_none() && !lasting {
                    return self.absent(spec, spec.name);
                }
                let remove = (!lasting)
                    .then(|| button(&Edit::Remove(spec.name.to_owned()), "Remove", spec.label));
                view! {
                    <fieldset class="section">
                        <legend>{spec.label}</legend>
                        {self.fields(of, there.unwrap_or(&Node::EMPTY), spec.name)}
                        {remove}
                    </fieldset>
                }
                .into_any()
            }
            Kind::List { of, .. } => self.list(spec, of, node, ""),
            _ => ().into_any(),
        }
    }

    /// The button that adds a section.
    fn absent(self, spec: &'static Spec, path: &str) -> AnyView {
        view! {
            <div class="section absent">
                {button(&Edit::Add(path.to_owned()), "Add", spec.label)}
                <span class="help">{spec.help}</span>
            </div>
        }
        .into_any()
    }

    /// The fields of a section: the plain ones and its inner sections, more options, and its lists.
    fn fields(self, of: &'static SectionSpec, node: &Node<'_>, path: &str) -> AnyView {
        let one = |spec: &'static Spec| {
            let place = at(path, spec.name);
            match spec.kind {
                Kind::Section(inner) => {
                    let there = node.field(spec.name);
                    if there.is_none() && spec.fine {
                        return self.absent(spec, &place);
                    }
                    self.fields(inner, there.unwrap_or(&Node::EMPTY), &place)
                }
                Kind::List { of, .. } => self.list(spec, of, node, path),
                _ => field(spec, &place, node.text_at(spec.name), self.outcome),
            }
        };
        let is_list = |spec: &&Spec| matches!(spec.kind, Kind::List { .. });
        let plain = of.fields.iter().filter(|spec| !spec.fine && !is_list(spec));
        let fine: Vec<&'static Spec> = of.fields.iter().filter(|spec| spec.fine).collect();
        let lists = of.fields.iter().filter(is_list).map(one).collect_view();
        // Open if a field in it differs from its default, so that nothing in force is hidden. The form
        // sends defaults too.
        let given = fine.iter().any(|spec| {
            let value = node.field(spec.name);
            value.is_some_and(|value| !edit::is_default(spec, value))
        });
        let more = (!fine.is_empty()).then(|| {
            view! {
                <details class="fine" open=given>
                    <summary>"More options"</summary>
                    {fine.into_iter().map(one).collect_view()}
                </details>
            }
        });
        view! {
            {plain.map(one).collect_view()}
            {more}
            {lists}
        }
        .into_any()
    }

    /// A list of sections, each with a button to remove it, and one to add another.
    fn list(
        self,
        spec: &'static Spec,
        of: &'static SectionSpec,
        node: &Node<'_>,
        path: &str,
    ) -> AnyView {
        let place = at(path, spec.name);
        let items = match node.field(spec.name) {
            Some(Node::List(items)) => items.as_slice(),
            _ => &[],
        };
        let items = items
            .iter()
            .enumerate()
            .map(|(number, item)| {
                let place = at(&place, number);
                let name = item.text_at("name").unwrap_or_default();
                let legend = format!("{} {} {name}", capital(of.name), number.saturating_add(1));
                view! {
                    <fieldset class="item">
                        <legend>{legend.clone()}</legend>
                        {self.fields(of, item, &place)}
                        {button(&Edit::Remove(place), "Remove", &legend)}
                    </fieldset>
                }
                .into_any()
            })
            .collect_view();
        let class = if path.is_empty() {
            "section list"
        } else {
            "list"
        };
        view! {
            <div class=class>
                <h3>{spec.label}</h3>
                {items}
                {button(&Edit::Add(place), "Add", of.name)}
            </div>
        }
        .into_any()
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A button that asks the server for an edit. Its words say what it edits.
fn button(edit: &Edit, verb: &'static str, what: &str) -> AnyView {
    let what = what.trim().to_owned();
    let (class, id) = match edit {
        Edit::Add(path) => ("quiet", Some(add_id(path))),
        Edit::Remove(_) | Edit::Nothing => ("quiet remove", None),
    };
    view! {
        <button type="submit" class=class id=id name=edit::FIELD value=edit.value()>
            {verb}
            " "
            <span>{what}</span>
        </button>
    }
    .into_any()
}
