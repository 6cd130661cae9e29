//! Faults of fields that contradict each other.

use serde::Deserialize;

use crate::support::read_toml;

/// The parts of a row's scenario, and the expected faults.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(default = "traffic")]
    traffic: String,
    #[serde(default = "api")]
    api: String,
    #[serde(default = "function")]
    a: String,
    #[serde(default = "function")]
    b: String,
    #[serde(default)]
    more: String,
    faults: Vec<String>,
}

fn traffic() -> String {
    "requests_per_month = 1".to_owned()
}

fn api() -> String {
    "kind = \"http\"".to_owned()
}

fn function() -> String {
    "duration_ms = 1".to_owned()
}

impl Row {
    fn scenario(&self) -> String {
        let function = |name: &str, more: &str| {
            format!("[[functions]]\nname = \"{name}\"\nmemory_mb = 512\n{more}\n")
        };
        format!(
            "[traffic]\n{}\n[api]\n{}\n{}{}{}",
            self.traffic,
            self.api,
            function("a", &self.a),
            function("b", &self.b),
            self.more,
        )
    }
}

/// The paths and codes of a scenario's faults.
fn faults(text: &str) -> Vec<String> {
    let faults = read_toml(text).err().unwrap_or_default();
    let found = faults.iter();
    found
        .map(|fault| format!("{} {}", fault.path, fault.code.word()))
        .collect()
}

#[test]
fn fields_that_do_not_fit_are_faults() {
    let rows = |text: &str| -> Vec<Row> {
        let mut table: toml::Table = text.parse().unwrap();
        table.remove("row").unwrap().try_into().unwrap()
    };
    let mut all = rows(include_str!("faults/functions.toml"));
    all.extend(rows(include_str!("faults/tables.toml")));
    let wrong = all.iter().filter_map(|row| {
        let (text, expected) = (row.scenario(), &row.faults);
        let found = faults(&text);
        (found != *expected).then(|| format!("{text}\nexpected {expected:?}\nfound {found:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
