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
    /// Replace a version that says something else of the same day, and take a price that is out of
    /// proportion to its neighbours.
    pub correct: bool,
    /// The day on which the lists are read.
    pub read_on: Date,
    /// Whether the lists are all that the catalogue needs: then the book is as young as the youngest.
    pub whole: bool,
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
    /// How many products were of offers that the catalogue does not have, by offer code.
    pub strangers: BTreeMap<String, u64>,
    /// How many products the price list has of the catalogue's offers.
    pub products: u64,
    /// The files that change: their paths in the book's folder, and their new texts.
    pub files: Vec<(String, String)>,
}

/// Compares price lists with a book and its texts. Nobody is asked about a price that is out of
/// proportion: it is a fault.
///
/// # Errors
/// The faults that the book would have afterwards; then nothing is to be written.
pub fn import(
    book: &PriceBook,
    files: &[SourceFile<'_>],
    readings: Vec<Reading>,
    options: Options,
) -> Result<Import, Vec<BookFault>> {
    let mut nobody = |_: &Remark| false;
    let mut plan = Plan::new(book, files, options, &mut nobody);
    plan.take(readings);
    plan.finish()
}

/// Editions in the order of their publication, and within one the catalogue's.
type Key = (Date, String, usize, usize);

/// A usage type of an offer, in a region, with its operation.
type Stranger = (String, String, String, String);

/// An import under way: it takes readings, edition by edition, and keeps of them what it writes.
pub struct Plan<'b> {
    pub(super) book: &'b PriceBook,
    pub(super) options: Options,
    /// Whether a price that is out of proportion to its neighbours is to be taken.
    pub(super) confirm: &'b mut dyn FnMut(&Remark) -> bool,
    pub(super) files: &'b [SourceFile<'b>],
    /// The new versions of each changed price, by the positions of region and price.
    pub(super) versions: BTreeMap<(usize, usize), Vec<Version>>,
    /// The new text of each changed file, by path.
    pub(super) texts: BTreeMap<String, String>,
    /// The keys of the editions that were read.
    pub(super) editions: BTreeSet<String>,
    /// The sources that the versions of changed prices cite, by key.
    pub(super) cited: BTreeMap<String, Arc<Reference>>,
    /// The day of the youngest edition.
    youngest: Option<Date>,
    /// What counts over all regions.
    global: BTreeSet<Remark>,
    /// What the catalogue does not have, each as it was read last.
    unmatched: BTreeMap<Stranger, Unmatched>,
    pub(super) found: Import,
}

impl<'b> Plan<'b> {
    /// An import into this book, which has these texts. `confirm` is asked about each price that is out
    /// of proportion to its neighbours, unless the options say that all are to be taken.
    pub fn new(
        book: &'b PriceBook,
        files: &'b [SourceFile<'b>],
        options: Options,
        confirm: &'b mut dyn FnMut(&Remark) -> bool,
    ) -> Self {
        Self {
            book,
            options,
            confirm,
            files,
            versions: BTreeMap::new(),
            texts: BTreeMap::new(),
            editions: BTreeSet::new(),
            cited: BTreeMap::new(),
            youngest: None,
            global: BTreeSet::new(),
            unmatched: BTreeMap::new(),
            found: Import::default(),
        }
    }

    /// Compares readings with the book and with what was taken before, in the order of their editions.
    pub fn take(&mut self, readings: Vec<Reading>) {
        let mut groups: BTreeMap<Key, Vec<ListedProduct>> = BTreeMap::new();
        for reading in readings {
            self.found.products = self.found.products.saturating_add(reading.products);
            add(&mut self.found.elsewhere, reading.elsewhere);
            add(&mut self.found.strangers, reading.strangers);
            for listed in reading.listed {
                self.youngest = self.youngest.max(Some(listed.offer.published));
                match listed.target {
                    Target::Price { region, place } => {
                        let edition = &listed.offer;
                        let key = (edition.published, edition.version.clone(), region, place);
                        groups.entry(key).or_default().push(listed);
                    }
                    Target::Global { place } => {
                        match allowances::global(self.book, &listed, place) {
                            Some(remark) => _ = self.global.insert(remark),
                            None => self.stranger(&listed),
                        }
                    }
                    Target::Unmatched => self.stranger(&listed),
                    Target::Elsewhere(_) | Target::Unasked => {}
                }
            }
        }
        for ((_, _, region, place), listed) in groups {
            self.price(region, place, &listed);
        }
    }

    fn stranger(&mut self, listed: &ListedProduct) {
        let found = stranger(listed);
        let key = (
            found.offer.clone(),
            found.region.clone(),
            found.usage_type.clone(),
            found.operation.clone(),
        );
        self.unmatched.insert(key, found);
    }

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
        let versions = self.versions.values().flatten();
        let keys = versions.flat_map(|version| version.sources().filter_map(|it| it.key.clone()));
        // Of the editions that were read one after the other, some have taken the place of others.
        let still: BTreeSet<String> = keys.collect();
        for (key, source) in core::mem::take(&mut self.cited) {
            if self.book.source(&key).is_some() || !still.contains(&key) {
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

    /// Moves the book's day forward to that of its latest version, or of a whole list.
    fn publish(&mut self) {
        let youngest = self.found.changes.iter().map(|change| change.from).max();
        let whole = self.youngest.filter(|_| self.options.whole);
        let youngest = youngest.max(whole);
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
    ///
    /// # Errors
    /// The faults that the book would have; then nothing is to be written.
    pub fn finish(mut self) -> Result<Import, Vec<BookFault>> {
        self.publish();
        self.name_sources();
        self.warn();
        let free_bands = core::mem::take(&mut self.found.allowances);
        self.found.allowances = self.global.into_iter().chain(free_bands).collect();
        self.found.unmatched = self.unmatched.into_values().collect();
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

/// Adds counts to counts.
fn add(all: &mut BTreeMap<String, u64>, more: BTreeMap<String, u64>) {
    for (name, count) in more {
        let total = all.entry(name).or_default();
        *total = total.saturating_add(count);
    }
}
