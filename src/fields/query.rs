//! The query string as a spelling of the neutral tree.
//!
//! Keys are the paths of the fields, `functions.0.memory_mb=512`. [`write`] and [`canonical`] give the
//! one canonical spelling, which is the same on the server and in the browser: fields in the table's
//! order, numbers in plain digits, defaults left out unless the table says that a link always carries
//! them.

use super::read::{Value as _, repeated};
use super::{
    Absent, Decimals, DurationPoints, FaultCode, Faults, HourlyUnits, Kind, Node, Place,
    SectionSpec, Spec, Wrong,
};
use crate::pricing::Date;
use crate::quantity::Figure;

/// The most fields that a query string may give.
pub const PAIRS_MAX: usize = 4_000;
/// The deepest path, as in `tables.0.indexes.0.name`.
const DEPTH_MAX: usize = 8;

/// Reads a raw query string, without its `?`, into the neutral tree.
///
/// An empty value is an absent field, as a form sends it for an empty input.
pub fn parse(raw: &str, faults: &mut Faults) -> Node {
    let mut root = Node::EMPTY;
    for (count, (key, value)) in form_urlencoded::parse(raw.as_bytes()).enumerate() {
        if count >= PAIRS_MAX {
            let most = format!("at most {PAIRS_MAX} fields");
            let message = format!("A query string may give {most}; this one gives more.");
            let wrong = Wrong::new(FaultCode::TooLong, message);
            faults.add(&Place::ROOT, || wrong.allowed_by(|| most));
            break;
        }
        if key.is_empty() || value.trim().is_empty() {
            continue;
        }
        let parts: Vec<&str> = key.split('.').collect();
        let place = Place::ROOT.at(key.as_ref());
        if parts.len() > DEPTH_MAX {
            let wrong = Wrong::new(
                FaultCode::UnknownField,
                "is not a field: no path is as deep.",
            );
            faults.add(&place, || wrong.allowed("a field"));
        } else if insert(&mut root, &parts, &value).is_none() {
            let given = Node::Text(value.into_owned()).shown();
            faults.add(&place, || repeated().given(given));
        }
    }
    with_lists(root)
}

/// Puts a value at its path of maps; `None` if something is there already.
fn insert(node: &mut Node, path: &[&str], value: &str) -> Option<()> {
    let (first, rest) = path.split_first()?;
    let Node::Map(fields) = node else {
        return None;
    };
    let found = fields.iter().position(|(name, _)| name == first);
    if rest.is_empty() {
        if found.is_none() {
            fields.push(((*first).to_owned(), Node::Text(value.to_owned())));
        }
        return found.is_none().then_some(());
    }
    let at = found.unwrap_or_else(|| {
        fields.push(((*first).to_owned(), Node::EMPTY));
        fields.len().saturating_sub(1)
    });
    insert(&mut fields.get_mut(at)?.1, rest, value)
}

/// Makes a list of each map whose keys are numbers. The numbers may have gaps: an item whose inputs
/// were all emptied is dropped, and the next item moves up.
fn with_lists(node: Node) -> Node {
    let Node::Map(fields) = node else {
        return node;
    };
    let fields: Vec<_> = fields
        .into_iter()
        .map(|(name, field)| (name, with_lists(field)))
        .collect();
    let place = |name: &str| {
        let digits = name.len() <= 3 && name.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| name.parse::<u16>().ok()).flatten()
    };
    if fields.is_empty() || fields.iter().any(|(name, _)| place(name).is_none()) {
        return Node::Map(fields);
    }
    let mut items: Vec<(Option<u16>, Node)> = Vec::with_capacity(fields.len());
    for (name, item) in fields {
        let place = place(&name);
        // Inserted in order, as a sort of its own would be another kilobyte for the browser.
        let at = items.partition_point(|(earlier, _)| *earlier <= place);
        items.insert(at, (place, item));
    }
    Node::List(items.into_iter().map(|(_, item)| item).collect())
}

/// The query string of a tree as it was typed, faults and all, without a `?`.
#[must_use]
pub fn write_typed(node: &Node) -> String {
    let mut query = String::new();
    typed(node, &Place::ROOT, &mut query);
    query
}

fn typed(node: &Node, place: &Place<'_>, query: &mut String) {
    match node {
        Node::Absent => {}
        Node::Text(text) | Node::Number(text) => push(place, text, query),
        Node::Truth(truth) => push(place, &truth.to_string(), query),
        Node::List(items) => {
            for (at, item) in items.iter().enumerate() {
                typed(item, &place.at(at), query);
            }
        }
        Node::Map(fields) => {
            for (name, field) in fields {
                typed(field, &place.at(name.as_str()), query);
            }
        }
    }
}

/// The fields of a raw query string that have a value, as they were given: also those that no table
/// has, so that a fault does not vanish with the text that it is about.
#[must_use]
pub fn given(raw: &str) -> String {
    let pairs = form_urlencoded::parse(raw.as_bytes())
        .filter(|(key, value)| !key.is_empty() && !value.trim().is_empty());
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

/// The canonical query string of a section's fields, without a `?`.
#[must_use]
pub fn write(fields: &[(String, Node)], section: &SectionSpec) -> String {
    let mut query = String::new();
    write_section(fields, section, &Place::ROOT, &mut query);
    query
}

/// The canonical query string of a tree that its section reads without a fault. A field that is
/// pinned has this value, whatever the tree says.
///
/// The same text as [`write`] gives for what the tree reads to, without a writer for every section:
/// the browser keeps its address with it.
#[must_use]
pub fn canonical(node: &Node, section: &SectionSpec, pinned: (&str, &Node)) -> String {
    let mut query = String::new();
    canonical_section(node, section, &Place::ROOT, Some(pinned), &mut query);
    query
}

fn canonical_section(
    node: &Node,
    section: &SectionSpec,
    place: &Place<'_>,
    pinned: Option<(&str, &Node)>,
    query: &mut String,
) {
    for spec in section.fields {
        let inner = place.at(spec.name);
        let field = node.field(spec.name);
        if let Some((_, node)) = pinned.filter(|(name, _)| *name == spec.name) {
            write_field(node, spec, &inner, query);
            continue;
        }
        match (spec.kind, field) {
            (Kind::Section(of), Some(node)) => canonical_section(node, of, &inner, None, query),
            (Kind::List { of, .. }, Some(Node::List(items))) => {
                for (at, item) in items.iter().enumerate() {
                    canonical_section(item, of, &inner.at(at), None, query);
                }
            }
            (Kind::Section(_) | Kind::List { .. }, _) => {}
            (_, Some(node)) => write_field(&plain(node, spec, &inner), spec, &inner, query),
            (_, None) => {
                if let Absent::Default(default) = spec.absent {
                    write_pair(default, spec, &inner, query);
                }
            }
        }
    }
}

/// A value in its canonical spelling.
fn plain(node: &Node, spec: &Spec, place: &Place<'_>) -> Node {
    let faults = &mut Faults::default();
    match spec.kind {
        Kind::Integer { .. } => u32::read(node, spec, place, faults).write(),
        Kind::Decimal { .. } => Figure::read(node, spec, place, faults).write(),
        Kind::Text { .. } => String::read(node, spec, place, faults).write(),
        Kind::Date => Date::read(node, spec, place, faults).write(),
        Kind::Truth => bool::read(node, spec, place, faults).write(),
        Kind::HourlyUnits { .. } => HourlyUnits::read(node, spec, place, faults).write(),
        Kind::Decimals { .. } => Decimals::read(node, spec, place, faults).write(),
        Kind::Points => DurationPoints::read(node, spec, place, faults).write(),
        Kind::Choice(_) | Kind::Section(_) | Kind::List { .. } => node.clone(),
    }
}

fn write_section(
    fields: &[(String, Node)],
    section: &SectionSpec,
    place: &Place<'_>,
    query: &mut String,
) {
    for (name, node) in fields {
        if let Some(spec) = section.field(name) {
            write_field(node, spec, &place.at(name.as_str()), query);
        }
    }
}

fn write_field(node: &Node, spec: &Spec, place: &Place<'_>, query: &mut String) {
    match (node, spec.kind) {
        (Node::Map(fields), Kind::Section(section)) => write_section(fields, section, place, query),
        (Node::List(items), Kind::List { of, .. }) => {
            for (at, item) in items.iter().enumerate() {
                if let Node::Map(fields) = item {
                    write_section(fields, of, &place.at(at), query);
                }
            }
        }
        (Node::List(items), Kind::Decimals { .. } | Kind::HourlyUnits { .. }) => {
            // Digits, points and commas: nothing that needs an escape.
            let digits: Vec<_> = items.iter().filter_map(Node::digits).collect();
            push_pair(&place.path(), &digits.join(","), query);
        }
        (Node::Text(text) | Node::Number(text), _) => write_pair(text, spec, place, query),
        (Node::Truth(truth), _) => write_pair(&truth.to_string(), spec, place, query),
        _ => {}
    }
}

fn write_pair(text: &str, spec: &Spec, place: &Place<'_>, query: &mut String) {
    let is_default = matches!(spec.absent, Absent::Default(default) if default == text);
    if !is_default || spec.always {
        push(place, text, query);
    }
}

/// Of a name that is no field of a scenario every character may be part.
fn push(place: &Place<'_>, text: &str, query: &mut String) {
    let path = place.path();
    let name: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    let escaped: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
    push_pair(&name, &escaped, query);
}

fn push_pair(name: &str, escaped: &str, query: &mut String) {
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(name);
    query.push('=');
    query.push_str(escaped);
}
