//! Operations on tables.

use super::names::unknown;
use crate::fields::node::quoted;
use crate::fields::{Choice as _, Faults, Place, Wrong};
use crate::quantity::{Figure, format};
use crate::scenario::{
    Consistency, ITEMS_MAX, IndexKind, Operation, OperationKind, Scenario, Table,
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

/// The most that the items of a transaction weigh together, in KB.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html>
const TRANSACTION_KB: u32 = 4 * 1024;
/// The most that one `BatchGetItem` reads, in KB.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>
const BATCH_GET_KB: u32 = 16 * 1024;

/// Checks operations against the tables that they use.
pub(super) fn check(
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
        without_effect(operation, &place, faults);
    }
}

/// Checks that no field is given that has no effect on an operation of this kind.
fn without_effect(operation: &Operation, place: &Place<'_>, faults: &mut Faults) {
    let kind = operation.kind;
    if faults.touch(&place.at("kind")) {
        return;
    }
    if !operation.condition_failure_rate.is_zero() && !kind.writes() {
        let message = match kind.takes_write_units() {
            true => {
                "must be 0 for a condition check, which is billed alike whether it holds or fails."
            }
            false => "must be 0 for an operation that only reads: only writes have conditions.",
        };
        let wrong = Wrong::conflict(message)
            .given(operation.condition_failure_rate)
            .allowed("0 for an operation that writes nothing");
        faults.add_once(&place.at("condition_failure_rate"), wrong);
    }
    if let Some(existing) = operation.existing_item_kb.filter(|_| !kind.writes()) {
        let message = "can be given only for an operation that writes.";
        let wrong = Wrong::conflict(message)
            .advice("Leave it out: item_kb is the size of the item.")
            .given(existing)
            .allowed("nothing for an operation that writes nothing");
        faults.add_once(&place.at("existing_item_kb"), wrong);
    }
    if operation.consistency == Consistency::Strong && kind.takes_write_units() {
        let message = "can be strong only for an operation that reads.";
        let wrong = Wrong::conflict(message)
            .advice("Leave it out.")
            .given(quoted(operation.consistency.word()))
            .allowed("eventual for an operation that takes write units");
        faults.add_once(&place.at("consistency"), wrong);
    }
}

/// Checks that a batch or a transaction has no more items than AWS takes, and weighs no more.
fn together(operation: &Operation, place: &Place<'_>, faults: &mut Faults) {
    use OperationKind::{BatchGet, BatchWrite, Query, Scan};
    let (most, most_kb) = match operation.kind {
        BatchGet => (BATCH_GET_ITEMS, Some(BATCH_GET_KB)),
        BatchWrite => (BATCH_WRITE_ITEMS, None),
        Query | Scan => return,
        _ if operation.is_in_transaction() => (TRANSACTION_ITEMS, Some(TRANSACTION_KB)),
        _ => (ITEMS_MAX, None),
    };
    let field = place.at("items");
    if operation.items > most {
        let message = format!(
            "must be at most {} for one operation of this kind; {} was given.",
            format::grouped(most),
            operation.items
        );
        let wrong = Wrong::out_of_range(message)
            .advice("Divide it into several operations.")
            .given(operation.items)
            .allowed_by(|| format!("at most {most} items in one operation of this kind"));
        faults.add_once(&field, wrong);
        return;
    }
    let weight = operation.item_kb.checked_mul(operation.items.into());
    let Some(most_kb) = most_kb.filter(|most| !weight.is_ok_and(|kb| kb <= Figure::from(*most)))
    else {
        return;
    };
    let most_kb = format::grouped(most_kb);
    let message = format!("makes the items weigh more than {most_kb} KB together.");
    let wrong = Wrong::out_of_range(message)
        .advice("Divide it into several operations.")
        .given(operation.items)
        .allowed_by(|| format!("as many items as weigh {most_kb} KB together at most"));
    faults.add_once(&field, wrong);
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
    together(operation, place, faults);
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
