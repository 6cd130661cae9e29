//! Reads values from the neutral tree against the table of fields, and shows them to a writer.
//!
//! A value that cannot be read leaves a fault and a placeholder, so that reading goes on and all
//! faults come at once; with a fault on record the scenario as a whole is refused.

use std::borrow::Cow;

use super::view::{Fields, Items, View};
use super::{Absent, FaultCode, Faults, Kind, Node, Place, SectionSpec, Spec, Wrong};

/// A value that a field can hold.
pub trait Value: Sized {
    /// Reads it; a fault leaves a placeholder.
    fn read(node: &Node<'_>, spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self;

    /// Shows it to a writer, default or not.
    fn view(&self) -> View<'_>;

    /// The value in place of one that could not be read.
    fn placeholder() -> Self;

    /// What an absent optional field holds; `None` if it cannot be absent.
    fn nothing() -> Option<Self> {
        None
    }

    /// The default that the table has ready; `None` if the default is to be read.
    fn ready(_: &Spec) -> Option<Self> {
        None
    }
}

/// A group of fields with a table of them.
pub trait Section: Sized {
    /// The table.
    const SPEC: &'static SectionSpec;

    /// Reads the fields, in the table's order.
    fn read_fields(reader: &mut Reader<'_>) -> Self;

    /// Shows each field, in the table's order.
    fn view_fields(&self, see: &mut dyn FnMut(&'static Spec, View<'_>));
}

impl<S: Section> Fields for S {
    fn table(&self) -> &'static SectionSpec {
        S::SPEC
    }

    fn each(&self, see: &mut dyn FnMut(&'static Spec, View<'_>)) {
        self.view_fields(see);
    }
}

impl<S: Section> Items for Vec<S> {
    fn each_item(&self, see: &mut dyn FnMut(&dyn Fields)) {
        for item in self {
            see(item);
        }
    }
}

/// The most fields that a section may have. The `section!` macro does not compile a larger section.
pub const FIELDS_MAX: usize = 40;

/// What was given for each field of a table, at the field's place in it.
type Given<'n> = [Option<&'n Node<'n>>; FIELDS_MAX];

/// The fields of one section, in the table's order, while they are read.
pub struct Reader<'r> {
    fields: core::iter::Zip<
        core::slice::Iter<'static, Spec>,
        core::slice::Iter<'r, Option<&'r Node<'r>>>,
    >,
    place: &'r Place<'r>,
    faults: &'r mut Faults,
}

impl Reader<'_> {
    /// Reads the next field. Kept out of line: written out for every field it is the larger part of the
    /// WebAssembly's reader.
    #[inline(never)]
    pub fn read<T: Value>(&mut self) -> T {
        let Some((spec, given)) = self.fields.next() else {
            // Never happens: the struct and the table come from the same declaration.
            return T::placeholder();
        };
        match given.filter(|node| !spec.takes_as_absent(node)) {
            Some(node) => T::read(node, spec, &self.place.at(spec.name), self.faults),
            None => absent(spec, &self.place.at(spec.name), self.faults),
        }
    }
}

/// The value of a field that is not given.
fn absent<T: Value>(spec: &Spec, place: &Place<'_>, faults: &mut Faults) -> T {
    match spec.absent {
        Absent::Default(text) => T::ready(spec).unwrap_or_else(|| {
            let default = Node::Text(Cow::Borrowed(text));
            T::read(&default, spec, place, faults)
        }),
        Absent::Nothing => {
            T::nothing().unwrap_or_else(|| T::read(&Node::EMPTY, spec, place, faults))
        }
        Absent::Fault => {
            faults.add(place, || spec.missing());
            T::placeholder()
        }
    }
}

impl Spec {
    /// Whether a node says nothing to this field. A text without a character is no text: it is an absent
    /// field in every spelling.
    pub(super) fn takes_as_absent(&self, node: &Node<'_>) -> bool {
        match node {
            Node::Absent => true,
            Node::Text(text) => {
                matches!(self.kind, Kind::Text { .. } | Kind::Names { .. })
                    && text.trim().is_empty()
            }
            _ => false,
        }
    }
}

/// Reads a section.
pub fn read_section<S: Section>(node: &Node<'_>, place: &Place<'_>, faults: &mut Faults) -> S {
    let (node, mut unused) = match node {
        Node::Map(_) => (node, None),
        other => {
            let spec = Spec::section(S::SPEC);
            faults.add(place, || spec.refused(FaultCode::WrongType, other));
            (&Node::EMPTY, Some(Faults::default()))
        }
    };
    let faults = unused.as_mut().unwrap_or(faults);
    let given = given(node, S::SPEC, place, faults);
    S::read_fields(&mut Reader {
        fields: S::SPEC.fields.iter().zip(&given),
        place,
        faults,
    })
}

/// A section of placeholders and defaults.
#[must_use]
pub fn empty_section<S: Section>() -> S {
    read_section(&Node::EMPTY, &Place::ROOT, &mut Faults::default())
}

/// Looks each field of a map up, once. Unknown and repeated fields are faults.
fn given<'n>(
    node: &'n Node<'n>,
    spec: &'static SectionSpec,
    place: &Place<'_>,
    faults: &mut Faults,
) -> Given<'n> {
    let mut given = [None; FIELDS_MAX];
    let Node::Map(fields) = node else {
        return given;
    };
    let (mut next, mut told) = (0, false);
    for (name, field) in fields {
        let found = spec.place_of(name, next);
        let slot = found.and_then(|at| given.get_mut(at));
        match (found, slot) {
            (Some(at), Some(slot @ None)) => {
                *slot = Some(field);
                next = at.saturating_add(1);
            }
            (Some(_), _) => faults.add(&place.at(name.as_ref()), repeated),
            (None, _) => {
                faults.add(&place.at(name.as_ref()), || unknown(spec, told));
                told = true;
            }
        }
    }
    given
}

/// The fault of a field that the table does not have. The names of those that it has are told once at
/// each place.
fn unknown(spec: &SectionSpec, told: bool) -> Wrong {
    if told {
        let wrong = Wrong::new(FaultCode::UnknownField, "is not a field.");
        return wrong.allowed("one of the fields told with the first unknown one");
    }
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
/// * `= Spec::…`: the kind, the bounds, the default and the words. A [`Spec`] without a label, or with
///   a bound or a default that its kind does not take, does not compile.
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
            const SPEC: &'static $crate::fields::SectionSpec = {
                static SPEC: $crate::fields::SectionSpec = $crate::fields::SectionSpec {
                    name: $word,
                    fields: {
                        const FIELDS: &[$crate::fields::Spec] =
                            &[ $( $spec.named(stringify!($field)) ),+ ];
                        assert!(
                            FIELDS.len() <= $crate::fields::read::FIELDS_MAX,
                            "a section with too many fields"
                        );
                        FIELDS
                    },
                };
                &SPEC
            };

            #[inline(never)]
            fn read_fields(reader: &mut $crate::fields::read::Reader<'_>) -> Self {
                $(
                    #[cfg(feature = "words")]
                    let () = const { assert!(!$spec.label.is_empty(), "a field without words") };
                    let () = const { assert!($spec.is_sound(), "a bound or a default is no value") };
                    let $field = reader.read();
                )+
                Self { $( $field ),+ }
            }

            #[inline(never)]
            fn view_fields(
                &self,
                see: &mut dyn FnMut(&'static $crate::fields::Spec, $crate::fields::View<'_>),
            ) {
                let mut specs = Self::SPEC.fields.iter();
                $(
                    if let Some(spec) = specs.next() {
                        see(spec, $crate::fields::read::Value::view(&self.$field));
                    }
                )+
            }
        }

        impl $crate::fields::read::Value for $name {
            fn read(
                node: &$crate::fields::Node<'_>,
                _: &$crate::fields::Spec,
                place: &$crate::fields::Place<'_>,
                faults: &mut $crate::fields::Faults,
            ) -> Self {
                $crate::fields::read::read_section(node, place, faults)
            }

            fn view(&self) -> $crate::fields::View<'_> {
                $crate::fields::View::Section(self)
            }

            fn placeholder() -> Self {
                $crate::fields::read::empty_section()
            }
        }
    };
}

pub(crate) use section;
