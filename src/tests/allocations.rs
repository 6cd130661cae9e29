//! Looking up a price allocates nothing: it happens for every line of every estimate. A process of
//! its own with one thread, as the allocations of all threads are counted together.

use std::alloc::System;
use std::hint::black_box;

use reckoner::pricing::{Date, embedded, parse::parse};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How many look-ups are counted.
const LOOK_UPS: usize = 100_000;

#[expect(
    clippy::expect_used,
    reason = "a test that cannot go on stops, and says where"
)]
fn main() {
    let book = parse(embedded::FILES).expect("a sound price book");
    let ids = book.catalog().prices.iter().map(|price| price.id.as_str());
    let day = Date::known(2025, 6, 1);
    let counted = Region::new(ALLOCATOR);
    let mut found = 0_usize;
    for id in ids.cycle().take(LOOK_UPS) {
        let prices = book.as_of(black_box("us-east-1"), black_box(day));
        let version = prices.and_then(|prices| prices.look_up(black_box(id))?.version);
        found += usize::from(version.is_some());
    }
    let change = counted.change();
    assert!(found > LOOK_UPS / 10, "{found} found");
    assert_eq!(change.allocations + change.reallocations, 0, "{change:?}");
    println!("{LOOK_UPS} look-ups, {found} found, no allocation");
}
