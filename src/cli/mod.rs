//! The command line beside the server: `reckoner prices …` takes care of the price book.
//!
//! Exit codes: 0 all is well, 1 something is wrong with what was read, 2 the command was not
//! understood.

mod arguments;
mod check;
mod diff;
mod import;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::book::folder;
use crate::pricing::parse::parse;
use crate::pricing::{PriceBook, embedded};
use arguments::{Arguments, Misuse};

/// Help for `reckoner prices`.
const HELP: &str = "\
Takes care of the price book.

Usage:
  reckoner prices import [--into FOLDER] [--dry-run] [--correct] [--all] FILE…
      Takes prices over from AWS's price list: bulk offer files (index.json) or the
      output of `aws pricing get-products`, from files or, with -, standard input.
      --into FOLDER  the folder of the book (default: pricing)
      --dry-run      print what would be written, and write nothing
      --correct      replace versions that say something else of the same day
      --all          list every usage type that the catalogue does not have

  reckoner prices check [FOLDER]
      Checks the book in a folder, or the one that is built in, as a whole.

  reckoner prices diff OLD NEW
      Compares two books, each in a folder: new versions and corrections.

  reckoner prices diff --from DAY --to DAY [--region CODE] [FOLDER]
      Compares the prices of two days: 2024-10-31 and 2024-11-01.

Exit codes: 0 all is well, 1 something is wrong with what was read, 2 wrong usage.
The format of the book is described in pricing/README.md.
";

/// Where a command writes: what was asked for, and what is wrong.
struct Streams<'o> {
    out: &'o mut dyn Write,
    faults: &'o mut dyn Write,
}

/// Why a command could not do its work.
enum Failure {
    /// It was not understood.
    Misuse(Misuse),
    /// Something is wrong with what was read or written: one line for each fault.
    Faults(Vec<String>),
    /// Nobody reads what it says any more.
    Unread(io::Error),
}

impl From<Misuse> for Failure {
    fn from(misuse: Misuse) -> Self {
        Self::Misuse(misuse)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Unread(error)
    }
}

impl Failure {
    fn of<F: ToString>(faults: impl IntoIterator<Item = F>) -> Self {
        Self::Faults(faults.into_iter().map(|fault| fault.to_string()).collect())
    }
}

/// Runs `reckoner prices …`; `None` if the arguments (without the program's name) are not for it.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Option<ExitCode> {
    let mut arguments = arguments.into_iter();
    if arguments.next()? != "prices" {
        return None;
    }
    let (mut out, mut faults) = (io::stdout().lock(), io::stderr().lock());
    let streams = Streams {
        out: &mut out,
        faults: &mut faults,
    };
    Some(ExitCode::from(prices(arguments.collect(), streams)))
}

fn prices(arguments: Vec<OsString>, mut streams: Streams<'_>) -> u8 {
    let Streams { out, faults } = &mut streams;
    let mut arguments = arguments.into_iter();
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<OsString> = arguments.collect();
    let asked_for_help = |argument: &OsString| argument == "--help" || argument == "-h";
    let ending = if asked_for_help(&command) || command == "help" || rest.iter().any(asked_for_help)
    {
        out.write_all(HELP.as_bytes()).map_err(Failure::from)
    } else {
        match command.to_str() {
            Some("import") => import::run(Arguments::new(rest), *out),
            Some("check") => check::run(Arguments::new(rest), *out),
            Some("diff") => diff::run(Arguments::new(rest), *out),
            Some("") => Err(Misuse::of("a command is missing: import, check or diff").into()),
            _ => Err(Misuse::of(format!(
                "unknown command {}: expected import, check or diff",
                command.display()
            ))
            .into()),
        }
    };
    // Where nobody reads the faults there is nobody to tell about it.
    match ending {
        Ok(()) => 0,
        Err(Failure::Unread(error)) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(Failure::Unread(error)) => {
            let _ = writeln!(faults, "reckoner prices: {error}");
            1
        }
        Err(Failure::Faults(lines)) => {
            for line in &lines {
                let _ = writeln!(faults, "{line}");
            }
            let _ = writeln!(faults, "reckoner prices: {}", counted(lines.len(), "fault"));
            1
        }
        Err(Failure::Misuse(misuse)) => {
            let _ = writeln!(
                faults,
                "reckoner prices: {misuse}\nSee `reckoner prices --help`."
            );
            2
        }
    }
}

/// The book of a folder, or the one that is built in.
fn book(folder: Option<&Path>) -> Result<PriceBook, Failure> {
    let Some(folder) = folder else {
        return parse(embedded::FILES).map_err(Failure::of);
    };
    let texts = folder::read(folder).map_err(Failure::of)?;
    let faults = |faults: Vec<_>| {
        let place = folder.display();
        Failure::of(faults.iter().map(|fault| format!("{place}/{fault}")))
    };
    texts.parse().map_err(faults)
}

/// A number and what it counts: `1 fault`, `2 faults`.
fn counted(count: impl Into<CountOf>, what: &str) -> String {
    let CountOf(count) = count.into();
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// A number of things, however it was counted.
struct CountOf(u64);

impl From<u64> for CountOf {
    fn from(count: u64) -> Self {
        Self(count)
    }
}

impl From<usize> for CountOf {
    fn from(count: usize) -> Self {
        Self(u64::try_from(count).unwrap_or(u64::MAX))
    }
}
