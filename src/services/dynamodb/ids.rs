//! The price ids of throughput and storage, by table class.

use crate::scenario::{Table, TableClass};

/// The price of a read.
pub(super) const fn read_id(class: TableClass) -> &'static str {
    match class {
        TableClass::Standard => "dynamodb.on-demand.read",
        TableClass::StandardIa => "dynamodb.on-demand.read-ia",
    }
}

/// The price of a write to a table or an index that is not replicated.
pub(super) const fn write_id(class: TableClass) -> &'static str {
    match class {
        TableClass::Standard => "dynamodb.on-demand.write",
        TableClass::StandardIa => "dynamodb.on-demand.write-ia",
    }
}

/// The price of a write to the table itself: replicated in a global table.
pub(super) const fn own_write_id(table: &Table) -> &'static str {
    match (table.replica_regions, table.class) {
        (0, class) => write_id(class),
        (_, TableClass::Standard) => "dynamodb.global.replicated-write",
        (_, TableClass::StandardIa) => "dynamodb.global.replicated-write-ia",
    }
}

/// The price of storage in a table of this class.
pub(super) const fn storage_id(class: TableClass) -> &'static str {
    match class {
        TableClass::Standard => "dynamodb.storage.standard",
        TableClass::StandardIa => "dynamodb.storage.ia",
    }
}
