//! Reads the files of the price book and checks them as a whole.
//!
//! The folder arrives as names and texts, which the caller has read or embedded. Every fault of
//! every file is reported at once, with file, id, date and what was expected.

mod allowances;
mod catalog;
mod prices;
mod reference;

use toml::Table;

use super::source::{CATALOG, FREE_TIER, SourceFile};
use super::{BookFault, PriceBook, Version};

/// Reads a whole book.
///
/// # Errors
/// Every fault found, ordered by file. A book with a fault is refused as a whole.
pub fn parse(files: &[SourceFile<'_>]) -> Result<PriceBook, Vec<BookFault>> {
    let mut faults = Vec::new();
    let mut tables: Vec<(&str, Table)> = Vec::new();
    for file in files.iter().filter(|file| is_toml(file.path)) {
        match file.text.parse::<Table>() {
            Ok(table) => tables.push((file.path, table)),
            Err(error) => faults.push(BookFault {
                file: file.path.to_owned(),
                at: String::new(),
                message: format!("not TOML: {}", error.to_string().trim_end()),
            }),
        }
    }
    tables.sort_by_key(|(path, _)| *path);
    let named = |name: &str| {
        tables
            .iter()
            .find(|(path, _)| *path == name)
            .map(|(_, table)| table)
    };
    let mut missing = |file: &str| {
        if !files.iter().any(|given| given.path == file) {
            faults.push(BookFault {
                file: file.to_owned(),
                at: String::new(),
                message: "the file is missing".to_owned(),
            });
        }
    };
    missing(CATALOG);
    missing(FREE_TIER);
    let Some((catalog, units)) = named(CATALOG).and_then(|table| catalog::read(table, &mut faults))
    else {
        faults.sort();
        return Err(faults);
    };
    let allowances = named(FREE_TIER)
        .map(|table| allowances::read(table, &catalog, &units, &mut faults))
        .unwrap_or_default();
    let mut versions: Vec<Vec<Vec<Version>>> =
        vec![vec![Vec::new(); catalog.prices.len()]; catalog.regions.len()];
    for (path, table) in &tables {
        if *path != CATALOG && *path != FREE_TIER {
            prices::read(path, table, &catalog, &mut versions, &mut faults);
        }
    }
    if faults.is_empty() {
        Ok(PriceBook::new(catalog, versions, allowances))
    } else {
        faults.sort();
        Err(faults)
    }
}

fn is_toml(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| extension == "toml")
}
