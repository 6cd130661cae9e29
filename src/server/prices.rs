//! The price book that requests are answered from.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use crate::pricing::{BookFault, PriceBook, embedded, parse::parse};

/// The price book in force. Requests take it whole, so each sees one book from its start to its end.
#[derive(Debug)]
pub struct LivePrices {
    book: RwLock<Arc<PriceBook>>,
}

/// A price book that cannot be served, with all its faults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultyBook(pub Vec<BookFault>);

impl fmt::Display for FaultyBook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the price book has {} faults:", self.0.len())?;
        self.0.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}

impl std::error::Error for FaultyBook {}

impl LivePrices {
    /// The book that is built in.
    ///
    /// # Errors
    /// Its faults; none in a release whose tests have passed.
    pub fn embedded() -> Result<Self, FaultyBook> {
        let book = parse(embedded::FILES).map_err(FaultyBook)?;
        Ok(Self {
            book: RwLock::new(Arc::new(book)),
        })
    }

    /// The book in force now.
    #[must_use]
    pub fn current(&self) -> Arc<PriceBook> {
        // Whoever panicked while holding the lock left a whole book behind: it is only ever replaced.
        let book = self.book.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&book)
    }
}
