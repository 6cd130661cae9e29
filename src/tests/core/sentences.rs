//! The sentence of each fault, word for word, and its values for programs.

mod around;

use reckoner::check::{Context, read};
use reckoner::fields::{Faults, json, query};

use crate::support::{BOOK, told};

/// A scenario without a fault, which each row changes.
const BASE: [(&str, &str); 6] = [
    ("traffic.requests_per_month", "1"),
    ("functions.0.name", "a"),
    ("functions.0.memory_mb", "512"),
    ("functions.0.duration_ms", "1"),
    ("tables.0.name", "t"),
    ("tables.0.storage_gb", "1"),
];

/// The faults of the base with these fields added or changed; an empty value removes a field.
fn faults(changes: &str) -> Faults {
    let changed: Vec<&str> = changes.split('&').filter_map(key).collect();
    let kept = BASE.iter().filter(|(field, _)| !changed.contains(field));
    let kept: String = kept
        .map(|(field, value)| format!("&{field}={value}"))
        .collect();
    let mut faults = Faults::default();
    let query = format!("{changes}{kept}");
    let node = query::parse(&query, &mut faults);
    let read = match faults.into_result(()) {
        Ok(()) => {
            read(&node, &Context::new(&BOOK)).map_or_else(|faults| faults, |_| Faults::default())
        }
        Err(faults) => faults,
    };
    told(read)
}

fn key(pair: &str) -> Option<&str> {
    pair.split_once('=').map(|(field, _)| field)
}

#[track_caller]
fn assert_sentences(rows: &[(&str, &str)]) {
    for (changes, sentence) in rows {
        let found: Vec<String> = faults(changes).iter().map(ToString::to_string).collect();
        assert_eq!(found, [*sentence], "{changes}");
    }
}

#[test]
fn the_base_has_no_fault() {
    assert_eq!(faults(""), Faults::default());
}

#[test]
fn a_value_that_a_field_does_not_take() {
    let regions = BOOK.catalog().region_codes().join(", ");
    assert_sentences(&[
        (
            "functions.0.memory_mb=",
            "functions.0.memory_mb: is missing. Give a whole number from 128 to 10,240 MB.",
        ),
        (
            "functions.0.memory_mb=64",
            "functions.0.memory_mb: must be from 128 to 10,240 MB; \"64\" was given.",
        ),
        (
            "functions.0.memory_mb=512.5",
            "functions.0.memory_mb: must be a whole number from 128 to 10,240 MB; \"512.5\" was given.",
        ),
        (
            "functions.0.memory_mb=much",
            "functions.0.memory_mb: must be a whole number from 128 to 10,240 MB; \"much\" was given.",
        ),
        (
            "functions.0.share=0.12345678901234567890123456789",
            "functions.0.share: has more digits than can be kept. Give at most 28 digits.",
        ),
        (
            "functions.0.log_kb=262145",
            "functions.0.log_kb: must be from 0 to 262,144 KB; \"262145\" was given.",
        ),
        (
            "functions.0.architecture=mips",
            "functions.0.architecture: must be one of x86_64, arm64; \"mips\" was given.",
        ),
        (
            "prices=2026-02-30",
            "prices: must be a day, as in 2026-10-01; \"2026-02-30\" was given.",
        ),
        (
            "functions.0.operations=1",
            "functions.0.operations: must be a list of at most 20 items; \"1\" was given.",
        ),
        (
            "tables.0.name=a%09b",
            "tables.0.name: must not have control characters, such as a tab or a new line.",
        ),
        (
            "logs=1",
            "logs: must be a group of fields; \"1\" was given.",
        ),
        (
            "authorship=me&tables.0.storage_gb=1",
            "authorship: is not a field. The fields are version, name, region, prices, billing, traffic, api, functions, operations, tables, logs, monitoring, idempotency, keys, queues, topics, events, workflows, secrets, parameters, waf, cognito, quotas.",
        ),
        (
            "region=mars-north-1",
            &format!("region: must be one of {regions}; \"mars-north-1\" was given."),
        ),
    ]);
}

#[test]
fn a_text_or_a_list_of_another_length() {
    let name = "n".repeat(70);
    assert_sentences(&[
        (
            &format!("functions.0.name={name}"),
            "functions.0.name: may have at most 64 characters; it has 70.",
        ),
        (
            "traffic.shape=custom&traffic.weights=1,2",
            "traffic.weights: must be 24 or 168 numbers from 0 to 1,000,000; a list of 2 was given.",
        ),
        (
            "tables.0.capacity.read_units=1,2",
            "tables.0.capacity.read_units: must be a whole number from 1 to 100,000,000 RCU, or 24 or 168 of them, one for each hour of a day or a week; a list of 2 was given.",
        ),
        (
            "tables.0.name=t&tables.0.name=u",
            "tables.0.name: is given twice. Give it once.",
        ),
        (
            "a.b.c.d.e.f.g.h.i=1",
            "a.b.c.d.e.f.g.h.i: is not a field: no path is as deep.",
        ),
        (
            "functions.0.duration_ms=&functions.0.duration_points=128;1",
            "functions.0.duration_points: cannot be read as measured points. Write memory in MB and duration in ms, each memory once, as in 128:2100,256:1050, or paste the link or the JSON stats of Lambda Power Tuning.",
        ),
    ]);
}

#[test]
fn traffic() {
    let ways =
        "requests_per_month, requests_per_day, requests_per_second, peak_requests_per_second";
    assert_sentences(&[
        (
            "traffic.requests_per_month=",
            &format!("traffic.requests_per_month: is missing. Give exactly one of {ways}."),
        ),
        (
            "traffic.requests_per_day=1",
            &format!(
                "traffic.requests_per_day: cannot be given together with requests_per_month. Give exactly one of {ways}."
            ),
        ),
        (
            "traffic.requests_per_month=&traffic.requests_per_second=380517504",
            "traffic.requests_per_second: makes 1,000,000,000,512,000 requests a month. At most 1,000,000,000,000,000 a month can be priced.",
        ),
        (
            "traffic.shape=custom",
            "traffic.weights: is missing. It is needed because shape is custom. Give 24 or 168 weights.",
        ),
        (
            "traffic.weights=1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1",
            "traffic.weights: can be given only if shape is custom. Leave the weights out, or set shape to custom.",
        ),
        (
            "traffic.shape=custom&traffic.weights=0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
            "traffic.weights: must have at least one weight above 0; every weight is 0.",
        ),
        (
            "traffic.requests_per_month=1e15&functions.0.invocations_per_request=1000",
            "functions.0.invocations_per_request: too many: with retries and fan-out this makes more than 100,000,000,000,000,000 invocations or operations a month. Lower the traffic or the fan-out.",
        ),
        (
            "billing.discounts.0.service=kms&billing.discounts.0.percent=5&billing.discounts.1.service=kms&billing.discounts.1.percent=5",
            "billing.discounts.1.service: kms has a discount already. Give each service one discount.",
        ),
    ]);
}

#[test]
fn an_api() {
    assert_sentences(&[
        (
            "api.kind=http&api.authorizer=cognito",
            "api.authorizer: can be cognito only for a REST API, but kind is http. Choose another authorizer or change kind.",
        ),
        (
            "api.kind=http&api.authorizer=lambda",
            "api.authorizer_function: is missing. It is needed because authorizer is lambda. Give the function's memory_mb and duration_ms.",
        ),
        (
            "api.kind=http&api.authorizer_function.memory_mb=128&api.authorizer_function.duration_ms=1",
            "api.authorizer_function: can be given only if authorizer is lambda. Leave it out, or set authorizer to lambda.",
        ),
        (
            "api.kind=http&api.authorizer=lambda&api.authorizer_function.memory_mb=128&api.authorizer_function.duration_ms=1&api.authorizer_function.cold_start_rate=1",
            "api.authorizer_function.init_ms: is missing. It is needed because cold_start_rate is more than 0.",
        ),
        (
            "api.kind=websocket&api.authorizer=lambda&api.authorizer_function.memory_mb=128&api.authorizer_function.duration_ms=1&api.authorizer_function.cache_hit_rate=0.5",
            "api.authorizer_function.cache_hit_rate: must be 0 for a WebSocket API: its authorizer runs once for each connection, and no answer is cached.",
        ),
        (
            "api.kind=http&api.endpoint=private",
            "api.endpoint: can be given only for a REST API, but kind is http. Leave it out or change kind.",
        ),
        (
            "api.kind=http&api.cache_hit_rate=0.5",
            "api.cache_hit_rate: must be 0 without a cache. Give cache_gb, which a REST API can have.",
        ),
        (
            "api.kind=http&api.response_kb=10240.001",
            "api.response_kb: must be at most 10,240 KB: only a REST API streams larger responses.",
        ),
        (
            "api.kind=websocket&api.connections_per_month=1&api.connection_minutes=1&api.connection_minutes_per_month=1",
            "api.connection_minutes_per_month: cannot be given together with connection_minutes. Give one of connection_minutes_per_month, or connections_per_month and connection_minutes.",
        ),
        (
            "api.kind=http&api.throttled_rate=0.6&api.unauthorized_rate=0.5",
            "api.unauthorized_rate: must be at most 1 together with throttled_rate: both are shares of the same requests. Lower one of them.",
        ),
    ]);
}

#[test]
fn a_field_with_a_fault_gets_no_second_one() {
    // Each value is invalid on its own, and its field is also not allowed for an HTTP API.
    for field in [
        "cache_gb=7",
        "execution_log_kb=x",
        "message_kb=x",
        "connections_per_month=x",
        "endpoint=moon",
    ] {
        let found = faults(&format!("api.kind=http&api.{field}"));
        assert_eq!(found.len(), 1, "{found:?}");
    }
    let found = faults("traffic.requests_per_day=many");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn programs_are_told_the_value_and_the_bound() {
    for (changes, code, given, allowed) in [
        (
            "functions.0.memory_mb=64",
            "out_of_range",
            Some("\"64\""),
            "a whole number from 128 to 10240 MB",
        ),
        (
            "functions.0.architecture=mips",
            "not_a_choice",
            Some("\"mips\""),
            "x86_64, arm64",
        ),
        (
            "functions.0.memory_mb=",
            "required",
            None,
            "a whole number from 128 to 10240 MB",
        ),
        (
            "api.kind=http&api.cache_gb=0.5",
            "conflict",
            Some("beside kind http"),
            "only for a REST API",
        ),
        (
            "api.kind=http&api.response_kb=10241",
            "conflict",
            Some("beside kind http"),
            "at most 10240 KB, as only a REST API streams responses",
        ),
        (
            "functions.0.invoked_by=a",
            "conflict",
            Some("a circle: a"),
            "a loop of which less goes on with each round",
        ),
        (
            "functions.0.invoked_by=c",
            "unknown_name",
            Some("\"c\""),
            "t",
        ),
        (
            "tables.0.name=t&tables.0.name=u",
            "duplicate",
            Some("\"u\""),
            "each field once",
        ),
    ] {
        let found = faults(changes);
        let told = found.iter().map(|fault| {
            (
                fault.code.word(),
                fault.given.as_deref(),
                fault.allowed.as_str(),
            )
        });
        assert_eq!(
            told.collect::<Vec<_>>(),
            [(code, given, allowed)],
            "{changes}"
        );
    }
    let long = "x".repeat(5_000);
    let found = faults(&format!("functions.0.memory_mb={long}"));
    let given = found[0].given.as_deref().unwrap();
    assert!(
        given.starts_with("\"xxx") && given.chars().count() <= 201,
        "{given}"
    );
    assert!(found[0].message.len() < 400, "{}", found[0].message);
}

#[test]
fn a_text_that_cannot_be_read_is_said_as_a_whole() {
    let mut faults = Faults::default();
    json::parse("{\"traffic\": {", &mut faults);
    let found = faults.into_result(()).unwrap_err();
    assert_eq!(
        found[0].to_string(),
        "The text is not JSON: EOF while parsing an object at line 1 column 13."
    );
    let mut faults = Faults::default();
    json::parse(
        &format!("{}{}", "[".repeat(40), "]".repeat(40)),
        &mut faults,
    );
    let found = faults.into_result(()).unwrap_err();
    assert_eq!(
        found[0].to_string(),
        "The JSON text is nested deeper than 32 levels."
    );
}
