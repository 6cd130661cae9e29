//! How long the engine takes: `cargo bench --bench engine`.
//!
//! Targets: at most 1 µs for one function and at most 5 µs for three functions and two tables. The bench
//! `ratios` measures what else the engine does as multiples of one estimate.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a bench that cannot continue stops and reports where"
)]

mod scenarios;

use divan::{Bencher, black_box};
use reckoner::check::changed;
use reckoner::compare::{alternatives, projection};
use reckoner::estimate::{echo, estimate};
use reckoner::fields::{Faults, Node, json, query};
use reckoner::pricing::{PriceBook, PriceSlice};
use reckoner::quantity::Figure;
use reckoner::scenario::link::{self, Pinned};
use reckoner::workload::Workload;
use scenarios::{book, json_text, prices, read_node, scenario};

fn main() {
    divan::main();
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

#[divan::bench(args = ["one function", "three functions"])]
fn read_from_a_link(bencher: Bencher<'_, '_>, which: &str) {
    let book = book();
    let link = link::write(&scenario(which, &book));
    bencher.bench(|| {
        let node = query::parse(black_box(&link), &mut Faults::default());
        read_node(&node, &book).functions.len()
    });
}

/// The scenario as a program sends it: as JSON, with the fields that the text above gives.
#[divan::bench(args = ["one function", "three functions"])]
fn read_from_json(bencher: Bencher<'_, '_>, which: &str) {
    let book = book();
    let text = json_text(which);
    bencher.bench(|| {
        let node = json::parse(black_box(&text), &mut Faults::default());
        read_node(&node, &book).functions.len()
    });
}

/// The trees alone, before any field is read.
#[divan::bench(args = ["query", "json"])]
fn tree_alone(bencher: Bencher<'_, '_>, spelling: &str) {
    let book = book();
    let link = link::write(&scenario("three functions", &book));
    let text = json_text("three functions");
    bencher.bench(|| match spelling {
        "query" => query::parse(black_box(&link), &mut Faults::default()) == Node::Absent,
        _ => json::parse(black_box(&text), &mut Faults::default()) == Node::Absent,
    });
}

#[divan::bench(args = ["three functions"])]
fn check_a_changed_scenario(bencher: Bencher<'_, '_>, which: &str) {
    let book = book();
    let scenario = scenario(which, &book).into_scenario();
    bencher
        .with_inputs(|| scenario.clone())
        .bench_values(|scenario| changed(scenario).is_ok());
}

#[divan::bench(args = ["three functions"])]
fn write_link(bencher: Bencher<'_, '_>, which: &str) {
    let book = book();
    let scenario = scenario(which, &book);
    let day = book.catalog().published;
    bencher.bench(|| link::page(black_box(&scenario), day).unwrap().len());
}

#[divan::bench(args = ["three functions"])]
fn write_answer_scenario(bencher: Bencher<'_, '_>, which: &str) {
    let book = book();
    let scenario = scenario(which, &book);
    let as_of = book.catalog().published;
    bencher.bench(|| {
        let scenario = black_box(&scenario);
        serde_json::to_vec(&Pinned { scenario, as_of })
            .unwrap()
            .len()
    });
}
