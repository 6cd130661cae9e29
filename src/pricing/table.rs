//! Reads one TOML table of the price book, field by field, keeping every fault.

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{BookFault, Date};
use crate::quantity::Figure;

/// A table as the parser gives it: its texts are parts of the file's text, which is what makes reading a
/// whole book quick.
pub(super) type Table<'t> = DeTable<'t>;

/// A value of a table.
pub(super) type Value<'t> = DeValue<'t>;

/// A table being read. Fields that no call has read are faults when it is closed.
pub(super) struct TableReader<'t, 'f> {
    file: &'t str,
    at: String,
    table: &'t Table<'t>,
    asked: Vec<&'static str>,
    faults: &'f mut Vec<BookFault>,
}

impl<'t, 'f> TableReader<'t, 'f> {
    pub(super) fn new(
        file: &'t str,
        at: impl Into<String>,
        table: &'t Table<'t>,
        faults: &'f mut Vec<BookFault>,
    ) -> Self {
        Self {
            file,
            at: at.into(),
            table,
            asked: Vec::new(),
            faults,
        }
    }

    /// Names the place more closely, once its id or date is known.
    pub(super) fn rename(&mut self, at: impl Into<String>) {
        self.at = at.into();
    }

    pub(super) fn fault(&mut self, message: impl Into<String>) {
        self.faults.push(BookFault {
            file: self.file.to_owned(),
            at: self.at.clone(),
            message: message.into(),
        });
    }

    fn get(&mut self, field: &'static str) -> Option<&'t Value<'t>> {
        self.asked.push(field);
        self.table.get(field).map(Spanned::get_ref)
    }

    fn required<T>(&mut self, field: &'static str, found: Option<T>, what: &str) -> Option<T> {
        if found.is_none() && self.table.get(field).is_none() {
            self.fault(format!("`{field}` is missing: expected {what}"));
        }
        found
    }

    /// An optional text.
    pub(super) fn optional_text(&mut self, field: &'static str) -> Option<String> {
        match self.get(field)? {
            Value::String(text) if !text.trim().is_empty() => Some(text.to_string()),
            other => {
                self.fault(format!("`{field}` is {}: expected text", words(other)));
                None
            }
        }
    }

    /// A required text.
    pub(super) fn text(&mut self, field: &'static str) -> Option<String> {
        let found = self.optional_text(field);
        self.required(field, found, "text")
    }

    /// A list of texts, empty when absent.
    pub(super) fn texts(&mut self, field: &'static str) -> Vec<String> {
        let Some(value) = self.get(field) else {
            return Vec::new();
        };
        let texts = value.as_array().and_then(|items| {
            items
                .iter()
                .map(|item| item.get_ref().as_str().map(str::to_owned))
                .collect::<Option<Vec<_>>>()
        });
        texts.unwrap_or_else(|| {
            self.fault(format!(
                "`{field}` is {}: expected a list of texts",
                words(value)
            ));
            Vec::new()
        })
    }

    /// An optional truth value.
    pub(super) fn optional_truth(&mut self, field: &'static str) -> Option<bool> {
        match self.get(field)? {
            Value::Boolean(truth) => Some(*truth),
            other => {
                self.fault(format!(
                    "`{field}` is {}: expected true or false",
                    words(other)
                ));
                None
            }
        }
    }

    /// A required truth value.
    pub(super) fn truth(&mut self, field: &'static str) -> Option<bool> {
        let found = self.optional_truth(field);
        self.required(field, found, "true or false")
    }

    /// An optional day.
    pub(super) fn optional_date(&mut self, field: &'static str) -> Option<Date> {
        let value = self.get(field)?;
        let date = match value {
            Value::Datetime(day) if day.time.is_none() && day.offset.is_none() => {
                day.to_string().parse().ok()
            }
            _ => None,
        };
        if date.is_none() {
            self.fault(format!(
                "`{field}` is {}: expected a day, 2026-10-01",
                words(value)
            ));
        }
        date
    }

    /// A required day.
    pub(super) fn date(&mut self, field: &'static str) -> Option<Date> {
        let found = self.optional_date(field);
        self.required(field, found, "a day, 2026-10-01")
    }

    /// A decimal written as text; a TOML number is refused, as it may be a binary float.
    pub(super) fn decimal(&mut self, field: &'static str) -> Option<Figure> {
        let found = self
            .get(field)
            .and_then(|value| self.decimal_of(field, value));
        self.required(field, found, "a decimal in quotes, \"0.25\"")
    }

    /// A decimal in quotes, or this word in its place. The outer `None` is a fault.
    pub(super) fn decimal_or(&mut self, field: &'static str, word: &str) -> Option<Option<Figure>> {
        let found = match self.get(field) {
            Some(Value::String(text)) if text == word => Some(None),
            Some(value) => self.decimal_of(field, value).map(Some),
            None => None,
        };
        self.required(field, found, &format!("a decimal in quotes, or \"{word}\""))
    }

    fn decimal_of(&mut self, field: &str, value: &Value<'_>) -> Option<Figure> {
        let text = match value {
            Value::String(text) => text,
            Value::Float(_) => {
                self.fault(format!(
                    "`{field}` is a float, which is not exact: expected a decimal in quotes, \"0.25\""
                ));
                return None;
            }
            other => {
                self.fault(format!(
                    "`{field}` is {}: expected a decimal in quotes, \"0.25\"",
                    words(other)
                ));
                return None;
            }
        };
        let plain = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
            && text.starts_with(|first: char| first.is_ascii_digit());
        match Decimal::from_str_exact(text) {
            Ok(value) if plain => Some(Figure::new(value)),
            _ => {
                self.fault(format!(
                    "`{field}` is \"{text}\": expected a decimal, \"0.25\""
                ));
                None
            }
        }
    }

    /// The tables of a list, empty when absent.
    pub(super) fn tables(&mut self, field: &'static str) -> Vec<&'t Table<'t>> {
        let Some(value) = self.get(field) else {
            return Vec::new();
        };
        let tables = value.as_array().and_then(|items| {
            items
                .iter()
                .map(|item| item.get_ref().as_table())
                .collect::<Option<Vec<_>>>()
        });
        tables.unwrap_or_else(|| {
            self.fault(format!(
                "`{field}` is {}: expected a list of tables",
                words(value)
            ));
            Vec::new()
        })
    }

    /// A required value of whatever kind; `what` says in words what is expected.
    pub(super) fn value(&mut self, field: &'static str, what: &str) -> Option<&'t Value<'t>> {
        let found = self.get(field);
        self.required(field, found, what)
    }

    /// The values of a list, empty when absent; `what` says in words what is expected.
    pub(super) fn list(&mut self, field: &'static str, what: &str) -> &'t [Spanned<Value<'t>>] {
        match self.get(field) {
            None => &[],
            Some(Value::Array(values)) => values,
            Some(other) => {
                self.fault(format!("`{field}` is {}: expected {what}", words(other)));
                &[]
            }
        }
    }

    /// A reader for a table inside this one, at the same place.
    pub(super) fn inside<'s>(
        &'s mut self,
        table: &'t Table<'t>,
        what: &str,
    ) -> TableReader<'t, 's> {
        TableReader::new(self.file, format!("{} {what}", self.at), table, self.faults)
    }

    /// Reports every field that no call has read.
    pub(super) fn close(mut self) {
        let unknown: Vec<String> = self
            .table
            .keys()
            .map(|key| key.get_ref().to_string())
            .filter(|key| !self.asked.contains(&key.as_str()))
            .collect();
        for field in unknown {
            let known = self.asked.join(", ");
            self.fault(format!("unknown field `{field}`: expected one of {known}"));
        }
    }
}

/// What a value is, for people.
pub(super) fn words(value: &Value<'_>) -> String {
    match value {
        Value::String(text) => format!("\"{text}\""),
        Value::Integer(number) => format!("the number {}", number.as_str()),
        Value::Float(_) => "a float".into(),
        Value::Boolean(truth) => truth.to_string(),
        Value::Datetime(day) => day.to_string(),
        Value::Array(_) => "a list".into(),
        Value::Table(_) => "a table".into(),
    }
}
