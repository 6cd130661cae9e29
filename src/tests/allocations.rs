//! Allocations, counted: a measure of work that no busy machine changes. Looking up a price allocates
//! nothing, as it happens for every line of every estimate; an estimate allocates in proportion to its
//! scenario; alternatives allocate as a bounded number of estimates does. A process of its own with one
//! thread, as the allocations of all threads are counted together.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot go on stops, and says where"
)]

use std::alloc::System;
use std::hint::black_box;

use reckoner::check::{Context, changed, read};
use reckoner::compare::{PRICED_MAX, alternatives, changes};
use reckoner::estimate::{estimate, total_beside};
use reckoner::fields::{Faults, json};
use reckoner::pricing::{Date, PriceBook, embedded, parse::parse};
use reckoner::workload::{Checked, Workload};
use serde_json::{Value, json};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How many look-ups are counted.
const LOOK_UPS: usize = 100_000;
/// How many items every list has.
const SIZES: [usize; 5] = [1, 2, 4, 8, 16];

/// The allocations of some work.
fn allocations<T>(work: impl FnOnce() -> T) -> usize {
    let counted = Region::new(ALLOCATOR);
    let done = black_box(work());
    let change = counted.change();
    drop(done);
    change.allocations + change.reallocations
}

fn main() {
    let book = parse(embedded::FILES).expect("a sound price book");
    look_ups(&book);
    estimates(&book);
    all_alternatives(&book);
}

fn look_ups(book: &PriceBook) {
    let ids = book.catalog().prices.iter().map(|price| price.id.as_str());
    let day = Date::known(2025, 6, 1);
    let mut found = 0_usize;
    let allocated = allocations(|| {
        for id in ids.cycle().take(LOOK_UPS) {
            let prices = book.as_of(black_box("us-east-1"), black_box(day));
            let version = prices.and_then(|prices| prices.look_up(black_box(id))?.version);
            found += usize::from(version.is_some());
        }
    });
    assert!(found > LOOK_UPS / 10, "{found} found");
    assert_eq!(allocated, 0);
    println!("{LOOK_UPS} look-ups, {found} found, no allocation");
}

/// A scenario with this many items in every list; lists within items have one.
fn full(count: usize, book: &PriceBook) -> Checked {
    let list = |item: &dyn Fn(usize) -> Value| -> Value { (0..count).map(item).collect() };
    let named = |name: &str, at: usize, mut item: Value| {
        item["name"] = json!(format!("{name}{at}"));
        item["function"] = json!(format!("f{at}"));
        item
    };
    let operation =
        |at: usize, kind| json!({ "table": format!("t{at}"), "kind": kind, "item_kb": 1 });
    let text = json!({
        "traffic": { "requests_per_month": "1e8", "shape": "business-hours" },
        "api": { "kind": "rest", "request_kb": 1, "response_kb": 2 },
        "logs": { "class": "standard", "retention_days": 30 },
        "operations": list(&|at| operation(at, "get")),
        "functions": list(&|at| json!({
            "name": format!("f{at}"), "memory_mb": 512, "wait_ms": "12", "cpu_ms_at_1769": "33",
            "provisioned_concurrency": 9, "log_kb": "0.5", "operations": [operation(at, "put")],
        })),
        "tables": list(&|at| json!({
            "name": format!("t{at}"), "storage_gb": "9",
            "indexes": [{ "name": "i", "projected_kb": 1, "storage_gb": 1 }],
        })),
        "queues": list(&|at| named("q", at, json!({ "message_kb": 1 }))),
        "topics": list(&|at| named("s", at, json!({ "message_kb": 1, "queues": 1 }))),
        "events": list(&|at| named("e", at, json!({ "event_kb": 1 }))),
        "workflows": list(&|at| named("w", at, json!({ "kind": "standard", "transitions": 4 }))),
        "secrets": list(&|at| named("x", at, json!({}))),
        "parameters": list(&|at| named("p", at, json!({}))),
        "keys": list(&|at| named("k", at, json!({ "per_request": "0.1" }))),
    })
    .to_string();
    let node = json::parse(&text, &mut Faults::default());
    read(&node, &Context::new(book)).expect("a scenario without faults")
}

/// Twice as many items take at most twice as many allocations.
fn assert_linear(what: &str, of: impl Fn(&Checked) -> usize, book: &PriceBook) {
    let counts = SIZES.map(|size| of(&full(size, book)));
    assert!(counts.iter().all(|count| *count > 0), "{what}: {counts:?}");
    let in_proportion = counts.windows(2).all(|two| two[1] <= 2 * two[0]);
    assert!(in_proportion, "{what}: {counts:?}");
    println!("{what}, with {SIZES:?} items in every list: {counts:?} allocations");
}

fn estimates(book: &PriceBook) {
    let day = book.catalog().published;
    let prices = book.as_of("us-east-1", day).expect("a region of the book");
    for explain in [false, true] {
        let one = |scenario: &Checked| allocations(|| estimate(scenario, &prices, explain));
        let what = if explain {
            "derivations"
        } else {
            "an estimate"
        };
        assert_linear(what, one, book);
    }
}

/// The changes that are priced each take a copy, a check and an estimate of the scenario, and finding the
/// changes of a kind takes at most as much.
fn all_alternatives(book: &PriceBook) {
    let day = book.catalog().published;
    let prices = book.as_of("us-east-1", day).expect("a region of the book");
    let most = PRICED_MAX + changes::all().count();
    for size in SIZES {
        let scenario = full(size, book);
        let base = estimate(&scenario, &prices, false).expect("figures that fit");
        let one = allocations(|| {
            let copy = changed(scenario.scenario().clone()).expect("a scenario without faults");
            let workload = Workload::derive(&copy).expect("figures that fit");
            total_beside(&workload, &prices, &base).expect("figures that fit")
        });
        let mut count = 0;
        let all = allocations(|| {
            let all = alternatives(&scenario, &prices).expect("figures that fit");
            count = all.count();
            all
        });
        assert!(count >= size, "{count} alternatives");
        assert!(
            all <= most * one,
            "{size}: {all} allocations, {one} for one"
        );
        println!("{count} alternatives to {size} of everything: {all} allocations, {one} for one");
    }
}
