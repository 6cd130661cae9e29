//! A database operation.

use crate::fields::choice::choice;
use crate::fields::read::section;
use crate::fields::{Choice, Spec};
use crate::quantity::Figure;

/// Where AWS states how reads and writes are metered.
const CAPACITY: &str =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html";

/// The most items that a query or a scan reads: more than tables are known to hold.
const SCANNED_MAX: u32 = 4_000_000_000;
/// The most items of an operation that is neither a query nor a scan.
pub const ITEMS_MAX: u32 = 10_000;

section! {
    /// What an invocation, or a request without a function, does in a table.
    pub struct Operation as "operation" {
        /// The table's name.
        pub table: String = Spec::text(255).label("Table").always()
            .help("The name of a table of this scenario."),
        /// What is done.
        pub kind: OperationKind = Spec::choice(OperationKind::CHOICES).label("Kind").always()
            .help("What the operation does.")
            .source(CAPACITY),
        /// The size of the item, or of each item.
        pub item_kb: Figure = Spec::decimal("0", "400").unit("KB").label("Item size").example("1")
            .help("The size of the item with its attribute names, after the operation if it writes. For several items, the mean size of one.")
            .source("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html"),
        /// How many times an invocation does it.
        pub count: Figure = Spec::decimal("0", "10000").label("Times").or("1")
            .help("How many times each invocation does it: 0.1 if one in ten does it once."),
        /// How many items one operation reads or writes.
        pub items: u32 = Spec::integer(1, SCANNED_MAX).label("Items").or("1").fine()
            .help("How many items one query, scan, batch or transaction touches. A query or a scan reads pages of 1 MB and rounds up the sum of the sizes in each; otherwise the size of each item is rounded up."),
        /// How fresh a read must be.
        pub consistency: Consistency = Spec::choice(Consistency::CHOICES).label("Consistency")
            .or("eventual")
            .help("How fresh a read must be. Eventually consistent reads cost half.")
            .source(CAPACITY),
        /// Whether it is part of a transaction.
        pub transactional: bool = Spec::truth().label("In a transaction").fine()
            .help("Operations in a transaction cost double in the table, not in its indexes.")
            .source(CAPACITY),
        /// The share of writes whose condition fails.
        pub condition_failure_rate: Figure = Spec::decimal("0", "1").label("Failed conditions").or("0").fine()
            .help("The share of writes whose condition fails. They are billed by the size of the existing item and write to no index.")
            .source(CAPACITY),
        /// The size of the item that is there before a write.
        pub existing_item_kb: Option<Figure> = Spec::decimal("0", "400").unit("KB").label("Existing item").fine()
            .optional()
            .help("The size of the item that is there before a write. A put or an update is billed by the larger of the sizes before and after, a delete or a failed condition by the size before. Left out, it is the item size.")
            .source(CAPACITY),
        /// The index that is read, if not the table.
        pub index: String = Spec::text(255).label("Index").optional().fine()
            .help("The index that a query or a scan reads. Left out, it is the table itself. This matters for provisioned capacity, as a global index has its own."),
    }
}

choice! {
    /// What is done in a table.
    pub enum OperationKind {
        /// Reads an item by its key.
        Get = "get" "Get",
        /// Reads a range of items with one partition key.
        Query = "query" "Query",
        /// Reads the table from end to end.
        Scan = "scan" "Scan",
        /// Reads several items by their keys.
        BatchGet = "batch-get" "Batch get",
        /// Writes an item whole.
        Put = "put" "Put",
        /// Changes attributes of an item.
        Update = "update" "Update",
        /// Deletes an item.
        Delete = "delete" "Delete",
        /// Writes or deletes several items.
        BatchWrite = "batch-write" "Batch write",
        /// Checks a condition on an item that a transaction does not write.
        ConditionCheck = "condition-check" "Condition check",
    }
}

impl OperationKind {
    /// Whether it changes items, and with them indexes, the stream and other regions.
    #[must_use]
    pub const fn writes(self) -> bool {
        matches!(
            self,
            Self::Put | Self::Update | Self::Delete | Self::BatchWrite
        )
    }

    /// Whether it takes write units: it writes, or checks a condition in a transaction.
    #[must_use]
    pub const fn takes_write_units(self) -> bool {
        self.writes() || matches!(self, Self::ConditionCheck)
    }
}

impl Operation {
    /// Whether it is part of a transaction, as every condition check is.
    #[must_use]
    pub const fn is_in_transaction(&self) -> bool {
        self.transactional || matches!(self.kind, OperationKind::ConditionCheck)
    }
}

choice! {
    /// How fresh a read must be.
    pub enum Consistency {
        /// It may miss the newest write.
        Eventual = "eventual" "Eventual",
        /// It sees every write that was answered.
        Strong = "strong" "Strong",
    }
}
