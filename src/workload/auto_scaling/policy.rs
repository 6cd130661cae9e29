//! What target tracking is told, and what `AWS` does not publish about it.
//!
//! Each choice that `AWS` leaves open is a field with the likelier reading as default.

use crate::quantity::{Figure, Overflow};

use super::unit_seconds::Share;

/// Where AWS states the two minutes, the bounds of the target and the alarms.
pub const AUTO_SCALING: &str =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html";
/// Where AWS states how far below the target capacity comes down: by 20 % or more for 15 minutes.
pub const KNOWLEDGE_CENTER: &str = "https://repost.aws/knowledge-center/dynamodb-auto-scaling";

/// Consecutive minutes above the target after which capacity rises ([`AUTO_SCALING`]).
pub const MINUTES_ABOVE: u32 = 2;
/// Consecutive minutes below the target after which capacity falls ([`AUTO_SCALING`]).
pub const MINUTES_BELOW: u32 = 15;
/// How far below the target use must be for capacity to fall: 20 percentage points, the reading
/// that fits the example of [`KNOWLEDGE_CENTER`] (100 units at 70 %: 50 units).
const BELOW_PERCENT: u8 = 20;

/// Which minute sets the new capacity; not published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Evaluated {
    /// The last minute that was evaluated.
    #[default]
    Last,
    /// The minute with the most use of those that were evaluated.
    Highest,
}

/// How long it takes until a breach is a new capacity; `AWS` says "up to a few minutes" for the
/// alarm and "several minutes" for the update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Latency {
    /// Minutes until the alarm acts.
    pub alarm: u32,
    /// Minutes until the table has the new capacity.
    pub update: u32,
}

impl Default for Latency {
    fn default() -> Self {
        Self {
            alarm: 1,
            update: 2,
        }
    }
}

impl Latency {
    /// Minutes from the breach to the new capacity.
    #[must_use]
    pub const fn minutes(self) -> u32 {
        self.alarm.saturating_add(self.update)
    }
}

/// Target tracking of one direction of a table or index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The least capacity, at least 1.
    pub minimum: u64,
    /// The most capacity, at least the minimum.
    pub maximum: u64,
    /// The share of the capacity that traffic should use.
    pub target: Share,
    /// Which minute sets a higher capacity.
    pub out: Evaluated,
    /// Which minute sets a lower capacity.
    pub down: Evaluated,
    /// How long a change takes.
    pub latency: Latency,
    /// Whether minutes without any use count as minutes below the target. `CloudWatch` has no data
    /// then, so that nothing changes and an idle table stays as large as it is.
    pub idle_scales_in: bool,
}

impl Policy {
    /// Target tracking with the likelier reading of all that is not published.
    ///
    /// # Errors
    /// [`Overflow`] if the target is no share with up to six decimal places.
    pub fn new(minimum: u64, maximum: u64, target: Figure) -> Result<Self, Overflow> {
        Ok(Self {
            minimum,
            maximum,
            target: Share::from_figure(target)?,
            out: Evaluated::Last,
            down: Evaluated::Last,
            latency: Latency::default(),
            idle_scales_in: false,
        })
    }

    /// The share at or below which a minute counts towards a decrease; nothing does at 0.
    #[must_use]
    pub fn below(&self) -> Share {
        self.target.without(Share::percent(BELOW_PERCENT))
    }

    /// A capacity within the bounds.
    #[must_use]
    pub fn bounded(&self, units: u64) -> u64 {
        units.min(self.maximum).max(self.minimum)
    }
}
