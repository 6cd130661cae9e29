//! Logs: each event is one line on standard error. Standard output is left to the server's address,
//! which a script may want to read.

use std::io::{IsTerminal, stderr};

use tracing_subscriber::EnvFilter;

use super::config::Config;

/// Starts logging what the settings ask for.
pub fn init(config: &Config) {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(&config.log))
        .with_writer(stderr)
        .with_ansi(stderr().is_terminal())
        .init();
}
