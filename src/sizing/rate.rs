//! How fast something happens: its mean over the week, and its peak.

use serde::Serialize;

use crate::quantity::{Figure, HOURS_PER_WEEK, Overflow, SECONDS_PER_HOUR};
use crate::workload::Workload;
use crate::workload::shape::Week;

/// A demand, in units a second or in units that are held at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rate {
    /// The mean over the week.
    pub mean: Figure,
    /// The busiest moment: the mean of the busiest hour times the burst.
    pub peak: Figure,
}

impl Rate {
    /// No demand.
    pub const NONE: Self = Self::constant(Figure::ZERO);

    /// A demand that is always the same.
    #[must_use]
    pub const fn constant(figure: Figure) -> Self {
        Self {
            mean: figure,
            peak: figure,
        }
    }

    /// Both demands together, whose peaks fall on the same moment.
    pub(super) fn and(self, other: Self) -> Result<Self, Overflow> {
        Ok(Self {
            mean: self.mean.checked_add(other.mean)?,
            peak: self.peak.checked_add(other.peak)?,
        })
    }

    /// This demand so many times.
    pub(super) fn times(self, factor: Figure) -> Result<Self, Overflow> {
        Ok(Self {
            mean: self.mean.checked_mul(factor)?,
            peak: self.peak.checked_mul(factor)?,
        })
    }

    /// One part of this demand of so many.
    pub(super) fn over(self, parts: Figure) -> Result<Self, Overflow> {
        Ok(Self {
            mean: self.mean.checked_div(parts)?,
            peak: self.peak.checked_div(parts)?,
        })
    }
}

/// How a month's count becomes a rate: by the hours of the week and the burst within the busiest.
#[derive(Clone, Debug)]
pub struct Pace {
    week: Week,
    /// The seconds of the month.
    seconds: Figure,
    /// The weight of the busiest hour × 168, over `mean`.
    busiest: Figure,
    /// The weight of the week × the seconds of the month.
    mean: Figure,
    burst: Figure,
}

impl Pace {
    /// The pace of a workload.
    ///
    /// # Errors
    /// [`Overflow`] if a weight is too large. Weights within the field's bounds fit.
    pub fn new(workload: &Workload<'_>) -> Result<Self, Overflow> {
        let traffic = &workload.scenario.traffic;
        let week = Week::from_traffic(traffic)?;
        let seconds = workload.hours().checked_mul(SECONDS_PER_HOUR.into())?;
        Ok(Self {
            busiest: week.max().checked_mul(HOURS_PER_WEEK.into())?,
            mean: week.sum().checked_mul(seconds)?,
            burst: traffic.burst,
            week,
            seconds,
        })
    }

    /// The rate of a month's count that is spread as the traffic is. Each figure has one division, which
    /// comes last.
    ///
    /// # Errors
    /// [`Overflow`] if a figure is too large.
    pub fn of(&self, monthly: Figure) -> Result<Rate, Overflow> {
        Ok(Rate {
            mean: monthly.checked_div(self.seconds)?,
            peak: self.in_busiest(monthly.checked_mul(self.burst)?)?,
        })
    }

    /// The mean of the busiest hour, without the burst.
    ///
    /// # Errors
    /// [`Overflow`] if the figure is too large.
    pub fn busiest_hour(&self, monthly: Figure) -> Result<Figure, Overflow> {
        self.in_busiest(monthly)
    }

    fn in_busiest(&self, monthly: Figure) -> Result<Figure, Overflow> {
        match monthly.checked_mul(self.busiest) {
            Ok(product) => product.checked_div(self.mean),
            Err(Overflow) => monthly.checked_div(self.mean)?.checked_mul(self.busiest),
        }
    }

    /// The rate of a month's count that is spread evenly, such as what a clock causes.
    ///
    /// # Errors
    /// [`Overflow`] if the figure is too large.
    pub fn steady(&self, monthly: Figure) -> Result<Rate, Overflow> {
        monthly.checked_div(self.seconds).map(Rate::constant)
    }

    /// The representative week.
    #[must_use]
    pub const fn week(&self) -> &Week {
        &self.week
    }

    /// The peak within an hour over the hour's mean.
    #[must_use]
    pub const fn burst(&self) -> Figure {
        self.burst
    }
}
