//! JSON to and from the neutral tree. Numbers keep the digits they were written in.

use core::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::{FaultCode, Faults, Node, Place, Wrong};

/// Reads a JSON text. A text that is not JSON leaves one fault, with line and column.
pub fn parse(text: &str, faults: &mut Faults) -> Node {
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => node(raw, &Place::ROOT, 0, faults),
        Err(error) => {
            let wrong = malformed(format!("The text is not JSON: {error}."), &error);
            faults.add(&Place::ROOT, || wrong.allowed("one JSON object"));
            Node::EMPTY
        }
    }
}

fn malformed(message: String, given: &dyn fmt::Display) -> Wrong {
    Wrong::new(FaultCode::Malformed, message).given(given)
}

/// The deepest that a scenario goes is a field of an index of a table: 5. What is far deeper is no
/// scenario, and must not exhaust the stack: a raw value's depth is not bounded by `serde_json`.
const DEPTH_MAX: u32 = 32;

/// One value of a text that is known to be JSON.
fn node(raw: &RawValue, place: &Place<'_>, depth: u32, faults: &mut Faults) -> Node {
    let text = raw.get();
    if depth > DEPTH_MAX {
        let given = format!("nested deeper than {DEPTH_MAX} levels");
        let wrong = malformed(format!("The JSON text is {given}."), &given);
        faults.add(&Place::ROOT, || wrong.allowed("one JSON object"));
        return Node::Absent;
    }
    let depth = depth.saturating_add(1);
    match text.as_bytes().first() {
        Some(b'{') => match serde_json::from_str::<Fields<'_>>(text) {
            Ok(Fields(fields)) => {
                let field = |(name, raw): (String, &RawValue)| {
                    let node = node(raw, &place.at(name.as_str()), depth, faults);
                    (name, node)
                };
                Node::Map(fields.into_iter().map(field).collect())
            }
            Err(_) => Node::Absent,
        },
        Some(b'[') => match serde_json::from_str::<Vec<&RawValue>>(text) {
            Ok(items) => {
                let item = |(at, raw): (usize, &RawValue)| node(raw, &place.at(at), depth, faults);
                Node::List(items.into_iter().enumerate().map(item).collect())
            }
            Err(_) => Node::Absent,
        },
        Some(b'"') => match serde_json::from_str::<String>(text) {
            Ok(text) => Node::Text(text),
            Err(error) => {
                let wrong = malformed(format!("cannot be read as a JSON string: {error}."), &error);
                faults.add(place, || wrong.allowed("text"));
                Node::Absent
            }
        },
        Some(b't') => Node::Truth(true),
        Some(b'f') => Node::Truth(false),
        Some(b'n') | None => Node::Absent,
        Some(_) => Node::Number(text.to_owned()),
    }
}

/// The fields of an object in their order, repeated ones too.
struct Fields<'t>(Vec<(String, &'t RawValue)>);

impl<'de: 't, 't> serde::Deserialize<'de> for Fields<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(fields)
            }
        }

        deserializer.deserialize_map(Collect).map(Fields)
    }
}

/// As JSON. Fields that are absent are left out. A whole number below 2⁶⁴ is a number, every other
/// decimal is text, in the digits that the tree has.
impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(digits) => match digits.parse::<u64>() {
                Ok(number) => serializer.serialize_u64(number),
                Err(_) => serializer.serialize_str(digits),
            },
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(fields) => {
                let there = fields.iter().filter(|(_, field)| *field != Self::Absent);
                serializer.collect_map(there.map(|(name, field)| (name, field)))
            }
        }
    }
}
