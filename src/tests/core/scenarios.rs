//! Reading and writing scenarios: all three spellings give the same tree, all faults are reported at
//! once, and links give the same scenario again.

use proptest::prelude::*;
use reckoner::fields::{FaultCode, Faults, Written, json, query, toml};
use reckoner::pricing::Date;
use reckoner::scenario::link;
use reckoner::scenario::presets::PRESETS;

use crate::support::{read_json, read_query, scenario};

/// The scenario that the project's documentation shows.
const PROFILE: &str = include_str!("scenarios/profile.json");

#[test]
fn the_documented_scenario_is_read_whole() {
    let scenario = read_json(PROFILE).unwrap();
    assert_eq!(scenario.functions.len(), 2);
    assert_eq!(scenario.functions[0].operations[0].item_kb.to_string(), "2");
    assert_eq!(scenario.traffic.burst.to_string(), "3");
    assert_eq!(scenario.tables[0].indexes[0].name, "by-email");
    assert_eq!(scenario.logs.as_ref().unwrap().retention_days, Some(30));
}

#[test]
fn json_toml_and_query_say_the_same() {
    for preset in PRESETS {
        let node = toml::parse(preset.text, &mut Faults::default());
        let scenario = scenario(preset.text);
        let as_json = serde_json::to_string(&Written {
            fields: &*scenario,
            pinned: None,
        })
        .unwrap();
        assert_eq!(read_json(&as_json).unwrap(), scenario, "{}", preset.key);
        let link = link::write(&scenario);
        assert_eq!(read_query(&link).unwrap(), scenario, "{}", preset.key);
        let day = Date::known(2026, 10, 1);
        let pinned = link::write_pinned(&scenario, day);
        let tree = query::parse(&link, &mut Faults::default());
        assert_eq!(link::canonical(&tree, day), pinned, "{}", preset.key);
        assert_eq!(link::canonical(&node, day), pinned, "{}", preset.key);
        assert_eq!(
            link::write(&read_query(&link).unwrap()),
            link,
            "{}",
            preset.key
        );
    }
}

#[test]
fn a_link_carries_what_it_must_and_leaves_defaults_out() {
    let scenario = read_json(
        r#"{"traffic":{"requests_per_month":1e6,"burst":"1.0"},"api":{"kind":"http"},
            "functions":[{"name":"f g&h","memory_mb":128,"duration_ms":5,"share":1}]}"#,
    );
    assert_eq!(
        link::write(&scenario.unwrap()),
        "version=1&region=us-east-1&traffic.requests_per_month=1000000&api.kind=http\
         &functions.0.name=f+g%26h&functions.0.memory_mb=128&functions.0.duration_ms=5"
    );
}

#[test]
fn decimals_are_read_from_their_digits() {
    let digits = "0.1234567890123456789012345678";
    for written in [digits.to_owned(), format!("\"{digits}\"")] {
        let text = format!(r#"{{"traffic":{{"requests_per_month":{written}}}}}"#);
        let scenario = read_json(&text).unwrap();
        let month = scenario.traffic.requests_per_month.unwrap();
        assert_eq!(month.to_string(), digits);
    }
    let text = format!("[traffic]\nrequests_per_month = {digits}");
    let month = scenario(&text).traffic.requests_per_month.unwrap();
    assert_eq!(month.to_string(), digits);
}

#[test]
fn every_fault_is_reported_at_once() {
    let faults = read_json(include_str!("scenarios/faulty.json")).unwrap_err();
    let found: Vec<(&str, FaultCode)> = faults
        .iter()
        .map(|fault| (fault.path.as_str(), fault.code))
        .collect();
    let expected = [
        ("colour", FaultCode::UnknownField),
        ("traffic.requests_per_month", FaultCode::NotANumber),
        ("traffic.shape", FaultCode::NotAChoice),
        ("traffic.retry_rate", FaultCode::OutOfRange),
        ("api.kind", FaultCode::Required),
        ("functions.0.name", FaultCode::Required),
        ("functions.0.memory_mb", FaultCode::OutOfRange),
        ("functions.1.memory_mb", FaultCode::OutOfRange),
        ("functions.1.operations.0.item_kb", FaultCode::OutOfRange),
        ("tables.1.capacity", FaultCode::WrongType),
        ("region", FaultCode::NotAChoice),
        ("tables.1.name", FaultCode::Duplicate),
        ("functions.1.operations.0.table", FaultCode::UnknownName),
        ("functions.0.duration_ms", FaultCode::Required),
        ("functions.1.init_ms", FaultCode::Required),
        ("logs.retention_days", FaultCode::NotAChoice),
    ];
    assert_eq!(found, expected);
    let memory = faults
        .iter()
        .find(|fault| fault.path == "functions.0.memory_mb")
        .unwrap();
    assert_eq!(
        memory.to_string(),
        "functions.0.memory_mb: must be from 128 to 10,240 MB; 64 was given."
    );
    assert_eq!(memory.pointer(), "/functions/0/memory_mb");
}

#[test]
fn a_field_given_twice_is_a_fault() {
    let faults = read_json(r#"{"traffic":{"requests_per_month":1,"requests_per_month":2}}"#);
    assert_eq!(faults.unwrap_err()[0].code, FaultCode::Duplicate);
    let faults = read_query("traffic.requests_per_month=1&traffic.requests_per_month=2");
    assert_eq!(faults.unwrap_err()[0].code, FaultCode::Duplicate);
    let faults = read_query("traffic=1&traffic.requests_per_month=2");
    assert_eq!(faults.unwrap_err()[0].code, FaultCode::Duplicate);
}

#[test]
fn an_emptied_form_item_is_gone() {
    let scenario = read_query(
        "traffic.requests_per_month=5&functions.0.name=&functions.0.memory_mb=\
         &functions.2.name=f&functions.2.memory_mb=128&functions.2.duration_ms=1",
    );
    assert_eq!(scenario.unwrap().functions.len(), 1);
}

#[test]
fn both_sides_of_every_bound() {
    let with = |field: &str, value: &str| {
        read_query(&format!(
            "traffic.requests_per_month=1&functions.0.name=f&functions.0.memory_mb=128\
             &functions.0.duration_ms=1&{field}={value}"
        ))
    };
    for (field, good, bad) in [
        ("functions.1.memory_mb", "", "127"),
        ("functions.0.share", "1", "1.0000001"),
        ("traffic.burst", "1", "0.999"),
        ("billing.hours_per_month", "1", "0.9"),
        ("billing.hours_per_month", "744", "744.1"),
        ("api.request_kb", "", "10240.01"),
    ] {
        if !good.is_empty() {
            assert!(with(field, good).is_ok(), "{field}={good}");
        }
        let faults = with(field, bad).unwrap_err();
        assert!(
            faults
                .iter()
                .any(|f| f.path == field && f.code == FaultCode::OutOfRange),
            "{field}={bad}: {faults:?}"
        );
    }
    let requests = |n: &str| read_query(&format!("traffic.requests_per_month={n}"));
    assert!(requests("1e15").is_ok());
    assert!(requests("1000000000000000.1").is_err());
    assert!(requests("-1").is_err());
}

#[test]
fn text_that_is_no_json_is_one_fault_with_its_place() {
    let faults = read_json("{\"traffic\": {").unwrap_err();
    assert_eq!(faults.len(), 1);
    assert!(faults[0].message.contains("line 1"), "{}", faults[0]);
}

proptest! {
    #[test]
    fn no_query_panics(text in "\\PC{0,200}") {
        let _ = read_query(&text);
    }

    #[test]
    fn no_scenario_like_query_panics(
        pairs in proptest::collection::vec(
            ("(traffic|api|functions|tables|logs|billing)(\\.[0-9a-z_]{1,12}){0,5}", "[0-9a-z.e+-]{0,20}"),
            0..20,
        )
    ) {
        let text: Vec<String> = pairs.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let _ = read_query(&text.join("&"));
    }

    #[test]
    fn no_json_panics(text in "[\\[\\]{}\",:0-9a-z ]{0,120}") {
        let _ = read_json(&text);
    }

    #[test]
    fn what_is_written_is_read_again(
        requests in 0u64..=1_000_000_000_000_000,
        share in 0u32..=1000,
        memory in 128u32..=10_240,
        duration in 0u32..900_000,
        name in "[a-zA-Z0-9 &=+%é/?#.-]{1,30}",
        kb in 0u32..=4000,
    ) {
        prop_assume!(!name.trim().is_empty());
        let text = format!(
            r#"{{"traffic":{{"requests_per_month":{requests}}},"tables":[{{"name":"t"}}],
                "functions":[{{"name":{},"share":"{}","memory_mb":{memory},"duration_ms":{duration}.5,
                "operations":[{{"table":"t","kind":"put","item_kb":"{}"}}]}}]}}"#,
            serde_json::Value::String(name),
            f64::from(share) / 1000.0,
            f64::from(kb) / 10.0,
        );
        let scenario = read_json(&text).unwrap();
        let link = link::write(&scenario);
        prop_assert_eq!(&read_query(&link).unwrap(), &scenario);
        let day = Date::known(2026, 10, 1);
        let typed = json::parse(&text, &mut Faults::default());
        prop_assert_eq!(link::canonical(&typed, day), link::write_pinned(&scenario, day));
        let again = serde_json::to_string(&Written { fields: &*scenario, pinned: None }).unwrap();
        prop_assert_eq!(&read_json(&again).unwrap(), &scenario);
    }
}
