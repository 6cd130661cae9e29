//! What differs between two trees: one place, and the values there.

use crate::fields::Node;

/// The one place at which two trees differ, and the value of each there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved<'n> {
    /// The deepest field that holds all that differs, as in a query string:
    /// `functions.0.memory_mb`. Empty if that is the scenario itself.
    pub path: String,
    /// The value in the first tree; [`Node::Absent`] if it has none.
    pub from: &'n Node,
    /// The value in the second tree; [`Node::Absent`] if it has none.
    pub to: &'n Node,
}

impl<'n> Moved<'n> {
    /// What differs between two trees. A field that one of them lacks counts as absent there.
    #[must_use]
    pub fn between(from: &'n Node, to: &'n Node) -> Self {
        let (mut from, mut to) = (from, to);
        let mut parts = Vec::new();
        while let Some((part, a, b)) = only_difference(from, to) {
            parts.push(part);
            (from, to) = (a, b);
        }
        Self {
            path: parts.join("."),
            from,
            to,
        }
    }
}

/// The only part of two trees that differs, if they are of the same shape and exactly one differs.
fn only_difference<'n>(from: &'n Node, to: &'n Node) -> Option<(String, &'n Node, &'n Node)> {
    match (from, to) {
        (Node::Map(a), Node::Map(b)) => {
            let there = |fields: &'n [(String, Node)], name: &str| -> &'n Node {
                let found = fields.iter().find(|(field, _)| field == name);
                found.map_or(&Node::Absent, |(_, node)| node)
            };
            let lost = b.iter().filter(|(name, _)| a.iter().all(|(one, _)| one != name));
            let names = a.iter().chain(lost).map(|(name, _)| name);
            let mut differing = names
                .map(|name| (name, there(a, name), there(b, name)))
                .filter(|(_, a, b)| a != b);
            let (name, a, b) = differing.next()?;
            differing.next().is_none().then(|| (name.clone(), a, b))
        }
        (Node::List(a), Node::List(b)) if a.len() == b.len() => {
            let pairs = a.iter().zip(b).enumerate();
            let mut differing = pairs.filter(|(_, (a, b))| a != b);
            let (at, (a, b)) = differing.next()?;
            differing.next().is_none().then(|| (at.to_string(), a, b))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::{Faults, json};

    fn moved(from: &str, to: &str) -> (String, String, String) {
        let read = |text: &str| {
            let mut faults = Faults::default();
            let node = json::parse(text, &mut faults);
            assert!(faults.is_empty(), "{text}");
            node
        };
        let (from, to) = (read(from), read(to));
        let moved = Moved::between(&from, &to);
        let written = |node: &Node| serde_json::to_string(node).unwrap();
        (moved.path.clone(), written(moved.from), written(moved.to))
    }

    fn three(path: &str, from: &str, to: &str) -> (String, String, String) {
        (path.to_owned(), from.to_owned(), to.to_owned())
    }

    #[test]
    fn one_field_is_named_by_its_path() {
        assert_eq!(
            moved(
                r#"{"a":{"b":[{"c":1,"d":2},{"c":1}]}}"#,
                r#"{"a":{"b":[{"c":1,"d":3},{"c":1}]}}"#
            ),
            three("a.b.0.d", "2", "3")
        );
    }

    #[test]
    fn several_fields_are_changed_by_the_field_that_holds_them() {
        assert_eq!(
            moved(r#"{"a":{"b":1,"c":2},"z":0}"#, r#"{"a":{"b":2,"c":3},"z":0}"#),
            three("a", r#"{"b":1,"c":2}"#, r#"{"b":2,"c":3}"#)
        );
        assert_eq!(
            moved(r#"{"a":1,"b":1}"#, r#"{"a":2,"b":2}"#),
            three("", r#"{"a":1,"b":1}"#, r#"{"a":2,"b":2}"#)
        );
        assert_eq!(moved(r#"{"a":[1]}"#, r#"{"a":[1,2]}"#), three("a", "[1]", "[1,2]"));
    }

    #[test]
    fn what_comes_or_goes_is_null_on_the_other_side() {
        assert_eq!(moved(r#"{"a":1}"#, r#"{"a":1,"b":2}"#), three("b", "null", "2"));
        assert_eq!(moved(r#"{"a":1,"b":2}"#, r#"{"a":1}"#), three("b", "2", "null"));
    }
}
