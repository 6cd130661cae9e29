//! What invokes functions: several triggers in each spelling, and loops that end.

use reckoner::estimate::estimate;
use reckoner::scenario::link;
use reckoner::workload::Workload;
use serde_json::{Value, json};

use crate::support::{prices, read_json, read_query, scenario};

const TRAFFIC: &str = "[traffic]\nrequests_per_month = 1000\n";

/// A function, what invokes it, its share, and how often it writes to the table `t`.
fn function(name: &str, invoked_by: &str, share: &str, writes: &str) -> String {
    let function = format!(
        "[[functions]]\nname = \"{name}\"\nmemory_mb = 128\nduration_ms = 1\ninvoked_by = {invoked_by}\nshare = \"{share}\"\n"
    );
    let write = format!(
        "[[functions.operations]]\ntable = \"t\"\nkind = \"put\"\nitem_kb = 1\ncount = \"{writes}\"\n"
    );
    if writes == "0" {
        function
    } else {
        format!("{function}{write}")
    }
}

/// The invocations of each function.
fn invocations(functions: &[String]) -> Vec<String> {
    let text = format!(
        "{TRAFFIC}{}[[tables]]\nname = \"t\"\nstorage_gb = 1\n",
        functions.concat()
    );
    let scenario = scenario(&text);
    let workload = Workload::derive(&scenario).unwrap();
    let functions = workload.functions.iter();
    functions
        .map(|demand| demand.invocations.figure().to_string())
        .collect()
}

#[test]
fn a_loop_is_counted_to_its_end() {
    let own = |share: &str| invocations(&[function("f", "[\"$default\", \"f\"]", share, "0")]);
    // 1,000 × 0.2 from requests, and a fifth of each round again: 200 ÷ (1 − 0.2).
    assert_eq!(own("0.2"), ["250"]);
    // Two functions write to the stream that invokes both, as do the requests of a third:
    // 1,000 ÷ (1 − 0.25 × 2 − 0.1) records.
    let both = [
        function("a", "\"t\"", "0.25", "2"),
        function("b", "\"t\"", "0.1", "1"),
        function("w", "\"\"", "1", "1"),
    ];
    assert_eq!(invocations(&both), ["625", "250", "1000"]);
    // The same loop through functions: a invokes b, a half of b's invocations invoke a.
    let around = [
        function("a", "[\"$default\", \"b\"]", "0.5", "0"),
        function("b", "\"a\"", "1", "0"),
    ];
    assert_eq!(invocations(&around), ["1000", "1000"]);
}

#[test]
fn loops_within_loops_are_counted_to_their_end() {
    // Each of three functions is invoked by all three: a third of 0.9 of everything goes on.
    let all = ["a", "b", "c"]
        .map(|name| function(name, "[\"$default\", \"a\", \"b\", \"c\"]", "0.25", "0"));
    // x = 250 + 0.25 × 3 x.
    assert_eq!(invocations(&all), ["1000", "1000", "1000"]);
}

#[test]
fn a_loop_tells_what_goes_on_and_where_it_is_rounded() {
    let text = format!("{TRAFFIC}{}", function("f", "[\"\", \"f\"]", "0.3", "0"));
    let scenario = scenario(&text);
    let prices = prices();
    let estimate = estimate(&scenario, &prices, true).unwrap();
    let steps: Vec<&str> = estimate.lines[0]
        .derivation
        .iter()
        .map(|step| step.text)
        .collect();
    for step in [
        "f, first round, by requests: 1,000 requests × 0.3 share = 300 invocations",
        "f, for each, by f: 1 invocations × 0.3 share = 0.3 invocations",
    ] {
        assert!(steps.contains(&step), "{step}: {steps:#?}");
    }
    let rounds = steps.iter().find(|step| step.contains('−')).unwrap();
    assert!(
        rounds.starts_with("f: 300 invocations ÷ (1 − 0.3 going on) = 428.57")
            && rounds.contains("rounded"),
        "{rounds}"
    );
    assert!(
        estimate.notes.iter().any(|note| note.contains(
            "A loop goes through f: 0.3 of each round goes on to the next, so that all rounds together are 1.4286 times the first."
        )),
        "{:?}",
        estimate.notes
    );
}

fn with(invoked_by: &Value) -> String {
    json!({
        "traffic": { "requests_per_month": 1000 },
        "functions": [{ "name": "f", "memory_mb": 128, "duration_ms": 1, "invoked_by": invoked_by }],
        "queues": [{ "name": "jobs", "message_kb": 1 }, { "name": "a,b", "message_kb": 1 }],
    })
    .to_string()
}

#[test]
fn triggers_have_one_meaning_in_each_spelling() {
    for (given, spelt) in [
        (json!("jobs"), "functions.0.invoked_by=jobs&"),
        (json!(["jobs"]), "functions.0.invoked_by=jobs&"),
        (json!("a,b"), "functions.0.invoked_by=a%2Cb&"),
        (
            json!(["jobs", "a,b"]),
            "functions.0.invoked_by.0=jobs&functions.0.invoked_by.1=a%2Cb&",
        ),
        (
            json!(["", "jobs"]),
            "functions.0.invoked_by.0=%24default&functions.0.invoked_by.1=jobs&",
        ),
        (json!(""), "functions.0.name=f&functions.0.memory_mb"),
        (json!([]), "functions.0.name=f&functions.0.memory_mb"),
    ] {
        let scenario = read_json(&with(&given)).unwrap();
        let query = link::write(&scenario);
        assert!(query.contains(spelt), "{given}: {query}");
        assert_eq!(read_query(&query).unwrap().scenario(), scenario.scenario());
    }
}

#[test]
fn a_name_is_given_once_and_names_are_texts() {
    for (given, code) in [
        (json!(["jobs", "jobs"]), "duplicate"),
        (json!(["jobs", 1]), "wrong_type"),
        (json!({ "a": "jobs" }), "wrong_type"),
        (json!(["jobs", "nobody"]), "unknown_name"),
        (json!(vec!["jobs"; 21]), "too_long"),
    ] {
        let faults = read_json(&with(&given)).unwrap_err();
        let told: Vec<(String, String)> = faults
            .iter()
            .map(|fault| (fault.path.clone(), fault.code.word().to_owned()))
            .collect();
        assert_eq!(
            told,
            [("functions.0.invoked_by".into(), code.into())],
            "{given}"
        );
    }
}

#[test]
fn a_loop_without_an_end_is_refused() {
    let text = |share: &str| {
        format!(
            "{TRAFFIC}{}{}[[tables]]\nname = \"t\"\nstorage_gb = 1\n",
            function("a", "\"t\"", share, "1"),
            function("w", "\"\"", "1", "1"),
        )
    };
    let ends = scenario(&text("0.999"));
    let workload = Workload::derive(&ends).unwrap();
    assert_eq!(
        workload.functions[0].invocations.figure().to_string(),
        "999000"
    );
    let told = crate::support::read_toml(&text("1")).unwrap_err();
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "functions.0.invoked_by: makes the function invoke itself without an end: each round is 1 times the one before. Lower a share or a count, or change invoked_by."
        ]
    );
}
