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

/// The price book that is built in.
pub fn book() -> PriceBook {
    parse(embedded::FILES).expect("the embedded price book has no faults")
}

/// The scenario of this name: `one function` or `three functions`.
pub fn scenario(which: &str, book: &PriceBook) -> Checked {
    let node = toml::parse(text(which), &mut Faults::default());
    read_node(&node, book)
}

/// The text of that scenario.
pub fn text(which: &str) -> &'static str {
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
