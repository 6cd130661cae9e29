//! Burst capacity: unused units that are kept for later.
//!
//! "DynamoDB currently retains up to 5 minutes (300 seconds) of unused read and write capacity"
//! (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html>).
//! AWS may use it for itself, so the seconds are a parameter. A new table begins with none, and what
//! is kept is bounded by the present capacity: neither is published, both are the dearer reading.

use crate::quantity::Overflow;

use super::unit_seconds::{MINUTE, UnitSeconds};

/// Seconds of unused capacity that are kept.
pub const SECONDS_KEPT: u64 = 300;

/// What is saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Burst(UnitSeconds);

impl Burst {
    /// What a minute with this capacity serves of what is demanded; the rest is throttled. What is
    /// not used is saved, at most `seconds` of the capacity.
    ///
    /// # Errors
    /// [`Overflow`] if a figure is too large.
    pub fn serve(
        &mut self,
        demanded: UnitSeconds,
        capacity: u64,
        seconds: u64,
    ) -> Result<UnitSeconds, Overflow> {
        let provisioned = UnitSeconds::of(capacity, MINUTE)?;
        let available = provisioned.plus(self.0)?;
        let served = demanded.min(available);
        self.0 = available
            .beyond(served)
            .min(UnitSeconds::of(capacity, seconds)?);
        Ok(served)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The seconds after which 100 units that were idle for so many minutes throttle 160 a second.
    fn lasts(idle_minutes: u32, seconds: u64) -> String {
        let mut burst = Burst::default();
        for _ in 0..idle_minutes {
            burst.serve(UnitSeconds::ZERO, 100, seconds).unwrap();
        }
        let demand = UnitSeconds::of(160, MINUTE).unwrap();
        let provisioned = UnitSeconds::of(100, MINUTE).unwrap();
        // Each second takes 60 of the saved units.
        let mut saved = UnitSeconds::ZERO;
        loop {
            let served = burst.serve(demand, 100, seconds).unwrap();
            saved = saved.plus(served.beyond(provisioned)).unwrap();
            if served < demand {
                return saved.parts(60).0.figure().unwrap().to_string();
            }
        }
    }

    #[test]
    fn five_minutes_of_unused_capacity_are_kept() {
        assert_eq!(lasts(5, SECONDS_KEPT), "500");
        assert_eq!(lasts(60, SECONDS_KEPT), "500");
        assert_eq!(lasts(3, SECONDS_KEPT), "300");
        assert_eq!(lasts(0, SECONDS_KEPT), "0");
        assert_eq!(lasts(5, 0), "0");
    }

    #[test]
    fn less_capacity_keeps_less() {
        let mut burst = Burst::default();
        for _ in 0..5 {
            burst.serve(UnitSeconds::ZERO, 100, SECONDS_KEPT).unwrap();
        }
        let demand = UnitSeconds::of(10, MINUTE).unwrap();
        burst.serve(demand, 10, SECONDS_KEPT).unwrap();
        let demand = UnitSeconds::of(1_000, MINUTE).unwrap();
        let served = burst.serve(demand, 10, SECONDS_KEPT).unwrap();
        assert_eq!(served, UnitSeconds::of(10, MINUTE + SECONDS_KEPT).unwrap());
    }
}
