//! What follows from a price book alone, computed once for each book.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::pricing::PriceBook;

/// A value that depends on the price book alone. It is computed when it is first asked for, and
/// again only after another book has come into force.
#[derive(Debug)]
pub struct PerBook<T>(Mutex<Option<Computed<T>>>);

#[derive(Debug)]
struct Computed<T> {
    /// Weak, so that a book that was replaced is freed. While it is here, no other book can have
    /// the same address.
    book: Weak<PriceBook>,
    value: Arc<T>,
}

impl<T> Default for PerBook<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> PerBook<T> {
    /// The value for this book. `compute` runs only if the last value was another book's; requests
    /// that ask meanwhile wait for it.
    pub fn get(&self, book: &Arc<PriceBook>, compute: impl FnOnce(&PriceBook) -> T) -> Arc<T> {
        // A thread that panicked in `compute` has left the last value as it was.
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(computed) = last.as_ref()
            && computed.book.as_ptr() == Arc::as_ptr(book)
        {
            return Arc::clone(&computed.value);
        }
        let value = Arc::new(compute(book));
        *last = Some(Computed {
            book: Arc::downgrade(book),
            value: Arc::clone(&value),
        });
        value
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::book::LivePrices;

    #[test]
    fn it_is_computed_once_for_each_book() {
        let first = LivePrices::embedded().unwrap().current();
        let second = Arc::new(PriceBook::clone(&first));
        let computed = Cell::new(0);
        let values = PerBook::default();
        let value = |book| {
            *values.get(book, |book| {
                computed.set(computed.get() + 1);
                (book.catalog().published, computed.get())
            })
        };
        let published = first.catalog().published;
        assert_eq!(value(&first), (published, 1));
        assert_eq!(value(&first), (published, 1));
        assert_eq!(value(&second), (published, 2));
        assert_eq!(value(&second), (published, 2));
        drop(first);
        assert_eq!(computed.get(), 2);
    }

    #[test]
    fn a_book_that_was_replaced_is_freed() {
        let book = LivePrices::embedded().unwrap().current();
        let values = PerBook::default();
        values.get(&book, |_| ());
        let weak = Arc::downgrade(&book);
        drop(book);
        assert!(weak.upgrade().is_none());
    }
}
