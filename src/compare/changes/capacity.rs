//! How a table pays for its throughput: on demand, provisioned or reserved.

use super::tables::{holds_reserved, with_table};
use crate::check;
use crate::compare::{Applied, Change};
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::{
    CapacityMode, IndexKind, ReservedTerm, Scenario, Schedule, Table, TableClass, UNITS_MAX,
};
use crate::services::dynamodb::{provisioned::provisions, units::Direction};
use crate::workload::shape::Week;
use crate::workload::{Checked, Workload};

/// The units in a block of reserved capacity.
const BLOCK: u32 = 100;

const MODES: &str =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html";
const AUTO_SCALING: &str =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html";
const RESERVED: &str =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/reserved-capacity.html";

const PROVISIONED: &str = "Provisioned capacity throttles requests beyond it. At a target of 0.7 it has room for 1.43 times the mean of the busiest hour, and it keeps up to 300 seconds of unused capacity for bursts. On-demand serves up to twice its earlier peak at once.";
const ON_DEMAND: &str = "On-demand is paid by the request. It is cheaper only if less than about 29 % of provisioned capacity would be used, by the list prices of us-east-1 since November 2024 and without reserved capacity.";
const HOURLY: &str = "Capacity hour by hour needs auto scaling, whose CloudWatch alarms are counted: eight for a table and eight for each global index. Auto scaling raises capacity only after two minutes above the target; it can lower capacity 4 times a day and then once an hour, at most 27 times a day.";
const GIVEN: &str = "Capacity that is given as a number does not follow the traffic. Traffic above it is throttled once its saved burst capacity is used up, and unused capacity is paid for all the same.";
const FLAT: &str = "Capacity for the busiest hour is paid in every hour, used or not.";
const TERM_1Y: &str = "Reserved capacity is bought for 12 months in blocks of 100 units, partly upfront, and paid until the term ends, used or not. It covers Standard tables of one region and can't be cancelled.";
const TERM_3Y: &str = "Reserved capacity is bought for 36 months in blocks of 100 units, partly upfront, and paid until the term ends, used or not. It covers Standard tables of one region and can't be cancelled.";
const UNRESERVED: &str = "Without reserved capacity every unit costs the full hourly price, but you can remove units at any hour.";
const HELD: &str = "a reservation can't be cancelled or changed: it is paid until its term ends, and this difference applies only after that";
const PROVISIONED_TOO: &str = "reserved capacity needs a provisioned table, which throttles traffic above its capacity once its saved burst capacity is used up";

const UNITS: &[&str] = &[
    "tables.*.capacity.mode",
    "tables.*.capacity.schedule",
    "tables.*.capacity.read_units",
    "tables.*.capacity.write_units",
    "tables.*.indexes.*.read_units",
    "tables.*.indexes.*.write_units",
];
const UNRESERVED_UNITS: &[&str] = &[
    "tables.*.capacity.mode",
    "tables.*.capacity.read_units",
    "tables.*.capacity.write_units",
    "tables.*.capacity.reserved_read_units",
    "tables.*.capacity.reserved_write_units",
    "tables.*.indexes.*.read_units",
    "tables.*.indexes.*.write_units",
];
const RESERVATION: &[&str] = &[
    "tables.*.capacity.mode",
    "tables.*.capacity.schedule",
    "tables.*.capacity.reserved_read_units",
    "tables.*.capacity.reserved_write_units",
    "tables.*.capacity.reserved_term",
];

pub(super) const CHANGES: &[Change] = &[
    Change {
        key: "table-on-demand",
        label: "On-demand capacity",
        gives_up: ON_DEMAND,
        staying: PROVISIONED,
        source: MODES,
        touches: UNRESERVED_UNITS,
        applies: on_demand,
    },
    Change {
        key: "table-provisioned",
        label: "Provisioned capacity for the busiest hour",
        gives_up: PROVISIONED,
        staying: ON_DEMAND,
        source: MODES,
        touches: UNITS,
        applies: |scenario| provisioned(scenario, Schedule::PeakHour),
    },
    Change {
        key: "table-provisioned-hourly",
        label: "Provisioned capacity hour by hour",
        gives_up: HOURLY,
        staying: ON_DEMAND,
        source: AUTO_SCALING,
        touches: UNITS,
        applies: |scenario| provisioned(scenario, Schedule::Hourly),
    },
    Change {
        key: "table-reserved-1y",
        label: "Reserved capacity, 1 year",
        gives_up: TERM_1Y,
        staying: UNRESERVED,
        source: RESERVED,
        touches: RESERVATION,
        applies: |scenario| reserved(scenario, ReservedTerm::OneYear),
    },
    Change {
        key: "table-reserved-3y",
        label: "Reserved capacity, 3 years",
        gives_up: TERM_3Y,
        staying: UNRESERVED,
        source: RESERVED,
        touches: RESERVATION,
        applies: |scenario| reserved(scenario, ReservedTerm::ThreeYears),
    },
    Change {
        key: "table-not-reserved",
        label: "No reserved capacity",
        gives_up: UNRESERVED,
        staying: "Reserved capacity is paid until its term of 12 or 36 months ends, used or not.",
        source: RESERVED,
        touches: &[
            "tables.*.capacity.reserved_read_units",
            "tables.*.capacity.reserved_write_units",
        ],
        applies: not_reserved,
    },
];

/// Removes the reservation of a table.
fn give_back(table: &mut Table) {
    table.capacity.reserved_read_units = 0;
    table.capacity.reserved_write_units = 0;
}

/// Removes the capacity that is given for a table and its indexes.
fn follow_traffic(table: &mut Table) {
    table.capacity.read_units = None;
    table.capacity.write_units = None;
    for secondary in &mut table.indexes {
        secondary.read_units = None;
        secondary.write_units = None;
    }
}

/// Whether any capacity of a table or its indexes is given as a number.
fn is_given(table: &Table) -> bool {
    let capacity = &table.capacity;
    let of_index = |one: &crate::scenario::Index| {
        one.kind == IndexKind::Gsi && (one.read_units.is_some() || one.write_units.is_some())
    };
    capacity.read_units.is_some()
        || capacity.write_units.is_some()
        || table.indexes.iter().any(of_index)
}

/// Whether every hour of the week has the same traffic, so that hourly capacity would never change.
fn is_flat(scenario: &Scenario) -> Result<bool, Overflow> {
    Ok(Week::from_traffic(&scenario.traffic)?.peak_over_mean()? == Figure::ONE)
}

fn on_demand(scenario: &Checked) -> Result<Vec<Applied>, Overflow> {
    let tables = scenario.tables.iter().enumerate();
    let provisioned = tables.filter(|(_, table)| table.capacity.mode == CapacityMode::Provisioned);
    let all = provisioned.map(|(index, table)| {
        let without = if holds_reserved(table) {
            ", without its reservation"
        } else {
            ""
        };
        let change = format!("{}: on-demand instead of provisioned{without}", table.name);
        let applied = with_table(index, change, |table| {
            table.capacity.mode = CapacityMode::OnDemand;
            follow_traffic(table);
            give_back(table);
        });
        applied.noting(holds_reserved(table).then_some(HELD))
    });
    Ok(all.collect())
}

/// Capacity that is computed from the traffic, at the table's target utilization.
fn provisioned(scenario: &Scenario, schedule: Schedule) -> Result<Vec<Applied>, Overflow> {
    if schedule == Schedule::Hourly && is_flat(scenario)? {
        return Ok(Vec::new());
    }
    let mut all = Vec::new();
    for (index, table) in scenario.tables.iter().enumerate() {
        let capacity = &table.capacity;
        let is_provisioned = capacity.mode == CapacityMode::Provisioned;
        if is_provisioned && capacity.schedule == schedule && !is_given(table) {
            continue;
        }
        let what = match schedule {
            Schedule::PeakHour => "provisioned for the busiest hour",
            Schedule::Hourly => "provisioned hour by hour",
        };
        let (now, staying) = match (is_provisioned, is_given(table), capacity.schedule) {
            (false, ..) => ("on-demand", ON_DEMAND),
            (true, true, _) => ("the capacity that is given", GIVEN),
            (true, false, Schedule::PeakHour) => ("for the busiest hour", FLAT),
            (true, false, Schedule::Hourly) => ("hour by hour", HOURLY),
        };
        let change = format!(
            "{}: {what} at a target utilization of {} instead of {now}",
            table.name, capacity.target_utilization,
        );
        let applied = with_table(index, change, move |table| {
            table.capacity.mode = CapacityMode::Provisioned;
            table.capacity.schedule = schedule;
            follow_traffic(table);
        });
        all.push(applied.with_staying(staying));
    }
    Ok(all)
}

/// The units of a table, in whole blocks, that it has provisioned in every hour of the week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Steady {
    read: u32,
    write: u32,
}

/// The units that each table of a scenario has provisioned in every hour of the week, in the order of
/// the tables. Replicated writes are left out, because no reservation covers them. Nothing is steady
/// where the scenario breaks a rule.
fn steady(scenario: Scenario) -> Result<Vec<Steady>, Overflow> {
    let mut all = vec![Steady::default(); scenario.tables.len()];
    let Ok(scenario) = check::changed(scenario) else {
        return Ok(all);
    };
    let workload = Workload::derive(&scenario)?;
    let provisions = provisions(&workload)?;
    for (table, steady) in scenario.tables.iter().zip(&mut all) {
        let own = provisions
            .iter()
            .filter(|one| one.table.name == table.name && !one.replicated());
        let (mut read, mut write) = (Figure::ZERO, Figure::ZERO);
        for one in own {
            let least = match one.direction {
                Direction::Read => &mut read,
                Direction::Write => &mut write,
            };
            *least = least.checked_add(one.week.least())?;
        }
        *steady = Steady {
            read: blocks(read),
            write: blocks(write),
        };
    }
    Ok(all)
}

/// The whole blocks in a number of units, in units. A scenario cannot have more units than
/// [`UNITS_MAX`].
fn blocks(units: Figure) -> u32 {
    let units = u32::try_from(units.value()).unwrap_or(0);
    let blocks = units.checked_div(BLOCK).unwrap_or(0);
    blocks.saturating_mul(BLOCK).min(UNITS_MAX)
}

/// Whether a table can get a reservation: it is of the Standard class and has none yet.
fn is_reservable(table: &Table) -> bool {
    table.class == TableClass::Standard && !holds_reserved(table)
}

/// How a table that gets a reservation is provisioned: as it is, or, if it is on-demand, hour by hour
/// unless the traffic is flat.
fn schedule_of(table: &Table, flat: bool) -> Schedule {
    match (table.capacity.mode, flat) {
        (CapacityMode::Provisioned, _) => table.capacity.schedule,
        (CapacityMode::OnDemand, true) => Schedule::PeakHour,
        (CapacityMode::OnDemand, false) => Schedule::Hourly,
    }
}

/// A reservation of the blocks that a table has provisioned in every hour. An on-demand table becomes a
/// provisioned one. A table that has a reservation for the other term only changes the term.
fn reserved(scenario: &Scenario, term: ReservedTerm) -> Result<Vec<Applied>, Overflow> {
    let flat = is_flat(scenario)?;
    // What a table has provisioned depends on no other table, so that all are provisioned at once.
    let mut provisioned = scenario.clone();
    for table in provisioned
        .tables
        .iter_mut()
        .filter(|one| is_reservable(one))
    {
        table.capacity.schedule = schedule_of(table, flat);
        table.capacity.mode = CapacityMode::Provisioned;
    }
    let steady = steady(provisioned)?;
    let months = term.months();
    let mut all = Vec::new();
    for (index, (table, units)) in scenario.tables.iter().zip(steady).enumerate() {
        if is_reservable(table) {
            all.extend(reservation(
                index,
                table,
                units,
                term,
                schedule_of(table, flat),
            ));
        } else if holds_reserved(table) && table.capacity.reserved_term != term {
            let change = format!("{}: its reservation for {months} months", table.name);
            let applied = with_table(index, change, move |table| {
                table.capacity.reserved_term = term;
            });
            all.push(applied.noting(Some(HELD)));
        }
    }
    Ok(all)
}

/// A reservation of these units; `None` if there are none.
fn reservation(
    index: usize,
    table: &Table,
    units: Steady,
    term: ReservedTerm,
    schedule: Schedule,
) -> Option<Applied> {
    let Steady { read, write } = units;
    if read == 0 && write == 0 {
        return None;
    }
    let is_provisioned = table.capacity.mode == CapacityMode::Provisioned;
    let how = match (is_provisioned, schedule) {
        (true, _) => "",
        (false, Schedule::PeakHour) => ", provisioned for the busiest hour",
        (false, Schedule::Hourly) => ", provisioned hour by hour",
    };
    let change = format!(
        "{}{how}: {} RCU and {} WCU, which every hour has, reserved for {} months",
        table.name,
        format::grouped(read),
        format::grouped(write),
        term.months(),
    );
    let applied = with_table(index, change, move |table| {
        table.capacity.mode = CapacityMode::Provisioned;
        table.capacity.schedule = schedule;
        table.capacity.reserved_read_units = read;
        table.capacity.reserved_write_units = write;
        table.capacity.reserved_term = term;
    });
    let staying = if is_provisioned {
        UNRESERVED
    } else {
        ON_DEMAND
    };
    let applied = applied.with_staying(staying);
    Some(applied.noting((!is_provisioned).then_some(PROVISIONED_TOO)))
}

fn not_reserved(scenario: &Checked) -> Result<Vec<Applied>, Overflow> {
    let tables = scenario.tables.iter().enumerate();
    let held = tables.filter(|(_, table)| {
        holds_reserved(table) && table.capacity.mode == CapacityMode::Provisioned
    });
    let all = held.map(|(index, table)| {
        let change = format!("{}: no reserved capacity", table.name);
        with_table(index, change, give_back).noting(Some(HELD))
    });
    Ok(all.collect())
}
