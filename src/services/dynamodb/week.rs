//! Capacity over a week: the same in every hour, or hour by hour.

use crate::quantity::{Figure, HOURS_PER_WEEK, Overflow, WEEK};
use crate::working::{Trace, Working};

/// Capacity units over a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CapacityWeek {
    /// The same in every hour.
    Flat(Figure),
    /// The units of each hour, Monday 0:00 first.
    Hourly(Vec<Figure>),
}

impl CapacityWeek {
    /// Given capacity: one number for every hour, 24 numbers for the hours of each day, or 168 for
    /// the hours of the week.
    #[must_use]
    pub fn from_units(units: &[u32]) -> Self {
        match units {
            [] => Self::NONE,
            [one] => Self::Flat((*one).into()),
            many => Self::Hourly(
                many.iter()
                    .copied()
                    .cycle()
                    .take(WEEK)
                    .map(Figure::from)
                    .collect(),
            ),
        }
    }

    /// No capacity.
    pub const NONE: Self = Self::Flat(Figure::ZERO);

    /// The sum of both capacities, hour by hour.
    ///
    /// # Errors
    /// [`Overflow`] if the sum is too large.
    pub fn checked_add(&self, other: &Self) -> Result<Self, Overflow> {
        let each = |hours: &[Figure], of: &dyn Fn(usize) -> Option<Figure>| {
            let hours = hours.iter().enumerate();
            let sums =
                hours.map(|(hour, units)| units.checked_add(of(hour).unwrap_or(Figure::ZERO)));
            sums.collect::<Result<_, _>>().map(Self::Hourly)
        };
        match (self, other) {
            (Self::Flat(a), Self::Flat(b)) => a.checked_add(*b).map(Self::Flat),
            (Self::Flat(a), Self::Hourly(b)) | (Self::Hourly(b), Self::Flat(a)) => {
                each(b, &|_| Some(*a))
            }
            (Self::Hourly(a), Self::Hourly(b)) => each(a, &|hour| b.get(hour).copied()),
        }
    }

    /// The number of hours of a week with at least this many units, and the unit-hours of the other
    /// hours.
    ///
    /// # Errors
    /// [`Overflow`] if the sum is too large.
    pub fn reaching(&self, units: Figure) -> Result<(u32, Figure), Overflow> {
        let hours = match self {
            Self::Flat(each) => &vec![*each; WEEK],
            Self::Hourly(hours) => hours,
        };
        let (mut reach, mut others) = (0_u32, Figure::ZERO);
        for each in hours {
            if *each >= units {
                reach = reach.saturating_add(1);
            } else {
                others = others.checked_add(*each)?;
            }
        }
        Ok((reach, others))
    }

    /// The units if every hour has the same, otherwise the unit-hours of a week.
    ///
    /// # Errors
    /// [`Overflow`] if the sum is too large.
    pub fn held(&self) -> Result<Figure, Overflow> {
        match self {
            Self::Flat(units) => Ok(*units),
            Self::Hourly(units) => {
                let mut units = units.iter();
                units.try_fold(Figure::ZERO, |sum, units| sum.checked_add(*units))
            }
        }
    }

    /// Unit-hours of a week; `held` is the figure of [`held`](Self::held).
    pub fn week_hours<T: Trace>(&self, held: Working<T>) -> Working<T> {
        match self {
            Self::Flat(_) => held * HOURS_PER_WEEK,
            Self::Hourly(_) => held,
        }
    }

    /// Unit-hours of a number of hours; `held` is the figure of [`held`](Self::held). The division
    /// by the hours of the week comes last.
    pub fn unit_hours<T: Trace>(&self, held: Working<T>, hours: Working<T>) -> Working<T> {
        match self {
            Self::Flat(_) => held * hours,
            Self::Hourly(_) => held * hours / HOURS_PER_WEEK,
        }
    }

    /// The units of the hour with the most units.
    #[must_use]
    pub fn most(&self) -> Figure {
        match self {
            Self::Flat(units) => *units,
            Self::Hourly(units) => units.iter().copied().fold(Figure::ZERO, Figure::max),
        }
    }

    /// The units of the hour with the fewest units.
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
