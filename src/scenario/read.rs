//! Reads values from the neutral tree against the table of fields, and writes them back.
//!
//! A value that cannot be read leaves a fault and a placeholder, so that reading goes on and all
//! faults come at once; with a fault on record the scenario as a whole is refused.

use super::node::shortened;
use super::number::{self, NotANumber};
use super::{Absent, Choice, FaultCode, Faults, Kind, Node, Place, SectionSpec, Spec};
use crate::pricing::Date;
use crate::quantity::Figure;

/// A value that a field can hold.
pub trait Value: Sized {
    /// Reads it; a fault leaves a placeholder.
    fn read(node: &Node, spec: &Spec, place: &Place, faults: &mut Faults) -> Self;

    /// Writes it, defaults too.
    fn write(&self) -> Node;

    /// What stands in for a value that could not be read.
    fn placeholder() -> Self;

    /// What an absent optional field holds; `None` if it cannot be absent.
    fn nothing() -> Option<Self> {
        None
    }
}

/// A group of fields with a table of them.
pub trait Section: Sized {
    /// The table.
    const SPEC: SectionSpec;

    /// Reads the fields of a map; unknown fields have been reported already.
    fn read_fields(map: &Node, place: &Place, faults: &mut Faults) -> Self;

    /// All fields, in the table's order.
    fn write_fields(&self) -> Vec<(String, Node)>;
}

/// Reads a section.
pub fn read_section<S: Section>(node: &Node, place: &Place, faults: &mut Faults) -> S {
    match node {
        Node::Map(fields) => unknown_fields(fields, &S::SPEC, place, faults),
        other => {
            let allowed = format!("a group of fields, a {}", S::SPEC.name);
            faults.add(place, FaultCode::WrongType, Some(other.shown()), allowed);
            return S::read_fields(&Node::EMPTY, place, &mut Faults::default());
        }
    }
    S::read_fields(node, place, faults)
}

fn unknown_fields(
    fields: &[(String, Node)],
    spec: &SectionSpec,
    place: &Place,
    faults: &mut Faults,
) {
    for (at, (name, _)) in fields.iter().enumerate() {
        if spec.field(name).is_none() {
            let known: Vec<_> = spec.fields.iter().map(|field| field.name).collect();
            let place = place.at(shortened(name));
            faults.add(&place, FaultCode::UnknownField, None, known.join(", "));
        } else if fields.iter().take(at).any(|(earlier, _)| earlier == name) {
            faults.add(
                &place.at(name),
                FaultCode::Duplicate,
                None,
                "each field once",
            );
        }
    }
}

/// Writes one field. Kept out of line: written out for every field it is the larger part of the
/// WebAssembly's writer.
#[inline(never)]
pub fn write_field<T: Value>(fields: &mut Vec<(String, Node)>, name: &str, value: &T) {
    fields.push((name.to_owned(), value.write()));
}

/// Reads one field of a section's map. Kept out of line, as [`write_field`] is.
#[inline(never)]
pub fn field<T: Value>(
    map: &Node,
    section: &SectionSpec,
    name: &str,
    place: &Place,
    faults: &mut Faults,
) -> T {
    let Some(spec) = section.field(name) else {
        // Not to be: struct and table are made of the same declaration.
        return T::placeholder();
    };
    let place = place.at(spec.name);
    if let Some(node) = map.field(spec.name) {
        return T::read(node, spec, &place, faults);
    }
    match spec.absent {
        Absent::Default(text) => T::read(&Node::Text(text.to_owned()), spec, &place, faults),
        Absent::Nothing => {
            T::nothing().unwrap_or_else(|| T::read(&Node::EMPTY, spec, &place, faults))
        }
        Absent::Fault => {
            faults.add(&place, FaultCode::Required, None, spec.allowed());
            T::placeholder()
        }
    }
}

/// Reads a choice's word.
pub fn choice<C: Choice + Value>(
    node: &Node,
    spec: &Spec,
    place: &Place,
    faults: &mut Faults,
) -> C {
    let found = match node {
        Node::Text(word) | Node::Number(word) => C::of(word),
        _ => None,
    };
    found.unwrap_or_else(|| {
        faults.add(
            place,
            FaultCode::NotAChoice,
            Some(node.shown()),
            spec.allowed(),
        );
        C::placeholder()
    })
}

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
            Kind::Integer { min, max } => (min, max),
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

/// Declares a section: a struct and its table of fields, in one.
macro_rules! section {
    (
        $(#[$doc:meta])*
        pub struct $name:ident as $word:literal {
            $( $(#[$field_doc:meta])* pub $field:ident : $type:ty = $spec:expr ),+ $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $( $(#[$field_doc])* pub $field: $type ),+
        }

        impl $crate::scenario::read::Section for $name {
            const SPEC: $crate::scenario::SectionSpec = $crate::scenario::SectionSpec {
                name: $word,
                fields: &[ $( $spec.named(stringify!($field)) ),+ ],
            };

            #[inline(never)]
            fn read_fields(
                map: &$crate::scenario::Node,
                place: &$crate::scenario::Place,
                faults: &mut $crate::scenario::Faults,
            ) -> Self {
                $(
                    #[cfg(not(feature = "hydrate"))]
                    let () = const { assert!(!$spec.label.is_empty(), "a field without words") };
                    let $field = $crate::scenario::read::field(
                        map,
                        &Self::SPEC,
                        stringify!($field),
                        place,
                        faults,
                    );
                )+
                Self { $( $field ),+ }
            }

            #[inline(never)]
            fn write_fields(&self) -> Vec<(String, $crate::scenario::Node)> {
                let mut fields = Vec::new();
                $( $crate::scenario::read::write_field(&mut fields, stringify!($field), &self.$field); )+
                fields
            }
        }

        impl $crate::scenario::read::Value for $name {
            fn read(
                node: &$crate::scenario::Node,
                _: &$crate::scenario::Spec,
                place: &$crate::scenario::Place,
                faults: &mut $crate::scenario::Faults,
            ) -> Self {
                $crate::scenario::read::read_section(node, place, faults)
            }

            fn write(&self) -> $crate::scenario::Node {
                $crate::scenario::Node::Map(
                    $crate::scenario::read::Section::write_fields(self),
                )
            }

            fn placeholder() -> Self {
                $crate::scenario::read::Section::read_fields(
                    &$crate::scenario::Node::EMPTY,
                    &$crate::scenario::Place::root(),
                    &mut $crate::scenario::Faults::default(),
                )
            }
        }
    };
}

pub(crate) use section;
