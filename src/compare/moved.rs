//! What an alternative changes: one place of the scenario, and the values there.

use serde::Serialize;
use serde_json::Value;

use super::Scope;
use crate::fields::Written;
use crate::pricing::Date;
use crate::scenario::Scenario;
use crate::scenario::link::Pinned;

/// The one place at which two scenarios differ, and the value of each there, defaults written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The deepest field that holds all that differs, as in a query string:
    /// `functions.0.memory_mb`. Empty if that is the scenario itself.
    pub path: String,
    /// The value in the first scenario; null if it has none.
    pub from: Value,
    /// The value in the second scenario; null if it has none.
    pub to: Value,
}

impl Moved {
    /// What differs between two scenarios, which differ within `scope` alone.
    #[must_use]
    pub fn between(from: &Scenario, to: &Scenario, scope: Scope, as_of: Date) -> Self {
        let (place, from, to) = match scope {
            Scope::Whole => {
                let pinned = |scenario| written(&Pinned { scenario, as_of });
                (Vec::new(), pinned(from), pinned(to))
            }
            Scope::Function(at) => {
                let function = |scenario: &Scenario| {
                    let fields = scenario.functions.get(at);
                    fields.map_or(Value::Null, |fields| section(fields))
                };
                (item("functions", at), function(from), function(to))
            }
            Scope::Table(at) => {
                let table = |scenario: &Scenario| {
                    let fields = scenario.tables.get(at);
                    fields.map_or(Value::Null, |fields| section(fields))
                };
                (item("tables", at), table(from), table(to))
            }
        };
        Self::below(place, &from, &to)
    }

    /// What differs between two values at a place.
    fn below(mut place: Vec<String>, from: &Value, to: &Value) -> Self {
        let (mut from, mut to) = (from, to);
        while let Some((part, a, b)) = only_difference(from, to) {
            place.push(part);
            (from, to) = (a, b);
        }
        Self {
            path: place.join("."),
            from: from.clone(),
            to: to.clone(),
        }
    }
}

fn item(list: &str, at: usize) -> Vec<String> {
    vec![list.to_owned(), at.to_string()]
}

fn section(fields: &dyn crate::fields::view::Fields) -> Value {
    let pinned = None;
    written(&Written { fields, pinned })
}

/// As JSON. A scenario has only keys that are text and numbers that JSON has, so that this cannot fail.
fn written(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// The only part of two values that differs, if they are of the same shape and exactly one differs.
fn only_difference<'v>(from: &'v Value, to: &'v Value) -> Option<(String, &'v Value, &'v Value)> {
    match (from, to) {
        (Value::Object(a), Value::Object(b)) => {
            let lost = b.keys().filter(|name| !a.contains_key(*name));
            let mut differing = a
                .keys()
                .chain(lost)
                .map(|name| {
                    let there = |fields: &'v serde_json::Map<String, Value>| {
                        fields.get(name).unwrap_or(&Value::Null)
                    };
                    (name, there(a), there(b))
                })
                .filter(|(_, a, b)| a != b);
            let (name, a, b) = differing.next()?;
            differing.next().is_none().then(|| (name.clone(), a, b))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let pairs = a.iter().zip(b).enumerate();
            let mut differing = pairs.filter(|(_, (a, b))| a != b);
            let (at, (a, b)) = differing.next()?;
            differing.next().is_none().then(|| (at.to_string(), a, b))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn moved(from: &Value, to: &Value) -> (String, Value, Value) {
        let moved = Moved::below(Vec::new(), from, to);
        (moved.path, moved.from, moved.to)
    }

    #[test]
    fn one_field_is_named_by_its_path() {
        let from = json!({ "a": { "b": [{ "c": 1, "d": 2 }, { "c": 1 }] } });
        let to = json!({ "a": { "b": [{ "c": 1, "d": 3 }, { "c": 1 }] } });
        assert_eq!(
            moved(&from, &to),
            ("a.b.0.d".to_owned(), json!(2), json!(3))
        );
    }

    #[test]
    fn several_fields_are_changed_by_the_field_that_holds_them() {
        let (from, to) = (json!({ "b": 1, "c": 2 }), json!({ "b": 2, "c": 3 }));
        let whole = |inner: &Value| json!({ "a": inner, "z": 0 });
        let expected = ("a".to_owned(), from.clone(), to.clone());
        assert_eq!(moved(&whole(&from), &whole(&to)), expected);
        assert_eq!(moved(&from, &to), (String::new(), from, to));
        let (from, to) = (json!({ "a": [1] }), json!({ "a": [1, 2] }));
        let expected = ("a".to_owned(), json!([1]), json!([1, 2]));
        assert_eq!(moved(&from, &to), expected);
    }

    #[test]
    fn what_comes_or_goes_is_null_on_the_other_side() {
        let (less, more) = (json!({ "a": 1 }), json!({ "a": 1, "b": 2 }));
        assert_eq!(moved(&less, &more), ("b".to_owned(), Value::Null, json!(2)));
        assert_eq!(moved(&more, &less), ("b".to_owned(), json!(2), Value::Null));
    }
}
