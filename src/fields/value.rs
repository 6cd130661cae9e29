//! The values that fields hold: numbers, truths, texts, days, lists. Each is read against its bounds.

use super::number::{self, NotANumber};
use super::read::{Section, Value, read_section};
use super::{FaultCode, Faults, Kind, Node, Place, Spec, Wrong};
use crate::pricing::Date;
use crate::quantity::Figure;

/// The figure of a node and how it was written, or a fault.
fn number_of(node: &Node, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Option<Figure> {
    let (Node::Text(text) | Node::Number(text)) = node else {
        faults.add(place, || spec.refused(FaultCode::WrongType, node));
        return None;
    };
    match number::decimal(text.trim()) {
        Ok(figure) => Some(figure),
        Err(why) => {
            let wrong = match why {
                NotANumber::Form => spec.refused(FaultCode::NotANumber, node),
                NotANumber::Digits => too_precise(spec, node),
            };
            faults.add(place, || wrong);
            None
        }
    }
}

fn too_precise(spec: &Spec, node: &Node) -> Wrong {
    let message = "has more digits than can be kept.";
    Wrong::new(FaultCode::NotANumber, message)
        .advice("Give at most 28 digits.")
        .given(node.shown())
        .allowed_by(|| format!("{}, of at most 28 digits", spec.allowed()))
}

impl Value for Figure {
    fn read(node: &Node, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
        let Some(figure) = number_of(node, spec, place, faults) else {
            return Self::placeholder();
        };
        if let Kind::Decimal { min, max } | Kind::Decimals { min, max, .. } = spec.kind {
            let below = number::decimal(min).is_ok_and(|min| figure < min);
            let above = number::decimal(max).is_ok_and(|max| figure > max);
            if below || above {
                faults.add(place, || spec.beyond(node));
                return Self::placeholder();
            }
        }
        figure
    }

    fn write(&self) -> Node {
        Node::Text(self.to_string())
    }

    fn placeholder() -> Self {
        Self::ZERO
    }
}

impl Value for u32 {
    fn read(node: &Node, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
        let Some(figure) = number_of(node, spec, place, faults) else {
            return 0;
        };
        let whole = u64::try_from(figure.value())
            .ok()
            .filter(|n| Figure::whole(*n) == figure);
        let (min, max) = match spec.kind {
            Kind::Integer { min, max } | Kind::HourlyUnits { min, max } => (min, max),
            _ => (0, Self::MAX),
        };
        let within = whole
            .and_then(|n| Self::try_from(n).ok())
            .filter(|n| (min..=max).contains(n));
        within.unwrap_or_else(|| {
            let wrong = match whole {
                Some(_) => spec.beyond(node),
                None => spec.refused(FaultCode::OutOfRange, node),
            };
            faults.add(place, || wrong);
            0
        })
    }

    fn write(&self) -> Node {
        Node::Number(self.to_string())
    }

    fn placeholder() -> Self {
        0
    }
}

impl Value for bool {
    fn read(node: &Node, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
        match node {
            Node::Truth(truth) => *truth,
            Node::Text(word) if word == "true" => true,
            Node::Text(word) if word == "false" => false,
            other => {
                faults.add(place, || spec.refused(FaultCode::WrongType, other));
                false
            }
        }
    }

    fn write(&self) -> Node {
        Node::Truth(*self)
    }

    fn placeholder() -> Self {
        false
    }
}

impl Value for String {
    fn read(node: &Node, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
        let Node::Text(text) = node else {
            faults.add(place, || spec.refused(FaultCode::WrongType, node));
            return Self::placeholder();
        };
        let text = text.trim();
        if let Kind::Text { max } = spec.kind {
            let length = text.chars().count();
            let wrong = if text.chars().any(char::is_control) {
                let allowed = "text without control characters";
                let message = "must not have control characters, such as a tab or a new line.";
                let wrong = Wrong::new(FaultCode::WrongType, message);
                wrong.given(node.shown()).allowed(allowed)
            } else if length > max {
                spec.too_long(max, length, "characters", node)
            } else {
                return text.to_owned();
            };
            faults.add(place, || wrong);
            return Self::placeholder();
        }
        text.to_owned()
    }

    fn write(&self) -> Node {
        if self.is_empty() {
            Node::Absent
        } else {
            Node::Text(self.clone())
        }
    }

    fn placeholder() -> Self {
        Self::new()
    }

    fn nothing() -> Option<Self> {
        Some(Self::new())
    }
}

impl Value for Date {
    fn read(node: &Node, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
        let read = match node {
            Node::Text(text) => text.trim().parse().ok(),
            _ => None,
        };
        read.unwrap_or_else(|| {
            faults.add(place, || spec.refused(FaultCode::WrongType, node));
            Self::placeholder()
        })
    }

    fn write(&self) -> Node {
        Node::Text(self.to_string())
    }

    fn placeholder() -> Self {
        Self::known(1, 1, 1)
    }
}

impl<T: Value> Value for Option<T> {
    fn read(node: &Node, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
        Some(T::read(node, spec, place, faults))
    }

    fn write(&self) -> Node {
        self.as_ref().map_or(Node::Absent, Value::write)
    }

    fn placeholder() -> Self {
        None
    }

    fn nothing() -> Option<Self> {
        Some(None)
    }
}

impl<S: Section> Value for Vec<S> {
    fn read(node: &Node, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
        let Node::List(items) = node else {
            faults.add(place, || spec.refused(FaultCode::WrongType, node));
            return Self::new();
        };
        if let Kind::List { max, .. } = spec.kind
            && items.len() > max
        {
            faults.add(place, || spec.too_long(max, items.len(), "items", node));
            return Self::new();
        }
        items
            .iter()
            .enumerate()
            .map(|(at, item)| read_section(item, &place.at(at), faults))
            .collect()
    }

    fn write(&self) -> Node {
        Node::List(
            self.iter()
                .map(|item| Node::Map(item.write_fields()))
                .collect(),
        )
    }

    fn placeholder() -> Self {
        Self::new()
    }

    fn nothing() -> Option<Self> {
        Some(Self::new())
    }
}
