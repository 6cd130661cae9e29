//! Provisioned capacity against the traffic of each hour, with the burst within it.

use serde::Serialize;

use crate::pricing::quota_ids;
use crate::quantity::{Figure, Overflow};
use crate::services::dynamodb::provisioned::Provision;
use crate::services::dynamodb::week::CapacityWeek;
use crate::sizing::ledger::{Allowed, Claim, Ledger};
use crate::sizing::rate::{Pace, Rate};

const NAME: &str = "Provisioned capacity";
const REMEDY: &str = "Provision more, or pay by the request: until then unused capacity of the last minutes serves a burst, and the rest is throttled.";

/// The provisioned capacity of a table or an index in one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CapacitySize {
    /// The units of the hour in which the traffic comes closest to them.
    pub units: Figure,
    /// The traffic of that hour in its busiest moment, in units a second.
    pub peak: Figure,
    /// How long a full credit of unused units serves that moment, in seconds, before requests are throttled;
    /// null if the capacity itself serves it.
    pub credit_lasts_seconds: Option<Figure>,
}

/// DDB-5, DDB-6: adds the limit that provisioned capacity is, in the hour in which the traffic comes closest
/// to it.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html>
pub(super) fn add<'a>(
    provision: &Provision<'a>,
    part: &str,
    rate: Rate,
    pace: &Pace,
    ledger: &mut Ledger<'a>,
) -> Result<Option<CapacitySize>, Overflow> {
    let Some((units, peak)) = closest(&provision.week, rate, pace)? else {
        return Ok(None);
    };
    let allowed = Allowed::by_scenario(NAME, "units/s", units);
    let mean = rate.mean;
    ledger.add(Claim::new(part, allowed, Rate { mean, peak }, REMEDY))?;
    Ok(Some(CapacitySize {
        units,
        peak,
        credit_lasts_seconds: lasts(units, peak, ledger)?,
    }))
}

/// The capacity and the peak of the hour in which the one comes closest to the other; `None` without traffic.
fn closest(
    week: &CapacityWeek,
    rate: Rate,
    pace: &Pace,
) -> Result<Option<(Figure, Figure)>, Overflow> {
    let busiest = pace.week().max();
    if rate.peak.is_zero() || busiest.is_zero() {
        return Ok(None);
    }
    let hours = match week {
        CapacityWeek::Flat(units) => return Ok(Some((*units, rate.peak))),
        CapacityWeek::Hourly(hours) => hours,
    };
    // The least capacity for each unit of weight, compared without a division.
    let mut least: Option<(Figure, Figure)> = None;
    for (hour, units) in hours.iter().enumerate() {
        let weight = pace.week().weight(hour);
        let closer = match least {
            None => true,
            Some((of, by)) => units.checked_mul(by)? < of.checked_mul(weight)?,
        };
        if !weight.is_zero() && closer {
            least = Some((*units, weight));
        }
    }
    let Some((units, weight)) = least else {
        return Ok(None);
    };
    let peak = rate.peak.checked_mul(weight)?.checked_div(busiest)?;
    Ok(Some((units, peak)))
}

/// DDB-6: unused units of the last 300 seconds are kept. A full credit lasts 300 × units ÷ (peak − units)
/// seconds.
fn lasts(units: Figure, peak: Figure, ledger: &mut Ledger<'_>) -> Result<Option<Figure>, Overflow> {
    let kept = ledger.allowed(quota_ids::DYNAMODB_BURST)?.limit;
    let Some(seconds) = kept.filter(|_| peak > units) else {
        return Ok(None);
    };
    let credit = seconds.checked_mul(units)?;
    credit.checked_div(peak.checked_sub(units)?).map(Some)
}
