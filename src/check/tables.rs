//! Tables and their indexes.

use super::names::unique;
use crate::fields::node::quoted;
use crate::fields::{FaultCode, Faults, HourlyUnits, Place, Wrong};
use crate::quantity::Figure;
use crate::scenario::{CapacityMode, Index, IndexKind, Scenario, Table, TableClass};

/// The most local indexes of a table.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html>
const LOCAL_INDEXES: usize = 5;

/// Checks the tables.
pub(super) fn check(scenario: &Scenario, faults: &mut Faults) {
    let list = Place::ROOT.at("tables");
    for (at, table) in scenario.tables.iter().enumerate() {
        let place = list.at(at);
        storage(table, &place, faults);
        reserved(table, &place, faults);
        local_indexes(table, &place, faults);
        on_demand(table, &place, faults);
        replicas(table, scenario, &place, faults);
        let list = place.at("indexes");
        for (at, index) in table.indexes.iter().enumerate() {
            self::index(index, &list.at(at), faults);
        }
    }
}

/// Checks that no two tables, and no two indexes of one table, have the same name.
pub(super) fn names(scenario: &Scenario, faults: &mut Faults) {
    let place = Place::ROOT.at("tables");
    unique(
        scenario.tables.iter().map(|table| &table.name),
        &place,
        faults,
    );
    for (at, table) in scenario.tables.iter().enumerate() {
        let names = table.indexes.iter().map(|index| &index.name);
        unique(names, &place.at(at).at("indexes"), faults);
    }
}

fn storage(table: &Table, place: &Place<'_>, faults: &mut Faults) {
    let Some(items) = table.item_count else {
        return;
    };
    if table.storage_gb.is_some() {
        faults.add_once(&place.at("item_count"), both(items));
    } else if table.item_kb.is_none() {
        let message = "is missing. It is needed because item_count is given.";
        let allowed = "the mean size of an item, as item_count is given";
        let wrong = Wrong::required(message).allowed(allowed);
        faults.add_once(&place.at("item_kb"), wrong);
    }
}

/// The fault of a table or an index with a number of items and with storage.
fn both(items: Figure) -> Wrong {
    let message =
        "cannot be given together with storage_gb: storage is computed from one of the two.";
    Wrong::conflict(message)
        .advice("Leave one out.")
        .given(items)
        .allowed("nothing, as storage_gb is given; storage follows from one of them")
}

/// Checks that replicas are said in one way, each in a region of its own.
fn replicas(table: &Table, scenario: &Scenario, place: &Place<'_>, faults: &mut Faults) {
    let field = place.at("replicas");
    if table.replicas.is_empty() || faults.touch(&field) {
        return;
    }
    let wrong = if table.replica_regions > 0 {
        let message = "cannot be given together with replica_regions.";
        Wrong::conflict(message)
            .advice("Give the regions or their number.")
            .given("beside replica_regions")
            .allowed("one of replicas and replica_regions")
    } else if table.replicas.has(&scenario.region) {
        let name = quoted(&scenario.region);
        let message = format!("names {name}, the region of the table itself.");
        Wrong::conflict(message)
            .advice("Name the other regions alone.")
            .given(name)
            .allowed("regions other than the scenario's")
    } else if let Some(name) = table.replicas.repeated() {
        let name = quoted(name);
        Wrong::new(FaultCode::Duplicate, format!("names {name} twice."))
            .advice("Name it once.")
            .given(name)
            .allowed("each region once")
    } else {
        return;
    };
    faults.add_once(&field, wrong);
}

fn reserved(table: &Table, place: &Place<'_>, faults: &mut Faults) {
    if table.class == TableClass::Standard {
        return;
    }
    for (name, units) in [
        ("reserved_read_units", table.capacity.reserved_read_units),
        ("reserved_write_units", table.capacity.reserved_write_units),
    ] {
        if units > 0 {
            let message = "must be 0: reserved capacity covers only tables of class standard.";
            let allowed = "0, as reserved capacity covers tables of class standard alone";
            let wrong = Wrong::conflict(message)
                .advice("Leave it out or change class.")
                .given(units)
                .allowed(allowed);
            faults.add_once(&place.at("capacity").at(name), wrong);
        }
    }
}

/// Checks that a table has no more local indexes than AWS takes.
fn local_indexes(table: &Table, place: &Place<'_>, faults: &mut Faults) {
    let local = table.indexes.iter().enumerate();
    let mut local = local.filter(|(_, index)| index.kind == IndexKind::Lsi);
    if let Some((at, _)) = local.nth(LOCAL_INDEXES) {
        let message = format!("must be gsi: a table has at most {LOCAL_INDEXES} local indexes.");
        let wrong = Wrong::out_of_range(message)
            .given("a sixth local index")
            .allowed_by(|| format!("at most {LOCAL_INDEXES} local indexes"));
        faults.add_once(&place.at("indexes").at(at).at("kind"), wrong);
    }
}

/// Checks that no capacity is given for an on-demand table, which has none.
fn on_demand(table: &Table, place: &Place<'_>, faults: &mut Faults) {
    let capacity = place.at("capacity");
    if table.capacity.mode != CapacityMode::OnDemand || faults.touch(&capacity.at("mode")) {
        return;
    }
    let own = &table.capacity;
    no_units(&own.read_units, &own.write_units, &capacity, faults);
    let list = place.at("indexes");
    let indexes = table.indexes.iter().enumerate();
    for (at, index) in indexes.filter(|(_, index)| index.kind == IndexKind::Gsi) {
        no_units(&index.read_units, &index.write_units, &list.at(at), faults);
    }
}

fn no_units(
    read: &Option<HourlyUnits>,
    write: &Option<HourlyUnits>,
    place: &Place<'_>,
    faults: &mut Faults,
) {
    for (name, units) in [("read_units", read), ("write_units", write)] {
        if let Some(units) = units {
            let message = "can be given only if capacity.mode is provisioned: an on-demand table has no capacity.";
            let wrong = Wrong::conflict(message)
                .advice("Leave it out, or set capacity.mode to provisioned.")
                .allowed("nothing, as an on-demand table has no capacity");
            faults.add_once(&place.at(name), with_first(wrong, units));
        }
    }
}

/// A fault, with the first of the units that were given.
fn with_first(wrong: Wrong, units: &HourlyUnits) -> Wrong {
    match units.units().first() {
        Some(first) => wrong.given(first),
        None => wrong,
    }
}

fn index(index: &Index, place: &Place<'_>, faults: &mut Faults) {
    if let (Some(entries), Some(_)) = (index.item_count, index.storage_gb) {
        faults.add_once(&place.at("item_count"), both(entries));
    }
    for (name, units) in [
        ("read_units", &index.read_units),
        ("write_units", &index.write_units),
    ] {
        if let Some(units) = units.as_ref().filter(|_| index.kind == IndexKind::Lsi) {
            let message = "cannot be given for a local index, which uses the table's capacity.";
            let wrong = Wrong::conflict(message)
                .advice("Leave it out.")
                .allowed("nothing, as a local index uses the table's capacity");
            faults.add_once(&place.at(name), with_first(wrong, units));
        }
    }
}
