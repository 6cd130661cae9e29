//! TOML to the neutral tree. Numbers keep the digits they were written in.

use toml::de::{DeTable, DeValue};

use super::{FaultCode, Faults, Node, Place, Wrong};

/// Reads a TOML text. A text that is not TOML leaves one fault, with line and column.
pub fn parse(text: &str, faults: &mut Faults) -> Node {
    match DeTable::parse(text) {
        Ok(table) => map(table.get_ref()),
        Err(error) => {
            let error = error.to_string();
            let message = format!("The text is not TOML: {}", error.trim_end());
            let wrong = Wrong::new(FaultCode::Malformed, message);
            let wrong = wrong.given(error.trim_end()).allowed("a TOML document");
            faults.add(&Place::ROOT, || wrong);
            Node::EMPTY
        }
    }
}

fn map(table: &DeTable<'_>) -> Node {
    let field = |(name, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
        let name: &std::borrow::Cow<'_, str> = name.get_ref();
        (name.to_string(), node(value.get_ref()))
    };
    Node::Map(table.iter().map(field).collect())
}

fn node(value: &DeValue<'_>) -> Node {
    match value {
        DeValue::String(text) => Node::Text(text.to_string()),
        DeValue::Integer(number) => Node::Number(number.to_string()),
        DeValue::Float(number) => Node::Number(number.to_string()),
        DeValue::Boolean(truth) => Node::Truth(*truth),
        DeValue::Datetime(day) => Node::Text(day.to_string()),
        DeValue::Array(items) => {
            Node::List(items.iter().map(|item| node(item.get_ref())).collect())
        }
        DeValue::Table(table) => map(table),
    }
}
