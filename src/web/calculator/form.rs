//! The form: every field of the table of fields, section by section.
//!
//! A plain GET form, rendered on the server only; it works without JavaScript. Its parts are those of
//! the tree as it was typed. The buttons named `edit` ask the server to add or remove parts. It is
//! written as text: as Leptos views its thousands of elements took most of the time of a page.

use super::beside::Beside;
use super::field::{begin, field, help, named, names, note, option};
use super::markup::Markup;
use super::outcome::Outcome;
use super::strays::{Stray, Strays};
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

/// The fields that the form has beside its sections.
const OWN: [&str; 4] = ["version", "name", "region", "prices"];
/// The sections that are always there; the others may be added and removed.
const LASTING: [&str; 2] = ["billing", "traffic"];

/// The content of the form of a tree, with the fields of the address that have no input, and the outcome
/// beside each input.
#[must_use]
pub fn form(
    node: &Node<'_>,
    strays: &Strays,
    regions: &[RegionChoice],
    outcome: &Outcome,
) -> String {
    let beside = &Beside::new(outcome);
    let mut form = Form {
        beside,
        html: Markup::default(),
    };
    form.start(node);
    form.strays(strays);
    form.html
        .tag("<fieldset class=\"section\"><legend>Scenario</legend>");
    form.plain("name", node);
    form.region(node, regions);
    form.plain("prices", node);
    form.html.tag("</fieldset>");
    let sections = Scenario::SPEC.fields.iter();
    for spec in sections.filter(|spec| !OWN.contains(&spec.name)) {
        form.top(spec, node);
    }
    form.html.finish()
}

/// The value of a field, if it is given.
fn typed<'n>(node: &'n Node<'_>, name: &str) -> Option<&'n str> {
    node.field(name).and_then(Node::written)
}

/// The names that a field gives, and an empty one for a further name unless it gives `count`.
fn given_names<'n>(node: &'n Node<'_>, name: &str, count: usize) -> Vec<&'n str> {
    let mut names: Vec<&str> = match node.field(name) {
        Some(Node::List(items)) => items.iter().filter_map(Node::written).collect(),
        one => one.and_then(Node::written).into_iter().collect(),
    };
    if names.len() < count {
        names.push("");
    }
    names
}

/// The path of a field or an item at this path.
fn at(path: &str, name: impl std::fmt::Display) -> String {
    if path.is_empty() {
        name.to_string()
    } else {
        format!("{path}.{name}")
    }
}

/// A form under construction.
struct Form<'o> {
    beside: &'o Beside<'o>,
    html: Markup,
}

impl Form<'_> {
    /// The first button, which is the one that Enter presses, and the version of the fields.
    fn start(&mut self, node: &Node<'_>) {
        self.html
            .tag("<p class=\"submit\"><button type=\"submit\"")
            .attribute("name", edit::FIELD)
            .attribute("value", &Edit::Nothing.value())
            .tag(">Calculate</button><input type=\"hidden\" name=\"version\"")
            .attribute("value", typed(node, "version").unwrap_or("1"))
            .tag("></p>");
    }

    /// The fields of the address that a scenario does not have, so that none of them is lost unnoticed.
    fn strays(&mut self, strays: &Strays) {
        if strays.shown.is_empty() {
            return;
        }
        self.html.tag(
            "<fieldset class=\"section\"><legend>Unknown fields of the address</legend>\
             <p class=\"help\">A scenario has no such fields. Empty them here, or correct the address.</p>",
        );
        for (at, stray) in strays.shown.iter().enumerate() {
            self.stray(at, stray);
        }
        if strays.more > 0 {
            self.html.tag("<p class=\"help\">").text(&format!(
                "The address has {} more, which this form leaves out.",
                strays.more
            ));
            self.html.tag("</p>");
        }
        self.html.tag("</fieldset>");
    }

    fn stray(&mut self, at: usize, stray: &Stray) {
        let id = if stray.linked {
            input_id(&stray.fault)
        } else {
            format!("stray-{at}")
        };
        let note = format!("note-stray-{at}");
        self.html
            .tag("<div class=\"field faulty\"><label")
            .attribute("for", &id)
            .tag(">")
            .text(&stray.name)
            .tag("</label><span class=\"control\"><input type=\"text\" class=\"words\"")
            .attribute("id", &id)
            .attribute("name", &stray.name)
            .attribute("value", &stray.value)
            .tag(" autocomplete=\"off\" spellcheck=\"false\" aria-invalid=\"true\"")
            .attribute("aria-describedby", &note)
            .tag("></span><output class=\"echo\"")
            .attribute("id", &note)
            .attribute("data-path", &stray.fault)
            .tag(">");
        self.beside.write(&stray.fault, &mut self.html);
        self.html.tag("</output></div>");
    }

    /// One of the scenario's own fields.
    fn plain(&mut self, name: &str, node: &Node<'_>) {
        if let Some(spec) = Scenario::SPEC.field(name) {
            field(spec, name, typed(node, name), self.beside, &mut self.html);
        }
    }

    /// The region, whose choices are those of the price book.
    fn region(&mut self, node: &Node<'_>, regions: &[RegionChoice]) {
        const PATH: &str = "region";
        let chosen = typed(node, PATH).map_or("us-east-1", str::trim);
        let faulty = self.beside.is_faulty(PATH);
        let html = &mut self.html;
        begin(PATH, faulty, html);
        html.tag("Region</label><span class=\"control\"><select");
        named(PATH, faulty, html);
        html.tag(">");
        if regions.iter().all(|region| region.code != chosen) {
            option(chosen, chosen, true, html);
        }
        for region in regions {
            option(&region.code, &region.words, region.code == chosen, html);
        }
        html.tag("</select></span>");
        note(PATH, self.beside, html);
        let words = "If you change the region or the day of the prices, the page loads again with other prices once you leave the field.";
        help(PATH, words, html);
        html.tag("</span></div>");
    }

    /// A section or list of the scenario.
    fn top(&mut self, spec: &Spec, node: &Node<'_>) {
        match spec.kind {
            Kind::Section(of) => {
                let there = node.field(spec.name);
                let lasting = LASTING.contains(&spec.name);
                if there.is_none() && !lasting {
                    return self.absent(spec, spec.name);
                }
                self.html
                    .tag("<fieldset class=\"section\"><legend>")
                    .text(spec.label)
                    .tag("</legend>");
                self.fields(of, there.unwrap_or(&Node::EMPTY), spec.name);
                if !lasting {
                    let remove = Edit::Remove(spec.name.to_owned());
                    self.button(&remove, "Remove", spec.label);
                }
                self.html.tag("</fieldset>");
            }
            Kind::List { of, .. } => self.list(spec, of, node, ""),
            _ => {}
        }
    }

    /// The button that adds a section.
    fn absent(&mut self, spec: &Spec, path: &str) {
        self.html.tag("<div class=\"section absent\">");
        self.button(&Edit::Add(path.to_owned()), "Add", spec.label);
        self.html
            .tag("<span class=\"help\">")
            .text(spec.help)
            .tag("</span></div>");
    }

    /// The fields of a section: the plain ones and its inner sections, more options, and its lists.
    fn fields(&mut self, of: &SectionSpec, node: &Node<'_>, path: &str) {
        let is_list = |spec: &&Spec| matches!(spec.kind, Kind::List { .. });
        let plain = of.fields.iter().filter(|spec| !spec.fine && !is_list(spec));
        for spec in plain {
            self.one(spec, node, path);
        }
        let fine = || of.fields.iter().filter(|spec| spec.fine);
        if fine().next().is_some() {
            // Open if a field in it differs from its default, so that nothing in force is hidden. The
            // form sends defaults too.
            let given = fine().any(|spec| {
                let value = node.field(spec.name);
                value.is_some_and(|value| !edit::is_default(spec, value))
            });
            self.html.tag(match given {
                true => "<details class=\"fine\" open>",
                false => "<details class=\"fine\">",
            });
            self.html.tag("<summary>More options</summary>");
            for spec in fine() {
                self.one(spec, node, path);
            }
            self.html.tag("</details>");
        }
        for spec in of.fields.iter().filter(is_list) {
            self.one(spec, node, path);
        }
    }

    /// One field of a section at this path.
    fn one(&mut self, spec: &Spec, node: &Node<'_>, path: &str) {
        match spec.kind {
            Kind::Section(inner) => {
                let place = at(path, spec.name);
                match node.field(spec.name) {
                    None if spec.fine => self.absent(spec, &place),
                    there => self.fields(inner, there.unwrap_or(&Node::EMPTY), &place),
                }
            }
            Kind::List { of, .. } => self.list(spec, of, node, path),
            Kind::Names { count, .. } => {
                let given = given_names(node, spec.name, count);
                let place = at(path, spec.name);
                names(spec, &place, &given, self.beside, &mut self.html);
            }
            _ => {
                let (place, value) = (at(path, spec.name), typed(node, spec.name));
                field(spec, &place, value, self.beside, &mut self.html);
            }
        }
    }

    /// A list of sections, each with a button to remove it, and one to add another.
    fn list(&mut self, spec: &Spec, of: &SectionSpec, node: &Node<'_>, path: &str) {
        let place = at(path, spec.name);
        let items = match node.field(spec.name) {
            Some(Node::List(items)) => items.as_slice(),
            _ => &[],
        };
        self.html.tag(match path.is_empty() {
            true => "<div class=\"section list\"><h3>",
            false => "<div class=\"list\"><h3>",
        });
        self.html.text(spec.label).tag("</h3>");
        for (number, item) in items.iter().enumerate() {
            let name = typed(item, "name").unwrap_or_default();
            let legend = format!("{} {} {name}", capital(of.name), number.saturating_add(1));
            let place = at(&place, number);
            self.html
                .tag("<fieldset class=\"item\"><legend>")
                .text(&legend)
                .tag("</legend>");
            self.fields(of, item, &place);
            self.button(&Edit::Remove(place), "Remove", &legend);
            self.html.tag("</fieldset>");
        }
        self.button(&Edit::Add(place), "Add", of.name);
        self.html.tag("</div>");
    }

    /// A button that asks the server for an edit. Its words say what it edits.
    fn button(&mut self, edit: &Edit, verb: &'static str, what: &str) {
        let html = &mut self.html;
        html.tag("<button type=\"submit\"");
        match edit {
            Edit::Add(path) => html.tag(" class=\"quiet\"").attribute("id", &add_id(path)),
            Edit::Remove(_) | Edit::Nothing => html.tag(" class=\"quiet remove\""),
        };
        html.attribute("name", edit::FIELD)
            .attribute("value", &edit.value())
            .tag(">")
            .tag(verb)
            .tag(" <span>")
            .text(what.trim())
            .tag("</span></button>");
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
