//! Provisioned throughput: capacity by the unit and hour, used or not.

use crate::fields::HourlyUnits;
use crate::metering::Meter;
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::{CapacityMode, Index, IndexKind, Schedule, Table, TableClass};
use crate::working::{Rule, Step};
use crate::workload::Workload;

use super::demand::{TableUnits, of_table};
use super::units::Direction;
use super::week::{Traffic, Week};
use super::{explain, global_tables, reserved};

const HOURS: Rule = Rule {
    text: "provisioned capacity is billed by the unit and hour, used or not; at least one unit",
    href: "https://aws.amazon.com/dynamodb/pricing/provisioned/",
};
const DERIVED: Rule = Rule {
    text: "capacity is a whole number of units, so that the busiest hour's mean uses no more than the target utilization of it",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html",
};
const SCHEDULED: Rule = Rule {
    text: "in each hour of the week capacity is a whole number of units, so that the hour's mean uses no more than the target utilization of it; a month has the week's mix of hours",
    href: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html",
};
const BURST: &str = "Capacity that follows from the traffic is for the mean of an hour at the target utilization. Bursts within the hour above it draw on burst capacity or are throttled.";
const SHORT: &str = "Provisioned capacity that is given is below what some hour asks of a table or an index: part of its requests would be throttled.";

/// The provisioned capacity of a table with its local indexes, or of a global index.
#[derive(Clone, Debug)]
pub struct Provision<'s> {
    /// The table.
    pub table: &'s Table,
    /// The global index's place in the table, if it is one's.
    pub index: Option<usize>,
    /// Reads or writes.
    pub direction: Direction,
    /// What the traffic asks for in a month.
    pub monthly: Figure,
    /// Whether the capacity is given, and does not follow from the traffic.
    pub is_given: bool,
    /// The capacity.
    pub week: Week,
}

impl Provision<'_> {
    fn name(&self) -> String {
        let index = self.index.and_then(|place| self.table.indexes.get(place));
        let what = match self.direction {
            Direction::Read => "reads",
            Direction::Write => "writes",
        };
        match index {
            Some(index) => format!("{what} of index {} of {}", index.name, self.table.name),
            None => format!("{what} of table {}", self.table.name),
        }
    }

    /// Whether these are the replicated writes of a global table, which no reservation covers.
    #[must_use]
    pub const fn replicated(&self) -> bool {
        matches!(self.direction, Direction::Write)
            && self.index.is_none()
            && self.table.replica_regions > 0
    }
}

/// The capacity of every provisioned table and global index.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn provisions<'s>(workload: &Workload<'s>) -> Result<Vec<Provision<'s>>, Overflow> {
    let traffic = Traffic::of(workload)?;
    let mut found = Vec::new();
    for table in &workload.scenario.tables {
        if table.capacity.mode == CapacityMode::Provisioned {
            of(table, &of_table(workload, table)?, &traffic, &mut found)?;
        }
    }
    Ok(found)
}

fn of<'s>(
    table: &'s Table,
    asked: &TableUnits,
    traffic: &Traffic,
    found: &mut Vec<Provision<'s>>,
) -> Result<(), Overflow> {
    let capacity = &table.capacity;
    let mut add = |index, direction, monthly: Figure, given: &Option<HourlyUnits>| {
        let week = match given {
            Some(units) => Week::of(units.units()),
            None => traffic.capacity(monthly, capacity.target_utilization, capacity.schedule)?,
        };
        found.push(Provision {
            table,
            index,
            direction,
            monthly,
            is_given: given.is_some(),
            week,
        });
        Ok(())
    };
    add(
        None,
        Direction::Read,
        asked.table.read,
        &capacity.read_units,
    )?;
    // A replica is written what expires elsewhere, too.
    let expired = global_tables::expiry_units(table)?.unwrap_or(Figure::ZERO);
    let written = asked.table.write.plus(expired)?;
    add(None, Direction::Write, written, &capacity.write_units)?;
    for (place, (index, units)) in table.indexes.iter().zip(&asked.indexes).enumerate() {
        if index.kind == IndexKind::Gsi {
            let place = Some(place);
            add(place, Direction::Read, units.read, &index.read_units)?;
            add(place, Direction::Write, units.write, &index.write_units)?;
        }
    }
    Ok(())
}

/// The price of a unit-hour, and its unit.
const fn price(class: TableClass, direction: Direction) -> (&'static str, &'static str) {
    match (class, direction) {
        (TableClass::Standard, Direction::Read) => ("dynamodb.provisioned.rcu-hour", "RCU-hours"),
        (TableClass::Standard, Direction::Write) => ("dynamodb.provisioned.wcu-hour", "WCU-hours"),
        (TableClass::StandardIa, Direction::Read) => {
            ("dynamodb.provisioned.rcu-hour-ia", "RCU-hours")
        }
        (TableClass::StandardIa, Direction::Write) => {
            ("dynamodb.provisioned.wcu-hour-ia", "WCU-hours")
        }
    }
}

const fn replicated_price(class: TableClass) -> &'static str {
    match class {
        TableClass::Standard => "dynamodb.global.replicated-wcu-hour",
        TableClass::StandardIa => "dynamodb.global.replicated-wcu-hour-ia",
    }
}

/// Unit-hours of all provisioned tables, what is reserved taken off.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    if !is_any_provisioned(&workload.scenario.tables) {
        return Ok(());
    }
    let traffic = Traffic::of(workload)?;
    let provisions = provisions(workload)?;
    for provision in &provisions {
        if provision.is_given && traffic.exceeds(provision.monthly, &provision.week)? {
            meter.note(SHORT);
        }
        if !provision.is_given && workload.scenario.traffic.burst > Figure::ONE {
            meter.note(BURST);
        }
    }
    for class in [TableClass::Standard, TableClass::StandardIa] {
        for direction in [Direction::Read, Direction::Write] {
            let here: Vec<&Provision<'_>> = provisions
                .iter()
                .filter(|one| one.table.class == class && one.direction == direction)
                .collect();
            pool(workload, &traffic, class, direction, &here, meter)?;
        }
    }
    Ok(())
}

fn is_any_provisioned(tables: &[Table]) -> bool {
    tables
        .iter()
        .any(|table| table.capacity.mode == CapacityMode::Provisioned)
}

/// Capacity that shares a price and, in Standard tables, the reservations.
fn pool(
    workload: &Workload<'_>,
    traffic: &Traffic,
    class: TableClass,
    direction: Direction,
    provisions: &[&Provision<'_>],
    meter: &mut Meter,
) -> Result<(), Overflow> {
    let hours = workload.hours().figure();
    let (id, unit) = price(class, direction);
    let covered = match class {
        TableClass::Standard => reserved::covered(&workload.scenario.tables, direction)?,
        TableClass::StandardIa => Figure::ZERO,
    };
    let mut together = Week::NONE;
    for provision in provisions {
        if provision.replicated() {
            replicated(workload, provision, traffic, hours, meter)?;
            continue;
        }
        let quantity = provision.week.unit_hours(hours)?;
        if covered.is_zero() {
            meter.add(id, quantity, || {
                steps(workload, provision, traffic, hours, quantity, unit)
            })?;
        } else {
            together = together.plus(&provision.week)?;
        }
        // An index of a global table is written in each region, beyond any reservation here.
        let others = Figure::from(provision.table.replica_regions);
        let elsewhere = provision.week.unit_hours(hours.times(others)?)?;
        if direction == Direction::Write && !elsewhere.is_zero() {
            meter.add(id, elsewhere, || {
                let formula = format!(
                    "{} × {} other regions",
                    provision.name(),
                    provision.table.replica_regions
                );
                vec![Step::of(formula, elsewhere, unit).by(global_tables::WRITES)]
            })?;
        }
    }
    if covered.is_zero() || provisions.is_empty() {
        return Ok(());
    }
    let quantity = together.beyond(covered)?.unit_hours(hours)?;
    meter.add(id, quantity, || {
        let mut all = Vec::new();
        for provision in provisions.iter().filter(|one| !one.replicated()) {
            if let Ok(quantity) = provision.week.unit_hours(hours) {
                all.extend(steps(workload, provision, traffic, hours, quantity, unit));
            }
        }
        let formula = format!(
            "beyond the {} reserved units, hour by hour",
            format::grouped(covered.value())
        );
        all.push(Step::of(formula, quantity, unit).by(reserved::COVERS));
        all
    })
}

fn replicated(
    workload: &Workload<'_>,
    provision: &Provision<'_>,
    traffic: &Traffic,
    hours: Figure,
    meter: &mut Meter,
) -> Result<(), Overflow> {
    let regions = global_tables::regions(provision.table);
    let here = provision.week.unit_hours(hours)?;
    // The division comes last.
    let quantity = provision.week.unit_hours(hours.times(regions)?)?;
    meter.add(replicated_price(provision.table.class), quantity, || {
        let mut all = steps(workload, provision, traffic, hours, here, "rWCU-hours");
        let formula = format!("{} × {regions} regions", provision.name());
        all.push(Step::of(formula, quantity, "rWCU-hours").by(global_tables::WRITES));
        all
    })
}

/// What the traffic asks of a table or an index, operation by operation.
fn asked(workload: &Workload<'_>, provision: &Provision<'_>) -> Vec<Step> {
    let table = provision.table;
    let of_index = |index: &Index| {
        let place = table.indexes.iter().position(|one| one.name == index.name);
        match index.kind {
            IndexKind::Gsi => provision.index == place,
            IndexKind::Lsi => provision.index.is_none(),
        }
    };
    let mut all = Vec::new();
    let here = workload
        .operations
        .iter()
        .filter(|demand| demand.table.name == table.name);
    for demand in here {
        let before = all.len();
        if provision.direction == Direction::Read {
            let mut indexes = table.indexes.iter();
            let read = indexes.find(|index| index.name == demand.operation.index);
            let is_read = !demand.operation.kind.writes();
            if is_read && read.map_or(provision.index.is_none(), of_index) {
                all.extend(explain::read_step(demand, "read units"));
            }
        } else if demand.operation.kind.writes() {
            if provision.index.is_none() {
                all.extend(explain::write_step(demand, Figure::ONE, "write units"));
                if !demand.operation.condition_failure_rate.is_zero() {
                    all.extend(explain::failed_step(demand, "write units"));
                }
            }
            for index in table.indexes.iter().filter(|index| of_index(index)) {
                let step = explain::index_step(demand, index, Figure::ONE, "write units");
                all.extend(step);
            }
        }
        if all.len() > before {
            all.insert(before, explain::times_step(workload, demand));
        }
    }
    let own = provision.index.is_none() && provision.direction == Direction::Write;
    let expired = global_tables::expiry_units(table).ok().flatten();
    if let Some(units) = expired.filter(|units| own && !units.is_zero()) {
        let formula = format!("{}: items that expire in another region", table.name);
        all.push(Step::of(formula, units, "write units"));
    }
    all
}

fn steps(
    workload: &Workload<'_>,
    provision: &Provision<'_>,
    traffic: &Traffic,
    hours: Figure,
    quantity: Figure,
    unit: &str,
) -> Vec<Step> {
    let capacity = &provision.table.capacity;
    let name = provision.name();
    let most = format::grouped(provision.week.most().value());
    let mut all = Vec::new();
    if !provision.is_given
        && let Ok(peak) = traffic.peak_per_second(provision.monthly)
    {
        all.extend(asked(workload, provision));
        let formula = format!(
            "{name}: {} units a month × 168 × {} weight of the busiest hour ÷ {} weight of the week ÷ ({hours} hours × 3,600)",
            format::grouped(provision.monthly.value()),
            traffic.peak(),
            traffic.sum(),
        );
        all.push(Step::of(formula, peak, "a second"));
        let rule = match capacity.schedule {
            Schedule::PeakHour => DERIVED,
            Schedule::Hourly => SCHEDULED,
        };
        let formula = format!(
            "max(1, ⌈{} ÷ {} target utilization⌉)",
            format::grouped(peak.value()),
            capacity.target_utilization
        );
        all.push(Step::of(formula, provision.week.most(), "units in the busiest hour").by(rule));
    }
    let formula = match &provision.week {
        Week::Flat(_) => format!("{name}: {most} units × {hours} hours"),
        Week::Hourly(_) => format!(
            "{name}, {} to {most} units by the hour: {} unit-hours a week × {hours} hours ÷ 168",
            format::grouped(provision.week.least().value()),
            provision
                .week
                .week_hours()
                .map_or_else(|_| String::new(), |sum| format::grouped(sum.value())),
        ),
    };
    all.push(Step::of(formula, quantity, unit).by(HOURS));
    all
}
