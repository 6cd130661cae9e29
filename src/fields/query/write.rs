//! Writes query strings: the canonical one of a section or of a tree, and a tree as it was typed.

use crate::fields::points::DurationPoints;
use crate::fields::read::Value as _;
use crate::fields::view::Fields;
use crate::fields::{
    Absent, Decimals, Faults, HourlyUnits, Kind, Names, Node, Place, SectionSpec, Spec, View,
};
use crate::pricing::Date;
use crate::quantity::Figure;

/// A query string while it is written.
#[derive(Default)]
struct Query {
    text: String,
    /// The path of the section that is being written, with a point at its end unless it is the root.
    path: String,
}

/// The canonical query string of a section, without a `?`. A field that is pinned has this value,
/// whatever the section says.
#[must_use]
pub fn write(fields: &dyn Fields, pinned: Option<(&str, View<'_>)>) -> String {
    let mut query = Query::default();
    // Most addresses are shorter than this, and a text that grows is copied each time.
    query.text.reserve(2048);
    query.section(fields, pinned);
    query.text
}

/// The canonical query string of a tree that its section reads without a fault. A field that is
/// pinned has this value, whatever the tree says.
///
/// The same text as [`write`] gives for what the tree reads to, without a writer for every section:
/// the browser keeps its address with it.
#[must_use]
pub fn canonical(node: &Node<'_>, section: &SectionSpec, pinned: (&str, View<'_>)) -> String {
    let mut query = Query::default();
    query.tree(node, section, Some(pinned));
    query.text
}

/// The query string of a tree as it was typed, faults and all, without a `?`.
#[must_use]
pub fn write_typed(node: &Node<'_>) -> String {
    let mut query = Query::default();
    query.typed(node, &Place::ROOT);
    query.text
}

impl Query {
    /// Writes what is inside a field or an item.
    fn inside(&mut self, part: &str, write: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push_str(part);
        self.path.push('.');
        write(self);
        self.path.truncate(length);
    }

    fn section(&mut self, fields: &dyn Fields, pinned: Option<(&str, View<'_>)>) {
        fields.each(&mut |spec, view| {
            let pinned = pinned.filter(|(name, _)| *name == spec.name);
            self.field(spec, pinned.map_or(view, |(_, pinned)| pinned));
        });
    }

    fn field(&mut self, spec: &Spec, view: View<'_>) {
        match view {
            View::Absent | View::Text("") => {}
            View::Section(fields) => self.inside(spec.name, |query| query.section(fields, None)),
            View::List(items) => self.inside(spec.name, |query| {
                let mut at = 0_u32;
                items.each_item(&mut |item| {
                    let place = Figure::from(at).digits();
                    query.inside(place.as_str(), |query| query.section(item, None));
                    at = at.saturating_add(1);
                });
            }),
            View::Names([name]) => {
                self.name(spec.name);
                self.escaped(name);
            }
            View::Names(names) => self.inside(spec.name, |query| {
                for (at, name) in names.iter().enumerate() {
                    query.name(&at.to_string());
                    query.escaped(name);
                }
            }),
            _ if view.is_default(spec) && !spec.always => {}
            _ => {
                self.name(spec.name);
                self.value(view);
            }
        }
    }

    fn name(&mut self, name: &str) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.text.push_str(&self.path);
        self.text.push_str(name);
        self.text.push('=');
    }

    fn value(&mut self, view: View<'_>) {
        match view {
            View::Text(text) => self.escaped(text),
            View::Points(_) => {
                let mut text = String::new();
                view.push_to(&mut text);
                self.escaped(&text);
            }
            // Digits, points and commas: nothing that needs an escape.
            _ => view.push_to(&mut self.text),
        }
    }

    fn escaped(&mut self, text: &str) {
        for piece in form_urlencoded::byte_serialize(text.as_bytes()) {
            self.text.push_str(piece);
        }
    }

    fn tree(&mut self, node: &Node<'_>, section: &SectionSpec, pinned: Option<(&str, View<'_>)>) {
        for spec in section.fields {
            if let Some((_, view)) = pinned.filter(|(name, _)| *name == spec.name) {
                self.field(spec, view);
                continue;
            }
            let given = node.field(spec.name);
            let given = given.filter(|node| !spec.takes_as_absent(node));
            match (spec.kind, given) {
                (Kind::Section(of), Some(node)) => {
                    self.inside(spec.name, |query| query.tree(node, of, None));
                }
                (Kind::List { of, .. }, Some(Node::List(items))) => {
                    self.inside(spec.name, |query| {
                        for (at, item) in items.iter().enumerate() {
                            query.inside(&at.to_string(), |query| query.tree(item, of, None));
                        }
                    });
                }
                (Kind::Section(_) | Kind::List { .. }, _) => {}
                (_, Some(node)) => self.plain(node, spec),
                (_, None) => {
                    if let Absent::Default(default) = spec.absent {
                        self.field(spec, View::Text(default));
                    }
                }
            }
        }
    }

    /// A value of the tree in its canonical spelling.
    fn plain(&mut self, node: &Node<'_>, spec: &Spec) {
        let (place, faults) = (&Place::ROOT, &mut Faults::default());
        match spec.kind {
            Kind::Integer { .. } => self.field(spec, u32::read(node, spec, place, faults).view()),
            Kind::Decimal { .. } => {
                self.field(spec, Figure::read(node, spec, place, faults).view());
            }
            Kind::Text { .. } => self.field(spec, String::read(node, spec, place, faults).view()),
            Kind::Date => self.field(spec, Date::read(node, spec, place, faults).view()),
            Kind::Truth => self.field(spec, bool::read(node, spec, place, faults).view()),
            Kind::HourlyUnits { .. } => {
                self.field(spec, HourlyUnits::read(node, spec, place, faults).view());
            }
            Kind::Decimals { .. } => {
                self.field(spec, Decimals::read(node, spec, place, faults).view());
            }
            Kind::Points => {
                self.field(spec, DurationPoints::read(node, spec, place, faults).view());
            }
            Kind::Names { .. } => self.field(spec, Names::read(node, spec, place, faults).view()),
            Kind::Choice(_) | Kind::Section(_) | Kind::List { .. } => {
                self.field(spec, View::Text(node.digits().unwrap_or_default()));
            }
        }
    }

    fn typed(&mut self, node: &Node<'_>, place: &Place<'_>) {
        match node {
            Node::Absent => {}
            Node::Text(text) | Node::Number(text) => self.typed_value(place, text),
            Node::Truth(truth) => self.typed_value(place, if *truth { "true" } else { "false" }),
            Node::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.typed(item, &place.at(at));
                }
            }
            Node::Map(fields) => {
                for (name, field) in fields {
                    self.typed(field, &place.at(name.as_ref()));
                }
            }
        }
    }

    /// Of a name that is no field of a scenario every character may be part.
    fn typed_value(&mut self, place: &Place<'_>, text: &str) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.escaped(&place.path());
        self.text.push('=');
        self.escaped(text);
    }
}
