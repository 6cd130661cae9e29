//! How long the engine takes: `cargo bench --bench engine`.
//!
//! Targets: at most 1 µs for one function, at most 25 µs for three functions and two tables, and for 36
//! months at most 36 times the time of one. Derivations are text and are written only on request.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a bench that cannot continue stops and reports where"
)]

use divan::{Bencher, black_box};
use reckoner::check::{Context, changed, read};
use reckoner::compare::{alternatives, projection};
use reckoner::estimate::{echo, estimate};
use reckoner::fields::{Faults, Node, query, toml};
use reckoner::pricing::{AsOf, PriceBook, PriceSlice, embedded, parse::parse};
use reckoner::quantity::Figure;
use reckoner::scenario::link;
use reckoner::workload::{Checked, Workload};

const ONE_FUNCTION: &str = r#"
[traffic]
requests_per_month = 30000000

[[functions]]
name = "f"
memory_mb = 512
duration_ms = "45.2"
"#;

const THREE_FUNCTIONS: &str = include_str!("three-functions.toml");

fn main() {
    divan::main();
}

fn book() -> PriceBook {
    parse(embedded::FILES).expect("the embedded price book has no faults")
}

fn scenario(which: &str, book: &PriceBook) -> Checked {
    let text = if which == "one function" {
        ONE_FUNCTION
    } else {
        THREE_FUNCTIONS
    };
    let node = toml::parse(text, &mut Faults::default());
    read_node(&node, book)
}

fn read_node(node: &Node, book: &PriceBook) -> Checked {
    let context = Context::new(book);
    read(node, &context).expect("the scenario has no faults")
}

fn prices(book: &PriceBook) -> AsOf<'_> {
    book.as_of("us-east-1", book.catalog().published).unwrap()
}

fn slice(book: &PriceBook) -> PriceSlice {
    let services: Vec<&str> = book
        .catalog()
        .services
        .iter()
        .map(|service| service.key.as_str())
        .collect();
    prices(book).slice(&services)
}

#[divan::bench(args = ["one function", "three functions"])]
fn one_estimate(bencher: Bencher<'_, '_>, which: &str) {
    let book = book();
    let (scenario, prices) = (scenario(which, &book), prices(&book));
    bencher.bench(|| {
        estimate(black_box(&scenario), &prices, false)
            .unwrap()
            .monthly
    });
}

#[divan::bench(args = ["one function", "three functions"])]
fn one_estimate_in_the_browser(bencher: Bencher<'_, '_>, which: &str) {
    let book = book();
    let (scenario, prices) = (scenario(which, &book), slice(&book));
    bencher.bench(|| {
        estimate(black_box(&scenario), &prices, false)
            .unwrap()
            .monthly
    });
}

#[divan::bench(args = ["0", "0.05"])]
fn thirty_six_months_growing_by(bencher: Bencher<'_, '_>, rate: &str) {
    let book = book();
    let prices = prices(&book);
    let mut scenario = scenario("three functions", &book).into_scenario();
    scenario.traffic.growth_rate = Figure::new(rate.parse().unwrap());
    let scenario = changed(scenario).unwrap();
    bencher.bench(|| projection(black_box(&scenario), &prices, 36).months.len());
}

#[divan::bench(args = ["three functions"])]
fn every_alternative(bencher: Bencher<'_, '_>, which: &str) {
    let book = book();
    let (scenario, prices) = (scenario(which, &book), prices(&book));
    bencher.bench(|| alternatives(black_box(&scenario), &prices).unwrap().count());
}

#[divan::bench(args = ["one function", "three functions"])]
fn one_explained(bencher: Bencher<'_, '_>, which: &str) {
    let book = book();
    let (scenario, prices) = (scenario(which, &book), prices(&book));
    bencher.bench(|| {
        estimate(black_box(&scenario), &prices, true)
            .unwrap()
            .monthly
    });
}

#[divan::bench(args = ["one function", "three functions"])]
fn workload_alone(bencher: Bencher<'_, '_>, which: &str) {
    let book = book();
    let scenario = scenario(which, &book);
    bencher.bench(|| Workload::derive(black_box(&scenario)).unwrap().requests);
}

#[divan::bench(args = ["three functions"])]
fn echoes(bencher: Bencher<'_, '_>, which: &str) {
    let book = book();
    let scenario = scenario(which, &book);
    let day = book.catalog().published;
    bencher.bench(|| echo::echoes(black_box(&scenario), day).unwrap().len());
}

#[divan::bench(args = ["three functions"])]
fn read_from_a_link(bencher: Bencher<'_, '_>, which: &str) {
    let book = book();
    let link = link::write(&scenario(which, &book));
    bencher.bench(|| {
        let node = query::parse(black_box(&link), &mut Faults::default());
        read_node(&node, &book).functions.len()
    });
}
