//! How long the simulation of a week takes: `cargo bench --bench auto_scaling`.
//!
//! Target: at most 1 ms for the reads and writes of one table.

#![expect(
    clippy::unwrap_used,
    reason = "a bench that cannot continue stops and reports where"
)]

use divan::{Bencher, black_box};
use reckoner::quantity::{Figure, WEEK};
use reckoner::workload::auto_scaling::{Policy, Target, Trace, run};

fn main() {
    divan::main();
}

/// A week with a busy day and a quiet night, and bursts within each hour.
fn trace() -> Trace {
    let hours: [Figure; WEEK] =
        core::array::from_fn(|hour| Figure::whole(if hour % 24 < 8 { 40_000 } else { 900_000 }));
    Trace::from_hours(&hours, Figure::whole(3)).unwrap()
}

#[divan::bench]
fn demand_of_a_week(bencher: Bencher<'_, '_>) {
    bencher.bench(trace);
}

#[divan::bench]
fn week_of_a_table(bencher: Bencher<'_, '_>) {
    let trace = trace();
    let target = Figure::whole(7).checked_div(Figure::whole(10)).unwrap();
    let target = Target::new(&trace, Policy::new(1, 40_000, target).unwrap());
    bencher.bench(|| run(black_box([target, target])).unwrap());
}
