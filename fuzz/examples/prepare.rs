//! Writes what a run begins with, into a folder: the dictionary of the fields' names and words, and a
//! seed for each worked example, preset, price file and price list of the tests.
//!
//! usage: cargo run --example prepare FOLDER

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use reckoner::check::{Context, read};
use reckoner::fields::read::Section as _;
use reckoner::fields::{Absent, Faults, Kind, SectionSpec, Written, toml};
use reckoner::pricing::{embedded, parse::parse};
use reckoner::scenario::{Scenario, link, presets::PRESETS};

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> Outcome {
    let folder = std::env::args_os().nth(1).ok_or("a folder is missing")?;
    let folder = PathBuf::from(folder);
    let mut words = BTreeSet::new();
    of_section(&Scenario::SPEC, &mut words);
    fs::create_dir_all(&folder)?;
    let words: Vec<_> = words.iter().map(|word| format!("{word:?}\n")).collect();
    fs::write(folder.join("fields.dict"), words.concat())?;
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/tests/core");
    scenarios(&tests, &folder)?;
    books(&tests.join("import"), &folder)
}

/// The names, words and defaults of a section and of those in it.
fn of_section(section: &SectionSpec, words: &mut BTreeSet<&'static str>) {
    for spec in section.fields {
        words.insert(spec.name);
        if let Absent::Default(text) = spec.absent {
            words.insert(text);
        }
        match spec.kind {
            Kind::Choice(choices) => words.extend(choices.iter().map(|choice| choice.word)),
            Kind::Section(of) | Kind::List { of, .. } => of_section(of, words),
            _ => {}
        }
    }
}

/// Each scenario in the three spellings.
fn scenarios(tests: &Path, folder: &Path) -> Outcome {
    let mut texts: Vec<String> = PRESETS.iter().map(|it| it.text.to_owned()).collect();
    let mut files = Vec::new();
    collect(&tests.join("cases"), &mut files)?;
    for file in files {
        let case: ::toml::Table = fs::read_to_string(&file)?.parse()?;
        let scenario = case.get("scenario").and_then(::toml::Value::as_table);
        texts.extend(scenario.map(ToString::to_string));
    }
    let book = parse(embedded::FILES).map_err(|faults| format!("{faults:?}"))?;
    for (at, text) in texts.iter().enumerate() {
        seed(folder, "toml", at, text)?;
        let node = toml::parse(text, &mut Faults::default());
        if let Ok(scenario) = read(&node, &Context::new(&book)) {
            seed(folder, "query", at, &link::write(&scenario))?;
            let written = Written {
                fields: &*scenario,
                pinned: None,
            };
            seed(folder, "json", at, &serde_json::to_string(&written)?)?;
        }
    }
    Ok(())
}

/// The files of the small book, each after the digit that chooses it, and the price lists.
fn books(import: &Path, folder: &Path) -> Outcome {
    let files = [
        "us-east-1/lambda.toml",
        "catalog.toml",
        "free-tier.toml",
        "us-east-1/api-gateway.toml",
        "us-east-1/dynamodb.toml",
    ];
    for (at, file) in files.iter().enumerate() {
        let text = fs::read_to_string(import.join("book").join(file))?;
        seed(folder, "price_book", at, &format!("{at}{text}"))?;
    }
    for (at, entry) in fs::read_dir(import)?.enumerate() {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            seed(folder, "offer_list", at, &fs::read_to_string(path)?)?;
        }
    }
    Ok(())
}

fn seed(folder: &Path, target: &str, at: usize, text: &str) -> Outcome {
    let folder = folder.join("seeds").join(target);
    fs::create_dir_all(&folder)?;
    Ok(fs::write(folder.join(format!("{at:03}")), text)?)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(())
}
