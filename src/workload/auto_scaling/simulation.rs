//! A table, or an index, over a week.

use crate::quantity::Overflow;

use super::allowance::Allowance;
use super::burst;
use super::direction::{Direction, Minute};
use super::policy::Policy;
use super::trace::{MINUTES, Trace};
use super::unit_seconds::UnitSeconds;

/// Minutes that the simulation runs before it counts: the last day of the trace, so that Monday
/// begins with the capacity that Sunday left.
const RUN_IN: usize = 1_440;

/// One direction: what is demanded and how its capacity follows.
#[derive(Clone, Copy, Debug)]
pub struct Target<'t> {
    /// What is demanded in each minute.
    pub trace: &'t Trace,
    /// The target tracking.
    pub policy: Policy,
    /// Seconds of unused capacity that are kept for bursts.
    pub burst_seconds: u64,
}

impl<'t> Target<'t> {
    /// A direction with the burst capacity that AWS keeps.
    #[must_use]
    pub const fn new(trace: &'t Trace, policy: Policy) -> Self {
        Self {
            trace,
            policy,
            burst_seconds: burst::SECONDS_KEPT,
        }
    }
}

/// How one direction went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// Each minute of the trace.
    pub minutes: Vec<Minute>,
}

impl Course {
    /// The capacity of each hour, in unit-minutes: AWS bills by the hour and does not publish how a
    /// change within an hour counts; here each minute counts with the capacity that it has.
    #[must_use]
    pub fn unit_minutes(&self) -> Vec<u64> {
        let hour = usize::try_from(MINUTES).unwrap_or(usize::MAX);
        let hours = self.minutes.chunks(hour);
        let sum = |hour: &[Minute]| {
            let units = hour.iter().map(|minute| minute.capacity);
            units.fold(0_u64, u64::saturating_add)
        };
        hours.map(sum).collect()
    }

    /// What was demanded, and what of it was served.
    ///
    /// # Errors
    /// [`Overflow`] if a sum is too large.
    pub fn demanded_and_served(&self) -> Result<(UnitSeconds, UnitSeconds), Overflow> {
        let none = (UnitSeconds::ZERO, UnitSeconds::ZERO);
        self.minutes
            .iter()
            .try_fold(none, |(demanded, served), minute| {
                Ok((demanded.plus(minute.demanded)?, served.plus(minute.served)?))
            })
    }

    /// What was throttled.
    ///
    /// # Errors
    /// [`Overflow`] if a sum is too large.
    pub fn throttled(&self) -> Result<UnitSeconds, Overflow> {
        let (demanded, served) = self.demanded_and_served()?;
        Ok(demanded.beyond(served))
    }
}

/// Runs the reads and the writes of a table or an index over their traces, which repeat. Traces of
/// different lengths run as long as the longer one; the shorter one demands nothing at its end.
///
/// # Errors
/// [`Overflow`] if a figure is too large.
pub fn run(targets: [Target<'_>; 2]) -> Result<[Course; 2], Overflow> {
    let length = |target: &Target<'_>| target.trace.minutes().len();
    let minutes = targets.iter().map(length).max().unwrap_or(0);
    let first = minutes.saturating_sub(RUN_IN);
    let demand = |target: &Target<'_>, minute: usize| {
        let demanded = target.trace.minutes().get(minute);
        demanded.copied().unwrap_or(UnitSeconds::ZERO)
    };
    let start = |target: Target<'_>| {
        let demanded = demand(&target, first);
        Direction::new(target.policy, target.burst_seconds, demanded)
    };
    let [reads, writes] = targets;
    let mut directions = [(start(reads)?, reads), (start(writes)?, writes)];
    let mut courses = [Course::default(), Course::default()];
    for course in &mut courses {
        course.minutes.reserve_exact(minutes);
    }
    let mut allowance = Allowance::default();
    for (minute, counts) in (first..minutes)
        .map(|minute| (minute, false))
        .chain((0..minutes).map(|minute| (minute, true)))
    {
        allowance.begin(u32::try_from(minute).map_err(|_| Overflow)?);
        for ((direction, target), course) in directions.iter_mut().zip(&mut courses) {
            let passed = direction.pass(demand(target, minute), &mut allowance)?;
            if counts {
                course.minutes.push(passed);
            }
        }
    }
    Ok(courses)
}
