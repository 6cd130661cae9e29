//! Which invocations find an environment ready, and which spill over to on-demand.

use super::duration::duration_of;
use super::shape::{HOURS_PER_WEEK, Week};
use crate::quantity::{Figure, Millis, Overflow};
use crate::scenario::{Days, Function, ProvisionedSchedule, Scenario};

/// Requests a second that one unit of provisioned concurrency takes at most.
/// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>
pub const REQUESTS_PER_SECOND: u32 = 10;

/// The duration below which that is what limits it.
const MS_AT_TEN_A_SECOND: u32 = 1000 / REQUESTS_PER_SECOND;

/// Hours of the week in which a schedule provisions.
///
/// Hours are whole, so that its stretches are multiples of 5 minutes already.
#[must_use]
pub fn hours_of(schedule: &ProvisionedSchedule) -> [bool; HOURS_PER_WEEK] {
    core::array::from_fn(|place| {
        let day = place.checked_div(24).unwrap_or(0);
        let hour = place.checked_rem(24).unwrap_or(0);
        let is_day = match schedule.days {
            Days::EveryDay => true,
            Days::Weekdays => day < 5,
            Days::Weekend => day >= 5,
        };
        let hour = u32::try_from(hour).unwrap_or(0);
        is_day && (schedule.from_hour..schedule.to_hour).contains(&hour)
    })
}

/// The same as a number of hours a week.
#[must_use]
pub fn hours_a_week(schedule: &ProvisionedSchedule) -> u32 {
    let hours = hours_of(schedule).iter().filter(|hour| **hour).count();
    u32::try_from(hours).unwrap_or(0)
}

/// How a month's invocations divide between provisioned concurrency and on-demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// By a share that is given.
    Share(Figure),
    /// Hour by hour of the week.
    Hours {
        /// The weight of the hours that it serves wholly.
        within: Figure,
        /// The weight of all hours of the week.
        sum: Figure,
        /// How many hours of the week have more than it can serve.
        full: u32,
        /// What each of those is served over the month: this over
        capacity: Figure,
        /// this, divided last.
        under: Figure,
        /// The hours of the month in which it is there, if they lie evenly, and all hours.
        part: Option<(Figure, Figure)>,
    },
}

impl Split {
    /// How many invocations it serves.
    ///
    /// # Errors
    /// [`Overflow`] if the quantity is too large.
    pub fn served(self, invocations: Figure) -> Result<Figure, Overflow> {
        match self {
            Self::Share(share) => invocations.times(share),
            Self::Hours {
                within,
                sum,
                full,
                capacity,
                under,
                part,
            } => {
                let mut served = if within == sum {
                    invocations
                } else {
                    invocations.times(within)?.over(sum)?
                };
                if full > 0 {
                    served = served.plus(capacity.times(full.into())?.over(under)?)?;
                }
                match part {
                    Some((hours, all)) => served.times(hours)?.over(all),
                    None => Ok(served),
                }
            }
        }
    }
}

/// How this function's invocations divide; `None` if it has no provisioned concurrency.
///
/// With a share, by that share. Without, hour by hour of the week: a unit serves one invocation at a
/// time and ten a second at most, so that `count` units serve `min(count ÷ duration, 10 × count)` a
/// second; what an hour's mean has beyond that spills over. Hours given by the month, without a
/// schedule, lie evenly over the week. The burst within an hour is left aside.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn split(
    function: &Function,
    scenario: &Scenario,
    invocations: Figure,
) -> Result<Option<Split>, Overflow> {
    let Some(count) = function.provisioned_concurrency else {
        return Ok(None);
    };
    if let Some(share) = function.provisioned_share {
        return Ok(Some(Split::Share(share)));
    }
    let duration = match duration_of(function)? {
        Some(duration) => duration.millis()?,
        None => Millis::ZERO,
    };
    let hours = scenario.billing.hours_per_month;
    let week = Week::of(&scenario.traffic)?;
    let schedule = function.provisioned_schedule.as_ref();
    let on = schedule.map_or([true; HOURS_PER_WEEK], hours_of);
    // What one hour of the week can serve, added up over the month: rate × 3,600 × hours ÷ 168.
    let count = Figure::from(count);
    let (a_second, over) = if duration.figure() > Figure::from(MS_AT_TEN_A_SECOND) {
        (count.times(1000_u32.into())?, duration.figure())
    } else {
        (count.times(REQUESTS_PER_SECOND.into())?, Figure::ONE)
    };
    let capacity = a_second.times(3600_u32.into())?.times(hours)?;
    let under = over.times(168_u32.into())?;
    let each = capacity.over(under)?;
    // At the bound both sides of the comparison give the same, so a rounded quotient will do.
    let (mut within, mut full) = (Figure::ZERO, 0_u32);
    for (weight, _) in week.weights().iter().zip(on).filter(|(_, on)| *on) {
        if invocations.times(*weight)?.over(week.sum())? <= each {
            within = within.plus(*weight)?;
        } else {
            full = full.saturating_add(1);
        }
    }
    let given = function.provisioned_hours_per_month;
    Ok(Some(Split::Hours {
        within,
        sum: week.sum(),
        full,
        capacity,
        under,
        part: given
            .filter(|_| schedule.is_none())
            .map(|given| (given, hours)),
    }))
}
