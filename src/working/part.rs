//! Unit conversions whose inverse ends.

use crate::quantity::Figure;
use crate::quantity::units::{GB_PER_KB, GB_PER_MB, SECONDS_PER_MS};

/// How many of a smaller unit make a larger one. `/ MS_PER_SECOND` prints `÷ 1,000` and multiplies by
/// 0.001, which is exact and quicker than a division.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    pub(super) count: u32,
    pub(super) inverse: Figure,
}

/// Milliseconds in a second.
pub const MS_PER_SECOND: Part = Part {
    count: 1_000,
    inverse: SECONDS_PER_MS,
};
/// Megabytes of 2^20 bytes in a gigabyte of 2^30.
pub const MB_PER_GB: Part = Part {
    count: 1_024,
    inverse: GB_PER_MB,
};
/// Kilobytes of 2^10 bytes in a gigabyte of 2^30.
pub const KB_PER_GB: Part = Part {
    count: 1_048_576,
    inverse: GB_PER_KB,
};
