//! A list of decimals in one field: the weights of the hours of a week.

use std::borrow::Cow;

use super::read::Value;
use super::view::View;
use super::{FaultCode, Faults, Kind, Node, Place, Spec};
use crate::quantity::Figure;

/// Decimals in the order given.
///
/// A query gives them in one value with commas between, `1,2.5,0`. JSON and TOML give an array of
/// numbers or of texts, or the same text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decimals(Vec<Figure>);

impl Decimals {
    /// The figures, in the order given.
    #[must_use]
    pub fn figures(&self) -> &[Figure] {
        &self.0
    }
}

impl Value for Decimals {
    fn read(node: &Node<'_>, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
        let split: Vec<Node<'_>>;
        let items = match node {
            Node::List(items) => items.as_slice(),
            Node::Text(text) => {
                split = text
                    .split(',')
                    .map(|part| Node::Text(Cow::Borrowed(part.trim())))
                    .collect();
                split.as_slice()
            }
            other => {
                faults.add(place, || spec.refused(FaultCode::WrongType, other));
                return Self::default();
            }
        };
        if let Kind::Decimals { counts, .. } = spec.kind
            && !counts.contains(&items.len())
        {
            faults.add(place, || spec.miscounted(items.len()));
            return Self::default();
        }
        // The field is one input: it has one fault, the first.
        let read = |item| match faults.touch(place) {
            true => Figure::ZERO,
            false => Figure::read(item, spec, place, faults),
        };
        Self(items.iter().map(read).collect())
    }

    fn view(&self) -> View<'_> {
        View::Figures(&self.0)
    }

    fn placeholder() -> Self {
        Self::default()
    }
}
