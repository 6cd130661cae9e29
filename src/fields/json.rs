//! JSON to the neutral tree. Numbers keep the digits they were written in.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::{FaultCode, Faults, Node, Place, Wrong};

/// Reads a JSON text. A text that is not JSON leaves one fault, with line and column.
pub fn parse<'t>(text: &'t str, faults: &mut Faults) -> Node<'t> {
    // Whether the text is JSON is `serde_json`'s to say. Its own values would lose the digits of numbers,
    // so the values of a text that is JSON are split here.
    if let Err(error) = serde_json::from_str::<&RawValue>(text) {
        faults.add(&Place::ROOT, || {
            let wrong = malformed(
                format!("The text is not JSON: {error}."),
                &error.to_string(),
            );
            wrong.allowed("one JSON object")
        });
        return Node::EMPTY;
    }
    let mut values = Values {
        text,
        at: 0,
        too_deep: false,
        faults,
    };
    let node = values.value(&Place::ROOT, 0);
    if values.too_deep {
        return Node::EMPTY;
    }
    node
}

fn malformed(message: String, given: &str) -> Wrong {
    Wrong::new(FaultCode::Malformed, message).given(given)
}

/// The deepest that a scenario goes is a field of an index of a table: 5. What is far deeper is no
/// scenario, and must not exhaust the stack.
const DEPTH_MAX: u32 = 32;

/// The values of a text that is known to be JSON.
struct Values<'t, 'f> {
    text: &'t str,
    /// The byte that comes next.
    at: usize,
    /// Whether a value was deeper than any may be. Nothing is read after it.
    too_deep: bool,
    faults: &'f mut Faults,
}

impl<'t> Values<'t, '_> {
    /// The first byte of the next value, name or closing bracket. Between them are only white space, and
    /// commas and colons, which are where they must be.
    fn next(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let between = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b':');
        let skipped = rest.iter().position(|byte| !between(byte))?;
        self.at = self.at.saturating_add(skipped);
        rest.get(skipped).copied()
    }

    /// The first byte of the next value inside these brackets; `None` at their end, which is passed.
    fn inside(&mut self, end: u8) -> Option<u8> {
        let next = self.next().filter(|_| !self.too_deep)?;
        if next == end {
            self.pass(1);
            return None;
        }
        Some(next)
    }

    fn pass(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    fn value(&mut self, place: &Place<'_>, depth: u32) -> Node<'t> {
        if depth > DEPTH_MAX {
            self.too_deep = true;
            self.faults.add(&Place::ROOT, || {
                let given = format!("nested deeper than {DEPTH_MAX} levels");
                let wrong = malformed(format!("The JSON text is {given}."), &given);
                wrong.allowed("one JSON object")
            });
            return Node::Absent;
        }
        let depth = depth.saturating_add(1);
        match self.next() {
            Some(b'{') => self.fields(place, depth),
            Some(b'[') => self.items(place, depth),
            Some(b'"') => self.string(place).map_or(Node::Absent, Node::Text),
            Some(b't') => self.word("true", Node::Truth(true)),
            Some(b'f') => self.word("false", Node::Truth(false)),
            Some(b'n') => self.word("null", Node::Absent),
            Some(_) => self.number(),
            None => Node::Absent,
        }
    }

    fn word(&mut self, word: &str, node: Node<'t>) -> Node<'t> {
        self.pass(word.len());
        node
    }

    fn fields(&mut self, place: &Place<'_>, depth: u32) -> Node<'t> {
        self.pass(1);
        let mut fields = Vec::new();
        while self.inside(b'}').is_some() {
            let name = self.string(place);
            // A name that cannot be read has a fault, and its value is passed.
            let inner = place.at(name.as_deref().unwrap_or_default());
            let value = self.value(&inner, depth);
            if let Some(name) = name {
                fields.push((name, value));
            }
        }
        Node::Map(fields)
    }

    fn items(&mut self, place: &Place<'_>, depth: u32) -> Node<'t> {
        self.pass(1);
        let mut items = Vec::new();
        while self.inside(b']').is_some() {
            let item = self.value(&place.at(items.len()), depth);
            items.push(item);
        }
        Node::List(items)
    }

    fn number(&mut self) -> Node<'t> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let end = |byte: u8| matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r');
        let length = rest.bytes().position(end).unwrap_or(rest.len());
        self.pass(length);
        Node::Number(Cow::Borrowed(rest.get(..length).unwrap_or_default()))
    }

    /// The text of a string; `None` and a fault if its escapes make no text.
    fn string(&mut self, place: &Place<'_>) -> Option<Cow<'t, str>> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let start = self.at;
        let (mut escaped, mut backslash) = (false, false);
        let end = |byte: u8| {
            let ends = byte == b'"' && !backslash;
            backslash = byte == b'\\' && !backslash;
            escaped |= backslash;
            ends
        };
        let inner = rest.get(1..)?;
        let length = inner.bytes().position(end)?;
        let text = inner.get(..length)?;
        self.pass(length.saturating_add(2));
        if !escaped {
            return Some(Cow::Borrowed(text));
        }
        let written = rest.get(..length.saturating_add(2))?;
        match serde_json::from_str::<String>(written) {
            Ok(text) => Some(Cow::Owned(text)),
            Err(error) => {
                let before = self.text.get(..start).unwrap_or_default();
                self.faults.add(place, || unreadable(before, &error));
                None
            }
        }
    }
}

/// The fault of a string that cannot be read, after this text. The error counts from the string's own
/// quotation mark, the fault from the start of the whole text.
fn unreadable(before: &str, error: &serde_json::Error) -> Wrong {
    let line = before.split('\n');
    let column = line.clone().next_back().unwrap_or_default().len();
    let column = column.saturating_add(error.column());
    let own = format!(" at line {} column {}", error.line(), error.column());
    let what = error.to_string();
    let what = what.strip_suffix(&own).unwrap_or(&what);
    let what = format!("{what} at line {} column {column}", line.count());
    let message = format!("cannot be read as a JSON string: {what}.");
    malformed(message, &what).allowed("text")
}
