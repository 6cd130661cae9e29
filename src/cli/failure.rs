//! What the commands share: why they fail, how they open a book, which day it is, how they count.

use std::io;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::book::folder;
use crate::pricing::parse::parse;
use crate::pricing::{Date, PriceBook, embedded};

/// Why a command could not do its work.
#[derive(Debug)]
pub(super) enum Failure {
    /// Something is wrong with what was read or written: one line for each fault.
    Faults(Vec<String>),
    /// The price list of AWS cannot be fetched: one line for each reason.
    Unfetched(Vec<String>),
    /// The server could not start, or it stopped: the reason.
    Stopped(String),
    /// The command's own output cannot be written.
    Unwritten(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Unwritten(error)
    }
}

impl Failure {
    /// A failure that lists these faults.
    pub(super) fn of<F: ToString>(faults: impl IntoIterator<Item = F>) -> Self {
        Self::Faults(faults.into_iter().map(|fault| fault.to_string()).collect())
    }
}

/// The book of a folder, or the one that is built in.
pub(super) fn book(folder: Option<&Path>) -> Result<PriceBook, Failure> {
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

/// A day, as an argument.
pub(super) fn day(text: &str) -> Result<Date, &'static str> {
    text.parse()
        .map_err(|_| "expected a day, such as 2024-11-01")
}

/// The day of today in UTC, as AWS counts.
pub(super) fn today() -> Result<Date, Failure> {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH);
    let days = elapsed
        .ok()
        .map(|elapsed| elapsed.as_secs() / (24 * 60 * 60));
    let today = days.and_then(Date::of_epoch_day);
    today.ok_or_else(|| Failure::of(["the clock of this machine is set before 1970"]))
}

/// A number and what it counts: `1 fault`, `2 faults`.
pub(super) fn counted(count: impl Into<CountOf>, what: &str) -> String {
    let CountOf(count) = count.into();
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// A number of things. The commands count with `usize`, an import's report with `u64`.
pub(super) struct CountOf(u64);

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
