//! The neutral tree that every spelling of a scenario becomes.

use std::borrow::Cow;

/// A value as it was written, before anyone knows what it means. It borrows from the text where the text
/// says it without an escape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node<'t> {
    /// Nothing: JSON's `null`, an empty form value.
    Absent,
    /// Text, or anything from a query string.
    Text(Cow<'t, str>),
    /// A number, in the digits that were written.
    Number(Cow<'t, str>),
    /// True or false.
    Truth(bool),
    /// Items, in the order given.
    List(Vec<Node<'t>>),
    /// Fields, in the order given.
    Map(Vec<(Cow<'t, str>, Node<'t>)>),
}

impl Node<'_> {
    /// A map without fields.
    pub const EMPTY: Self = Self::Map(Vec::new());

    /// The field of a map; `None` if the field is absent, or this is not a map.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(fields) => {
                let found = fields.iter().find(|(field, _)| field == name)?;
                (found.1 != Self::Absent).then_some(&found.1)
            }
            _ => None,
        }
    }

    /// The text at a path such as `functions.0.memory_mb`, as it was written.
    #[must_use]
    pub fn text_at(&self, path: &str) -> Option<String> {
        let mut node = self;
        for part in path.split('.') {
            node = match node {
                Self::Map(_) => node.field(part)?,
                Self::List(items) => {
                    let place: usize = part.parse().ok()?;
                    items.get(place)?
                }
                _ => return None,
            };
        }
        node.written().map(str::to_owned)
    }

    /// A single value as it was written; `None` for a list, a map and nothing.
    #[must_use]
    pub fn written(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            Self::Truth(true) => Some("true"),
            Self::Truth(false) => Some("false"),
            Self::Absent | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The text of a number or a text, as it was written.
    #[must_use]
    pub fn digits(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            _ => None,
        }
    }

    /// What was given, in a few words for a fault's message.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Absent => "nothing".into(),
            Self::Text(text) => quoted(text),
            Self::Number(digits) => shortened(digits),
            Self::Truth(truth) => truth.to_string(),
            Self::List(items) => format!("a list of {}", items.len()),
            Self::Map(_) => "an object".into(),
        }
    }
}

/// The most characters of a given text that a fault repeats.
const SHOWN: usize = 200;

/// At most 200 characters of a text, so that a fault stays readable.
#[must_use]
pub fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

/// A word in quotation marks, as a fault repeats it: at most 200 characters of it.
#[must_use]
pub fn quoted(word: &str) -> String {
    format!("\"{}\"", shortened(word))
}
