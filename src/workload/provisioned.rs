//! Which invocations find an environment ready, and which spill over to on-demand.

use super::shape::{HOURS_PER_WEEK, Week};
use crate::quantity::{Figure, Millis, Overflow};
use crate::scenario::{Days, Function, ProvisionedSchedule};

/// Requests a second that one unit of provisioned concurrency takes at most.
/// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>
pub const REQUESTS_PER_SECOND: u32 = 10;

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

/// How many of a month's invocations provisioned concurrency serves.
///
/// With a share, that share. Without, hour by hour of the week: a unit serves one invocation at a
/// time and ten a second at most, so that `count` units serve `min(count ÷ duration, 10 × count)` a
/// second; what an hour's mean has beyond that spills over. Hours given by the month, without a
/// schedule, lie evenly over the week. The burst within an hour is left aside.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn served(
    function: &Function,
    duration: Millis,
    invocations: Figure,
    week: impl FnOnce() -> Result<Week, Overflow>,
    hours: Figure,
) -> Result<Figure, Overflow> {
    let Some(count) = function.provisioned_concurrency else {
        return Ok(Figure::ZERO);
    };
    if let Some(share) = function.provisioned_share {
        return invocations.times(share);
    }
    if invocations.is_zero() {
        return Ok(Figure::ZERO);
    }
    let week = week()?;
    let on = function
        .provisioned_schedule
        .as_ref()
        .map_or([true; HOURS_PER_WEEK], hours_of);
    // What one hour of the week can serve, added up over the month: rate × 3,600 × hours ÷ 168.
    let slow = duration.figure() > Figure::from(1000 / REQUESTS_PER_SECOND);
    let (a_second, over) = if slow {
        (Figure::from(count).times(1000_u32.into())?, duration.figure())
    } else {
        (Figure::from(count).times(REQUESTS_PER_SECOND.into())?, Figure::ONE)
    };
    let capacity = a_second.times(3600_u32.into())?.times(hours)?;
    let capacity_over = over.times(168_u32.into())?;
    // At the bound both sides of the comparison give the same, so a rounded quotient will do.
    let most = capacity.over(capacity_over)?;
    let (mut within, mut full) = (Figure::ZERO, 0_u32);
    for (weight, _) in week.weights().iter().zip(on).filter(|(_, on)| *on) {
        if invocations.times(*weight)?.over(week.sum())? <= most {
            within = within.plus(*weight)?;
        } else {
            full = full.saturating_add(1);
        }
    }
    let mut served = if within == week.sum() {
        invocations
    } else {
        invocations.times(within)?.over(week.sum())?
    };
    if full > 0 {
        served = served.plus(capacity.times(full.into())?.over(capacity_over)?)?;
    }
    match function.provisioned_hours_per_month {
        Some(provisioned) if function.provisioned_schedule.is_none() => {
            served.times(provisioned)?.over(hours)
        }
        _ => Ok(served),
    }
}
