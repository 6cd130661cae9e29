//! What one operation may take (DDB-13 and the limits of each call).
//! <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>

use crate::pricing::{QuotaId, quota_ids};
use crate::quantity::{Figure, Overflow};
use crate::scenario::OperationKind;
use crate::sizing::ledger::{Claim, Ledger};
use crate::sizing::units::KB_PER_MB;
use crate::workload::{OperationDemand, Workload, operation_name};

const ITEM: &str = "Keep large attributes in S3, or split the item.";
const ITEMS: &str = "Split the call into several.";
const PAGE: &str = "The rest comes page by page: ask for fewer items at a time.";

/// Adds the limits of each operation.
pub(super) fn add<'a>(workload: &Workload<'a>, ledger: &mut Ledger<'a>) -> Result<(), Overflow> {
    for demand in &workload.operations {
        let operation = demand.operation;
        one(
            demand,
            quota_ids::DYNAMODB_ITEM,
            operation.item_kb,
            ITEM,
            ledger,
        )?;
        let (items, size, remedy) = match (operation.transactional, operation.kind) {
            (_, OperationKind::Query | OperationKind::Scan) => {
                (None, Some(quota_ids::DYNAMODB_QUERY), PAGE)
            }
            (true, _) => (
                Some(quota_ids::DYNAMODB_TRANSACTION_ITEMS),
                Some(quota_ids::DYNAMODB_TRANSACTION_SIZE),
                ITEMS,
            ),
            (false, OperationKind::BatchGet) => (
                Some(quota_ids::DYNAMODB_BATCH_GET_ITEMS),
                Some(quota_ids::DYNAMODB_BATCH_GET_SIZE),
                ITEMS,
            ),
            (false, OperationKind::BatchWrite) => (
                Some(quota_ids::DYNAMODB_BATCH_WRITE_ITEMS),
                Some(quota_ids::DYNAMODB_BATCH_WRITE_SIZE),
                ITEMS,
            ),
            (false, _) => (None, None, ITEMS),
        };
        let count = Figure::from(operation.items);
        if let Some(id) = items {
            one(demand, id, count, remedy, ledger)?;
        }
        if let Some(id) = size {
            let all = operation.item_kb.checked_mul(count)?;
            one(
                demand,
                id,
                all.checked_div(KB_PER_MB.into())?,
                remedy,
                ledger,
            )?;
        }
    }
    Ok(())
}

fn one<'a>(
    demand: &OperationDemand<'a>,
    id: QuotaId,
    each: Figure,
    remedy: &'static str,
    ledger: &mut Ledger<'a>,
) -> Result<(), Overflow> {
    let part = operation_name(demand.operation, demand.caller).to_string();
    let allowed = ledger.allowed(id)?;
    ledger.add(Claim::of_a_call(part, allowed, each, remedy))?;
    Ok(())
}
