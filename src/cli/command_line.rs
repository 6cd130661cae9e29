//! Every command with its arguments, as clap reads them. The doc comments here are the help.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand};
use clap_complete::Shell;

use super::{check, diff, import, serve, update};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "reckoner",
    bin_name = "reckoner",
    version,
    about = "Computes what a serverless API on AWS costs.",
    after_help = "Without a command, reckoner serves the calculator.\n\n\
                  Exit codes: 0 success, 1 failure, 2 wrong usage, 3 not fetched.",
    // Without it, clap would take the doc comment of this struct.
    long_about = None
)]
pub(super) struct CommandLine {
    /// What to do; without a command, serve.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Serve the calculator, the pages and the JSON interface.
    #[command(after_help = serve::settings())]
    Serve,
    /// Take care of the price book.
    #[command(subcommand)]
    Prices(Prices),
    /// Print a script that completes reckoner's commands in a shell.
    Completions {
        /// The shell to print the script for.
        shell: Shell,
    },
}

/// The commands for the price book.
#[derive(Debug, Subcommand)]
#[command(
    about = "Take care of the price book.",
    long_about = None,
    after_help = "The format of the book is described in pricing/README.md.\n\n\
                  Exit codes: 0 success, 1 a fault in what was read or written, 2 wrong usage, \
                  3 AWS's price list cannot be fetched."
)]
pub(super) enum Prices {
    /// Copy prices from AWS's price list into a book.
    ///
    /// Reads bulk offer files (index.json) and the output of `aws pricing get-products`, and adds
    /// the prices that the book does not have yet. Nothing is written if the book has a
    /// fault or a file cannot be read. A price that is not certain is reported and not imported.
    Import(import::Arguments),
    /// Fetch AWS's price list and copy its prices into a book.
    ///
    /// Fetches what the catalogue needs, several files at once, and imports it as `import` does. The
    /// book is left whole or untouched. What was fetched stays in a folder beside the book, such as
    /// .pricing.update, until an update has succeeded; the next call goes on from there.
    #[command(
        after_help = "Exit codes: 0 success, whether there was anything new or not; \
                            1 the book has a fault, or some prices were not imported; \
                            2 wrong usage; 3 the price list cannot be fetched, and the book is as \
                            it was."
    )]
    Update(update::Arguments),
    /// Check a whole book for faults.
    Check(check::Arguments),
    /// Compare two books, or the prices of two days.
    ///
    /// Between two books, new versions, corrections and filled gaps are listed apart. Between two days of one
    /// book, each price and allowance that differs is listed.
    #[command(override_usage = "reckoner prices diff <OLD> <NEW>\n       \
                                reckoner prices diff --from <DAY> --to <DAY> [--region <CODE>] [FOLDER]")]
    Diff(diff::Arguments),
}

impl CommandLine {
    /// Reads the arguments; the first of them is the program's own name.
    ///
    /// # Errors
    /// What clap has to print instead of running a command: a misuse, help or the version.
    pub(super) fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let line = Self::try_parse_from(arguments)?;
        if let Some(Command::Prices(Prices::Import(import))) = &line.command
            && import.repeat_stdin()
        {
            let message = "standard input can be read only once";
            return Err(misuse(&["prices", "import"], message));
        }
        Ok(line)
    }
}

/// A misuse that clap cannot find by itself, told in clap's own form: `path` leads to the command.
fn misuse(path: &[&str], message: &str) -> clap::Error {
    let mut command = CommandLine::command();
    command.build();
    for name in path {
        // A name that is missing would only cost the usage of the inner command.
        if let Some(inner) = command.find_subcommand(name).cloned() {
            command = inner;
        }
    }
    command.error(ErrorKind::ArgumentConflict, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declarations_do_not_contradict_each_other() {
        CommandLine::command().debug_assert();
    }
}
