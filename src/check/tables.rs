//! Tables, their indexes, and operations on them.

use super::names::{unique, unknown};
use crate::fields::node::quoted;
use crate::fields::{FaultCode, Faults, Place, Wrong};
use crate::quantity::Figure;
use crate::scenario::{
    Consistency, Index, IndexKind, Operation, OperationKind, Scenario, Table, TableClass,
};

/// The most items of one `BatchGetItem`.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>
const BATCH_GET_ITEMS: u32 = 100;
/// The most items of one `BatchWriteItem`.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html>
const BATCH_WRITE_ITEMS: u32 = 25;
/// The most items of one transaction.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html>
const TRANSACTION_ITEMS: u32 = 100;

/// Checks the tables.
pub(super) fn check(scenario: &Scenario, faults: &mut Faults) {
    let list = Place::ROOT.at("tables");
    for (at, table) in scenario.tables.iter().enumerate() {
        let place = list.at(at);
        storage(table, &place, faults);
        reserved(table, &place, faults);
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
            let wrong = match units.units().first() {
                Some(first) => wrong.given(first),
                None => wrong,
            };
            faults.add_once(&place.at(name), wrong);
        }
    }
}

/// Checks operations against the tables that they use.
pub(super) fn operations(
    operations: &[Operation],
    scenario: &Scenario,
    owner: &Place<'_>,
    faults: &mut Faults,
) {
    let list = owner.at("operations");
    for (at, operation) in operations.iter().enumerate() {
        let place = list.at(at);
        let mut tables = scenario.tables.iter();
        if let Some(table) = tables.find(|table| table.name == operation.table) {
            self::operation(operation, table, &place, faults);
        } else {
            let names = scenario.tables.iter().map(|table| &table.name);
            let wrong = unknown(&operation.table, names, "the name of a table");
            faults.add_once(&place.at("table"), wrong);
        }
        if !operation.condition_failure_rate.is_zero() && !operation.kind.writes() {
            let message =
                "must be 0 for an operation that only reads: only writes have conditions.";
            let wrong = Wrong::conflict(message)
                .given(operation.condition_failure_rate)
                .allowed("0 for an operation that only reads");
            faults.add_once(&place.at("condition_failure_rate"), wrong);
        }
    }
}

fn operation(operation: &Operation, table: &Table, place: &Place<'_>, faults: &mut Faults) {
    use OperationKind::{BatchGet, BatchWrite, Query, Scan};
    let kind = operation.kind;
    if operation.transactional && matches!(kind, Query | Scan | BatchGet | BatchWrite) {
        let message = "must be false: a transaction only gets, puts, updates and deletes items by their keys.";
        let allowed = "false; a transaction gets, puts, updates and deletes items by their keys";
        let wrong = Wrong::conflict(message)
            .advice("Leave it out or change kind.")
            .given(true)
            .allowed(allowed);
        faults.add_once(&place.at("transactional"), wrong);
    }
    let most = match kind {
        BatchGet => BATCH_GET_ITEMS,
        BatchWrite => BATCH_WRITE_ITEMS,
        _ if operation.transactional => TRANSACTION_ITEMS,
        _ => u32::MAX,
    };
    if operation.items > most {
        let message = format!(
            "must be at most {most} for one operation of this kind; {} was given.",
            operation.items
        );
        let wrong = Wrong::out_of_range(message)
            .advice("Divide it into several operations.")
            .given(operation.items)
            .allowed_by(|| format!("at most {most} items in one operation of this kind"));
        faults.add_once(&place.at("items"), wrong);
    }
    if kind == BatchWrite && operation.condition_failure_rate > Figure::ZERO {
        let message = "must be 0 for a batch write, which has no conditions.";
        let wrong = Wrong::conflict(message)
            .given(operation.condition_failure_rate)
            .allowed("0 for a batch write, which has no conditions");
        faults.add_once(&place.at("condition_failure_rate"), wrong);
    }
    if !operation.index.is_empty() {
        on_index(operation, table, place, faults);
    }
}

fn on_index(operation: &Operation, table: &Table, place: &Place<'_>, faults: &mut Faults) {
    let field = place.at("index");
    let mut indexes = table.indexes.iter();
    let Some(index) = indexes.find(|index| index.name == operation.index) else {
        let names = table.indexes.iter().map(|index| &index.name);
        let of = "the name of an index of the table";
        faults.add_once(&field, unknown(&operation.index, names, of));
        return;
    };
    if !matches!(operation.kind, OperationKind::Query | OperationKind::Scan) {
        let message = "can be given only for query and scan.";
        let wrong = Wrong::conflict(message)
            .advice("Leave it out or change kind.")
            .given(quoted(&operation.index))
            .allowed("nothing for an operation other than query and scan");
        faults.add_once(&field, wrong);
    } else if index.kind == IndexKind::Gsi && operation.consistency == Consistency::Strong {
        let message = "must be eventual: a global index has no strongly consistent reads.";
        let wrong = Wrong::conflict(message)
            .advice("Read the table or a local index instead.")
            .given(quoted("strong"))
            .allowed("eventual, as a global index has no strongly consistent reads");
        faults.add_once(&place.at("consistency"), wrong);
    }
}
