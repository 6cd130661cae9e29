//! Names: unique within a list, and listed where one is unknown.

use crate::fields::{FaultCode, Faults, Place, Wrong};

/// The names that are allowed. Where there are none, and in the browser, which leaves lists to the
/// server: what they are the names of.
fn one_of<'n>(names: impl Iterator<Item = &'n String>, of: &str) -> String {
    let mut all = Vec::new();
    if cfg!(feature = "words") {
        all.extend(names.map(String::as_str));
        if all.is_empty() {
            return format!("{of}, of which the scenario has none");
        }
    }
    if all.is_empty() {
        of.to_owned()
    } else {
        all.join(", ")
    }
}

/// The fault of a name that refers to nothing: `"b" is not the name of a function. Use one of: a.`
pub(super) fn unknown<'n>(name: &str, names: impl Iterator<Item = &'n String>, of: &str) -> Wrong {
    let mut names = names.peekable();
    let there = cfg!(feature = "words") && names.peek().is_some();
    let known = one_of(names, of);
    let message = if there {
        format!("\"{name}\" is not {of}. Use one of: {known}.")
    } else {
        format!("\"{name}\" is not {of}.")
    };
    Wrong::new(FaultCode::UnknownName, message)
        .given(quoted(name))
        .allowed(&known)
}

/// Checks that no two items of a list have the same name.
pub(super) fn unique<'a>(
    names: impl Iterator<Item = &'a String>,
    list: &Place<'_>,
    faults: &mut Faults,
) {
    let names: Vec<&String> = names.collect();
    for (at, name) in names.iter().enumerate() {
        if names.iter().take(at).any(|earlier| earlier == name) {
            let message = format!("\"{name}\" is the name of another item of this list.");
            let wrong = Wrong::new(FaultCode::Duplicate, message).advice("Rename one.");
            let wrong = wrong
                .given(quoted(name))
                .allowed("a name that no other has");
            faults.add_once(&list.at(at).at("name"), wrong);
        }
    }
}

/// A word in quotation marks, as a fault repeats it.
pub(super) fn quoted(word: &str) -> String {
    format!("\"{word}\"")
}
