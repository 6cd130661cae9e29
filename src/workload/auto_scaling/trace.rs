//! The demand of a week by the minute, from the shape of the traffic and its burst.
//!
//! A month says how much an hour has and how high the traffic bursts within it, not when. Here each
//! hour begins with its burst: [`BURST_MINUTES`] minutes at `burst` times the hour's mean, or as many
//! whole minutes as the hour's traffic has at that rate, at least one; the rest of the hour is even.
//! So an hour keeps its sum, and its busiest minute is `burst` times its mean, at most 60 times.

use crate::quantity::{Figure, Overflow, WEEK};

use super::unit_seconds::UnitSeconds;

/// Minutes of an hour.
pub const MINUTES: u64 = 60;
/// The most minutes that a burst takes within an hour.
pub const BURST_MINUTES: u64 = 5;

/// What is demanded of one direction in each minute of a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace(Vec<UnitSeconds>);

impl Trace {
    /// The minutes themselves, Monday 0:00 first.
    #[must_use]
    pub const fn from_minutes(minutes: Vec<UnitSeconds>) -> Self {
        Self(minutes)
    }

    /// A week from the units that each hour demands and the burst, the busiest minute of an hour
    /// divided by its mean minute: at least 1.
    ///
    /// # Errors
    /// [`Overflow`] if a figure is negative or too large.
    pub fn from_hours(hours: &[Figure; WEEK], burst: Figure) -> Result<Self, Overflow> {
        let mut minutes = Vec::with_capacity(WEEK.saturating_mul(60));
        for hour in hours {
            push_hour(&mut minutes, *hour, burst)?;
        }
        Ok(Self(minutes))
    }

    /// The minutes.
    #[must_use]
    pub fn minutes(&self) -> &[UnitSeconds] {
        &self.0
    }
}

/// Whole minutes of a burst, and what each of them demands.
fn burst(hour: Figure, burst: Figure) -> Result<(u64, UnitSeconds), Overflow> {
    let most = Figure::whole(MINUTES);
    let burst = burst.min(most);
    let mut minutes = BURST_MINUTES;
    while minutes > 1 && burst.checked_mul(Figure::whole(minutes))? > most {
        minutes = minutes.saturating_sub(1);
    }
    let each = hour.checked_mul(burst)?.checked_div(most)?;
    Ok((minutes, UnitSeconds::from_figure(each)?))
}

fn push_hour(
    minutes: &mut Vec<UnitSeconds>,
    units: Figure,
    factor: Figure,
) -> Result<(), Overflow> {
    let hour = UnitSeconds::from_figure(units)?;
    let (burst_minutes, peak) = burst(units, factor)?;
    let peak = peak.min(hour);
    for _ in 0..burst_minutes {
        minutes.push(peak);
    }
    let others = MINUTES.saturating_sub(burst_minutes);
    let (each, left) = hour.beyond(peak.times(burst_minutes)?).parts(others);
    for _ in 1..others {
        minutes.push(each);
    }
    minutes.push(each.plus(left)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hour(units: &str, burst: &str) -> Vec<UnitSeconds> {
        let figure = |text: &str| Figure::new(text.parse().unwrap());
        let mut minutes = Vec::new();
        push_hour(&mut minutes, figure(units), figure(burst)).unwrap();
        minutes
    }

    #[test]
    fn an_hour_keeps_its_sum_and_has_its_burst() {
        for (units, burst, minutes, peak) in [
            ("36000", "1", 60, "600"),
            ("36000", "3", 5, "1800"),
            ("36000", "12", 5, "7200"),
            ("36000", "13", 4, "7800"),
            ("36000", "20", 3, "12000"),
            ("36000", "60", 1, "36000"),
            ("36000", "1000", 1, "36000"),
            ("0.000007", "2", 5, "0"),
            ("100", "1.7", 5, "2.833333"),
        ] {
            let hour = hour(units, burst);
            assert_eq!(hour.len(), 60);
            let sum = hour.iter().try_fold(UnitSeconds::ZERO, |a, b| a.plus(*b));
            assert_eq!(sum.unwrap().figure().unwrap().to_string(), units);
            let first = hour[0].figure().unwrap().to_string();
            assert_eq!(first, peak, "{units} {burst}");
            let at_peak = hour.iter().filter(|minute| **minute == hour[0]).count();
            if units == "36000" {
                assert_eq!(at_peak, minutes, "{burst}");
            }
        }
    }
}
