//! Capacity units over a week, in one field: the same in every hour, or one number for each hour.

use std::borrow::Cow;

use super::read::Value;
use super::view::View;
use super::{Faults, Node, Place, Spec};
use crate::quantity::{DAY, WEEK};

/// The lengths that the list may have: one number for every hour, one for each hour of a day, or one
/// for each hour of a week.
const COUNTS: [usize; 3] = [1, DAY, WEEK];

/// Capacity units of each hour, Monday 0:00 first.
///
/// A query gives them in one value with commas between, `10,10,50`. JSON and TOML give an array, or
/// the same text. A single number holds for every hour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HourlyUnits(Vec<u32>);

impl HourlyUnits {
    /// The units in the order given: one number, 24, or 168.
    #[must_use]
    pub fn units(&self) -> &[u32] {
        &self.0
    }
}

impl Value for HourlyUnits {
    fn read(node: &Node<'_>, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
        let split: Vec<Node<'_>>;
        let items = match node {
            Node::List(items) => items.as_slice(),
            Node::Text(text) if text.contains(',') => {
                let parts = text.split(',').map(|part| Node::Text(Cow::Borrowed(part)));
                split = parts.collect();
                split.as_slice()
            }
            one => return Self(vec![u32::read(one, spec, place, faults)]),
        };
        if !COUNTS.contains(&items.len()) {
            faults.add(place, || spec.miscounted(items.len()));
            return Self::default();
        }
        // The field is one input: it has one fault, the first.
        let read = |item| match faults.touch(place) {
            true => 0,
            false => u32::read(item, spec, place, faults),
        };
        Self(items.iter().map(read).collect())
    }

    fn view(&self) -> View<'_> {
        View::Wholes(&self.0)
    }

    fn placeholder() -> Self {
        Self::default()
    }
}
