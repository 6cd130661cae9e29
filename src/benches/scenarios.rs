//! The scenarios that the benches measure, and the prices of their estimates.

use reckoner::check::{Context, read};
use reckoner::fields::{Faults, Node, toml};
use reckoner::pricing::{AsOf, PriceBook, embedded, parse::parse};
use reckoner::workload::Checked;

const ONE_FUNCTION: &str = r#"
[traffic]
requests_per_month = 30000000

[[functions]]
name = "f"
memory_mb = 512
duration_ms = "45.2"
"#;

const THREE_FUNCTIONS: &str = include_str!("three-functions.toml");

/// The price book that is built in.
pub fn book() -> PriceBook {
    parse(embedded::FILES).expect("the embedded price book has no faults")
}

/// The scenario of this name: `one function` or `three functions`.
pub fn scenario(which: &str, book: &PriceBook) -> Checked {
    let node = toml::parse(text(which), &mut Faults::default());
    read_node(&node, book)
}

/// That scenario as a program sends it, with the fields that its text gives.
pub fn json_text(which: &str) -> String {
    let value: ::toml::Value = ::toml::from_str(text(which)).unwrap();
    serde_json::to_string(&value).unwrap()
}

/// The text of that scenario.
fn text(which: &str) -> &'static str {
    if which == "one function" {
        ONE_FUNCTION
    } else {
        THREE_FUNCTIONS
    }
}

/// Reads a scenario from its tree.
pub fn read_node(node: &Node<'_>, book: &PriceBook) -> Checked {
    let context = Context::new(book);
    read(node, &context).expect("the scenario has no faults")
}

/// The prices of the latest day in the region that all benches take.
pub fn prices(book: &PriceBook) -> AsOf<'_> {
    book.as_of("us-east-1", book.catalog().published).unwrap()
}
