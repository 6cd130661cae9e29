//! How ten thousand estimates scale over two threads, compared with a probe that only computes.
//!
//! The bench prints its measurements and tests nothing. The probe measures how much two threads can gain
//! on this machine at the moment. The engine should reach at least 80 % of this gain, because its threads
//! share only the price book, which they only read.

use std::hint::black_box;
use std::thread;
use std::time::{Duration, Instant};

use reckoner::check::{Context, read};
use reckoner::estimate::estimate;
use reckoner::pricing::{embedded, parse::parse};
use reckoner::scenario::presets::PRESETS;
use reckoner::workload::Checked;

/// The estimates in one run.
const SCENARIOS: usize = 10_000;
/// The runs of each measurement; the fastest counts.
const RUNS: usize = 7;

/// The time of the fastest of [`RUNS`] runs of the same work, divided among the threads.
fn fastest(threads: usize, work: &(dyn Fn(usize) + Sync)) -> Duration {
    let run = || {
        let start = Instant::now();
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| work(SCENARIOS / threads));
            }
        });
        start.elapsed()
    };
    (0..RUNS).map(|_| run()).min().unwrap_or_default()
}

/// How many times faster two threads are than one.
fn gain(name: &str, work: &(dyn Fn(usize) + Sync)) -> f64 {
    let (one, two) = (fastest(1, work), fastest(2, work));
    let gain = one.as_secs_f64() / two.as_secs_f64();
    println!("{name}: {one:?} on one thread, {two:?} on two, {gain:.2} times as fast");
    gain
}

fn main() {
    let Ok(book) = parse(embedded::FILES) else {
        println!("the price book has faults");
        return;
    };
    let published = book.catalog().published;
    let context = Context::new(&book);
    let scenarios: Vec<Checked> = PRESETS
        .iter()
        .filter_map(|preset| read(&preset.node(), &context).ok())
        .collect();
    let Some(prices) = book.as_of("us-east-1", published) else {
        return;
    };
    let probe = gain("probe", &|count| {
        for seed in 0..count {
            let mut state = black_box(seed as u64);
            for _ in 0..4_000 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
            }
            black_box(state);
        }
    });
    let engine = gain("estimates", &|count| {
        for scenario in scenarios.iter().cycle().take(count) {
            let _ = black_box(estimate(black_box(scenario), &prices, false));
        }
    });
    println!(
        "the engine reaches {:.0} % of the probe's scaling",
        100.0 * engine / probe
    );
}
