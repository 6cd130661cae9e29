//! Shared by the tests of the core: the price book, one of its days, and readers of scenarios.

use std::sync::LazyLock;

use reckoner::check::{Context, read};
use reckoner::fields::{Faults, Node, json, query, toml};
use reckoner::pricing::{AsOf, Date, PriceBook, embedded, parse::parse};
use reckoner::quantity::{Figure, Usd};
use reckoner::workload::Checked;
use serde_json::Value;

/// The price book that is embedded in the program.
pub static BOOK: LazyLock<PriceBook> = LazyLock::new(|| match parse(embedded::FILES) {
    Ok(book) => book,
    Err(faults) => {
        let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
        panic!("the embedded price book has faults:\n{}", faults.join("\n"))
    }
});

/// A fixed day of the book, so that figures computed by hand stay right.
pub const DAY: Date = Date::known(2026, 10, 8);

/// The prices of that day in us-east-1.
pub fn prices() -> AsOf<'static> {
    BOOK.as_of("us-east-1", DAY).unwrap()
}

/// The day up to which the book was read.
pub fn published() -> Date {
    BOOK.catalog().published
}

/// The faults, each of which says what is allowed.
pub fn told(faults: Faults) -> Faults {
    for fault in &faults {
        let told = !fault.allowed.is_empty() || cfg!(not(feature = "words"));
        assert!(told, "{fault} says nothing of what is allowed");
    }
    faults
}

/// Reads a scenario from one of its spellings.
fn read_by<'t>(
    parse: impl FnOnce(&'t str, &mut Faults) -> Node<'t>,
    text: &'t str,
) -> Result<Checked, Faults> {
    let mut faults = Faults::default();
    let node = parse(text, &mut faults);
    let read = faults
        .into_result(())
        .and_then(|()| read(&node, &Context::new(&BOOK)));
    read.map_err(told)
}

/// Reads a scenario from TOML.
pub fn read_toml(text: &str) -> Result<Checked, Faults> {
    read_by(toml::parse, text)
}

/// Reads a scenario from JSON.
pub fn read_json(text: &str) -> Result<Checked, Faults> {
    read_by(json::parse, text)
}

/// Reads a scenario from a query string.
pub fn read_query(text: &str) -> Result<Checked, Faults> {
    read_by(query::parse, text)
}

/// The scenario of a TOML text that has no faults.
pub fn scenario(text: &str) -> Checked {
    read_toml(text).unwrap_or_else(|faults| panic!("{faults:?}\n{text}"))
}

/// The scenario of a JSON value that has no faults.
pub fn scenario_of(value: &Value) -> Checked {
    read_json(&value.to_string()).unwrap_or_else(|faults| panic!("{value}: {faults:?}"))
}

/// The amount that a text states, in US dollars.
pub fn usd(text: &str) -> Usd {
    Usd::new(Figure::new(text.parse().unwrap()))
}

/// A scenario that nearly every change fits. Only the tests of derivations and of alternatives use it.
#[cfg(any(feature = "words", feature = "compare"))]
pub const RICH: &str = r#"
    [traffic]
    requests_per_month = 300000000
    shape = "business-hours"
    retry_rate = "0.01"
    [api]
    kind = "rest"
    authorizer = "cognito"
    endpoint = "edge"
    execution_log_kb = "0.2"
    request_kb = 1
    response_kb = 4
    [[functions]]
    name = "read"
    memory_mb = 512
    wait_ms = 20
    cpu_ms_at_1769 = 30
    log_kb = "0.5"
    provisioned_concurrency = 10
    [functions.provisioned_schedule]
    from_hour = 8
    to_hour = 18
    [[functions.operations]]
    table = "a"
    kind = "get"
    item_kb = 2
    [[functions]]
    name = "write"
    share = "0.2"
    memory_mb = 512
    duration_points = "128:900,1769:70"
    log_kb = "0.5"
    [[functions.operations]]
    table = "b"
    kind = "put"
    item_kb = 2
    [[tables]]
    name = "a"
    storage_gb = 100
    encryption = "customer-managed"
    [[tables]]
    name = "b"
    storage_gb = 100
    [tables.capacity]
    mode = "provisioned"
    reserved_write_units = 100
    [[tables.indexes]]
    name = "i"
    projected_kb = "0.5"
    storage_gb = 10
    write_units = 500
    [logs]
    class = "standard"
    retention_days = 14
    encryption = "customer-managed"
    key_requests_per_month = 1000
"#;
