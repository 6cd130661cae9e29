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

/// Words with commas between, as many as fit in 200 characters: `a, b and 7 more`.
#[must_use]
pub fn listed<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut list = String::new();
    let mut more = 0_usize;
    for word in words {
        let length = list.chars().count().saturating_add(word.chars().count());
        if more > 0 || (length > SHOWN && !list.is_empty()) {
            more = more.saturating_add(1);
            continue;
        }
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(&shortened(word));
    }
    if more > 0 {
        list.push_str(&format!(" and {more} more"));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_words_ends_after_200_characters() {
        assert_eq!(listed(["a", "b"].into_iter()), "a, b");
        assert_eq!(listed([].into_iter()), "");
        let word = "w".repeat(90);
        let words = [word.as_str(); 60];
        assert_eq!(
            listed(words.into_iter()),
            format!("{word}, {word} and 58 more")
        );
        let long = "w".repeat(5_000);
        assert_eq!(shortened(&long).chars().count(), 201);
        assert_eq!(
            listed([long.as_str(), "a"].into_iter()),
            format!("{} and 1 more", shortened(&long))
        );
    }
}
