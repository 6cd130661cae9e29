//! Reads the files of the price book and checks them as a whole.
//!
//! The folder arrives as names and texts, which the caller has read or embedded. Every fault of
//! every file is reported at once, with file, id, date and what was expected.

mod allowances;
mod catalog;
mod confidence;
mod prices;
mod quotas;
mod sources;

use super::source::{CATALOG, FREE_TIER, SOURCES, SourceFile};
use super::table::Table;
use super::{BookFault, PriceBook, Version};
use sources::Sources;

/// Reads a whole book.
///
/// # Errors
/// Every fault found, ordered by file. A book with a fault is refused as a whole.
pub fn parse(files: &[SourceFile<'_>]) -> Result<PriceBook, Vec<BookFault>> {
    let mut faults = Vec::new();
    let catalog = required(files, CATALOG, &mut faults);
    let catalog = catalog.and_then(|table| catalog::read(&table, &mut faults));
    let free_tier = required(files, FREE_TIER, &mut faults);
    let sources = table_of(files, SOURCES, &mut faults);
    let sources = sources
        .map(|table| Sources::read(&table, &mut faults))
        .unwrap_or_default();
    let allowances = free_tier.zip(catalog.as_ref());
    let allowances = allowances
        .map(|(table, (catalog, units))| {
            allowances::read(&table, catalog, units, &sources, &mut faults)
        })
        .unwrap_or_default();
    let (regions, priced) = catalog.as_ref().map_or((0, 0), |(catalog, _)| {
        (catalog.regions.len(), catalog.prices.len())
    });
    let mut versions: Vec<Vec<Vec<Version>>> = vec![vec![Vec::new(); priced]; regions];
    let mut limits = Vec::new();
    let prices = files.iter().filter(|file| is_toml(file.path));
    for file in prices.filter(|file| ![CATALOG, FREE_TIER, SOURCES].contains(&file.path)) {
        // One file at a time, so that the texts of a large book are not all taken apart at once.
        let (Some(table), Some((catalog, _))) = (parsed(file, &mut faults), &catalog) else {
            continue;
        };
        if quotas::service_of(file.path).is_some() {
            quotas::read(
                file.path,
                &table,
                catalog,
                &sources,
                &mut limits,
                &mut faults,
            );
        } else {
            prices::read(
                file.path,
                &table,
                catalog,
                &sources,
                &mut versions,
                &mut faults,
            );
        }
    }
    let limits = quotas::fitting(limits, &mut faults);
    match catalog {
        Some((catalog, _)) if faults.is_empty() => {
            let book = PriceBook::new(catalog, versions, allowances, sources.by_key);
            Ok(book.with_quotas(limits))
        }
        _ => {
            faults.sort();
            Err(faults)
        }
    }
}

/// The table that a file's text is.
fn parsed<'t>(file: &SourceFile<'t>, faults: &mut Vec<BookFault>) -> Option<Table<'t>> {
    match Table::parse(file.text) {
        Ok(table) => Some(table.into_inner()),
        Err(error) => {
            faults.push(BookFault {
                file: file.path.to_owned(),
                at: String::new(),
                message: format!("not TOML: {}", error.to_string().trim_end()),
            });
            None
        }
    }
}

/// The table of the file with this name, if the book has the file.
fn table_of<'t>(
    files: &[SourceFile<'t>],
    name: &str,
    faults: &mut Vec<BookFault>,
) -> Option<Table<'t>> {
    let file = files.iter().find(|file| file.path == name)?;
    parsed(file, faults)
}

/// The table of a file that no book can do without.
fn required<'t>(
    files: &[SourceFile<'t>],
    name: &str,
    faults: &mut Vec<BookFault>,
) -> Option<Table<'t>> {
    if !files.iter().any(|file| file.path == name) {
        faults.push(BookFault {
            file: name.to_owned(),
            at: String::new(),
            message: "the file is missing".to_owned(),
        });
    }
    table_of(files, name, faults)
}

fn is_toml(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| extension == "toml")
}
