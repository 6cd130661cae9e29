//! How long the price book takes: `cargo bench --bench prices`.
//!
//! Targets: the whole embedded book loads in at most 50 ms, and 100,000 look-ups on a day allocate
//! nothing.

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot continue stops and reports where"
)]

use divan::{AllocProfiler, Bencher, black_box};
use reckoner::pricing::{Date, PriceBook, embedded, parse::parse};

/// Counts what each bench allocates.
#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

/// The look-ups in one iteration of a bench.
const LOOK_UPS: usize = 100_000;

fn main() {
    divan::main();
}

fn book() -> PriceBook {
    parse(embedded::FILES).expect("a sound price book")
}

/// The ids of the catalogue, repeated until there is one for each look-up.
fn ids(book: &PriceBook) -> impl Iterator<Item = &str> {
    let prices = book.catalog().prices.iter();
    prices.map(|price| price.id.as_str()).cycle().take(LOOK_UPS)
}

/// Reads and checks the whole book.
#[divan::bench]
fn load() -> PriceBook {
    book()
}

/// All look-ups in one region on one day, as in an estimate.
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

/// Looks up the region and the day anew for each price.
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
