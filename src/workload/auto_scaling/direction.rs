//! The reads or the writes of a table or an index, minute by minute.

use core::cmp::Ordering;

use crate::quantity::Overflow;

use super::allowance::Allowance;
use super::burst::Burst;
use super::policy::{Evaluated, MINUTES_ABOVE, MINUTES_BELOW, Policy};
use super::unit_seconds::UnitSeconds;

/// What happened in a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minute {
    /// The capacity, in units.
    pub capacity: u64,
    /// What was asked for.
    pub demanded: UnitSeconds,
    /// What was served; the rest was throttled.
    pub served: UnitSeconds,
}

/// A run of consecutive minutes on one side of the target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Run {
    minutes: u32,
    last: UnitSeconds,
    highest: UnitSeconds,
}

impl Run {
    fn note(&mut self, counts: bool, used: UnitSeconds) {
        if counts {
            self.minutes = self.minutes.saturating_add(1);
            self.last = used;
            self.highest = self.highest.max(used);
        } else {
            *self = Self::default();
        }
    }

    const fn evaluated(&self, which: Evaluated) -> UnitSeconds {
        match which {
            Evaluated::Last => self.last,
            Evaluated::Highest => self.highest,
        }
    }
}

/// A change of capacity that is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    minutes_left: u32,
    units: u64,
}

/// One direction and its state.
#[derive(Clone, Debug)]
pub struct Direction {
    policy: Policy,
    burst_seconds: u64,
    capacity: u64,
    burst: Burst,
    above: Run,
    below: Run,
    change: Option<Change>,
}

impl Direction {
    /// A direction whose capacity fits this use of a minute at the target.
    ///
    /// # Errors
    /// [`Overflow`] if the capacity is too large.
    pub fn new(policy: Policy, burst_seconds: u64, first: UnitSeconds) -> Result<Self, Overflow> {
        Ok(Self {
            capacity: policy.bounded(first.units_at(policy.target)?),
            policy,
            burst_seconds,
            burst: Burst::default(),
            above: Run::default(),
            below: Run::default(),
            change: None,
        })
    }

    /// Passes a minute: a change that is due arrives, the demand is served as far as it can be, and
    /// target tracking decides on a change. A decrease takes one from the table's allowance; without
    /// one it is tried again in the next minute.
    ///
    /// # Errors
    /// [`Overflow`] if a figure is too large.
    pub fn pass(
        &mut self,
        demanded: UnitSeconds,
        allowance: &mut Allowance,
    ) -> Result<Minute, Overflow> {
        self.arrive();
        let served = self
            .burst
            .serve(demanded, self.capacity, self.burst_seconds)?;
        let minute = Minute {
            capacity: self.capacity,
            demanded,
            served,
        };
        if self.change.is_none() {
            self.watch(served)?;
            self.decide(allowance)?;
        }
        Ok(minute)
    }

    fn arrive(&mut self) {
        match &mut self.change {
            Some(change) if change.minutes_left == 0 => {
                self.capacity = change.units;
                self.above = Run::default();
                self.below = Run::default();
                self.change = None;
            }
            Some(change) => change.minutes_left = change.minutes_left.saturating_sub(1),
            None => (),
        }
    }

    /// Counts the minute on its side of the target. `CloudWatch` sees what was consumed: throttled
    /// requests do not count, and without any use there is no data.
    fn watch(&mut self, used: UnitSeconds) -> Result<(), Overflow> {
        let above = used.against(self.policy.target, self.capacity)? == Ordering::Greater;
        let below = used.against(self.policy.below(), self.capacity)? != Ordering::Greater;
        let has_data = !used.is_zero() || self.policy.idle_scales_in;
        self.above.note(above, used);
        self.below.note(below && has_data, used);
        Ok(())
    }

    fn decide(&mut self, allowance: &mut Allowance) -> Result<(), Overflow> {
        let fitting = |used: UnitSeconds| {
            let units = used.units_at(self.policy.target)?;
            Ok(self.policy.bounded(units))
        };
        let units = if self.above.minutes >= MINUTES_ABOVE {
            let units = fitting(self.above.evaluated(self.policy.out))?;
            (units > self.capacity).then_some(units)
        } else if self.below.minutes >= MINUTES_BELOW {
            let units = fitting(self.below.evaluated(self.policy.down))?;
            (units < self.capacity && allowance.take()).then_some(units)
        } else {
            None
        };
        self.change = units.map(|units| Change {
            minutes_left: self.policy.latency.minutes(),
            units,
        });
        Ok(())
    }
}
