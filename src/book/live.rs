//! The price book that requests are answered from, and its replacement while they go on.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use super::{folder, lacking};
use crate::pricing::{BookFault, Catalog, Date, PriceBook, embedded, parse::parse};

/// The price book in force. A request takes the whole book, so it sees the same book from its start
/// to its end.
#[derive(Debug)]
pub struct LivePrices {
    held: RwLock<Held>,
    /// Where it came from; `None` if it is built in.
    folder: Option<PathBuf>,
}

/// A book, and the files that it was read from.
#[derive(Debug)]
struct Held {
    book: Arc<PriceBook>,
    /// Their paths in the folder; none if the book is built in.
    files: Vec<String>,
}

/// A price book that cannot be served, with all its faults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultyBook {
    /// Where it came from.
    pub place: String,
    /// What is wrong, each fault with its place.
    pub faults: Vec<String>,
}

impl FaultyBook {
    fn of<F: ToString>(place: impl Into<String>, faults: &[F]) -> Self {
        Self {
            place: place.into(),
            faults: faults.iter().map(ToString::to_string).collect(),
        }
    }
}

impl fmt::Display for FaultyBook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = match self.faults.len() {
            1 => "1 fault".to_owned(),
            count => format!("{count} faults"),
        };
        write!(f, "the price book {} has {count}:", self.place)?;
        self.faults
            .iter()
            .try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}

impl std::error::Error for FaultyBook {}

/// Why a reload changed nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotReloaded {
    /// The book is built in: there is no folder to read again.
    BuiltIn,
    /// The folder does not hold a sound book.
    Faulty(FaultyBook),
}

/// What a book holds, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The day up to which it was read.
    pub published: Date,
    /// Its regions.
    pub regions: usize,
    /// The dated versions of all prices in all regions.
    pub versions: usize,
}

impl Extent {
    /// The numbers of this book.
    #[must_use]
    pub fn count(book: &PriceBook) -> Self {
        let catalog = book.catalog();
        let of_region = |code: &str| -> usize {
            let prices = catalog.prices.iter();
            prices
                .map(|price| book.versions(code, &price.id).len())
                .sum()
        };
        Self {
            published: catalog.published,
            regions: catalog.regions.len(),
            versions: catalog.regions.iter().map(|r| of_region(&r.code)).sum(),
        }
    }
}

impl LivePrices {
    /// The book that is built in.
    ///
    /// # Errors
    /// Its faults; none in a release whose tests have passed.
    pub fn embedded() -> Result<Self, FaultyBook> {
        let book =
            parse(embedded::FILES).map_err(|faults| FaultyBook::of("that is built in", &faults))?;
        let held = Held {
            book: Arc::new(book),
            files: Vec::new(),
        };
        Ok(Self {
            held: RwLock::new(held),
            folder: None,
        })
    }

    /// The book of a folder laid out like `pricing/`, in place of the one that is built in.
    ///
    /// # Errors
    /// Every file that cannot be read, or else every fault of every file, or else everything that
    /// the book lacks for a scenario.
    pub fn from_folder(folder: &Path) -> Result<Self, FaultyBook> {
        let held = read(folder, &[])?;
        Ok(Self {
            held: RwLock::new(held),
            folder: Some(folder.to_owned()),
        })
    }

    /// The book in force now.
    #[must_use]
    pub fn current(&self) -> Arc<PriceBook> {
        // A thread that panicked while holding the lock has left a whole book: a book is never edited,
        // only replaced.
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&held.book)
    }

    /// Where the book came from; `None` if it is built in.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Reads the folder again and puts its book in force, whole or not at all. A file that the book in
    /// force was read from must still be there, as long as the catalogue has its region and its service:
    /// a folder that is half copied is no book. It waits for files: don't call it in a task that answers
    /// requests.
    ///
    /// # Errors
    /// Why the book in force stays what it was.
    pub fn reload(&self) -> Result<Extent, NotReloaded> {
        let folder = self.folder().ok_or(NotReloaded::BuiltIn)?;
        let before = {
            let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
            held.files.clone()
        };
        let held = read(folder, &before).map_err(NotReloaded::Faulty)?;
        let extent = Extent::count(&held.book);
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = held;
        Ok(extent)
    }
}

/// The book of a folder that had these files `before`.
fn read(path: &Path, before: &[String]) -> Result<Held, FaultyBook> {
    let place = format!("in {}", path.display());
    let texts = folder::read(path).map_err(|faults| FaultyBook::of(place.as_str(), &faults))?;
    let book = texts
        .parse()
        .map_err(|faults| FaultyBook::of(place.as_str(), &faults))?;
    let files: Vec<String> = texts
        .sources()
        .iter()
        .map(|file| file.path.to_owned())
        .collect();
    let mut faults = lacking(&book);
    faults.extend(vanished(before, &files, book.catalog()));
    if faults.is_empty() {
        let book = Arc::new(book);
        return Ok(Held { book, files });
    }
    Err(FaultyBook::of(place, &faults))
}

/// A fault for each file that was there before, is not there now, and still has a place in the
/// catalogue.
fn vanished(before: &[String], now: &[String], catalog: &Catalog) -> Vec<BookFault> {
    let has_a_place = |file: &str| {
        let parts = file
            .strip_suffix(".toml")
            .and_then(|name| name.split_once('/'));
        parts.is_some_and(|(region, service)| {
            catalog.region(region).is_some() && catalog.service(service).is_some()
        })
    };
    let gone = before
        .iter()
        .filter(|file| !now.contains(file) && has_a_place(file));
    gone.map(|file| BookFault {
        file: file.clone(),
        at: String::new(),
        message:
            "the file was there when the folder was last read, and is missing: put it back, or \
                  restart the server to take the book without it"
                .to_owned(),
    })
    .collect()
}
