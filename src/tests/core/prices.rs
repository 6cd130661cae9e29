//! The embedded price book, shared by the tests.

use std::sync::LazyLock;

use reckoner::pricing::{PriceBook, embedded, parse::parse};

/// The book as it is built in.
pub static BOOK: LazyLock<PriceBook> = LazyLock::new(|| match parse(embedded::FILES) {
    Ok(book) => book,
    Err(faults) => {
        let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
        panic!("the embedded price book has faults:\n{}", faults.join("\n"))
    }
});

/// The codes of its regions.
pub static REGIONS: LazyLock<Vec<String>> = LazyLock::new(|| {
    BOOK.catalog()
        .regions
        .iter()
        .map(|region| region.code.clone())
        .collect()
});
