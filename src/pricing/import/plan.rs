//! Compares what the price list says with the book, and writes what is new into its texts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::listed::{ListedProduct, Reading};
use super::offered::{disagreement, offers, stranger};
use super::report::{PriceChange, Remark, Unmatched};
use super::select::Target;
use super::witness::assumed_years;
use super::{allowances, edit};
use crate::pricing::parse::parse;
use crate::pricing::source::{CATALOG, SOURCES, SourceFile};
use crate::pricing::{BookFault, Date, PriceBook, Reference, Version};

/// How to import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Replace a version that says something else of the same day.
    pub correct: bool,
    /// The day on which the lists are read.
    pub read_on: Date,
}

/// What an import found and what it writes.
#[derive(Debug, Default)]
pub struct Import {
    /// The versions that are written, in the order in which they were found.
    pub changes: Vec<PriceChange>,
    /// How many prices the book has already.
    pub unchanged: u64,
    /// How many of those are witnessed for longer now.
    pub confirmed: u64,
    /// Prices that are assumed for more than a year after the lists that were imported, and for which
    /// years.
    pub assumed: Vec<Remark>,
    /// Prices that were recognised and could not be taken over, and why.
    pub faults: Vec<Remark>,
    /// Free bands and allowances: not imported, for a person to compare with `free-tier.toml`.
    pub allowances: Vec<Remark>,
    /// Usage types that the catalogue does not have.
    pub unmatched: Vec<Unmatched>,
    /// How many products were in regions that the catalogue does not have, by region.
    pub elsewhere: BTreeMap<String, u64>,
    /// How many products the price list has.
    pub products: u64,
    /// The files that change: their paths in the book's folder, and their new texts.
    pub files: Vec<(String, String)>,
}

/// Compares price lists with a book and its texts.
///
/// # Errors
/// The faults that the book would have afterwards; then nothing is to be written.
pub fn import(
    book: &PriceBook,
    files: &[SourceFile<'_>],
    readings: Vec<Reading>,
    options: Options,
) -> Result<Import, Vec<BookFault>> {
    let mut plan = Plan {
        book,
        options,
        versions: BTreeMap::new(),
        texts: BTreeMap::new(),
        editions: BTreeSet::new(),
        cited: BTreeMap::new(),
        files,
        found: Import::default(),
    };
    let mut groups: BTreeMap<Key, Vec<ListedProduct>> = BTreeMap::new();
    let mut remarks = BTreeSet::new();
    let mut unmatched = BTreeSet::new();
    for reading in readings {
        plan.found.products = plan.found.products.saturating_add(reading.products);
        for (region, count) in reading.elsewhere {
            let total = plan.found.elsewhere.entry(region).or_default();
            *total = total.saturating_add(count);
        }
        for listed in reading.listed {
            match listed.target {
                Target::Price { region, place } => {
                    let edition = &listed.offer;
                    let key = (edition.published, edition.version.clone(), region, place);
                    groups.entry(key).or_default().push(listed);
                }
                Target::Global { place } => match allowances::global(book, &listed, place) {
                    Some(remark) => _ = remarks.insert(remark),
                    None => _ = unmatched.insert(stranger(&listed)),
                },
                Target::Unmatched => _ = unmatched.insert(stranger(&listed)),
                Target::Elsewhere(_) => {}
            }
        }
    }
    plan.found.allowances.extend(remarks);
    plan.found.unmatched.extend(unmatched);
    for ((_, _, region, place), listed) in groups {
        plan.price(region, place, &listed);
    }
    plan.publish();
    plan.name_sources();
    plan.warn();
    plan.finish()
}

/// Editions in the order of their publication, and within one the catalogue's.
type Key = (Date, String, usize, usize);

/// An import under way.
pub(super) struct Plan<'b> {
    pub(super) book: &'b PriceBook,
    pub(super) options: Options,
    pub(super) files: &'b [SourceFile<'b>],
    /// The new versions of each changed price, by the positions of region and price.
    pub(super) versions: BTreeMap<(usize, usize), Vec<Version>>,
    /// The new text of each changed file, by path.
    pub(super) texts: BTreeMap<String, String>,
    /// The keys of the editions that were read.
    pub(super) editions: BTreeSet<String>,
    /// The sources that the versions of changed prices cite, by key.
    pub(super) cited: BTreeMap<String, Arc<Reference>>,
    pub(super) found: Import,
}

impl Plan<'_> {
    fn price(&mut self, region: usize, place: usize, listed: &[ListedProduct]) {
        let catalog = self.book.catalog();
        let found = catalog.regions.get(region).zip(catalog.prices.get(place));
        let Some((code, price)) = found.map(|(region, price)| (region.code.clone(), price)) else {
            return;
        };
        let remark = |message| Remark {
            region: code.clone(),
            id: price.id.clone(),
            message,
        };
        let mut offered = Vec::new();
        let mut faults = Vec::new();
        for listed in listed {
            match offers(listed, &price.unit) {
                Ok(offers) => offered.extend(offers),
                Err(fault) => faults.push(remark(format!(
                    "{} ({}, {}): {fault}",
                    listed.usage_type(),
                    listed.sku,
                    listed.offer
                ))),
            }
        }
        if let Some(fault) = disagreement(&offered) {
            faults.push(remark(fault));
        }
        if !faults.is_empty() {
            self.found.faults.extend(faults);
            return;
        }
        offered.sort_by_key(|offered| offered.from);
        for offered in &offered {
            if let Some(size) = offered.scale.free
                && let Some(message) = allowances::free_band(self.book, price, size, offered.from)
            {
                let remark = remark(message);
                if !self.found.allowances.contains(&remark) {
                    self.found.allowances.push(remark);
                }
            }
            if let Err(message) = self.version((region, place), price, offered) {
                self.found.faults.push(remark(message));
            }
        }
    }

    /// Adds the sources that are cited and that the book does not name yet.
    fn name_sources(&mut self) {
        for (key, source) in core::mem::take(&mut self.cited) {
            if self.book.source(&key).is_some() {
                continue;
            }
            let text = self.text(SOURCES).unwrap_or_else(edit::new_sources);
            match edit::insert_source(&text, &key, &source) {
                Ok(text) => _ = self.texts.insert(SOURCES.to_owned(), text),
                Err(message) => self.found.faults.push(Remark {
                    region: String::new(),
                    id: SOURCES.to_owned(),
                    message,
                }),
            }
        }
    }

    /// Tells for which years prices are assumed that were imported.
    fn warn(&mut self) {
        let catalog = self.book.catalog();
        for ((region, place), versions) in &self.versions {
            let found = catalog.regions.get(*region).zip(catalog.prices.get(*place));
            let Some((region, price)) = found else {
                continue;
            };
            let imported = |source: &Reference| {
                let key = source.key.as_ref();
                key.is_some_and(|key| self.editions.contains(key))
            };
            for message in assumed_years(versions, self.options.read_on, imported) {
                self.found.assumed.push(Remark {
                    region: region.code.clone(),
                    id: price.id.clone(),
                    message,
                });
            }
        }
    }

    /// The text of a file as it is by now; `None` if the book does not have it.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        self.texts.get(path).cloned().or_else(|| {
            let file = self.files.iter().find(|file| file.path == path);
            file.map(|file| file.text.to_owned())
        })
    }

    /// Moves the book's day forward to that of its latest version.
    fn publish(&mut self) {
        let youngest = self.found.changes.iter().map(|change| change.from).max();
        let Some(day) = youngest.filter(|&day| day > self.book.catalog().published) else {
            return;
        };
        let text = self.text(CATALOG).unwrap_or_default();
        match edit::set_published(&text, day) {
            Ok(text) => _ = self.texts.insert(CATALOG.to_owned(), text),
            Err(message) => self.found.faults.push(Remark {
                region: String::new(),
                id: CATALOG.to_owned(),
                message,
            }),
        }
    }

    /// Checks the book that the new texts make, as a whole and against what was meant.
    fn finish(mut self) -> Result<Import, Vec<BookFault>> {
        let old = self.files.iter().copied();
        let mut files: Vec<SourceFile<'_>> = old
            .filter(|file| !self.texts.contains_key(file.path))
            .collect();
        files.extend(
            self.texts
                .iter()
                .map(|(path, text)| SourceFile { path, text }),
        );
        let new = parse(&files)?;
        let catalog = self.book.catalog();
        let mut faults = Vec::new();
        for ((region, place), meant) in &self.versions {
            let found = catalog.regions.get(*region).zip(catalog.prices.get(*place));
            if let Some((region, price)) = found
                && new.versions(&region.code, &price.id) != meant
            {
                faults.push(BookFault {
                    file: format!("{}/{}.toml", region.code, price.service_key()),
                    at: price.id.clone(),
                    message: "the edited text does not say what was meant: edit it by hand"
                        .to_owned(),
                });
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        self.found.files = self.texts.into_iter().collect();
        Ok(self.found)
    }
}
