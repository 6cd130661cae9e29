//! Capacity over a week: the same in every hour, or hour by hour.

use crate::quantity::{Figure, Overflow};
use crate::scenario::Schedule;
use crate::workload::Workload;
use crate::workload::shape::{self, HOURS_PER_WEEK};

/// Hours in a week, as a figure's worth.
const HOURS: u32 = 168;

/// Capacity units over a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Week {
    /// The same in every hour.
    Flat(Figure),
    /// Each hour's, Monday 0:00 first.
    Hourly(Vec<Figure>),
}

/// How the traffic lies over the week.
#[derive(Clone, Debug)]
pub struct Traffic {
    shape: shape::Week,
    month_seconds: Figure,
}

impl Traffic {
    /// The traffic of a workload.
    ///
    /// # Errors
    /// [`Overflow`] never in practice.
    pub fn of(workload: &Workload<'_>) -> Result<Self, Overflow> {
        Ok(Self {
            shape: shape::Week::of(&workload.scenario.traffic)?,
            month_seconds: workload.hours().in_seconds()?.figure(),
        })
    }

    /// The weight of the week: the sum of its hours'.
    #[must_use]
    pub const fn sum(&self) -> Figure {
        self.shape.sum()
    }

    /// The weight of the busiest hour.
    #[must_use]
    pub fn peak(&self) -> Figure {
        let weights = self.shape.weights().iter().copied();
        weights.fold(Figure::ZERO, Figure::max)
    }

    /// Units a second in the busiest hour, on average over the hour, of so many units a month.
    ///
    /// # Errors
    /// [`Overflow`] if it is too large.
    pub fn peak_per_second(&self, monthly: Figure) -> Result<Figure, Overflow> {
        let (over, under) = self.fraction(self.peak())?;
        divided(monthly, over, under)
    }

    /// Whether so many units a month ask for more in some hour, on average over it, than the capacity
    /// has there.
    ///
    /// # Errors
    /// [`Overflow`] if a figure is too large.
    pub fn exceeds(&self, monthly: Figure, capacity: &Week) -> Result<bool, Overflow> {
        let units = match capacity {
            Week::Flat(units) => return Ok(self.peak_per_second(monthly)? > *units),
            Week::Hourly(units) => units,
        };
        for (weight, units) in self.shape.weights().iter().zip(units) {
            let (over, under) = self.fraction(*weight)?;
            if divided(monthly, over, under)? > *units {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What an hour of this weight has of the week's mean, as a fraction, times the seconds of the
    /// month below; in lowest terms where the weights are whole, as those of every named shape are.
    fn fraction(&self, weight: Figure) -> Result<(Figure, Figure), Overflow> {
        let over = weight.times(HOURS.into())?;
        let under = self.shape.sum();
        let whole = |figure: Figure| {
            let number = u64::try_from(figure.value()).ok()?;
            (Figure::whole(number) == figure).then_some(number)
        };
        let (over, under) = match (whole(over), whole(under)) {
            (Some(m), Some(n)) => {
                let common = greatest_common_divisor(m, n).max(1);
                let part = |n: u64| Figure::whole(n.checked_div(common).unwrap_or(n));
                (part(m), part(n))
            }
            _ => (over, under),
        };
        Ok((over, under.times(self.month_seconds)?))
    }

    /// The whole units that an hour of this weight needs so that the traffic uses no more than the
    /// target of them; one at least, as AWS provisions.
    fn units(&self, monthly: Figure, weight: Figure, target: Figure) -> Result<Figure, Overflow> {
        let (over, under) = self.fraction(weight)?;
        let under = under.times(target)?;
        let units = match monthly.times(over).and_then(|need| need.steps_of(under)) {
            Ok(units) => units,
            // Too large to multiply first: divide first, and say that digits were lost.
            Err(Overflow) => monthly.over(under)?.times(over)?.rounded_up().inexact(),
        };
        Ok(units.max(Figure::ONE))
    }

    /// The capacity that so many units a month need.
    ///
    /// # Errors
    /// [`Overflow`] if it is too large.
    pub fn capacity(
        &self,
        monthly: Figure,
        target: Figure,
        schedule: Schedule,
    ) -> Result<Week, Overflow> {
        match schedule {
            Schedule::PeakHour => self.units(monthly, self.peak(), target).map(Week::Flat),
            Schedule::Hourly => {
                let mut known: Vec<(Figure, Figure)> = Vec::with_capacity(8);
                let mut hours = Vec::with_capacity(HOURS_PER_WEEK);
                for weight in self.shape.weights().iter().copied() {
                    let found = known.iter().find(|(of, _)| *of == weight);
                    let units = match found {
                        Some((_, units)) => *units,
                        None => {
                            let units = self.units(monthly, weight, target)?;
                            known.push((weight, units));
                            units
                        }
                    };
                    hours.push(units);
                }
                Ok(Week::Hourly(hours))
            }
        }
    }
}

fn greatest_common_divisor(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a
}

/// The product over the divisor, whichever order fits.
fn divided(figure: Figure, over: Figure, under: Figure) -> Result<Figure, Overflow> {
    match figure.times(over) {
        Ok(product) => product.over(under),
        Err(Overflow) => figure.over(under)?.times(over),
    }
}

impl Week {
    /// Capacity that is given: one number for every hour, or 24 or 168, one for each.
    #[must_use]
    pub fn of(units: &[u32]) -> Self {
        match units {
            [] => Self::NONE,
            [one] => Self::Flat((*one).into()),
            many => Self::Hourly(
                many.iter()
                    .copied()
                    .cycle()
                    .take(HOURS_PER_WEEK)
                    .map(Figure::from)
                    .collect(),
            ),
        }
    }

    /// No capacity.
    pub const NONE: Self = Self::Flat(Figure::ZERO);

    fn each(
        &self,
        other: &Self,
        join: impl Fn(Figure, Figure) -> Result<Figure, Overflow>,
    ) -> Result<Self, Overflow> {
        let joined = |a: &[Figure], b: &[Figure]| {
            let hours = a.iter().zip(b).map(|(a, b)| join(*a, *b));
            hours.collect::<Result<Vec<_>, _>>().map(Self::Hourly)
        };
        match (self, other) {
            (Self::Flat(a), Self::Flat(b)) => join(*a, *b).map(Self::Flat),
            (Self::Flat(a), Self::Hourly(b)) => joined(&vec![*a; b.len()], b),
            (Self::Hourly(a), Self::Flat(b)) => joined(a, &vec![*b; a.len()]),
            (Self::Hourly(a), Self::Hourly(b)) => joined(a, b),
        }
    }

    /// Both together.
    ///
    /// # Errors
    /// [`Overflow`] if the sum is too large.
    pub fn plus(&self, other: &Self) -> Result<Self, Overflow> {
        self.each(other, Figure::plus)
    }

    /// What is above so many units, hour by hour.
    ///
    /// # Errors
    /// [`Overflow`] never in practice.
    pub fn beyond(&self, units: Figure) -> Result<Self, Overflow> {
        self.each(&Self::Flat(units), |all, covered| {
            Ok(all.minus(covered)?.max(Figure::ZERO))
        })
    }

    /// Unit-hours of a week.
    ///
    /// # Errors
    /// [`Overflow`] if the quantity is too large.
    pub fn week_hours(&self) -> Result<Figure, Overflow> {
        match self {
            Self::Flat(units) => units.times(HOURS.into()),
            Self::Hourly(units) => {
                let mut sum = Figure::ZERO;
                for units in units {
                    sum = sum.plus(*units)?;
                }
                Ok(sum)
            }
        }
    }

    /// Unit-hours of a month of this length. The division by the hours of the week comes last.
    ///
    /// # Errors
    /// [`Overflow`] if the quantity is too large.
    pub fn unit_hours(&self, hours: Figure) -> Result<Figure, Overflow> {
        match self {
            Self::Flat(units) => units.times(hours),
            Self::Hourly(_) => self.week_hours()?.times(hours)?.over(HOURS.into()),
        }
    }

    /// The most units of any hour.
    #[must_use]
    pub fn most(&self) -> Figure {
        match self {
            Self::Flat(units) => *units,
            Self::Hourly(units) => units.iter().copied().fold(Figure::ZERO, Figure::max),
        }
    }

    /// The fewest units of any hour.
    #[must_use]
    pub fn least(&self) -> Figure {
        match self {
            Self::Flat(units) => *units,
            Self::Hourly(units) => units
                .iter()
                .copied()
                .reduce(Figure::min)
                .unwrap_or(Figure::ZERO),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::read::Section as _;
    use crate::fields::{Faults, Node, Place};
    use crate::scenario::{self};

    /// The traffic of a week with these weights, in a month of 730 hours.
    fn traffic(weights: [u32; HOURS_PER_WEEK]) -> Traffic {
        let weights = weights.map(|weight| weight.to_string()).join(",");
        let fields = [
            ("requests_per_month", "1".to_owned()),
            ("shape", "custom".to_owned()),
            ("weights", weights),
        ];
        let fields = fields.map(|(name, text)| (name.to_owned(), Node::Text(text)));
        let mut faults = Faults::default();
        let fields = Node::Map(fields.to_vec());
        let said = scenario::Traffic::read_fields(&fields, &Place::root(), &mut faults);
        Traffic {
            shape: shape::Week::of(&faults.into_result(said).unwrap()).unwrap(),
            month_seconds: Figure::whole(730 * 3600),
        }
    }

    #[test]
    fn capacity_is_whole_and_covers_the_target() {
        let target = Figure::whole(7).over(10_u32.into()).unwrap();
        let flat = traffic([1; HOURS_PER_WEEK]);
        let units = |per_second: u64| {
            let monthly = Figure::whole(per_second * 730 * 3600);
            let week = flat.capacity(monthly, target, Schedule::PeakHour).unwrap();
            week.most().to_string()
        };
        assert_eq!(units(0), "1");
        assert_eq!(units(7), "10");
        assert_eq!(units(80), "115");
    }

    #[test]
    fn a_schedule_follows_each_hour() {
        let mut weights = [1; HOURS_PER_WEEK];
        weights[10] = 3;
        let traffic = traffic(weights);
        // 170 weights; 170 × 730 × 3,600 ÷ 168 units a month make one a second in an hour of weight 1.
        let monthly = Figure::whole(170 * 730 * 3600)
            .over(168_u32.into())
            .unwrap();
        let week = traffic
            .capacity(monthly, Figure::ONE, Schedule::Hourly)
            .unwrap();
        assert_eq!(week.most().to_string(), "3");
        assert_eq!(week.least().to_string(), "1");
        let hours = week.unit_hours(Figure::whole(168)).unwrap();
        assert_eq!(hours.to_string(), "170");
        let beyond = week.beyond(Figure::ONE).unwrap();
        assert_eq!(
            beyond.unit_hours(Figure::whole(168)).unwrap().to_string(),
            "2"
        );
    }

    #[test]
    fn given_capacity_is_compared_hour_by_hour() {
        // 1 a second by night and 3 by day, over 730 hours.
        let day = |hour: usize| (8..20).contains(&(hour % 24));
        let traffic = traffic(core::array::from_fn(|hour| if day(hour) { 3 } else { 1 }));
        let monthly = Figure::whole(2 * 730 * 3600);
        let given = |night: u32, noon: u32| {
            let hours: Vec<u32> = (0..24)
                .map(|hour| if day(hour) { noon } else { night })
                .collect();
            Week::of(&hours)
        };
        let exceeds = |week: &Week| traffic.exceeds(monthly, week).unwrap();
        assert!(!exceeds(&given(1, 3)));
        assert!(exceeds(&given(1, 2)));
        // As much over the day, at the wrong time of it.
        assert!(exceeds(&given(3, 1)));
        assert!(!exceeds(&Week::of(&[3])));
        assert!(exceeds(&Week::of(&[2])));
        let hours = given(1, 3).unit_hours(Figure::whole(730)).unwrap();
        assert_eq!(hours.to_string(), "1460");
        assert_eq!(
            Week::of(&[2]).unit_hours(Figure::whole(730)).unwrap(),
            hours
        );
    }

    #[test]
    fn the_largest_demand_fits() {
        let traffic = traffic(core::array::from_fn(|hour| if hour == 0 { 97 } else { 1 }));
        let monthly = Figure::whole(1_000_000_000_000_000)
            .times(Figure::whole(10_000_000_000))
            .unwrap();
        let week = traffic.capacity(monthly, Figure::ONE, Schedule::PeakHour);
        assert!(week.unwrap().most() > Figure::whole(1_000_000_000_000_000));
    }
}
