//! The program: its arguments choose between the server and the maintenance of the price book.

use std::process::ExitCode;

fn main() -> ExitCode {
    reckoner::cli::run(std::env::args_os())
}
