//! Several names in one field.

use std::slice;

use super::read::Value;
use super::view::View;
use super::{FaultCode, Faults, Kind, Node, Place, Spec, Wrong};

/// Names in the order given.
///
/// JSON and TOML give an array of texts; one name may also be given as a text by itself. A query gives
/// one name as the field's value, `invoked_by=jobs`, and several with their places,
/// `invoked_by.0=jobs&invoked_by.1=tick`, because a name may have a comma.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<String>);

impl Names {
    /// The names, in the order given.
    #[must_use]
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }

    /// Whether no name is given.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this name is given.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|one| one == name)
    }

    /// The first name that was given before, if there is one.
    #[must_use]
    pub fn repeated(&self) -> Option<&str> {
        let mut names = self.0.iter().enumerate();
        let again = names.find(|(at, name)| self.0.iter().take(*at).any(|one| one == *name));
        again.map(|(_, name)| name.as_str())
    }
}

/// A name, or the word that an empty one stands for.
fn name(node: &Node<'_>, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> String {
    // The field is one input: it has one fault, the first.
    if faults.touch(place) {
        return String::new();
    }
    let Kind::Names { empty, .. } = spec.kind else {
        return String::new();
    };
    match node {
        Node::Text(text) if text.trim().is_empty() => {
            if empty.is_empty() {
                faults.add(place, || {
                    Wrong::new(FaultCode::Required, "must not have an empty name.")
                        .advice("Leave it out.")
                        .given("an empty name")
                        .allowed_by(|| spec.allowed())
                });
            }
            empty.to_owned()
        }
        one => String::read(one, spec, place, faults),
    }
}

impl Value for Names {
    fn read(node: &Node<'_>, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
        let items = match node {
            Node::List(items) => items.as_slice(),
            one => slice::from_ref(one),
        };
        if let Kind::Names { count, .. } = spec.kind
            && items.len() > count
        {
            faults.add(place, || spec.too_long(count, items.len(), "names", node));
            return Self::default();
        }
        let names = items.iter().map(|item| name(item, spec, place, faults));
        Self(names.collect())
    }

    fn view(&self) -> View<'_> {
        match self.0.as_slice() {
            [] => View::Absent,
            names => View::Names(names),
        }
    }

    fn placeholder() -> Self {
        Self::default()
    }

    fn nothing() -> Option<Self> {
        Some(Self::default())
    }
}
