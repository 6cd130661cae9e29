//! Auto scaling: the alarms by which it watches capacity.

use crate::fields::HourlyUnits;
use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::Overflow;
use crate::scenario::{CapacityMode, IndexKind, Schedule, Table};
use crate::working::{Named as _, Rule, Trace};
use crate::workload::Workload;

/// The alarms of each capacity that auto scaling sets: two on what is consumed, two on what is
/// provisioned.
const ALARMS: u32 = 4;

const WATCHED: Rule = Rule::new(
    "target tracking makes four CloudWatch alarms for each capacity that it sets: a table has a capacity for reads and one for writes, and so has each global index; each alarm is billed by the month",
    "https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html",
);
const BY_SCHEDULE: &str = "Capacity that is given hour by hour is set by scheduled actions, which make no CloudWatch alarms. Target tracking would make eight for a table and eight for each global index.";

/// Each capacity of a provisioned table and its global indexes: what is given, or `None` where it
/// follows from the traffic. A table that is not provisioned has no capacity.
fn capacities(table: &Table) -> impl Iterator<Item = Option<&HourlyUnits>> {
    let own = [&table.capacity.read_units, &table.capacity.write_units];
    let global = table
        .indexes
        .iter()
        .filter(|one| one.kind == IndexKind::Gsi);
    let of_indexes = global.flat_map(|one| [&one.read_units, &one.write_units]);
    let all = own.into_iter().chain(of_indexes).map(Option::as_ref);
    all.filter(|_| table.capacity.mode == CapacityMode::Provisioned)
}

/// The number of capacities that target tracking sets: those that follow from the traffic hour by
/// hour.
fn tracked(table: &Table) -> u32 {
    if table.capacity.schedule != Schedule::Hourly {
        return 0;
    }
    let tracked = capacities(table).filter(Option::is_none).count();
    u32::try_from(tracked).unwrap_or(u32::MAX)
}

/// Whether some capacity is given hour by hour.
fn is_by_schedule(table: &Table) -> bool {
    capacities(table)
        .flatten()
        .any(|given| given.units().len() > 1)
}

/// Meters the alarms of all tables whose capacity follows from the traffic hour by hour.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn meter_alarms<T: Trace>(
    workload: &Workload<'_, T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    for table in &workload.scenario.tables {
        let tracked = tracked(table);
        if tracked > 0 {
            let alarms = workload.on().of(ALARMS, "alarms") * tracked.named("capacities");
            let name = format_args!("auto scaling of {}", table.name);
            let alarms = alarms.step(name, "alarm-metric-months")?.by(WATCHED);
            meter.take(ids::CLOUDWATCH_ALARMS_STANDARD, alarms)?;
        }
        if is_by_schedule(table) {
            meter.note(BY_SCHEDULE);
        }
    }
    Ok(())
}
