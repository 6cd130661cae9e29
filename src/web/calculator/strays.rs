//! The fields of an address that no input of the form holds. On the server only.
//!
//! Each is a fault that the page names. The form keeps each in an input of its own: otherwise the
//! fault, and the text that was typed, would vanish as soon as the form is read again.

use crate::fields::fault::FAULTS_MAX;
use crate::fields::node::shortened;
use crate::fields::read::Section;
use crate::fields::{Faults, Kind, Node, Place, SectionSpec, query};
use crate::scenario::Scenario;

/// A field of the address without an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// The path of the fault that is about it.
    pub fault: String,
    /// Whether its input has the id that the fault links to: the first input of a fault has it.
    pub linked: bool,
}

/// The fields of an address without an input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strays {
    /// The first ones, at most [`FAULTS_MAX`].
    pub shown: Vec<Stray>,
    /// How many more there are. The form does not hold them.
    pub more: usize,
}

impl Strays {
    fn push(&mut self, name: String, value: String, fault: String, linked: bool) {
        if self.shown.len() >= FAULTS_MAX {
            self.more = self.more.saturating_add(1);
            return;
        }
        let first = self.shown.iter().all(|other| other.fault != fault);
        self.shown.push(Stray {
            name,
            value,
            linked: linked && first,
            fault,
        });
    }
}

/// The fields of a query string that no input of the form holds.
#[must_use]
pub fn strays(raw: &str) -> Strays {
    let node = query::parse(raw, &mut Faults::default());
    let mut strays = Strays::default();
    section(&node, Scenario::SPEC, &Place::ROOT, &mut strays);
    for (name, value) in query::refused(raw) {
        let fault = shortened(&name);
        strays.push(name, value, fault, false);
    }
    strays
}

fn section(node: &Node<'_>, of: &SectionSpec, place: &Place<'_>, strays: &mut Strays) {
    let Node::Map(fields) = node else {
        return whole(node, place, place, strays);
    };
    for (name, field) in fields {
        let inner = place.at(name.as_ref());
        match (of.field(name).map(|spec| spec.kind), field) {
            (Some(Kind::Section(of)), Node::Map(_)) => section(field, of, &inner, strays),
            (Some(Kind::List { of, .. }), Node::List(items)) => {
                for (at, item) in items.iter().enumerate() {
                    section(item, of, &inner.at(at), strays);
                }
            }
            (Some(Kind::Names { .. }), Node::List(items)) => {
                // Each name has an input; what is no name has none.
                for (at, item) in items.iter().enumerate() {
                    if matches!(item, Node::Map(_) | Node::List(_)) {
                        whole(item, &inner.at(at), &inner, strays);
                    }
                }
            }
            (Some(Kind::Section(_) | Kind::List { .. }), _)
            | (Some(_), Node::Map(_) | Node::List(_)) => whole(field, &inner, &inner, strays),
            (Some(_), _) => {}
            (None, _) => whole(field, &inner, &inner, strays),
        }
    }
}

/// Everything at and below a place that has no input.
fn whole(node: &Node<'_>, place: &Place<'_>, fault: &Place<'_>, strays: &mut Strays) {
    match node {
        Node::Absent => {}
        Node::Text(value) | Node::Number(value) => {
            let fault = shortened(&fault.path());
            strays.push(place.path(), value.clone().into_owned(), fault, true);
        }
        Node::Truth(truth) => whole(&Node::Text(truth.to_string().into()), place, fault, strays),
        Node::List(items) => {
            for (at, item) in items.iter().enumerate() {
                whole(item, &place.at(at), fault, strays);
            }
        }
        Node::Map(fields) => {
            for (name, field) in fields {
                whole(field, &place.at(name.as_ref()), fault, strays);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(raw: &str) -> Vec<(String, String)> {
        let strays = strays(raw).shown.into_iter();
        strays.map(|stray| (stray.name, stray.value)).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        let expected = expected.iter();
        expected
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn what_has_an_input_is_no_stray() {
        assert_eq!(
            names(
                "region=x&traffic.requests_per_month=lots&functions.0.name=f&functions.7.memory_mb=1&x="
            ),
            []
        );
    }

    #[test]
    fn what_has_none_is_carried_along() {
        for (raw, expected) in [
            ("foo=bar&region=x", vec![("foo", "bar")]),
            ("foo.a=1&foo.b.0=2", vec![("foo.a", "1"), ("foo.b.0", "2")]),
            (
                "traffic=5&functions=f",
                vec![("traffic", "5"), ("functions", "f")],
            ),
            ("functions.0=f", vec![("functions.0", "f")]),
            (
                "functions.x=1&functions.0.name=f",
                vec![("functions.x", "1"), ("functions.0.name", "f")],
            ),
            (
                "region=a&region=b&region=c",
                vec![("region", "b"), ("region", "c")],
            ),
            ("region=a&region.b=c", vec![("region.b", "c")]),
            ("a.b.c.d.e.f.g.h.i=1", vec![("a.b.c.d.e.f.g.h.i", "1")]),
            ("a%26b=1%3D2", vec![("a&b", "1=2")]),
        ] {
            assert_eq!(names(raw), pairs(&expected), "{raw}");
        }
    }

    #[test]
    fn a_fault_links_to_the_first_of_its_strays() {
        let linked: Vec<_> = strays("foo.a=1&foo.b=2&region=a&region=b")
            .shown
            .into_iter()
            .map(|stray| (stray.fault, stray.linked))
            .collect();
        assert_eq!(
            linked,
            [
                ("foo".to_owned(), true),
                ("foo".to_owned(), false),
                ("region".to_owned(), false)
            ]
        );
    }
}
