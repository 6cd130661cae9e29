//! The program: its arguments say whether it serves or takes care of the price book.

use std::process::ExitCode;

fn main() -> ExitCode {
    reckoner::cli::run(std::env::args_os())
}
