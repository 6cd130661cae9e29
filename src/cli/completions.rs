//! `reckoner completions`: scripts that complete the commands in a shell.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::command_line::CommandLine;

/// The script for a shell. It is made in memory: clap panics if it cannot write, as it cannot once
/// the reader of a pipe has gone.
pub(super) fn script(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut CommandLine::command(), "reckoner", &mut script);
    script
}
