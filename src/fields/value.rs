//! The values that fields hold: numbers, truths, texts, days, lists. Each is read against its bounds.

use super::number::{self, NotANumber};
use super::read::{Section, Value, read_section};
use super::spec::Ready;
use super::text;
use super::view::View;
use super::{FaultCode, Faults, Kind, Node, Place, Spec, Wrong};
use crate::pricing::Date;
use crate::quantity::Figure;

/// The figure of a node and how it was written, or a fault.
fn number_of(
    node: &Node<'_>,
    spec: &Spec,
    place: &Place<'_>,
    faults: &mut Faults,
) -> Option<Figure> {
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

fn too_precise(spec: &Spec, node: &Node<'_>) -> Wrong {
    let message = "has more digits than can be kept.";
    Wrong::new(FaultCode::NotANumber, message)
        .advice("Give at most 28 digits.")
        .given(node.shown())
        .allowed_by(|| format!("{}, of at most 28 digits", spec.allowed()))
}

impl Value for Figure {
    fn read(node: &Node<'_>, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
        let Some(figure) = number_of(node, spec, place, faults) else {
            return Self::placeholder();
        };
        if let Kind::Decimal { min, max } | Kind::Decimals { min, max, .. } = spec.kind
            && (figure < min.figure || figure > max.figure)
        {
            faults.add(place, || spec.beyond(node));
            return Self::placeholder();
        }
        figure
    }

    fn view(&self) -> View<'_> {
        View::Figure(self)
    }

    fn placeholder() -> Self {
        Self::ZERO
    }

    fn ready(spec: &Spec) -> Option<Self> {
        match spec.ready {
            Ready::Figure(default) => Some(default),
            _ => None,
        }
    }
}

impl Value for u32 {
    fn read(node: &Node<'_>, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
        let Some(figure) = number_of(node, spec, place, faults) else {
            return 0;
        };
        // A figure has no zeros after its point, so that a whole one has no place after it.
        let value = figure.value();
        let whole = u64::try_from(value.mantissa())
            .ok()
            .filter(|_| value.scale() == 0);
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

    fn view(&self) -> View<'_> {
        View::Whole(*self)
    }

    fn placeholder() -> Self {
        0
    }

    fn ready(spec: &Spec) -> Option<Self> {
        match spec.ready {
            Ready::Whole(default) => Some(default),
            _ => None,
        }
    }
}

impl Value for bool {
    fn read(node: &Node<'_>, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
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

    fn view(&self) -> View<'_> {
        View::Truth(*self)
    }

    fn placeholder() -> Self {
        false
    }

    fn ready(spec: &Spec) -> Option<Self> {
        matches!(spec.ready, Ready::Unticked).then_some(false)
    }
}

impl Value for String {
    fn read(node: &Node<'_>, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
        let Node::Text(text) = node else {
            faults.add(place, || spec.refused(FaultCode::WrongType, node));
            return Self::placeholder();
        };
        let text = text.trim();
        match text::unusable(text) {
            None => {}
            Some(what) => {
                faults.add(place, || what.wrong().given(node.shown()));
                return Self::placeholder();
            }
        }
        if let Kind::Text { max } | Kind::Names { each: max, .. } = spec.kind
            && text.len() > max
        {
            let length = text.chars().count();
            if length > max {
                faults.add(place, || spec.too_long(max, length, "characters", node));
                return Self::placeholder();
            }
        }
        text.to_owned()
    }

    fn view(&self) -> View<'_> {
        View::Text(self)
    }

    fn placeholder() -> Self {
        Self::new()
    }

    fn nothing() -> Option<Self> {
        Some(Self::new())
    }

    fn ready(spec: &Spec) -> Option<Self> {
        match spec.ready {
            Ready::Text(default) => Some(default.to_owned()),
            _ => None,
        }
    }
}

impl Value for Date {
    fn read(node: &Node<'_>, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
        let read = match node {
            Node::Text(text) => text.trim().parse().ok(),
            _ => None,
        };
        read.unwrap_or_else(|| {
            faults.add(place, || spec.refused(FaultCode::WrongType, node));
            Self::placeholder()
        })
    }

    fn view(&self) -> View<'_> {
        View::Date(*self)
    }

    fn placeholder() -> Self {
        Self::known(1, 1, 1)
    }
}

impl<T: Value> Value for Option<T> {
    fn read(node: &Node<'_>, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
        Some(T::read(node, spec, place, faults))
    }

    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Absent, Value::view)
    }

    fn placeholder() -> Self {
        None
    }

    fn nothing() -> Option<Self> {
        Some(None)
    }

    fn ready(spec: &Spec) -> Option<Self> {
        T::ready(spec).map(Some)
    }
}

impl<S: Section> Value for Vec<S> {
    fn read(node: &Node<'_>, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
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

    fn view(&self) -> View<'_> {
        View::List(self)
    }

    fn placeholder() -> Self {
        Self::new()
    }

    fn nothing() -> Option<Self> {
        Some(Self::new())
    }
}
