//! `reckoner prices check`: checks a book, and counts what is in it.

use std::io::Write;
use std::path::PathBuf;

use super::failure::{Failure, book, counted};
use crate::book::lacking;

/// What `reckoner prices check` is given.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the book; without it, the built-in book is checked.
    folder: Option<PathBuf>,
}

/// Checks the book and prints its numbers.
pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let folder = arguments.folder.as_deref();
    let book = book(folder)?;
    let catalog = book.catalog();
    if let Some(folder) = folder {
        let faults = lacking(&book);
        if !faults.is_empty() {
            let place = folder.display();
            return Err(Failure::of(
                faults.iter().map(|fault| format!("{place}/{fault}")),
            ));
        }
    }
    let name = folder.map_or_else(
        || "the built-in book".to_owned(),
        |folder| folder.display().to_string(),
    );
    let (mut priced, mut versions, mut unknown) = (0_usize, 0_usize, 0_usize);
    let mut lines = Vec::new();
    for region in &catalog.regions {
        let mut of_region = 0_usize;
        for price in &catalog.prices {
            let found = book.versions(&region.code, &price.id);
            of_region += usize::from(!found.is_empty());
            versions += found.len();
            let tiers = found.iter().flat_map(|version| &version.tiers);
            unknown += tiers.filter(|tier| tier.price.is_none()).count();
        }
        priced += of_region;
        let share = format!("{of_region} of {}", counted(catalog.prices.len(), "price"));
        lines.push(format!("  {:<16} {share}", region.code));
    }
    writeln!(
        out,
        "{name} is sound: read up to {}; {}, {}, {} in the catalogue, {} on record with {}, \
         {} unknown, {}, {}",
        catalog.published,
        counted(catalog.regions.len(), "region"),
        counted(catalog.services.len(), "service"),
        counted(catalog.prices.len(), "id"),
        counted(priced, "price"),
        counted(versions, "version"),
        counted(unknown, "tier"),
        counted(book.allowances().len(), "allowance"),
        counted(book.quotas().all().len(), "quota"),
    )?;
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}
