//! Dependencies have one direction: a room, which is a top-level module, uses only rooms below it.

use std::collections::{BTreeMap, BTreeSet};

use crate::sources::{Token, sources, tokens};

/// Each room, from the ground up, and the rooms that it may use.
const ROOMS: &[(&str, &[&str])] = &[
    ("quantity", &[]),
    ("picture", &["quantity"]),
    ("pricing", &["quantity"]),
    ("working", &["quantity"]),
    ("fields", &["pricing", "quantity"]),
    ("scenario", &["fields", "pricing", "quantity"]),
    ("workload", &["scenario", "fields", "working", "quantity"]),
    (
        "check",
        &[
            "workload", "scenario", "fields", "working", "pricing", "quantity",
        ],
    ),
    (
        "metering",
        &["workload", "scenario", "working", "pricing", "quantity"],
    ),
    (
        "services",
        &[
            "metering", "workload", "scenario", "fields", "working", "pricing", "quantity",
        ],
    ),
    (
        "estimate",
        &[
            "services", "metering", "workload", "scenario", "fields", "working", "pricing",
            "quantity",
        ],
    ),
    (
        "sizing",
        &[
            "services", "metering", "workload", "scenario", "fields", "working", "pricing",
            "quantity",
        ],
    ),
    (
        "compare",
        &[
            "sizing", "estimate", "services", "metering", "check", "workload", "scenario",
            "fields", "working", "pricing", "quantity",
        ],
    ),
    // A book is served only if every service finds its prices in it.
    ("book", &["services", "pricing"]),
    ("state", &["book"]),
    // `api` answers with the types of problem, and a page of `web` explains them.
    ("problems", &[]),
    (
        "web",
        &[
            "problems", "state", "book", "compare", "sizing", "estimate", "services", "metering",
            "check", "workload", "scenario", "fields", "working", "pricing", "quantity",
        ],
    ),
    (
        "api",
        &[
            "problems", "state", "book", "compare", "sizing", "estimate", "metering", "check",
            "workload", "scenario", "fields", "working", "pricing", "quantity",
        ],
    ),
    ("server", &["web", "api", "state", "book"]),
    // The command line is the top: it starts the server.
    ("cli", &["server", "book", "pricing"]),
];

/// The room of a file: its folder, or its own name if it is in no folder.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The rooms that a text names with `crate::`.
fn named(text: &str) -> BTreeSet<&str> {
    let tokens = tokens(text);
    let names = tokens.windows(4).filter_map(|four| match four {
        [
            Token::Word("crate"),
            Token::Sign(':'),
            Token::Sign(':'),
            room,
        ] => Some(*room),
        _ => None,
    });
    names
        .map(|room| match room {
            Token::Word(room) => room,
            // `crate::{…}` names several rooms at once, which this reader does not allow.
            _ => "",
        })
        .collect()
}

/// The uses of rooms that the room of the file may not use.
fn upwards(sources: &BTreeMap<String, String>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (file, text) in sources {
        let from = room(file);
        if from == "lib" || from == "main" {
            continue;
        }
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == from) else {
            wrong.push(format!("{file}: {from} is no room"));
            continue;
        };
        for to in named(text) {
            if to != from && !allowed.contains(&to) {
                wrong.push(format!("{file}: {from} uses {to}"));
            }
        }
    }
    wrong
}

#[test]
fn a_room_uses_only_rooms_below_it() {
    let sources = sources();
    assert!(sources.len() > 150, "only {} files", sources.len());
    assert_eq!(upwards(&sources), Vec::<String>::new());
    // The allowed rooms are below the room too.
    for (at, (name, allowed)) in ROOMS.iter().enumerate() {
        for below in *allowed {
            assert!(
                ROOMS[..at].iter().any(|(earlier, _)| earlier == below),
                "{name} is below {below}"
            );
        }
    }
}

#[test]
fn an_import_upwards_is_noticed() {
    let one =
        |file: &str, text: &str| upwards(&BTreeMap::from([(file.to_owned(), text.to_owned())]));
    let wrong = "use crate::estimate::Line;";
    assert_eq!(
        one("services/sqs.rs", wrong),
        ["services/sqs.rs: services uses estimate"]
    );
    assert!(one("compare/answer.rs", wrong).is_empty());
    // A brace is not the name of a room, so it cannot hide one.
    assert_eq!(one("workload/mod.rs", "use crate::{check};").len(), 1);
    assert_eq!(one("attic/old.rs", "").len(), 1);
}

#[test]
fn only_the_checks_make_a_scenario_a_checked_one() {
    let sources = sources();
    let makers: Vec<&str> = sources
        .iter()
        .filter(|(_, text)| text.contains("Checked::by_check("))
        .map(|(file, _)| file.as_str())
        .collect();
    assert_eq!(makers, ["check/mod.rs"]);
}
