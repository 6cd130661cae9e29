//! A month's count of which a part follows the traffic and a part the clock.

use super::rate::{Pace, Rate};
use crate::quantity::{Figure, Overflow};

/// Counts of a month.
#[derive(Clone, Copy, Debug)]
pub(super) struct Split {
    /// What follows the traffic.
    growing: Figure,
    /// What comes evenly, however much traffic there is.
    steady: Figure,
}

impl Split {
    /// No count.
    pub(super) const NOTHING: Self = Self::growing(Figure::ZERO);

    /// A count that follows the traffic.
    pub(super) const fn growing(count: Figure) -> Self {
        Self {
            growing: count,
            steady: Figure::ZERO,
        }
    }

    /// A count that comes evenly.
    pub(super) const fn steady(count: Figure) -> Self {
        Self {
            growing: Figure::ZERO,
            steady: count,
        }
    }

    /// A count that follows the traffic as long as it is all of `most`, and the clock where that allows less.
    pub(super) fn up_to(count: Figure, most: Figure) -> Self {
        match count < most {
            true => Self::steady(count),
            false => Self::growing(count),
        }
    }

    /// Both counts together.
    pub(super) fn and(self, other: Self) -> Result<Self, Overflow> {
        Ok(Self {
            growing: self.growing.checked_add(other.growing)?,
            steady: self.steady.checked_add(other.steady)?,
        })
    }

    /// These counts so many times.
    pub(super) fn times(self, factor: Figure) -> Result<Self, Overflow> {
        Ok(Self {
            growing: self.growing.checked_mul(factor)?,
            steady: self.steady.checked_mul(factor)?,
        })
    }

    /// Whether there is no count.
    pub(super) fn is_nothing(&self) -> bool {
        self.growing.is_zero() && self.steady.is_zero()
    }

    /// The rate of both, and the steady part of its peak.
    pub(super) fn rate(self, pace: &Pace) -> Result<(Rate, Figure), Overflow> {
        let steady = pace.steady(self.steady)?;
        Ok((pace.of(self.growing)?.and(steady)?, steady.peak))
    }
}
