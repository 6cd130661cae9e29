//! Reads where a price or an allowance was read.

use toml::Table;

use crate::pricing::table::TableReader;
use crate::pricing::{Date, Reference};

/// A reference; what is wrong with it is a fault of the reader's place.
pub(super) fn reference<'t>(
    reader: &mut TableReader<'t, '_>,
    table: &'t Table,
) -> Option<Reference> {
    let mut reader = reader.inside(table, "reference");
    let title = reader.text("title");
    let href = reader.text("href");
    if let Some(href) = href.as_ref().filter(|href| !href.starts_with("https://")) {
        reader.fault(format!("`href` is \"{href}\": expected an https address"));
    }
    let retrieved: Option<Date> = reader.date("retrieved");
    reader.close();
    Some(Reference {
        title: title?,
        href: href?,
        retrieved: retrieved?,
    })
}
