//! How long hours, days and weeks are.

/// Seconds in an hour.
pub const SECONDS_PER_HOUR: u32 = 3600;
/// Hours in a day.
pub const HOURS_PER_DAY: u32 = 24;
/// Hours in a week.
pub const HOURS_PER_WEEK: u32 = 168;
/// The length of a list with an entry for each hour of a day.
pub const DAY: usize = HOURS_PER_DAY as usize;
/// The length of a list with an entry for each hour of a week.
pub const WEEK: usize = HOURS_PER_WEEK as usize;
