//! Which invocations provisioned concurrency serves, and which run on demand.

use super::duration::duration_of;
use super::shape::{Alike, Week};
use crate::quantity::{Figure, HOURS_PER_WEEK, Overflow, SECONDS_PER_HOUR, WEEK};
use crate::scenario::{Days, Function, ProvisionedSchedule, Scenario};
use crate::working::{Named as _, Quantity, Rule, Silent, Term, Trace, Working};

/// The most requests a second that one unit of provisioned concurrency serves.
/// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>
pub const REQUESTS_PER_SECOND: u32 = 10;

/// Milliseconds in a second.
const MS_PER_SECOND: u32 = 1000;
/// The duration, in milliseconds, up to which ten requests a second limit a unit; above it, the
/// duration does.
const MS_AT_TEN_A_SECOND: u32 = MS_PER_SECOND / REQUESTS_PER_SECOND;

const SPILL_OVER: Rule = Rule::new(
    "a unit of provisioned concurrency serves one invocation at a time and at most ten a second; if the mean of an hour is higher, the other invocations of the hour run on demand",
    "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
);

/// The hours of the week in which a schedule provisions, Monday 0:00 first.
///
/// Hours are whole, so rounding up to 5 minutes changes nothing.
#[must_use]
pub fn hours_of(schedule: &ProvisionedSchedule) -> [bool; WEEK] {
    core::array::from_fn(|at| {
        let day = at.checked_div(24).unwrap_or(0);
        let hour = at.checked_rem(24).unwrap_or(0);
        let is_day = match schedule.days {
            Days::EveryDay => true,
            Days::Weekdays => day < 5,
            Days::Weekend => day >= 5,
        };
        let hour = u32::try_from(hour).unwrap_or(0);
        is_day && (schedule.from_hour..schedule.to_hour).contains(&hour)
    })
}

/// The number of hours a week in which a schedule provisions.
#[must_use]
pub fn hours_a_week(schedule: &ProvisionedSchedule) -> u32 {
    let hours = hours_of(schedule).iter().filter(|hour| **hour).count();
    u32::try_from(hours).unwrap_or(0)
}

/// The provisioned concurrency of a function, with the capacity that it has in an hour of the week.
#[derive(Clone, Copy, Debug)]
struct Hours<'s> {
    function: &'s Function,
    /// Units of provisioned concurrency.
    units: u32,
    /// How long an invocation runs, in milliseconds; `None` if a unit serves ten a second.
    duration: Option<Figure>,
    /// Hours of the month.
    month: Figure,
}

impl Hours<'_> {
    /// The most invocations that are served over the month in `first` hours of the week: rate ×
    /// 3,600 × hours of the month ÷ hours of a week. The division comes last.
    fn capacity<T: Trace>(self, first: Working<T>) -> Working<T> {
        let units = first * self.units.named("units");
        let month: Term<&str> = self.month.named("hours");
        match self.duration {
            Some(ms) => {
                let over = units * MS_PER_SECOND * SECONDS_PER_HOUR * month;
                over / (first.trace().of(ms, "ms") * HOURS_PER_WEEK)
            }
            None => {
                let a_second = units * REQUESTS_PER_SECOND.named("a second");
                a_second * SECONDS_PER_HOUR * month / HOURS_PER_WEEK
            }
        }
    }

    /// The sum of the weights of the hours whose invocations are all served, and the number of
    /// hours with more invocations than capacity. An hour exactly at capacity gives the same result
    /// in both groups, so a rounded quotient is good enough for the comparison.
    fn divide(self, week: &Week, invocations: Figure) -> Result<(Figure, u32), Overflow> {
        let each = self.capacity(Silent.of(Figure::ONE, "")).figure()?;
        let schedule = self.function.provisioned_schedule.as_ref().map(hours_of);
        let (mut within, mut full) = (Figure::ZERO, 0_u32);
        for (place, Alike { weight, hours }) in week.alike().iter().copied().enumerate() {
            let hours = schedule.map_or(hours, |on| {
                let here = week.places().iter().zip(on);
                let here = here.filter(|(of, on)| *on && usize::from(**of) == place);
                u32::try_from(here.count()).unwrap_or(0)
            });
            if invocations.checked_mul(weight)?.checked_div(week.sum())? <= each {
                within = within.checked_add(weight.checked_mul(hours.into())?)?;
            } else {
                full = full.saturating_add(hours);
            }
        }
        Ok((within, full))
    }
}

/// The invocations of a function in a month that its provisioned concurrency serves; `None` if the
/// function has no provisioned concurrency.
///
/// If the scenario gives a share, that share of the invocations. Otherwise the hours of the week
/// are added up: a unit serves one invocation at a time and at most ten a second, so `count` units
/// serve `min(count ÷ duration, 10 × count)` a second. If the mean of an hour is higher, the others
/// run on demand. Hours that are given by the month, without a schedule, are spread evenly over the
/// week. Bursts within an hour are ignored.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn served<T: Trace>(
    function: &Function,
    scenario: &Scenario,
    invocations: Quantity<T>,
) -> Result<Option<Quantity<T>>, Overflow> {
    let Some(units) = function.provisioned_concurrency else {
        return Ok(None);
    };
    let name = format_args!("{}, on provisioned concurrency", function.name);
    if let Some(share) = function.provisioned_share {
        let served = invocations * share.named("share");
        return served.step(name, "invocations").map(Some);
    }
    let duration = match duration_of(Silent, function)? {
        Some(duration) => duration.ms()?,
        None => Figure::ZERO,
    };
    let hours = Hours {
        function,
        units,
        duration: Some(duration).filter(|ms| *ms > MS_AT_TEN_A_SECOND.into()),
        month: scenario.billing.hours_per_month,
    };
    let week = Week::from_traffic(&scenario.traffic)?;
    let (within, full) = hours.divide(&week, invocations.figure())?;
    let mut served = if within == week.sum() {
        invocations.expr()
    } else {
        invocations * within.named("weight of hours within capacity") / week.sum().named("weight")
    };
    if full > 0 {
        let beyond = served.trace().of(full, "hours of the week beyond capacity");
        served = served + hours.capacity(beyond);
    }
    if let (Some(given), None) = (
        function.provisioned_hours_per_month,
        &function.provisioned_schedule,
    ) {
        served = served * given.named("hours") / hours.month.named("hours");
    }
    Ok(Some(served.step(name, "invocations")?.by(SPILL_OVER)))
}
