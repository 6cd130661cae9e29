//! `reckoner prices import`: copies prices from AWS's price list into a book.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::failure::{Failure, counted};
use crate::book::folder;
use crate::pricing::Date;
use crate::pricing::import::select::Selector;
use crate::pricing::import::{Import, Options, ReadFault, Reading, import, read};

/// How many usage types that did not match are listed without `--all`.
const UNMATCHED_SHOWN: usize = 60;

/// What `reckoner prices import` is given.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files of AWS's price list; - reads standard input.
    #[arg(value_name = "FILE", required = true)]
    sources: Vec<PathBuf>,
    /// The folder of the book.
    #[arg(long, value_name = "FOLDER", default_value = "pricing")]
    into: PathBuf,
    /// Print what would be written, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Replace versions that say something else of the same day.
    #[arg(long)]
    correct: bool,
    /// List every usage type that the catalogue does not have.
    #[arg(long)]
    all: bool,
}

/// Imports the files and prints what changed.
pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let into = arguments.into.as_path();
    let texts = folder::read(into).map_err(Failure::of)?;
    let in_folder = |faults: Vec<_>| {
        let place = into.display();
        Failure::of(faults.iter().map(|fault| format!("{place}/{fault}")))
    };
    let book = texts.parse().map_err(in_folder)?;
    let readings = readings(&Selector::new(book.catalog()), &arguments.sources)?;
    let correct = arguments.correct;
    let read_on = today()?;
    let options = Options { correct, read_on };
    let found = import(&book, &texts.sources(), readings, options);
    let found = found.map_err(in_folder)?;
    if !arguments.dry_run {
        write_all(into, &found.files)?;
    }
    let told = report(&found, arguments, out);
    if found.products == 0 {
        return Err(Failure::of(["not imported: the list has no product"]));
    }
    // Faults are told though nobody reads the report any more.
    if found.faults.is_empty() {
        return Ok(told?);
    }
    let faults = found.faults.iter();
    Err(Failure::of(
        faults.map(|fault| format!("not imported: {fault}")),
    ))
}

impl Arguments {
    /// Whether standard input is named more than once; it can be read only once.
    pub(super) fn repeat_stdin(&self) -> bool {
        self.sources
            .iter()
            .filter(|source| is_stdin(source))
            .count()
            > 1
    }
}

fn is_stdin(source: &Path) -> bool {
    source.as_os_str() == "-"
}

/// The day of today in UTC.
fn today() -> Result<Date, Failure> {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH);
    let days = elapsed
        .ok()
        .map(|elapsed| elapsed.as_secs() / (24 * 60 * 60));
    let today = days.and_then(Date::of_epoch_day);
    today.ok_or_else(|| Failure::of(["the clock of this machine is set before 1970"]))
}

/// Reads every source. If some cannot be read, the failure lists all of them.
fn readings(selector: &Selector<'_>, sources: &[PathBuf]) -> Result<Vec<Reading>, Failure> {
    let mut readings = Vec::new();
    let mut faults = Vec::new();
    for source in sources {
        let name = source.display().to_string();
        let outcome = if is_stdin(source) {
            read(selector, "standard input", io::stdin().lock())
        } else {
            let opened = File::open(source).map_err(|error| ReadFault {
                source: name.clone(),
                message: format!("can't be read: {error}"),
            });
            opened.and_then(|file| read(selector, &name, file))
        };
        match outcome {
            Ok(reading) => readings.push(reading),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        Ok(readings)
    } else {
        Err(Failure::of(faults))
    }
}

/// Writes the new texts, the catalogue first: if the next file cannot be written, the catalogue's
/// day must not be earlier than the versions that were written.
fn write_all(folder: &Path, files: &[(String, String)]) -> Result<(), Failure> {
    let (catalogue, prices): (Vec<_>, Vec<_>) =
        files.iter().partition(|(path, _)| !path.contains('/'));
    for (path, text) in catalogue.into_iter().chain(prices) {
        let path = folder.join(path);
        write_whole(&path, text).map_err(|error| {
            Failure::of([format!("{}: can't be written: {error}", path.display())])
        })?;
    }
    Ok(())
}

/// Replaces a file in one step, so that nobody ever reads half of a text.
fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let part = path.with_extension("toml.part");
    fs::write(&part, text)?;
    if let Ok(old) = fs::metadata(path) {
        fs::set_permissions(&part, old.permissions())?;
    }
    fs::rename(&part, path)
}

fn report(found: &Import, arguments: &Arguments, out: &mut dyn Write) -> io::Result<()> {
    let (into, dry) = (arguments.into.as_path(), arguments.dry_run);
    let confirmed = match found.confirmed {
        0 => String::new(),
        count => format!(", {count} of them witnessed for longer"),
    };
    writeln!(
        out,
        "{} read; {} to write, {} on record already{confirmed}",
        counted(found.products, "product"),
        counted(found.changes.len(), "version"),
        counted(found.unchanged, "price"),
    )?;
    for change in &found.changes {
        writeln!(out, "  {}: {change}", change.kind.word())?;
        if dry {
            writeln!(out, "    {}", into.join(&change.file).display())?;
            for line in change.text.lines() {
                writeln!(out, "    + {line}")?;
            }
        }
    }
    if !found.assumed.is_empty() {
        writeln!(
            out,
            "warning: years that no source covers, in which the price is assumed:"
        )?;
    }
    for remark in &found.assumed {
        writeln!(out, "  {remark}")?;
    }
    if !found.allowances.is_empty() {
        writeln!(
            out,
            "free of charge; compare with free-tier.toml, not imported:"
        )?;
    }
    for remark in &found.allowances {
        writeln!(out, "  {remark}")?;
    }
    if !found.elsewhere.is_empty() {
        let regions = found.elsewhere.iter();
        let regions: Vec<String> = regions
            .map(|(region, count)| format!("{region} ({count})"))
            .collect();
        let regions = regions.join(", ");
        writeln!(
            out,
            "products of regions that the catalogue does not have: {regions}"
        )?;
    }
    if !found.unmatched.is_empty() {
        let count = counted(found.unmatched.len(), "usage type");
        writeln!(out, "{count} that the catalogue does not have:")?;
    }
    let shown = if arguments.all {
        usize::MAX
    } else {
        UNMATCHED_SHOWN
    };
    for unmatched in found.unmatched.iter().take(shown) {
        writeln!(out, "  {unmatched}")?;
    }
    let hidden = found.unmatched.len().saturating_sub(shown);
    if hidden > 0 {
        writeln!(out, "  and {hidden} more: --all lists them")?;
    }
    let verb = if dry { "would write" } else { "wrote" };
    for (path, _) in &found.files {
        writeln!(out, "{verb} {}", into.join(path).display())?;
    }
    Ok(())
}
