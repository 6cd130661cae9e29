//! The query string as a spelling of the neutral tree.
//!
//! Keys are the paths of the fields, `functions.0.memory_mb=512`. [`write`] and [`canonical`] give the
//! one canonical spelling, which is the same on the server and in the browser: fields in the table's
//! order, numbers in plain digits, defaults left out unless the table says that a link always carries
//! them.

mod write;

use std::borrow::Cow;

pub use write::{canonical, write, write_typed};

use super::node::quoted;
use super::read::repeated;
use super::{FaultCode, Faults, Node, Place, Wrong};

/// The most fields that a query string may give.
pub const PAIRS_MAX: usize = 4_000;
/// The deepest path, as in `tables.0.indexes.0.name`.
const DEPTH_MAX: usize = 8;

/// Reads a raw query string, without its `?`, into the neutral tree.
///
/// An empty value is an absent field, as a form sends it for an empty input. White space around a value
/// is no part of it.
pub fn parse<'t>(raw: &'t str, faults: &mut Faults) -> Node<'t> {
    tree(raw, &mut |key, value, why| {
        let place = Place::ROOT.at(key);
        match why {
            Refusal::Many => faults.add(&Place::ROOT, too_many),
            Refusal::Deep => faults.add(&place, too_deep),
            Refusal::Repeated => faults.add(&place, || repeated().given(quoted(value))),
        }
    })
}

/// The names and values of a raw query string that its tree does not hold: one too deep, a second one of
/// the same name, one inside another.
#[must_use]
pub fn refused(raw: &str) -> Vec<(String, String)> {
    let mut refused = Vec::new();
    tree(raw, &mut |key, value, why| {
        if why != Refusal::Many {
            refused.push((key.to_owned(), value.to_owned()));
        }
    });
    refused
}

/// Why a value is not in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refusal {
    /// There are too many fields. Nothing is read after it.
    Many,
    Deep,
    Repeated,
}

/// The tree of a raw query string. What it does not hold is handed to `refuse`.
fn tree<'t>(raw: &'t str, refuse: &mut dyn FnMut(&str, &str, Refusal)) -> Node<'t> {
    let mut root = Node::EMPTY;
    for (count, (key, value)) in pairs(raw).enumerate() {
        if count >= PAIRS_MAX {
            refuse("", "", Refusal::Many);
            break;
        }
        let value = trimmed(value);
        if key.is_empty() || value.is_empty() {
            continue;
        }
        if key.bytes().filter(|byte| *byte == b'.').count() >= DEPTH_MAX {
            refuse(&key, &value, Refusal::Deep);
        } else if let Err(value) = insert_at(&mut root, &key, value) {
            refuse(&key, &value, Refusal::Repeated);
        }
    }
    with_lists(&mut root);
    root
}

fn too_many() -> Wrong {
    let most = format!("at most {PAIRS_MAX} fields");
    let message = format!("A query string may give {most}; this one gives more.");
    Wrong::new(FaultCode::TooLong, message).allowed_by(|| most)
}

fn too_deep() -> Wrong {
    let message = "is not a field: no path is as deep.";
    Wrong::new(FaultCode::UnknownField, message).allowed("a field")
}

/// The names and values of a raw query string. Those without an escape, which are nearly all, are not
/// decoded.
fn pairs(raw: &str) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    let mut rest = Some(raw);
    core::iter::from_fn(move || {
        loop {
            let pair = cut(&mut rest, b'&')?;
            if pair.is_empty() {
                continue;
            }
            if pair.bytes().any(|byte| matches!(byte, b'%' | b'+')) {
                return form_urlencoded::parse(pair.as_bytes()).next();
            }
            let mut value = Some(pair);
            let key = cut(&mut value, b'=')?;
            return Some((Cow::Borrowed(key), Cow::Borrowed(value.unwrap_or_default())));
        }
    })
}

/// The text before the next sign of this kind, or all of it; what follows the sign is left. The texts are
/// so short that looking at each byte is quicker than a search made for long ones.
fn cut<'t>(rest: &mut Option<&'t str>, sign: u8) -> Option<&'t str> {
    let text = (*rest)?;
    let end = text.bytes().position(|byte| byte == sign);
    *rest = end.and_then(|end| text.get(end.saturating_add(1)..));
    text.get(..end.unwrap_or(text.len()))
}

/// A value without the white space around it.
fn trimmed(value: Cow<'_, str>) -> Cow<'_, str> {
    match value {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// Puts a value at the path that a key is. The value comes back if something is there already.
fn insert_at<'t>(
    root: &mut Node<'t>,
    key: &Cow<'t, str>,
    value: Cow<'t, str>,
) -> Result<(), Cow<'t, str>> {
    match key {
        Cow::Borrowed(key) => {
            let mut rest = Some(*key);
            let mut parts = core::iter::from_fn(|| cut(&mut rest, b'.').map(Cow::Borrowed));
            insert(root, &mut parts, value)
        }
        Cow::Owned(key) => {
            let mut parts = key.split('.').map(|part| Cow::Owned(part.to_owned()));
            insert(root, &mut parts, value)
        }
    }
}

fn insert<'t>(
    root: &mut Node<'t>,
    parts: &mut dyn Iterator<Item = Cow<'t, str>>,
    value: Cow<'t, str>,
) -> Result<(), Cow<'t, str>> {
    let mut node = root;
    let mut next = parts.next();
    while let Some(part) = next {
        next = parts.next();
        let Node::Map(fields) = node else {
            return Err(value);
        };
        // The last field first: in nearly every address it is the one.
        let found = fields.iter().rposition(|(name, _)| *name == part);
        let at = match (found, &next) {
            (Some(_), None) => return Err(value),
            (Some(at), Some(_)) => at,
            (None, None) => {
                fields.push((part, Node::Text(value)));
                return Ok(());
            }
            (None, Some(_)) => {
                fields.push((part, Node::EMPTY));
                fields.len().saturating_sub(1)
            }
        };
        match fields.get_mut(at) {
            Some((_, inner)) => node = inner,
            None => return Err(value),
        }
    }
    Err(value)
}

/// The place of an item, if a name is one.
fn item_place(name: &str) -> Option<u16> {
    let digits = name.len() <= 3 && name.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| name.parse::<u16>().ok()).flatten()
}

/// Makes a list of each map whose keys are numbers. The numbers may have gaps: an item whose inputs
/// were all emptied is dropped, and the next item moves up.
fn with_lists(node: &mut Node<'_>) {
    let Node::Map(fields) = node else {
        return;
    };
    for (_, field) in fields.iter_mut() {
        with_lists(field);
    }
    if fields.is_empty() || fields.iter().any(|(name, _)| item_place(name).is_none()) {
        return;
    }
    let mut items: Vec<(Option<u16>, Node<'_>)> = Vec::with_capacity(fields.len());
    for (name, item) in core::mem::take(fields) {
        let place = item_place(&name);
        // Inserted in order, as a sort of its own would be another kilobyte for the browser.
        let at = items.partition_point(|(earlier, _)| *earlier <= place);
        items.insert(at, (place, item));
    }
    *node = Node::List(items.into_iter().map(|(_, item)| item).collect());
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
