//! Reads values from the neutral tree against the table of fields, and writes them back.
//!
//! A value that cannot be read leaves a fault and a placeholder, so that reading goes on and all
//! faults come at once; with a fault on record the scenario as a whole is refused.

use super::{Absent, FaultCode, Faults, Node, Place, SectionSpec, Spec, Wrong};

/// A value that a field can hold.
pub trait Value: Sized {
    /// Reads it; a fault leaves a placeholder.
    fn read(node: &Node, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self;

    /// Writes it, defaults too.
    fn write(&self) -> Node;

    /// The value in place of one that could not be read.
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
    fn read_fields(map: &Node, place: &Place<'_>, faults: &mut Faults) -> Self;

    /// All fields, in the table's order.
    fn write_fields(&self) -> Vec<(String, Node)>;
}

/// Reads a section.
pub fn read_section<S: Section>(node: &Node, place: &Place<'_>, faults: &mut Faults) -> S {
    match node {
        Node::Map(fields) => unknown_fields(fields, &S::SPEC, place, faults),
        other => {
            let spec = Spec::section(const { &S::SPEC });
            faults.add(place, || spec.refused(FaultCode::WrongType, other));
            return S::read_fields(&Node::EMPTY, place, &mut Faults::default());
        }
    }
    S::read_fields(node, place, faults)
}

fn unknown_fields(
    fields: &[(String, Node)],
    spec: &SectionSpec,
    place: &Place<'_>,
    faults: &mut Faults,
) {
    for (at, (name, _)) in fields.iter().enumerate() {
        if spec.field(name).is_none() {
            faults.add(&place.at(name.as_str()), || unknown(spec));
        } else if fields.iter().take(at).any(|(earlier, _)| earlier == name) {
            faults.add(&place.at(name.as_str()), || repeated());
        }
    }
}

fn unknown(spec: &SectionSpec) -> Wrong {
    let known: Vec<_> = spec.fields.iter().map(|field| field.name).collect();
    let known = known.join(", ");
    let message = format!("is not a field. The fields are {known}.");
    Wrong::new(FaultCode::UnknownField, message).allowed_by(|| known)
}

/// The fault of a field that is given twice.
pub(super) fn repeated() -> Wrong {
    let wrong = Wrong::new(FaultCode::Duplicate, "is given twice.").advice("Give it once.");
    wrong.allowed("each field once")
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
    place: &Place<'_>,
    faults: &mut Faults,
) -> T {
    let Some(spec) = section.field(name) else {
        // Never happens: the struct and the table come from the same declaration.
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
            faults.add(&place, || spec.missing());
            T::placeholder()
        }
    }
}

/// Declares a section: a struct and its table of fields in one declaration.
///
/// ```text
/// section! {
///     /// The struct's documentation.
///     pub struct Queue as "queue" {
///         /// The field's documentation.
///         pub message_kb: Figure = Spec::decimal("0", "1024").unit("KB").label("Message size"),
///     }
/// }
/// ```
///
/// * `struct Queue`: the struct's name. Its fields are public.
/// * `as "queue"`: what one item is called, in faults and on the form's buttons.
/// * `message_kb`: the field's name in Rust, in links, in JSON and in TOML. It ends in the unit.
/// * `: Figure`: the field's type, a [`Value`]. `Option` and `Vec` take an absent field as nothing.
/// * `= Spec::…`: the kind, the bounds, the default and the words. A [`Spec`] without a label does not
///   compile.
///
/// The order of the fields matters: the form shows its inputs, and a link names its keys, in the order
/// of the declaration.
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

        impl $crate::fields::read::Section for $name {
            const SPEC: $crate::fields::SectionSpec = $crate::fields::SectionSpec {
                name: $word,
                fields: &[ $( $spec.named(stringify!($field)) ),+ ],
            };

            #[inline(never)]
            fn read_fields(
                map: &$crate::fields::Node,
                place: &$crate::fields::Place<'_>,
                faults: &mut $crate::fields::Faults,
            ) -> Self {
                $(
                    #[cfg(feature = "words")]
                    let () = const { assert!(!$spec.label.is_empty(), "a field without words") };
                    let $field = $crate::fields::read::field(
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
            fn write_fields(&self) -> Vec<(String, $crate::fields::Node)> {
                let mut fields = Vec::new();
                $( $crate::fields::read::write_field(&mut fields, stringify!($field), &self.$field); )+
                fields
            }
        }

        impl $crate::fields::read::Value for $name {
            fn read(
                node: &$crate::fields::Node,
                _: &$crate::fields::Spec,
                place: &$crate::fields::Place<'_>,
                faults: &mut $crate::fields::Faults,
            ) -> Self {
                $crate::fields::read::read_section(node, place, faults)
            }

            fn write(&self) -> $crate::fields::Node {
                $crate::fields::Node::Map(
                    $crate::fields::read::Section::write_fields(self),
                )
            }

            fn placeholder() -> Self {
                $crate::fields::read::Section::read_fields(
                    &$crate::fields::Node::EMPTY,
                    &$crate::fields::Place::ROOT,
                    &mut $crate::fields::Faults::default(),
                )
            }
        }
    };
}

pub(crate) use section;
