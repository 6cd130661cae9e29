//! The command line: `reckoner` serves, `reckoner prices …` takes care of the price book.
//!
//! Exit codes: 0 success, 1 a failure, such as a fault in a file that was read, 2 wrong usage, 3 what
//! a server should send cannot be fetched.

mod book_folder;
mod check;
mod command_line;
mod completions;
mod diff;
mod failure;
mod import;
mod question;
mod report;
mod serve;
mod unpacked;
mod update;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use command_line::{Command, CommandLine, Prices};
use failure::{Failure, counted};

/// The command was carried out.
const SUCCESS: u8 = 0;
/// The command was understood but failed.
const FAILURE: u8 = 1;
/// What a server should send cannot be fetched: a later try may do better.
const UNFETCHED: u8 = 3;

/// Runs the command that the arguments ask for; the first of them is the program's own name.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let command = match CommandLine::read(arguments) {
        Ok(line) => line.command,
        Err(error) => return ExitCode::from(told(&error)),
    };
    let code = match command {
        None | Some(Command::Serve) => ended("reckoner", serve::run()),
        Some(Command::Completions { shell }) => {
            let written = io::stdout().write_all(&completions::script(shell));
            ended("reckoner", written.map_err(Failure::from))
        }
        Some(Command::Prices(prices)) => {
            let mut out = io::stdout().lock();
            let result = match prices {
                Prices::Import(arguments) => import::run(&arguments, &mut out),
                Prices::Update(arguments) => update::run(&arguments, &mut out),
                Prices::Check(arguments) => check::run(&arguments, &mut out),
                Prices::Diff(arguments) => diff::run(&arguments, &mut out),
            };
            ended("reckoner prices", result)
        }
    };
    ExitCode::from(code)
}

/// Prints what clap has to say, help and version included, and returns its exit code.
fn told(error: &clap::Error) -> u8 {
    // If the reader has gone, there is nobody to tell.
    let _ = error.print();
    u8::try_from(error.exit_code()).unwrap_or(FAILURE)
}

/// Tells on standard error why a command failed, and returns its exit code.
fn ended(name: &str, result: Result<(), Failure>) -> u8 {
    let mut faults = io::stderr().lock();
    // If the reader has gone, there is nobody to tell.
    match result {
        Ok(()) => SUCCESS,
        Err(Failure::Unwritten(error)) if error.kind() == io::ErrorKind::BrokenPipe => SUCCESS,
        Err(Failure::Unwritten(error)) => {
            let _ = writeln!(faults, "{name}: {error}");
            FAILURE
        }
        Err(Failure::Stopped(reason)) => {
            let _ = writeln!(faults, "{name}: {reason}");
            FAILURE
        }
        Err(Failure::Faults(lines)) => {
            for line in &lines {
                let _ = writeln!(faults, "{line}");
            }
            let _ = writeln!(faults, "{name}: {}", counted(lines.len(), "fault"));
            FAILURE
        }
        Err(Failure::Unfetched(lines)) => {
            for line in &lines {
                let _ = writeln!(faults, "{line}");
            }
            let _ = writeln!(faults, "{name}: not fetched; the book is as it was");
            UNFETCHED
        }
    }
}
