//! Provisioned throughput: capacity by the unit and hour, used or not.

use core::fmt::{self, Display};

use crate::fields::HourlyUnits;
use crate::metering::Meter;
use crate::pricing::{PriceId, ids};
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::{Capacity, CapacityMode, IndexKind, Table, TableClass};
use crate::working::{Named as _, Quantity, Rule, Silent, Trace, Working};
use crate::workload::Workload;

use super::demand::Part;
use super::load::Load;
use super::units::Direction;
use super::week::CapacityWeek;
use super::{global_tables, replicas, reserved};

const HOURS: Rule = Rule::new(
    "provisioned capacity is billed by the unit and hour, used or not; at least one unit",
    "https://aws.amazon.com/dynamodb/pricing/provisioned/",
);
const DERIVED: Rule = Rule::new(
    "capacity is the smallest whole number of units of which the busiest hour's mean uses at most the target utilization",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html",
);
const SCHEDULED: Rule = Rule::new(
    "in each hour of the week capacity is the smallest whole number of units of which the hour's mean uses at most the target utilization; a month has the same mix of hours as a week",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html",
);

/// The provisioned capacity of a table with its local indexes, or of a global index.
#[derive(Clone, Debug)]
pub struct Provision<'s, T = Silent> {
    /// The table.
    pub table: &'s Table,
    /// The index of the global index in the table's list; `None` for the table itself.
    pub index: Option<usize>,
    /// Reads or writes.
    pub direction: Direction,
    /// The units that the traffic takes in a month.
    pub monthly: Working<T>,
    /// Whether the capacity is given; otherwise it is computed from the traffic.
    pub is_given: bool,
    /// The capacity.
    pub week: CapacityWeek,
    /// The units or unit-hours that the capacity [holds](CapacityWeek::held).
    pub held: Quantity<T>,
}

impl<'s, T: Trace> Provision<'s, T> {
    const fn part(&self) -> Part<'s> {
        Part {
            table: self.table,
            index: self.index,
            direction: self.direction,
        }
    }

    /// Whether these are the replicated writes of a global table, which no reservation covers.
    #[must_use]
    pub const fn replicated(&self) -> bool {
        self.part().is_replicated()
    }

    /// The unit-hours of the capacity in this many hours.
    pub fn unit_hours(&self, hours: Working<T>) -> Working<T> {
        self.week.unit_hours(self.held.expr(), hours)
    }

    /// The capacity of a part: the given capacity, or capacity that is computed from the traffic.
    fn new(
        part: Part<'s>,
        monthly: Working<T>,
        given: Option<&HourlyUnits>,
        load: &Load<T>,
    ) -> Result<Self, Overflow> {
        let (week, held) = match given {
            Some(units) => given_capacity(part, units, monthly.trace())?,
            None => derived_capacity(part, monthly, load)?,
        };
        Ok(Self {
            table: part.table,
            index: part.index,
            direction: part.direction,
            monthly,
            is_given: given.is_some(),
            week,
            held,
        })
    }
}

fn given_capacity<T: Trace>(
    part: Part<'_>,
    units: &HourlyUnits,
    on: T,
) -> Result<(CapacityWeek, Quantity<T>), Overflow> {
    let week = CapacityWeek::from_units(units.units());
    let (label, unit) = match week {
        CapacityWeek::Flat(_) => ("units as given", "units"),
        CapacityWeek::Hourly(_) => ("unit-hours as given", "unit-hours a week"),
    };
    let held = on.of(week.held()?, label).step(ByHour(part, &week), unit)?;
    Ok((week, held))
}

fn derived_capacity<T: Trace>(
    part: Part<'_>,
    monthly: Working<T>,
    load: &Load<T>,
) -> Result<(CapacityWeek, Quantity<T>), Overflow> {
    let Capacity {
        schedule,
        target_utilization,
        ..
    } = &part.table.capacity;
    let (busiest, week) = load.capacity(monthly, *target_utilization, *schedule)?;
    if let CapacityWeek::Flat(_) = week {
        return Ok((week, busiest.step(part, "units")?.by(DERIVED)));
    }
    let busiest = busiest.step(part, "units in the busiest hour")?;
    let held = over_the_week(busiest, &week, "hours of that many units")?;
    let held = held.step(ByHour(part, &week), "unit-hours a week")?;
    Ok((week, held.by(SCHEDULED)))
}

/// Unit-hours of a week in which each hour counts at most `units`. `reaching` is the label of the
/// hours that have that many units or more.
fn over_the_week<T: Trace>(
    units: Quantity<T>,
    week: &CapacityWeek,
    reaching: &'static str,
) -> Result<Working<T>, Overflow> {
    let (reach, others) = week.reaching(units.figure())?;
    let hours = units * reach.named(reaching);
    if others.is_zero() {
        return Ok(hours);
    }
    Ok(hours + others.named("unit-hours in the other hours"))
}

/// The name of capacity, with its least and most units if hours differ.
struct ByHour<'a>(Part<'a>, &'a CapacityWeek);

impl Display for ByHour<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(part, week) = self;
        match week {
            CapacityWeek::Flat(_) => write!(f, "{part}"),
            CapacityWeek::Hourly(_) => {
                let [least, most] = [week.least(), week.most()].map(format::grouped);
                write!(f, "{part}, {least} to {most} units by the hour")
            }
        }
    }
}

/// The capacity of every provisioned table and global index.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn provisions<'s, T: Trace>(
    workload: &Workload<'s, T>,
) -> Result<Vec<Provision<'s, T>>, Overflow> {
    under(workload, &Load::from_workload(workload)?)
}

/// The capacity of every provisioned table and global index under this load.
fn under<'s, T: Trace>(
    workload: &Workload<'s, T>,
    load: &Load<T>,
) -> Result<Vec<Provision<'s, T>>, Overflow> {
    let mut found = Vec::new();
    let tables = workload.scenario.tables.iter();
    for table in tables.filter(|table| table.capacity.mode == CapacityMode::Provisioned) {
        let mut add = |index, direction, given: &Option<HourlyUnits>| {
            let part = Part {
                table,
                index,
                direction,
            };
            let asked = part.asked(workload)?;
            found.push(Provision::new(part, asked, given.as_ref(), load)?);
            Ok(())
        };
        add(None, Direction::Read, &table.capacity.read_units)?;
        add(None, Direction::Write, &table.capacity.write_units)?;
        for (index_at, index) in table.indexes.iter().enumerate() {
            if index.kind == IndexKind::Gsi {
                add(Some(index_at), Direction::Read, &index.read_units)?;
                add(Some(index_at), Direction::Write, &index.write_units)?;
            }
        }
    }
    Ok(found)
}

/// Meters unit-hours of all provisioned tables that reserved capacity does not cover.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    if !is_any_provisioned(&workload.scenario.tables) {
        return Ok(());
    }
    let load = Load::from_workload(workload)?;
    let provisions = under(workload, &load)?;
    for class in [TableClass::Standard, TableClass::StandardIa] {
        for direction in [Direction::Read, Direction::Write] {
            let here = provisions
                .iter()
                .filter(|one| one.table.class == class && one.direction == direction);
            let pool = Pool {
                class,
                direction,
                hours: workload.on().of(workload.hours(), "hours"),
                provisions: here.collect(),
            };
            pool.meter(&workload.scenario.tables, meter)?;
        }
    }
    Ok(())
}

fn is_any_provisioned(tables: &[Table]) -> bool {
    tables
        .iter()
        .any(|table| table.capacity.mode == CapacityMode::Provisioned)
}

/// The price of a unit-hour, and its unit.
const fn price(class: TableClass, direction: Direction) -> (PriceId, &'static str) {
    match (class, direction) {
        (TableClass::Standard, Direction::Read) => {
            (ids::DYNAMODB_PROVISIONED_RCU_HOUR, "RCU-hours")
        }
        (TableClass::Standard, Direction::Write) => {
            (ids::DYNAMODB_PROVISIONED_WCU_HOUR, "WCU-hours")
        }
        (TableClass::StandardIa, Direction::Read) => {
            (ids::DYNAMODB_PROVISIONED_RCU_HOUR_IA, "RCU-hours")
        }
        (TableClass::StandardIa, Direction::Write) => {
            (ids::DYNAMODB_PROVISIONED_WCU_HOUR_IA, "WCU-hours")
        }
    }
}

const fn replicated_price(class: TableClass) -> PriceId {
    match class {
        TableClass::Standard => ids::DYNAMODB_GLOBAL_REPLICATED_WCU_HOUR,
        TableClass::StandardIa => ids::DYNAMODB_GLOBAL_REPLICATED_WCU_HOUR_IA,
    }
}

/// Capacity that shares a price and, in Standard tables, the reservations.
struct Pool<'p, 's, T> {
    class: TableClass,
    direction: Direction,
    /// The hours of the month.
    hours: Working<T>,
    provisions: Vec<&'p Provision<'s, T>>,
}

impl<'p, 's, T: Trace> Pool<'p, 's, T> {
    fn meter(&self, tables: &[Table], meter: &mut Meter<T>) -> Result<(), Overflow> {
        if self.provisions.is_empty() {
            return Ok(());
        }
        let (id, unit) = price(self.class, self.direction);
        let covered = match self.class {
            TableClass::Standard => reserved::covered(self.hours.trace(), tables, self.direction)?,
            TableClass::StandardIa => None,
        };
        for provision in &self.provisions {
            let (part, table) = (provision.part(), provision.table);
            let named = !table.replicas.is_empty();
            if provision.replicated() {
                let id = replicated_price(self.class);
                if named {
                    let each = provision.unit_hours(self.hours);
                    let each = each.step(part, "rWCU-hours")?.by(HOURS);
                    meter.take(id, each)?;
                    replicas::take(table, id, each, part, replicas::WRITES, meter)?;
                } else {
                    meter.take(id, self.replicated(provision)?)?;
                }
                continue;
            }
            if covered.is_none() || named {
                let hours = provision.unit_hours(self.hours);
                let hours = hours.step(part, unit)?.by(HOURS);
                if covered.is_none() {
                    meter.take(id, hours)?;
                }
                let rule = match self.direction {
                    Direction::Read => replicas::READ_CAPACITY,
                    Direction::Write => replicas::WRITES,
                };
                replicas::take(table, id, hours, part, rule, meter)?;
            }
            if self.direction == Direction::Write && table.replica_regions > 0 {
                meter.take(id, self.elsewhere(provision, unit)?)?;
            }
        }
        match covered {
            Some(covered) => meter.take(id, self.beyond(covered, unit)?),
            None => Ok(()),
        }
    }

    /// Unit-hours of replicated writes, in all regions.
    fn replicated(&self, provision: &Provision<'_, T>) -> Result<Quantity<T>, Overflow> {
        let part = provision.part();
        // The regions come first, as the division by the hours of the week comes last.
        let hours = self.hours * global_tables::regions(part.table).named("regions");
        let hours = hours.step(part, "hours in all regions")?;
        let hours = hours.by(global_tables::WRITES).expr();
        let quantity = provision.unit_hours(hours).step(part, "rWCU-hours")?;
        Ok(quantity.by(HOURS))
    }

    /// Unit-hours of an index of a global table in the other regions. The index is written in each
    /// region, and reservations of this region do not cover it.
    fn elsewhere(
        &self,
        provision: &Provision<'_, T>,
        unit: &'static str,
    ) -> Result<Quantity<T>, Overflow> {
        let part = provision.part();
        let name = format_args!("{part}, in other regions");
        let hours = self.hours * part.table.replica_regions.named("other regions");
        let hours = hours.step(name, "hours in other regions")?;
        let hours = hours.by(global_tables::WRITES).expr();
        let quantity = provision.unit_hours(hours).step(name, unit)?;
        Ok(quantity.by(HOURS))
    }

    /// Unit-hours beyond the reserved units, hour by hour.
    fn beyond(&self, covered: Quantity<T>, unit: &'static str) -> Result<Quantity<T>, Overflow> {
        let mut together = CapacityWeek::NONE;
        for provision in self.reservable() {
            together = together.checked_add(&provision.week)?;
        }
        let name = format_args!("{} beyond the reserved units", self.direction.word());
        let beyond = if let CapacityWeek::Flat(_) = together {
            let each = self.reservable();
            let units = self.sum(each.map(|one| one.held.aside(one.part())), "units");
            let beyond = units - covered.called("reserved");
            beyond.at_least(0).step(name, "units")?
        } else {
            let each = self.reservable();
            let each = each.map(|one| one.week.week_hours(one.held.aside(one.part())));
            let within = over_the_week(
                covered,
                &together,
                "hours in which all reserved units are used",
            )?;
            let beyond = self.sum(each, "unit-hours") - within;
            beyond.step(name, "unit-hours a week")?
        };
        let beyond = beyond.by(reserved::COVERS).expr();
        let quantity = together.unit_hours(beyond, self.hours).step(name, unit)?;
        Ok(quantity.by(HOURS))
    }

    /// The provisions that reservations cover.
    fn reservable(&self) -> impl Iterator<Item = &'p Provision<'s, T>> {
        let provisions = self.provisions.iter().copied();
        provisions.filter(|one| !one.replicated())
    }

    /// The sum of the parts; 0 of the unit if there are no parts.
    fn sum(&self, parts: impl Iterator<Item = Working<T>>, unit: &str) -> Working<T> {
        let sum = parts.reduce(|sum, part| sum + part);
        sum.unwrap_or_else(|| self.hours.trace().of(Figure::ZERO, unit))
    }
}
