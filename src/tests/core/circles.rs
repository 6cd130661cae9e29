//! The files of the product do not need each other in a circle, so they can be read from the ground up.

mod reader;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use self::reader::{File, Module, Named, read};
use crate::sources::sources;

type Sources = BTreeMap<String, String>;

/// The module of a file: `pricing/parse.rs` is `pricing::parse`, `fields/mod.rs` is `fields`.
fn module(file: &str) -> Module {
    let mut parts: Module = file
        .trim_end_matches(".rs")
        .split('/')
        .map(str::to_owned)
        .collect();
    if parts.last().is_some_and(|last| last == "mod") || parts == ["lib"] {
        parts.pop();
    }
    parts
}

/// All files and what they name.
struct House {
    files: BTreeMap<Module, (String, File)>,
}

impl House {
    fn of(sources: &Sources) -> Self {
        let files = sources.iter().filter(|(file, _)| *file != "main.rs");
        let files = files.map(|(name, text)| {
            let module = module(name);
            (module.clone(), (name.clone(), read(text, module)))
        });
        Self {
            files: files.collect(),
        }
    }

    /// A path from the root; `None` if it leads to another crate.
    fn absolute(&self, named: &Named, imports: &BTreeMap<String, Named>) -> Option<Module> {
        let (first, rest) = named.path.split_first()?;
        let mut base = named.within.clone();
        match first.as_str() {
            "crate" => base.clear(),
            "self" => {}
            "super" => _ = base.pop(),
            name => {
                base.push(name.to_owned());
                if !self.files.contains_key(&base) {
                    let import = imports.get(name).filter(|import| import.path != [name])?;
                    base = self.absolute(import, &BTreeMap::new())?;
                }
            }
        }
        for part in rest {
            match part.as_str() {
                "super" => _ = base.pop(),
                _ => base.push(part.clone()),
            }
        }
        Some(base)
    }

    /// The file that a path from the root leads to, through the names that files pass on.
    fn leads_to(&self, path: &[String], through: usize) -> Option<&str> {
        let length = (0..=path.len())
            .rev()
            .find(|length| self.files.contains_key(&path[..*length]))?;
        let (name, file) = &self.files[&path[..length]];
        let Some(next) = path.get(length).filter(|_| through < 8) else {
            return Some(name);
        };
        let rest = &path[length + 1..];
        let none = BTreeMap::new();
        if let Some(export) = file.exports.get(next) {
            let onwards = self.absolute(export, &none)?;
            return self.leads_to(&[&onwards, rest].concat(), through + 1);
        }
        for whole in &file.whole {
            let onwards = self.absolute(whole, &none)?;
            let passed = self.files.get(&onwards).map(|(_, file)| &file.exports);
            if passed.is_some_and(|exports| exports.contains_key(next)) {
                return self.leads_to(&[&onwards, &path[length..]].concat(), through + 1);
            }
        }
        Some(name)
    }

    /// The files that each file needs.
    fn needs(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let of_file = |(name, file): &'_ (String, File)| -> BTreeSet<&str> {
            let paths = file.needs.iter();
            paths
                .filter_map(|named| self.absolute(named, &file.imports))
                .filter_map(|path| self.leads_to(&path, 0))
                .filter(|other| other != name)
                .collect()
        };
        let files = self.files.values();
        files.map(|file| (file.0.as_str(), of_file(file))).collect()
    }
}

/// The shortest way from a file back to itself, if there is one.
fn way_back<'n>(
    from: &'n str,
    needs: &BTreeMap<&'n str, BTreeSet<&'n str>>,
) -> Option<Vec<&'n str>> {
    let mut before: BTreeMap<&str, &str> = BTreeMap::new();
    let mut next = VecDeque::from([from]);
    while let Some(file) = next.pop_front() {
        for needed in needs.get(file).into_iter().flatten() {
            if *needed == from {
                let mut way = vec![from];
                let mut at = file;
                while at != from {
                    way.push(at);
                    at = before[at];
                }
                way.push(from);
                way.reverse();
                return Some(way);
            }
            if !before.contains_key(needed) {
                before.insert(needed, file);
                next.push_back(needed);
            }
        }
    }
    None
}

/// The circles of files. For each file that no earlier circle contains, this finds its shortest circle.
fn circles(sources: &Sources) -> Vec<String> {
    let house = House::of(sources);
    let needs = house.needs();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for file in needs.keys() {
        if seen.contains(file) {
            continue;
        }
        if let Some(way) = way_back(file, &needs) {
            found.push(way.join(" → "));
            seen.extend(way);
        }
    }
    found
}

#[test]
fn no_files_need_each_other() {
    let sources = sources();
    assert!(sources.len() > 150, "only {} files", sources.len());
    let house = House::of(&sources);
    let needs: usize = house.needs().values().map(BTreeSet::len).sum();
    assert!(needs > 500, "only {needs} needs");
    assert_eq!(circles(&sources), Vec::<String>::new());
}

fn of<const N: usize>(files: [(&str, &str); N]) -> Vec<String> {
    let files = files.map(|(file, text)| (file.to_owned(), text.to_owned()));
    circles(&files.into_iter().collect())
}

#[test]
fn a_circle_is_named_file_by_file() {
    let found = of([
        ("a.rs", "use crate::b::B;"),
        ("b.rs", "fn f() { crate::c::d::g() }"),
        ("c/mod.rs", "mod d;"),
        ("c/d.rs", "use super::super::a::{self, A};"),
        ("e.rs", "use crate::a::A;"),
    ]);
    assert_eq!(found, ["a.rs → b.rs → c/d.rs → a.rs"]);
    let of_children = of([
        ("a/mod.rs", "mod b; pub fn f() { b::g() }"),
        ("a/b.rs", "pub fn g() { super::f() }"),
        ("c.rs", "mod d; use d::D;"),
        ("c/d.rs", "use super::*;"),
    ]);
    assert_eq!(
        of_children,
        ["a/b.rs → a/mod.rs → a/b.rs", "c.rs → c/d.rs → c.rs"]
    );
    let by_another_name = of([
        ("a.rs", "use crate::b as other; fn f() { other::c::g() }"),
        ("b/mod.rs", "pub mod c;"),
        ("b/c.rs", "use crate::a::A;"),
    ]);
    assert_eq!(by_another_name, ["a.rs → b/c.rs → a.rs"]);
}

#[test]
fn a_name_that_is_passed_on_leads_to_where_it_is() {
    let found = of([
        (
            "x/mod.rs",
            "mod a; mod b; mod c; pub use {a::A, b::{B as Bee}}; pub(crate) use c::*;",
        ),
        ("x/a.rs", "use super::Bee;"),
        ("x/b.rs", "use crate::x::D;"),
        ("x/c.rs", "pub use super::d::D;"),
        ("x/d.rs", "impl super::A {}"),
    ]);
    assert_eq!(found, ["x/a.rs → x/b.rs → x/d.rs → x/a.rs"]);
}

#[test]
fn what_is_no_need_makes_no_circle() {
    let found = of([
        ("lib.rs", "pub mod a; pub mod b;"),
        ("main.rs", "use crate::a::A;"),
        // A re-export is no need. A parent's own items rank below its children.
        ("a/mod.rs", "mod c; pub use c::C; pub struct A;"),
        ("a/c.rs", "use super::A; use std::fmt; use serde::a::c;"),
        (
            "b.rs",
            "//! crate::d::D
            fn f() -> &'static str { \"crate::d::D\" /* crate::d::D */ }
            pub mod sealed { pub trait S: super::T {} }
            fn g() -> impl Sized + use<> {}
            #[cfg(test)]
            mod tests { use crate::d::D; }
            #[cfg(test)]
            use crate::d::D;",
        ),
        ("d.rs", "use crate::b::{self, f};"),
    ]);
    assert_eq!(found, Vec::<String>::new());
}
