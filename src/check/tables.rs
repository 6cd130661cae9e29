//! Tables, their indexes, and operations on them.

use crate::fields::{FaultCode, Faults, Place};
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

/// Adds a fault at a field, unless it has one already.
fn fault(
    faults: &mut Faults,
    place: &Place,
    code: FaultCode,
    given: Option<String>,
    allowed: &str,
) {
    if !faults.touch(place) {
        faults.add(place, code, given, allowed);
    }
}

/// Checks the tables.
pub(super) fn check(scenario: &Scenario, faults: &mut Faults) {
    for (at, table) in scenario.tables.iter().enumerate() {
        let place = Place::root().at("tables").at(at);
        storage(table, &place, faults);
        reserved(table, &place, faults);
        for (at, index) in table.indexes.iter().enumerate() {
            self::index(index, &place.at("indexes").at(at), faults);
        }
    }
}

fn storage(table: &Table, place: &Place, faults: &mut Faults) {
    let Some(items) = table.item_count else {
        return;
    };
    if table.storage_gb.is_some() {
        let allowed = "nothing, as storage_gb is given; storage follows from one of them";
        let given = Some(items.to_string());
        fault(
            faults,
            &place.at("item_count"),
            FaultCode::Conflict,
            given,
            allowed,
        );
    } else if table.item_kb.is_none() {
        let allowed = "the mean size of an item, as item_count is given";
        fault(
            faults,
            &place.at("item_kb"),
            FaultCode::Required,
            None,
            allowed,
        );
    }
}

fn reserved(table: &Table, place: &Place, faults: &mut Faults) {
    if table.class == TableClass::Standard {
        return;
    }
    for (name, units) in [
        ("reserved_read_units", table.capacity.reserved_read_units),
        ("reserved_write_units", table.capacity.reserved_write_units),
    ] {
        if units > 0 {
            let place = place.at("capacity").at(name);
            let allowed = "0, as reserved capacity covers tables of class standard alone";
            fault(
                faults,
                &place,
                FaultCode::Conflict,
                Some(units.to_string()),
                allowed,
            );
        }
    }
}

fn index(index: &Index, place: &Place, faults: &mut Faults) {
    if let (Some(entries), Some(_)) = (index.item_count, index.storage_gb) {
        let allowed = "nothing, as storage_gb is given; storage follows from one of them";
        let given = Some(entries.to_string());
        fault(
            faults,
            &place.at("item_count"),
            FaultCode::Conflict,
            given,
            allowed,
        );
    }
    for (name, units) in [
        ("read_units", &index.read_units),
        ("write_units", &index.write_units),
    ] {
        if let Some(units) = units.as_ref().filter(|_| index.kind == IndexKind::Lsi) {
            let allowed = "nothing, as a local index uses the table's capacity";
            let given = units.units().first().map(u32::to_string);
            fault(faults, &place.at(name), FaultCode::Conflict, given, allowed);
        }
    }
}

/// Checks an operation on a table that exists.
pub(super) fn operation(operation: &Operation, table: &Table, place: &Place, faults: &mut Faults) {
    use OperationKind::{BatchGet, BatchWrite, Query, Scan};
    let kind = operation.kind;
    if operation.transactional && matches!(kind, Query | Scan | BatchGet | BatchWrite) {
        let allowed = "false; a transaction gets, puts, updates and deletes items by their keys";
        let given = Some("true".to_owned());
        fault(
            faults,
            &place.at("transactional"),
            FaultCode::Conflict,
            given,
            allowed,
        );
    }
    let most = match kind {
        BatchGet => BATCH_GET_ITEMS,
        BatchWrite => BATCH_WRITE_ITEMS,
        _ if operation.transactional => TRANSACTION_ITEMS,
        _ => u32::MAX,
    };
    if operation.items > most {
        let allowed = format!("at most {most} items in one operation of this kind");
        let given = Some(operation.items.to_string());
        fault(
            faults,
            &place.at("items"),
            FaultCode::OutOfRange,
            given,
            &allowed,
        );
    }
    if kind == BatchWrite && operation.condition_failure_rate > Figure::ZERO {
        let allowed = "0 for a batch write, which has no conditions";
        let given = Some(operation.condition_failure_rate.to_string());
        let place = place.at("condition_failure_rate");
        fault(faults, &place, FaultCode::Conflict, given, allowed);
    }
    if operation.index.is_empty() {
        return;
    }
    let field = place.at("index");
    let given = Some(format!("\"{}\"", operation.index));
    let Some(index) = table
        .indexes
        .iter()
        .find(|index| index.name == operation.index)
    else {
        let indexes = table.indexes.iter().map(|index| &index.name);
        let allowed = super::one_of(indexes, "the name of an index of the table");
        fault(faults, &field, FaultCode::UnknownName, given, &allowed);
        return;
    };
    if !matches!(kind, Query | Scan) {
        let allowed = "nothing for an operation other than query and scan";
        fault(faults, &field, FaultCode::Conflict, given, allowed);
    } else if index.kind == IndexKind::Gsi && operation.consistency == Consistency::Strong {
        let allowed = "eventual, as a global index has no strongly consistent reads";
        let given = Some("\"strong\"".to_owned());
        fault(
            faults,
            &place.at("consistency"),
            FaultCode::Conflict,
            given,
            allowed,
        );
    }
}
