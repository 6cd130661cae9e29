//! Generates code from the price book: the list of its files, for `src/pricing/embedded.rs`, a constant
//! for each price id of the catalogue, for `src/pricing/ids.rs`, and one for each id of a quota, for
//! `src/pricing/quota_ids.rs`. The next build contains a new file or id in `pricing/` without any other
//! change.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use toml::{Table, Value};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("pricing");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed={}", root.display());
    fs::write(out.join("price_files.rs"), file_list(&root)?)?;
    let catalog = fs::read_to_string(root.join("catalog.toml"))?;
    let constants = id_constants(&catalog)
        .map_err(|fault| io::Error::other(format!("pricing/catalog.toml: {fault}")))?;
    fs::write(out.join("price_ids.rs"), constants)?;
    fs::write(
        out.join("quota_ids.rs"),
        quota_constants(&root.join("quotas"))?,
    )
}

/// An expression that lists every file of the book with its path and text.
fn file_list(root: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    collect(root, &mut files)?;
    files.sort();
    let mut code = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(root).map_err(io::Error::other)?;
        let name = name
            .components()
            .map(|part| part.as_os_str().to_string_lossy());
        let name = name.collect::<Vec<_>>().join("/");
        let _ = writeln!(
            code,
            "    SourceFile {{ path: {name:?}, text: include_str!({:?}) }},",
            file.display().to_string()
        );
    }
    code.push_str("]\n");
    Ok(code)
}

/// Adds every TOML file in a folder and its subfolders.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            files.push(path);
        }
    }
    Ok(())
}

/// Items: a constant for each price of the catalogue, and the list of all constants in the catalogue's
/// order.
fn id_constants(catalog: &str) -> Result<String, String> {
    let catalog: Table = catalog.parse().map_err(|error| format!("{error}"))?;
    let mut constants = Constants::new("PriceId", "per");
    for price in tables(&catalog, "service").flat_map(|service| tables(service, "price")) {
        constants.add(price, "description")?;
    }
    Ok(constants.code("The id of every price of the catalogue, in its order."))
}

/// Items: a constant for each quota, the list of all constants in the order of the files, and the list of
/// those that an account may have another value of.
fn quota_constants(folder: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    let mut constants = Constants::new("QuotaId", "in");
    let mut of_an_account = String::new();
    for file in files {
        let name = file.display();
        let fault = |fault: String| io::Error::other(format!("{name}: {fault}"));
        let text = fs::read_to_string(&file)?;
        let table: Table = text.parse().map_err(|error| fault(format!("{error}")))?;
        for quota in tables(&table, "quota") {
            let constant = constants.add(quota, "name").map_err(fault)?;
            let adjustable = quota.get("adjustable").and_then(Value::as_bool);
            if adjustable == Some(true) || quota.contains_key("follows") {
                let _ = writeln!(of_an_account, "    {constant},");
            }
        }
    }
    let mut code = constants.code("The id of every quota, in the order of the book.");
    let _ = write!(
        code,
        "/// Those that an account may have another value of than AWS's default.\npub const OF_AN_ACCOUNT: &[QuotaId] = &[\n{of_an_account}];\n"
    );
    Ok(code)
}

/// Constants for ids, of one type.
struct Constants {
    of: &'static str,
    per: &'static str,
    code: String,
    list: String,
    ids: HashMap<String, String>,
}

impl Constants {
    /// Constants of this type; `per` stands before the unit in the words of each.
    fn new(of: &'static str, per: &'static str) -> Self {
        Self {
            of,
            per,
            code: String::new(),
            list: String::new(),
            ids: HashMap::new(),
        }
    }

    /// A constant for the id of a table, which also has a `unit` and, in `words`, what it is. Returns the
    /// constant's name.
    fn add(&mut self, table: &Table, words: &str) -> Result<String, String> {
        let id = text(table, "id").ok_or("an entry without an id")?;
        let missing = |field: &str| format!("{id} has no `{field}`");
        let description = text(table, words).ok_or_else(|| missing(words))?;
        let unit = text(table, "unit").ok_or_else(|| missing("unit"))?;
        let name = constant_name(id)?;
        if let Some(other) = self.ids.insert(name.clone(), id.to_owned()) {
            return Err(format!("the ids {other} and {id} are both called {name}"));
        }
        let (of, per) = (self.of, self.per);
        let _ = writeln!(
            self.code,
            "/// {}, {per} `{unit}`: `{id}`.\npub const {name}: {of} = {of}::new({id:?}, {unit:?});",
            as_prose(description)
        );
        let _ = writeln!(self.list, "    {name},");
        Ok(name)
    }

    /// The constants and the list of all, with these words about the list.
    fn code(self, words: &str) -> String {
        let Self {
            of, mut code, list, ..
        } = self;
        let _ = write!(code, "/// {words}\npub const ALL: &[{of}] = &[\n{list}];\n");
        code
    }
}

/// The tables in the list of this name. The parser of the book reports anything else in the list.
fn tables<'t>(table: &'t Table, field: &str) -> impl Iterator<Item = &'t Table> {
    let items = table.get(field).and_then(Value::as_array);
    items.into_iter().flatten().filter_map(Value::as_table)
}

fn text<'t>(table: &'t Table, field: &str) -> Option<&'t str> {
    table.get(field).and_then(Value::as_str)
}

/// The name of an id's constant: `LAMBDA_DURATION_ARM64` for `lambda.duration.arm64`.
fn constant_name(id: &str) -> Result<String, String> {
    let plain = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-_".contains(letter)
    };
    if !id.starts_with(|first: char| first.is_ascii_lowercase()) || !id.chars().all(plain) {
        return Err(format!(
            "the id {id:?} must begin with a lower-case letter and contain only lower-case letters, digits, `.`, `-` and `_`"
        ));
    }
    Ok(id.to_ascii_uppercase().replace(['.', '-'], "_"))
}

/// A description in which words that look like code are put in backticks.
fn as_prose(description: &str) -> String {
    let words = description.split(' ').map(|word| {
        let bare = word.trim_end_matches([',', ':', ';']);
        let end = word.strip_prefix(bare).unwrap_or_default();
        let inner = bare.chars().skip(1);
        let code = bare.contains(['_', '@', '<', '[', '*'])
            || (bare.contains(|letter: char| letter.is_lowercase())
                && inner.into_iter().any(char::is_uppercase));
        if code {
            format!("`{bare}`{end}")
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}
