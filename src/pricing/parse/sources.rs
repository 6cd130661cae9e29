//! Reads where a price or an allowance was read: the sources that the book names once, and the references
//! to them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::pricing::source::SOURCES;
use crate::pricing::table::{Table, TableReader, Value, words};
use crate::pricing::{BookFault, Date, Reference};

/// The sources that the book names once, by key.
#[derive(Debug, Default)]
pub(super) struct Sources {
    pub(super) by_key: HashMap<String, Arc<Reference>>,
}

impl Sources {
    /// The sources of the file.
    pub(super) fn read(table: &Table<'_>, faults: &mut Vec<BookFault>) -> Self {
        let mut top = TableReader::new(SOURCES, "", table, faults);
        let mut by_key: HashMap<String, Arc<Reference>> = HashMap::new();
        for table in top.tables("source") {
            let mut reader = top.inside(table, "source");
            let Some(key) = reader.text("key") else {
                continue;
            };
            reader.rename(key.as_str());
            let Some(mut source) = fields(reader) else {
                continue;
            };
            source.key = Some(key.clone());
            if by_key.insert(key.clone(), Arc::new(source)).is_some() {
                top.fault(format!("the key {key} is there twice"));
            }
        }
        top.close();
        Self { by_key }
    }

    /// The source that this field cites by its key or writes down itself.
    pub(super) fn cited(
        &self,
        reader: &mut TableReader<'_, '_>,
        field: &'static str,
    ) -> Option<Arc<Reference>> {
        let value = reader.value(field, "the key of a source, or a table")?;
        self.source(reader, field, value)
    }

    /// The sources that this list cites or writes down; empty when absent.
    pub(super) fn all_cited(
        &self,
        reader: &mut TableReader<'_, '_>,
        field: &'static str,
    ) -> Vec<Arc<Reference>> {
        let values = reader.list(field, "a list of keys of sources, or of tables");
        let values = values.iter();
        values
            .filter_map(|value| self.source(reader, field, value.get_ref()))
            .collect()
    }

    fn source<'t>(
        &self,
        reader: &mut TableReader<'t, '_>,
        field: &'static str,
        value: &'t Value<'t>,
    ) -> Option<Arc<Reference>> {
        match value {
            Value::String(key) => {
                let source = self.by_key.get(key.as_ref());
                if source.is_none() {
                    reader.fault(format!(
                        "`{field}` cites \"{key}\": expected the key of a source in {SOURCES}"
                    ));
                }
                source.cloned()
            }
            Value::Table(table) => fields(reader.inside(table, "reference")).map(Arc::new),
            other => {
                reader.fault(format!(
                    "`{field}` has {}: expected the key of a source, or a table",
                    words(other)
                ));
                None
            }
        }
    }
}

/// A source; what is wrong with it is a fault of the reader's place.
fn fields(mut reader: TableReader<'_, '_>) -> Option<Reference> {
    let title = reader.text("title");
    let href = reader.text("href");
    if let Some(href) = href.as_ref().filter(|href| !href.starts_with("https://")) {
        reader.fault(format!("`href` is \"{href}\": expected an https address"));
    }
    let published: Option<Date> = reader.optional_date("published");
    let retrieved: Option<Date> = reader.date("retrieved");
    if let Some((published, retrieved)) = published.zip(retrieved)
        && published > retrieved
    {
        reader.fault(format!(
            "it was read on {retrieved} and published on {published}: expected no reading before that"
        ));
    }
    reader.close();
    Some(Reference {
        title: title?,
        href: href?,
        published,
        retrieved: retrieved?,
        key: None,
    })
}
