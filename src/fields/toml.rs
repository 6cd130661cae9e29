//! TOML to the neutral tree. Numbers keep the digits they were written in.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::node::shortened;
use super::{FaultCode, Faults, Node, Place, Wrong};

/// Reads a TOML text. A text that is not TOML leaves one fault, with line and column.
pub fn parse<'t>(text: &'t str, faults: &mut Faults) -> Node<'t> {
    match DeTable::parse(text) {
        Ok(table) => map(table.into_inner()),
        Err(error) => {
            faults.add(&Place::ROOT, || malformed(text, &error));
            Node::EMPTY
        }
    }
}

/// The fault of a text that is not TOML. The error's own words would repeat the whole line.
fn malformed(text: &str, error: &Error) -> Wrong {
    let before = error.span().and_then(|span| text.get(..span.start));
    let line = before.unwrap_or_default().split('\n');
    let column = line.clone().next_back().unwrap_or_default().chars().count();
    let (line, column) = (line.count(), column.saturating_add(1));
    let what = shortened(error.message().trim_end());
    let what = format!("{what} at line {line} column {column}");
    Wrong::new(
        FaultCode::Malformed,
        format!("The text is not TOML: {what}."),
    )
    .given(what)
    .allowed("a TOML document")
}

fn map<'t>(table: DeTable<'t>) -> Node<'t> {
    let field = |(name, value): (Spanned<Cow<'t, str>>, Spanned<DeValue<'t>>)| {
        (name.into_inner(), node(value.into_inner()))
    };
    Node::Map(table.into_iter().map(field).collect())
}

fn node(value: DeValue<'_>) -> Node<'_> {
    match value {
        DeValue::String(text) => Node::Text(text),
        DeValue::Integer(number) => Node::Number(number.to_string().into()),
        DeValue::Float(number) => Node::Number(number.to_string().into()),
        DeValue::Boolean(truth) => Node::Truth(truth),
        DeValue::Datetime(day) => Node::Text(day.to_string().into()),
        DeValue::Array(items) => Node::List(
            items
                .into_iter()
                .map(|item| node(item.into_inner()))
                .collect(),
        ),
        DeValue::Table(table) => map(table),
    }
}
