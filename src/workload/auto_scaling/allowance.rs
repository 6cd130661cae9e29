//! How often a day a table's capacity may be decreased.
//!
//! A day begins at 0:00 UTC with four decreases; one comes back every hour, up to four, which makes
//! "a maximum of 27 times per day"
//! (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html>). A table
//! and each of its global indexes count apart; reads and writes of one of them count together.

/// Decreases with which a day begins, and the most that are kept.
const MOST: u32 = 4;
/// Minutes of an hour, after which one decrease comes back.
const MINUTES_PER_HOUR: u32 = 60;
/// Minutes of a day.
const MINUTES_PER_DAY: u32 = 1_440;

/// The decreases that are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    left: u32,
}

impl Default for Allowance {
    fn default() -> Self {
        Self { left: MOST }
    }
}

impl Allowance {
    /// Begins a minute; 0 is Monday 0:00 UTC.
    pub const fn begin(&mut self, minute: u32) {
        if minute.is_multiple_of(MINUTES_PER_DAY) {
            self.left = MOST;
        } else if minute.is_multiple_of(MINUTES_PER_HOUR) && self.left < MOST {
            self.left = self.left.saturating_add(1);
        }
    }

    /// Takes one decrease; false if none is left.
    pub const fn take(&mut self) -> bool {
        let has = self.left > 0;
        self.left = self.left.saturating_sub(1);
        has
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_at_most_27_decreases() {
        let mut allowance = Allowance::default();
        for day in 0..3 {
            let mut taken = Vec::new();
            for minute in 0..MINUTES_PER_DAY {
                allowance.begin(day * MINUTES_PER_DAY + minute);
                while allowance.take() {
                    taken.push(minute);
                }
            }
            assert_eq!(taken.len(), 27);
            assert_eq!(taken[..6], [0, 0, 0, 0, 60, 120]);
        }
    }

    #[test]
    fn unused_decreases_do_not_pile_up() {
        let mut allowance = Allowance::default();
        for minute in 0..600 {
            allowance.begin(minute);
        }
        assert_eq!((0..9).filter(|_| allowance.take()).count(), 4);
    }
}
