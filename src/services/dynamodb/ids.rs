//! The prices of throughput and storage, by table class.

use crate::pricing::{PriceId, ids};
use crate::scenario::{Table, TableClass};

/// The price of a read.
pub(super) const fn read_id(class: TableClass) -> PriceId {
    match class {
        TableClass::Standard => ids::DYNAMODB_ON_DEMAND_READ,
        TableClass::StandardIa => ids::DYNAMODB_ON_DEMAND_READ_IA,
    }
}

/// The price of a write to a table or an index that is not replicated.
pub(super) const fn write_id(class: TableClass) -> PriceId {
    match class {
        TableClass::Standard => ids::DYNAMODB_ON_DEMAND_WRITE,
        TableClass::StandardIa => ids::DYNAMODB_ON_DEMAND_WRITE_IA,
    }
}

/// The price of a write to the table itself: replicated in a global table.
pub(super) const fn own_write_id(table: &Table) -> PriceId {
    match (table.is_global(), table.class) {
        (false, class) => write_id(class),
        (_, TableClass::Standard) => ids::DYNAMODB_GLOBAL_REPLICATED_WRITE,
        (_, TableClass::StandardIa) => ids::DYNAMODB_GLOBAL_REPLICATED_WRITE_IA,
    }
}

/// The price of storage in a table of this class.
pub(super) const fn storage_id(class: TableClass) -> PriceId {
    match class {
        TableClass::Standard => ids::DYNAMODB_STORAGE_STANDARD,
        TableClass::StandardIa => ids::DYNAMODB_STORAGE_IA,
    }
}
