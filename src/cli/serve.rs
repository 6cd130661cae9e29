//! `reckoner serve`, and `reckoner` alone: the server.

use super::failure::Failure;
use crate::server::settings::SETTINGS;
use crate::server::start;

/// Serves until told to stop.
pub(super) fn run() -> Result<(), Failure> {
    start::run().map_err(Failure::Stopped)
}

/// The help's list of the variables that the server reads.
pub(super) fn settings() -> String {
    let mut text = "Environment variables (an empty one counts as absent):".to_owned();
    for setting in &SETTINGS {
        let (variable, default, meaning) = (setting.variable, setting.default, setting.meaning);
        text.push_str(&format!(
            "\n  {variable}\n          {meaning}\n          [default: {default}]"
        ));
    }
    text
}
