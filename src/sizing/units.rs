//! How many smaller units larger ones have.

/// Milliseconds in a second.
pub(super) const MS_PER_SECOND: u32 = 1000;
/// KB in an MB, as AWS's limits count.
pub(super) const KB_PER_MB: u32 = 1024;
/// Seconds in a minute.
pub(super) const SECONDS_PER_MINUTE: u32 = 60;
