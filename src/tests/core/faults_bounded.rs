//! However faulty a text is, what is said of it stays short, and each fault says where it is.

use proptest::prelude::*;
use reckoner::check::{Context, read};
use reckoner::fields::fault::FAULTS_MAX;
use reckoner::fields::{Faults, Node};

use crate::support::{BOOK, read_json, read_query, read_toml};

/// How many characters a program is told of these faults.
fn told(faults: &Faults) -> usize {
    let of = |fault: &reckoner::fields::Fault| {
        let given = fault.given.as_ref().map_or(0, String::len);
        fault.to_string().len() + fault.pointer().len() + fault.allowed.len() + given
    };
    faults.iter().map(of).sum()
}

#[track_caller]
fn assert_short(faults: &Faults, more: usize) {
    assert_eq!((faults.len(), faults.more()), (FAULTS_MAX, more));
    assert!(told(faults) < 50_000, "{} characters", told(faults));
}

#[test]
fn a_hundred_faults_are_kept_and_the_rest_is_counted() {
    let fields: Vec<String> = (0..29_000).map(|at| format!(r#""{at:x}":1"#)).collect();
    let text = format!(r#"{{"functions":[{{{}}}]}}"#, fields.join(","));
    let faults = read_json(&text).unwrap_err();
    // And the two fields that a function must have.
    assert_short(&faults, 29_000 - 100 + 2);
    assert_eq!(faults.count(), "100 of 29002 faults");

    let text = format!("{{{}}}", [r#""":1"#; 52_000].join(","));
    assert_short(&read_json(&text).unwrap_err(), 52_000 - 100);

    let text: String = (0..20_000).map(|at| format!("k{at} = 1\n")).collect();
    assert_short(&read_toml(&text).unwrap_err(), 20_000 - 100);

    let query: Vec<String> = (0..4_000).map(|at| format!("k{at}=1")).collect();
    assert_short(&read_query(&query.join("&")).unwrap_err(), 4_000 - 100);

    let query = ["region=a"; 4_000].join("&");
    assert_short(&read_query(&query).unwrap_err(), 3_999 - 100);
}

#[test]
fn what_is_nested_too_deep_is_one_fault() {
    let deep = format!("{}{}", "[".repeat(40), "]".repeat(40));
    let faults = read_json(&format!("[{}]", vec![deep; 2_000].join(","))).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert!(faults[0].to_string().contains("nested deeper than 32"));
}

#[test]
fn no_fault_repeats_more_than_200_characters() {
    let long = "x".repeat(5_000);
    for faults in [
        read_json(&format!(r#"{{"{long}":1}}"#)),
        read_json(&format!(r#"{{"region":"{long}"}}"#)),
        read_json(&format!(r#"{{"functions":[{{"invoked_by":"{long}"}}]}}"#)),
        read_json(&format!("{{{long}")),
        read_toml(&format!("a = \"{long}")),
        read_toml(&format!("{long} = 1")),
        read_query(&format!("{long}=1&{long}.a=2")),
        read_query(&format!("{}=1", "a.".repeat(3_000))),
    ] {
        for fault in &faults.unwrap_err() {
            let given = fault.given.as_deref().unwrap_or_default();
            for text in [given, &fault.path, fault.pointer(), &fault.allowed] {
                assert!(text.chars().count() < 1_000, "{text}");
            }
            assert!(fault.to_string().chars().count() < 1_500, "{fault}");
            assert!(!fault.to_string().contains(&"x".repeat(202)), "{fault}");
        }
    }
}

#[test]
fn the_names_of_the_fields_are_told_once_at_each_place() {
    let text = r#"{"a":1,"b":2,"traffic":{"requests_per_month":1,"c":3}}"#;
    let faults = read_json(text).unwrap_err();
    let found: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert!(found[0].starts_with("a: is not a field. The fields are version, name,"));
    assert_eq!(found[1], "b: is not a field.");
    assert!(found[2].starts_with("traffic.c: is not a field. The fields are requests_per_month,"));
}

#[test]
fn a_list_of_names_is_short() {
    let functions: Vec<String> = (0..60)
        .map(|at| format!(r#"{{"name":"function-{at}","memory_mb":128,"duration_ms":1}}"#))
        .collect();
    let text = format!(
        r#"{{"traffic":{{"requests_per_month":1}},"functions":[{}],
            "queues":[{{"name":"q","message_kb":1,"function":"x"}}]}}"#,
        functions.join(",")
    );
    let faults = read_json(&text).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert!(faults[0].message.len() < 300, "{}", faults[0]);
    if cfg!(feature = "words") {
        assert!(
            faults[0].allowed.ends_with(" more"),
            "{}",
            faults[0].allowed
        );
    }
}

#[test]
fn a_pointer_tells_a_point_in_a_name_from_a_step_down() {
    let faults = read_json(r#"{"a.b":1,"":2,"a/b~c":3,"traffic":{"d":4}}"#).unwrap_err();
    let found: Vec<_> = faults.iter().map(|fault| fault.pointer()).collect();
    assert_eq!(found[..4], ["/a.b", "/", "/a~1b~0c", "/traffic/d"]);
    let faults = read_query("a.b.c.d.e.f.g.h.i=1").unwrap_err();
    assert_eq!(faults[0].path, "a.b.c.d.e.f.g.h.i");
}

#[test]
fn an_empty_name_is_missing_in_every_spelling() {
    for name in ["", "  "] {
        let json = format!(
            r#"{{"traffic":{{"requests_per_month":1}},"name":"{name}",
                "functions":[{{"name":"{name}","memory_mb":128,"duration_ms":1,
                    "operations":[{{"table":"{name}","kind":"get","item_kb":1}}]}}],
                "tables":[{{"name":"{name}"}}],
                "queues":[{{"name":"{name}","function":"{name}","message_kb":1}}]}}"#
        );
        let toml = format!(
            "name = \"{name}\"\n[traffic]\nrequests_per_month = 1\n\
             [[functions]]\nname = \"{name}\"\nmemory_mb = 128\nduration_ms = 1\n\
             [[functions.operations]]\ntable = \"{name}\"\nkind = \"get\"\nitem_kb = 1\n\
             [[tables]]\nname = \"{name}\"\n\
             [[queues]]\nname = \"{name}\"\nfunction = \"{name}\"\nmessage_kb = 1"
        );
        let query = format!(
            "traffic.requests_per_month=1&name={name}&functions.0.name={name}\
             &functions.0.memory_mb=128&functions.0.duration_ms=1\
             &functions.0.operations.0.table={name}&functions.0.operations.0.kind=get\
             &functions.0.operations.0.item_kb=1&tables.0.name={name}&tables.0.pitr=false\
             &queues.0.name={name}&queues.0.function={name}&queues.0.message_kb=1"
        );
        let json = read_json(&json).unwrap_err();
        assert_eq!(json, read_toml(&toml).unwrap_err());
        assert_eq!(json, read_query(&query).unwrap_err());
        let found: Vec<_> = json.iter().map(ToString::to_string).collect();
        let missing = |path: &str, most: u32| {
            format!("{path}: is missing. Give text of at most {most} characters.")
        };
        assert_eq!(
            found,
            [
                missing("functions.0.name", 64),
                missing("functions.0.operations.0.table", 255),
                missing("tables.0.name", 255),
                missing("queues.0.name", 80),
            ]
        );
    }
}

#[test]
fn white_space_around_a_value_is_no_part_of_it() {
    let plain = read_query("region=us-west-2&traffic.requests_per_month=1").unwrap();
    let spaced = read_query("region=%20us-west-2+&traffic.requests_per_month=1%09").unwrap();
    assert_eq!(plain, spaced);
    let json = r#"{"region":" us-west-2\t","traffic":{"requests_per_month":" 1 "}}"#;
    assert_eq!(read_json(json).unwrap(), plain);
}

#[test]
fn invisible_characters_that_format_are_no_part_of_a_name() {
    let with = |name: &str| {
        read_json(&format!(
            r#"{{"traffic":{{"requests_per_month":1}},"name":"{name}"}}"#
        ))
    };
    for name in ["a\\u202Eb", "a\u{2066}b", "a\u{FEFF}b", "\\u200Bx"] {
        let faults = with(name).unwrap_err();
        assert_eq!(
            faults[0].to_string(),
            "name: must not have invisible characters that format text, such as U+202E."
        );
    }
    assert_eq!(with("grüße · 東京").unwrap().name, "grüße · 東京");
}

#[test]
fn the_column_of_a_bad_escape_counts_from_the_start_of_its_line() {
    let faults = read_json("{\"region\": \"x\",\n  \"name\": \"\\ud800\"}").unwrap_err();
    assert_eq!(faults[0].path, "name");
    let message = &faults[0].message;
    assert!(message.contains("at line 2 column 1"), "{message}");
    // A name that cannot be read is a fault of the object that has it.
    let faults = read_json("{\"traffic\":{\"\\ud800\":1,\"requests_per_month\":1}}").unwrap_err();
    assert_eq!(faults[0].path, "traffic");
}

/// Any tree, with names of fields and without.
fn tree() -> impl Strategy<Value = Node<'static>> {
    let word =
        "[a-z0-9. \u{202E}-]{0,6}|1e[0-9]{1,3}|-?[0-9.]{1,40}|traffic|x86_64|true|2026-10-01";
    let leaf = prop_oneof![
        Just(Node::Absent),
        word.prop_map(|text| Node::Text(text.into())),
        word.prop_map(|text| Node::Number(text.into())),
        any::<bool>().prop_map(Node::Truth),
    ];
    let name = "traffic|functions|tables|name|operations|api|kind|capacity|memory_mb|duration_points|stats|requests_per_month|weights|region|prices|[a-z.]{0,4}";
    leaf.prop_recursive(6, 60, 8, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Node::List),
            proptest::collection::vec((name.prop_map(Into::into), inner), 0..8).prop_map(Node::Map),
        ]
    })
}

proptest! {
    #[test]
    fn no_tree_panics(node in tree()) {
        let _ = read(&node, &Context::new(&BOOK)).map_err(crate::support::told);
    }
}
