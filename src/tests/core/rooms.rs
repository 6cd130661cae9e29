//! The house has one direction: a room uses only rooms below it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room, from the ground up, and the rooms that it may use.
const ROOMS: &[(&str, &[&str])] = &[
    ("quantity", &[]),
    ("pricing", &["quantity"]),
    ("working", &["quantity"]),
    ("fields", &["pricing", "quantity"]),
    ("scenario", &["fields", "pricing", "quantity"]),
    ("workload", &["scenario", "fields", "working", "quantity"]),
    (
        "check",
        &["workload", "scenario", "fields", "pricing", "quantity"],
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
        "compare",
        &[
            "estimate", "services", "metering", "check", "workload", "scenario", "fields",
            "pricing", "quantity",
        ],
    ),
    ("book", &["pricing"]),
    ("state", &["book"]),
    // The types of problem: `api` answers with them and a page of `web` explains them.
    ("problems", &[]),
    (
        "web",
        &[
            "problems", "state", "book", "compare", "estimate", "services", "metering", "check",
            "workload", "scenario", "fields", "working", "pricing", "quantity",
        ],
    ),
    (
        "api",
        &[
            "problems", "state", "book", "compare", "estimate", "metering", "check", "scenario",
            "fields", "working", "pricing", "quantity",
        ],
    ),
    ("server", &["web", "api", "state", "book"]),
    // The command line is the top: it starts the server.
    ("cli", &["server", "book", "pricing"]),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

/// The product's own files by their path below `src`, without tests and benches, and without remarks.
fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&root, &mut found);
    let texts = found.into_iter().map(|path| {
        let name = path.strip_prefix(&root).unwrap();
        let name = name.to_str().unwrap().replace('\\', "/");
        let text = fs::read_to_string(&path).unwrap();
        let code = text.lines().map(|line| line.split("//").next().unwrap());
        (name, code.collect::<Vec<_>>().join("\n"))
    });
    texts
        .filter(|(name, _)| !name.starts_with("tests/") && !name.starts_with("benches/"))
        .collect()
}

/// The room of a file: its folder, or its name where it stands by itself.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The rooms that a text names with `crate::`.
fn named(text: &str) -> BTreeSet<&str> {
    let words = text.split("crate::").skip(1);
    words
        .map(|rest| {
            let end = rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
            &rest[..end.unwrap_or(rest.len())]
        })
        .collect()
}

/// What of these files leads to a room that theirs may not use.
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
    // What is allowed leads downwards itself.
    for (at, (name, allowed)) in ROOMS.iter().enumerate() {
        for below in *allowed {
            assert!(
                ROOMS[..at].iter().any(|(earlier, _)| earlier == below),
                "{name} stands below {below}"
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
    assert!(one("compare/json.rs", wrong).is_empty());
    // A brace hides no room: it is none itself.
    assert_eq!(one("workload/mod.rs", "use crate::{check};").len(), 1);
    assert_eq!(one("attic/old.rs", "").len(), 1);
}
