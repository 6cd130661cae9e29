//! The values that fields hold: numbers, truths, texts, days, lists. Each is read against its bounds.

use super::number::{self, NotANumber};
use super::read::{Section, Value, read_section};
use super::{FaultCode, Faults, Kind, Node, Place, Spec};
use crate::pricing::Date;
use crate::quantity::Figure;

/// The figure of a node and how it was written, or a fault.
fn number_of(node: &Node, spec: &Spec, place: &Place, faults: &mut Faults) -> Option<Figure> {
    let (Node::Text(text) | Node::Number(text)) = node else {
        faults.add(
            place,
            FaultCode::WrongType,
            Some(node.shown()),
            spec.allowed(),
        );
        return None;
    };
    match number::decimal(text.trim()) {
        Ok(figure) => Some(figure),
        Err(why) => {
            let allowed = match why {
                NotANumber::Form => spec.allowed(),
                NotANumber::Digits => format!("{}, of at most 28 digits", spec.allowed()),
            };
            faults.add(place, FaultCode::NotANumber, Some(node.shown()), allowed);
            None
        }
    }
}

impl Value for Figure {
    fn read(node: &Node, spec: &Spec, place: &Place, faults: &mut Faults) -> Self {
        let Some(figure) = number_of(node, spec, place, faults) else {
            return Self::placeholder();
        };
        if let Kind::Decimal { min, max } | Kind::Decimals { min, max, .. } = spec.kind {
            let below = number::decimal(min).is_ok_and(|min| figure < min);
            let above = number::decimal(max).is_ok_and(|max| figure > max);
            if below || above {
                faults.add(
                    place,
                    FaultCode::OutOfRange,
                    Some(node.shown()),
                    spec.allowed(),
                );
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
    fn read(node: &Node, spec: &Spec, place: &Place, faults: &mut Faults) -> Self {
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
            faults.add(
                place,
                FaultCode::OutOfRange,
                Some(node.shown()),
                spec.allowed(),
            );
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
    fn read(node: &Node, spec: &Spec, place: &Place, faults: &mut Faults) -> Self {
        match node {
            Node::Truth(truth) => *truth,
            Node::Text(word) if word == "true" => true,
            Node::Text(word) if word == "false" => false,
            other => {
                faults.add(
                    place,
                    FaultCode::WrongType,
                    Some(other.shown()),
                    spec.allowed(),
                );
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
    fn read(node: &Node, spec: &Spec, place: &Place, faults: &mut Faults) -> Self {
        let Node::Text(text) = node else {
            faults.add(
                place,
                FaultCode::WrongType,
                Some(node.shown()),
                spec.allowed(),
            );
            return Self::placeholder();
        };
        let text = text.trim();
        if let Kind::Text { max } = spec.kind {
            let control = text.chars().any(char::is_control);
            if text.chars().count() > max || control {
                let (code, allowed) = if control {
                    (
                        FaultCode::WrongType,
                        "text without control characters".to_owned(),
                    )
                } else {
                    (FaultCode::TooLong, spec.allowed())
                };
                faults.add(place, code, Some(node.shown()), allowed);
                return Self::placeholder();
            }
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
    fn read(node: &Node, spec: &Spec, place: &Place, faults: &mut Faults) -> Self {
        let read = match node {
            Node::Text(text) => text.trim().parse().ok(),
            _ => None,
        };
        read.unwrap_or_else(|| {
            faults.add(
                place,
                FaultCode::WrongType,
                Some(node.shown()),
                spec.allowed(),
            );
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
    fn read(node: &Node, spec: &Spec, place: &Place, faults: &mut Faults) -> Self {
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
    fn read(node: &Node, spec: &Spec, place: &Place, faults: &mut Faults) -> Self {
        let Node::List(items) = node else {
            faults.add(
                place,
                FaultCode::WrongType,
                Some(node.shown()),
                spec.allowed(),
            );
            return Self::new();
        };
        if let Kind::List { max, .. } = spec.kind
            && items.len() > max
        {
            faults.add(
                place,
                FaultCode::TooLong,
                Some(node.shown()),
                spec.allowed(),
            );
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
