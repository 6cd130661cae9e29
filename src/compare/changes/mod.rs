//! The choices that can be made differently, one file for each part of the scenario. To add one, add a
//! [`Change`] to the list of its file.

mod api;
mod billing;
mod capacity;
mod functions;
mod keys;
mod logs;
mod tables;

use super::Change;

/// Every change.
pub fn all() -> impl Iterator<Item = &'static Change> {
    [
        api::CHANGES,
        functions::CHANGES,
        capacity::CHANGES,
        tables::CHANGES,
        keys::CHANGES,
        logs::CHANGES,
        billing::CHANGES,
    ]
    .into_iter()
    .flatten()
}
