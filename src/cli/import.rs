//! `reckoner prices import`: copies prices from AWS's price list into a book.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::book_folder::{FolderBook, Into};
use super::failure::{Failure, today};
use super::question::on_terminal;
use super::report::{Telling, refused, report};
use super::unpacked::unpacked;
use crate::pricing::import::select::Selector;
use crate::pricing::import::{Options, Plan, ReadFault, Reading, read};

/// What `reckoner prices import` is given.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files of AWS's price list, compressed by gzip or not; - reads standard input.
    #[arg(value_name = "FILE", required = true)]
    sources: Vec<PathBuf>,
    #[command(flatten)]
    into: Into,
    /// Print what would be written, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Replace versions that say something else of the same day, and take prices that are more than
    /// ten times their neighbours' or less than a tenth.
    #[arg(long)]
    correct: bool,
    /// List every usage type that the catalogue does not have.
    #[arg(long)]
    all: bool,
}

/// Imports the files and prints what changed.
pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let into = FolderBook::open(arguments.into.folder())?;
    let selector = Selector::new(into.book.catalog());
    let readings = readings(&selector, &arguments.sources)?;
    let options = Options {
        correct: arguments.correct,
        read_on: today()?,
        whole: false,
    };
    let mut question = on_terminal(!arguments.sources.iter().any(|source| is_stdin(source)));
    let mut confirm = |doubtful: &_| question.asked(doubtful);
    let sources = into.texts.sources();
    let mut plan = Plan::new(&into.book, &sources, options, &mut confirm);
    plan.take(readings);
    let found = plan.finish().map_err(|faults| into.faults(&faults))?;
    if !arguments.dry_run {
        into.replace(&found.files)?;
    }
    let telling = Telling {
        into: &into.folder,
        dry_run: arguments.dry_run,
        all: arguments.all,
    };
    let told = report(&found, telling, out);
    // Faults are told though nobody reads the report any more.
    refused(&found, &into.book.catalog().offers())?;
    Ok(told?)
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

/// Reads every source. If some cannot be read, the failure lists all of them.
fn readings(selector: &Selector<'_>, sources: &[PathBuf]) -> Result<Vec<Reading>, Failure> {
    let mut readings = Vec::new();
    let mut faults = Vec::new();
    for source in sources {
        let outcome = if is_stdin(source) {
            reading(selector, "standard input", Ok(io::stdin().lock()))
        } else {
            reading(selector, &source.display().to_string(), File::open(source))
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

/// Reads a source that was opened.
pub(super) fn reading<R: Read>(
    selector: &Selector<'_>,
    name: &str,
    opened: io::Result<R>,
) -> Result<Reading, ReadFault> {
    let bytes = opened.and_then(unpacked).map_err(|error| ReadFault {
        source: name.to_owned(),
        message: format!("can't be read: {error}"),
    })?;
    read(selector, name, bytes)
}
