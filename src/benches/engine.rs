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
use reckoner::fields::{Faults, Node, json, query, toml};
use reckoner::pricing::{AsOf, PriceBook, PriceSlice, embedded, parse::parse};
use reckoner::quantity::Figure;
use reckoner::scenario::link::{self, Pinned};
use reckoner::workload::{Checked, Workload};

const ONE_FUNCTION: &str = r#"
[traffic]
requests_per_month = 30000000

[[functions]]
name = "f"
memory_mb = 512
duration_ms = "45.2"
"#;

const THREE_FUNCTIONS: &str = r#"
[billing]
free_tier = "always-free"

[traffic]
requests_per_month = 30000000
shape = "business-hours"
retry_rate = "0.01"

[api]
kind = "http"
request_kb = "1"
response_kb = "4"

[[functions]]
name = "read"
share = "0.7"
memory_mb = 512
duration_ms = 45
architecture = "arm64"
log_kb = "0.6"
init_ms = 300
cold_start_rate = "0.005"

[[functions.operations]]
table = "profiles"
kind = "get"
item_kb = "2"

[[functions]]
name = "write"
share = "0.2"
memory_mb = 512
duration_ms = 60
architecture = "arm64"
log_kb = "0.8"
init_ms = 300
cold_start_rate = "0.005"

[[functions.operations]]
table = "profiles"
kind = "put"
item_kb = "2"
condition_failure_rate = "0.02"

[[functions]]
name = "search"
share = "0.1"
memory_mb = 1024
duration_ms = 120
log_kb = "1.5"

[[functions.operations]]
table = "events"
kind = "query"
item_kb = "0.4"
items = 25

[[tables]]
name = "profiles"
storage_gb = "40"
pitr = true
encryption = "customer-managed"

[[tables.indexes]]
name = "by-email"
projected_kb = "0.5"
write_share = "0.1"
storage_gb = "8"

[[tables]]
name = "events"
storage_gb = "120"

[logs]
class = "standard"
retention_days = 30
"#;

fn main() {
    divan::main();
}

fn book() -> PriceBook {
    parse(embedded::FILES).expect("the embedded price book has no faults")
}

fn scenario(which: &str, book: &PriceBook) -> Checked {
    let node = toml::parse(text(which), &mut Faults::default());
    read_node(&node, book)
}

fn text(which: &str) -> &'static str {
    if which == "one function" {
        ONE_FUNCTION
    } else {
        THREE_FUNCTIONS
    }
}

fn read_node(node: &Node<'_>, book: &PriceBook) -> Checked {
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

fn json_text(which: &str) -> String {
    let value: ::toml::Value = ::toml::from_str(text(which)).unwrap();
    serde_json::to_string(&value).unwrap()
}
