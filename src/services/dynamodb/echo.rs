//! The echoes of the inputs of operations and tables.

use crate::metering::echo::{Say, month};
use crate::pricing::Date;
use crate::quantity::{Overflow, format};
use crate::scenario::{CapacityMode, OperationKind};
use crate::working::{Silent, Trace as _};
use crate::workload::{OperationDemand, Workload};

use super::provisioned::provisions;
use super::units::Direction;
use super::week::CapacityWeek;
use super::{dax, global_tables, reserved, storage, streams, units};

/// Gives the echoes of the inputs of operations and tables.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, demand) in workload.functions.iter().enumerate() {
        let done = workload.operations.iter().filter(|operation| {
            operation
                .caller
                .is_some_and(|caller| caller.name == demand.function.name)
        });
        operations(done, &format!("functions.{at}.operations"), echo)?;
    }
    let direct = workload
        .operations
        .iter()
        .filter(|operation| operation.caller.is_none());
    operations(direct, "operations", echo)?;
    tables(workload, echo)?;
    capacity(workload, echo)
}

fn operations<'w, 's: 'w>(
    demands: impl Iterator<Item = &'w OperationDemand<'s>>,
    path: &str,
    echo: Say<'_>,
) -> Result<(), Overflow> {
    for (at, demand) in demands.enumerate() {
        let path = |field: &str| format!("{path}.{at}.{field}");
        let operation = demand.operation;
        echo(path("count"), month(demand.times.figure(), "operations"));
        let (each, unit) = if operation.kind.takes_write_units() {
            (units::write_units(Silent, operation), "WRU")
        } else {
            (units::read_units(Silent, operation), "RRU")
        };
        let text = format!("{} {unit} each", format::about(each.figure()?, 2));
        echo(path("item_kb"), text);
        if let Some(failed) = demand.failed() {
            let text = month(failed.figure()?, "failed writes");
            echo(path("condition_failure_rate"), text);
        }
    }
    Ok(())
}

fn tables(workload: &Workload<'_>, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, table) in workload.scenario.tables.iter().enumerate() {
        let path = |field: &str| format!("tables.{at}.{field}");
        if let Some(size) = storage::table_gb(Silent, table)? {
            let text = format!("{} GB-months", format::about(size.figure(), 2));
            let field = if table.storage_gb.is_some() {
                "storage_gb"
            } else {
                "item_count"
            };
            echo(path(field), text);
        }
        for (index_at, index) in table.indexes.iter().enumerate() {
            let each = units::index_write_units(Silent, index, OperationKind::Put).figure()?;
            let text = format!("{} WRU for each write of the table", format::about(each, 4));
            echo(path(&format!("indexes.{index_at}.projected_kb")), text);
            if let (Some(_), Some(size)) =
                (index.item_count, storage::index_gb(Silent, index, table)?)
            {
                let text = format!("{} GB-months", format::about(size.figure(), 2));
                echo(path(&format!("indexes.{index_at}.item_count")), text);
            }
        }
        if table.stream_readers > 0 {
            let reads = streams::reads(workload, table).figure()?;
            let text = format!("{} reads a month", format::about(reads, 2));
            echo(path("stream_readers"), text);
        }
        if table.replica_regions > 0 {
            let text = format!(
                "each write is billed in {} regions",
                global_tables::regions(table)
            );
            echo(path("replica_regions"), text);
        }
        if !table.replicas.is_empty() {
            let regions = table.other_regions().saturating_add(1);
            let text = format!("each write is billed in {regions} regions");
            echo(path("replicas"), text);
        }
        if let Some(cluster) = &table.dax {
            let hours = dax::node_hours(workload, cluster).figure()?;
            let text = format!("{} node-hours a month", format::grouped(hours));
            echo(path("dax.nodes"), text);
        }
        for (field, units, direction) in [
            (
                "capacity.reserved_read_units",
                table.capacity.reserved_read_units,
                Direction::Read,
            ),
            (
                "capacity.reserved_write_units",
                table.capacity.reserved_write_units,
                Direction::Write,
            ),
        ] {
            let all = &workload.scenario.tables;
            if let Some(covered) = reserved::covered(Silent, all, direction)?.filter(|_| units > 0)
            {
                let text = format!(
                    "{} units reserved over all tables",
                    format::grouped(covered.figure())
                );
                echo(path(field), text);
            }
        }
    }
    Ok(())
}

fn capacity(workload: &Workload<'_>, echo: Say<'_>) -> Result<(), Overflow> {
    let tables = &workload.scenario.tables;
    if tables
        .iter()
        .all(|table| table.capacity.mode == CapacityMode::OnDemand)
    {
        return Ok(());
    }
    for provision in provisions(workload)? {
        let Some(at) = tables
            .iter()
            .position(|table| table.name == provision.table.name)
        else {
            continue;
        };
        let part = match provision.index {
            Some(index_at) => format!("indexes.{index_at}"),
            None => "capacity".to_owned(),
        };
        let (field, unit) = match provision.direction {
            Direction::Read => ("read_units", "RCU"),
            Direction::Write => ("write_units", "WCU"),
        };
        let hours = provision
            .unit_hours(Silent.of(workload.hours(), ""))
            .figure()?;
        let text = match &provision.week {
            CapacityWeek::Flat(units) => format!(
                "{} {unit}, {} unit-hours a month",
                format::grouped(*units),
                format::about(hours, 0),
            ),
            CapacityWeek::Hourly(_) => format!(
                "{} to {} {unit}, {} unit-hours a month",
                format::grouped(provision.week.least()),
                format::grouped(provision.week.most()),
                format::about(hours, 0),
            ),
        };
        echo(format!("tables.{at}.{part}.{field}"), text);
    }
    Ok(())
}
