//! Names: unique within a list, and listed where one is unknown.

use crate::fields::node::{listed, quoted};
use crate::fields::{FaultCode, Faults, Place, Wrong};

/// The fault of a name that refers to nothing: `"b" is not the name of a function. Use one of: a.` The
/// names that are allowed are left to the server, as long lists are too heavy for the browser.
pub(super) fn unknown<'n>(name: &str, names: impl Iterator<Item = &'n String>, of: &str) -> Wrong {
    let mut known = String::new();
    if cfg!(feature = "words") {
        // An item whose own name has a fault is no candidate.
        known = listed(names.map(String::as_str).filter(|name| !name.is_empty()));
    }
    let name = quoted(name);
    let message = if known.is_empty() {
        format!("{name} is not {of}.")
    } else {
        format!("{name} is not {of}. Use one of: {known}.")
    };
    let wrong = Wrong::new(FaultCode::UnknownName, message).given(name);
    wrong.allowed_by(|| match known.is_empty() {
        true => format!("{of}, of which the scenario has none"),
        false => known,
    })
}

/// Checks that no two items of a list have the same name.
pub(super) fn unique<'a>(
    names: impl Iterator<Item = &'a String> + Clone,
    list: &Place<'_>,
    faults: &mut Faults,
) {
    for (at, name) in names.clone().enumerate() {
        if names.clone().take(at).any(|earlier| earlier == name) {
            let name = quoted(name);
            let message = format!("{name} is the name of another item of this list.");
            let wrong = Wrong::new(FaultCode::Duplicate, message).advice("Rename one.");
            let wrong = wrong.given(name).allowed("a name that no other has");
            faults.add_once(&list.at(at).at("name"), wrong);
        }
    }
}
