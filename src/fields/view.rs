//! A value as it is written: seen where it is, without a tree in between.

use serde::ser::{SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

use super::spec::Ready;
use super::{Absent, SectionSpec, Spec};
use crate::pricing::Date;
use crate::quantity::Figure;

/// The value of a field, for whoever writes it.
#[derive(Clone, Copy)]
pub enum View<'v> {
    /// Nothing: the field is left out.
    Absent,
    /// Text, or the word of a choice.
    Text(&'v str),
    /// A whole number.
    Whole(u32),
    /// A decimal.
    Figure(&'v Figure),
    /// True or false.
    Truth(bool),
    /// A day.
    Date(Date),
    /// Decimals in one field.
    Figures(&'v [Figure]),
    /// Whole numbers in one field.
    Wholes(&'v [u32]),
    /// One or more names in one field.
    Names(&'v [String]),
    /// Memory sizes and durations in one field.
    Points(&'v [(u32, Figure)]),
    /// A group of fields.
    Section(&'v dyn Fields),
    /// A list of groups of fields.
    List(&'v dyn Items),
}

/// A section whose fields can be seen.
pub trait Fields {
    /// The table of its fields.
    fn table(&self) -> &'static SectionSpec;

    /// Shows each field, in the table's order.
    fn each(&self, see: &mut dyn FnMut(&'static Spec, View<'_>));
}

/// A list whose items can be seen.
pub trait Items {
    /// Shows each item, in order.
    fn each_item(&self, see: &mut dyn FnMut(&dyn Fields));
}

impl View<'_> {
    /// Whether the value is the one that the field has when it is left out.
    pub(super) fn is_default(&self, spec: &Spec) -> bool {
        match (self, spec.ready, spec.absent) {
            (Self::Figure(figure), Ready::Figure(default), _) => **figure == default,
            (Self::Whole(number), Ready::Whole(default), _) => *number == default,
            (Self::Truth(truth), Ready::Unticked, _) => !truth,
            (Self::Text(text), _, Absent::Default(default)) => *text == default,
            _ => false,
        }
    }
}

/// A section as JSON: every field that is not absent, defaults too, in the table's order. A whole number
/// is a number, every other decimal is text in plain digits. A field that is pinned has this value
/// instead of its own.
pub struct Written<'v> {
    /// The section.
    pub fields: &'v dyn Fields,
    /// The name of the field that is pinned, and its value.
    pub pinned: Option<(&'static str, View<'v>)>,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let mut result = Ok(());
        self.fields.each(&mut |spec, view| {
            let pinned = self.pinned.filter(|(name, _)| *name == spec.name);
            let view = pinned.map_or(view, |(_, pinned)| pinned);
            if result.is_ok() && !matches!(view, View::Absent | View::Text("")) {
                result = map.serialize_entry(spec.name, &view);
            }
        });
        result?;
        map.end()
    }
}

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Absent => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Names([name]) => serializer.serialize_str(name),
            Self::Names(names) => serializer.collect_seq(names),
            Self::Whole(number) | Self::Wholes(&[number]) => serializer.serialize_u32(number),
            Self::Figure(figure) => figure.serialize(serializer),
            Self::Truth(truth) => serializer.serialize_bool(truth),
            Self::Date(day) => day.serialize(serializer),
            Self::Figures(figures) => serializer.collect_seq(figures),
            Self::Wholes(numbers) => serializer.collect_seq(numbers),
            Self::Points(_) => {
                let mut text = String::new();
                self.push_to(&mut text);
                serializer.serialize_str(&text)
            }
            Self::Section(fields) => {
                let pinned = None;
                Written { fields, pinned }.serialize(serializer)
            }
            Self::List(items) => {
                let mut list = serializer.serialize_seq(None)?;
                let mut result = Ok(());
                items.each_item(&mut |fields| {
                    if result.is_ok() {
                        let pinned = None;
                        result = list.serialize_element(&Written { fields, pinned });
                    }
                });
                result?;
                list.end()
            }
        }
    }
}

impl View<'_> {
    /// Adds the value to a text, as a query string spells it before any escape: numbers with commas between.
    /// Names, each of which has a field of its own there, are none of them.
    pub(super) fn push_to(&self, text: &mut String) {
        match *self {
            Self::Absent | Self::Names(_) | Self::Section(_) | Self::List(_) => {}
            Self::Text(given) => text.push_str(given),
            Self::Whole(number) => text.push_str(Figure::from(number).digits().as_str()),
            Self::Figure(figure) => text.push_str(figure.digits().as_str()),
            Self::Truth(truth) => text.push_str(if truth { "true" } else { "false" }),
            Self::Date(day) => text.push_str(day.text().as_str()),
            Self::Figures(figures) => joined(figures.iter().map(Self::Figure), text),
            Self::Wholes(numbers) => joined(numbers.iter().map(|one| Self::Whole(*one)), text),
            Self::Points(points) => {
                for (at, (memory, ms)) in points.iter().enumerate() {
                    text.push_str(if at == 0 { "" } else { "," });
                    Self::Whole(*memory).push_to(text);
                    text.push(':');
                    Self::Figure(ms).push_to(text);
                }
            }
        }
    }
}

fn joined<'v>(values: impl Iterator<Item = View<'v>>, text: &mut String) {
    for (at, value) in values.enumerate() {
        text.push_str(if at == 0 { "" } else { "," });
        value.push_to(text);
    }
}
