//! How long the price book takes: `cargo bench --bench prices`.
//!
//! The figures to compare with: the whole embedded book loads in less than 20 ms, and 100,000
//! look-ups as of a day allocate nothing.

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot go on stops, and says where"
)]

use divan::{AllocProfiler, Bencher, black_box};
use reckoner::pricing::{Date, PriceBook, embedded, parse::parse};

/// Counts what each bench allocates.
#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

/// How many look-ups make one turn of a bench.
const LOOK_UPS: usize = 100_000;

fn main() {
    divan::main();
}

fn book() -> PriceBook {
    parse(embedded::FILES).expect("a sound price book")
}

/// Every id of the catalogue, over and over.
fn ids(book: &PriceBook) -> impl Iterator<Item = &str> {
    let prices = book.catalog().prices.iter();
    prices.map(|price| price.id.as_str()).cycle().take(LOOK_UPS)
}

/// Reads and checks the whole book.
#[divan::bench]
fn load() -> PriceBook {
    book()
}

/// Each look-up from one region on one day, as an estimate does.
#[divan::bench]
fn look_ups_100_000(bencher: Bencher<'_, '_>) {
    let book = book();
    let day = Date::known(2025, 6, 1);
    bencher.bench_local(|| {
        let prices = book
            .as_of(black_box("us-east-1"), day)
            .expect("a region of the book");
        ids(&book)
            .filter_map(|id| prices.look_up(black_box(id))?.version)
            .count()
    });
}

/// Each look-up with its own region and day.
#[divan::bench]
fn look_ups_100_000_as_of_each(bencher: Bencher<'_, '_>) {
    let book = book();
    let day = Date::known(2025, 6, 1);
    bencher.bench_local(|| {
        ids(&book)
            .filter_map(|id| {
                let prices = book.as_of(black_box("sa-east-1"), black_box(day))?;
                prices.look_up(id)?.version
            })
            .count()
    });
}
