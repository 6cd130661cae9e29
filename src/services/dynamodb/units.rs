//! Read and write units of one operation, by `DynamoDB`'s capacity rules.

use rust_decimal::Decimal;

use crate::quantity::Figure;
use crate::scenario::{Consistency, Index, Operation, OperationKind};
use crate::working::{Named as _, Rule, Trace, Working};

/// The size that one write unit writes, in KB.
const WRITE_STEP_KB: u32 = 1;
/// The size that one read unit reads, in KB.
const READ_STEP_KB: u32 = 4;
/// The size at which a query or a scan ends a page, in KB.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html>
const PAGE_KB: u32 = 1024;
/// The factor of an operation in a transaction.
pub(super) const TRANSACTION_FACTOR: u32 = 2;
/// The factor of an eventually consistent read: half of a strongly consistent read.
const EVENTUAL_FACTOR: Figure = Figure::new(Decimal::from_parts(5, 0, 0, false, 1));

/// How reads are metered.
pub(super) const READS: Rule = Rule::new(
    "a read takes one unit for each 4 KB, rounded up; an eventually consistent read takes half, a read in a transaction double; a query or scan reads pages of 1 MB, the item that reaches 1 MB still in its page, and rounds up the sum of the sizes in each",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html",
);
/// How writes are metered.
pub(super) const WRITES: Rule = Rule::new(
    "a write takes one unit for each 1 KB, rounded up, of the larger of the item before and after; a delete takes units by the size of the deleted item; a write in a transaction takes double",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html",
);
/// How condition checks are metered.
pub(super) const CHECKS: Rule = Rule::new(
    "a condition check in a transaction takes double the write units of the item that it checks, one for each 1 KB, rounded up; it writes nothing, so no index and no other region is billed",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html",
);
/// How writes whose condition fails are metered.
pub(super) const FAILED_WRITES: Rule = Rule::new(
    "a write whose condition fails is billed by the size of the existing item, rounded up to 1 KB and at least one unit, and writes no index",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html",
);
/// How index writes are metered.
pub(super) const INDEX_WRITES: Rule = Rule::new(
    "a write that changes projected attributes writes the index too, by the size of the entry in steps of 1 KB; a changed index key is a delete and an insert; a transaction does not double index writes",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes",
);

/// Reads or writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Reads.
    Read,
    /// Writes.
    Write,
}

impl Direction {
    /// The word for sentences: `reads` or `writes`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Read => "reads",
            Self::Write => "writes",
        }
    }
}

/// Steps of this size, at least one: an empty item and a missing item cost one unit too.
fn units<T: Trace>(kb: Working<T>, step_kb: u32) -> Working<T> {
    kb.steps_of(step_kb).at_least(1)
}

/// Write units of one item of this size, in KB, outside a transaction.
pub fn write_units_of<T: Trace>(on: T, size_kb: Figure) -> Working<T> {
    units(on.of(size_kb, "KB"), WRITE_STEP_KB)
}

/// Read units of a strongly consistent read of one item of this size, in KB, outside a transaction.
pub fn read_units_of<T: Trace>(on: T, size_kb: Figure) -> Working<T> {
    units(on.of(size_kb, "KB"), READ_STEP_KB)
}

/// How a query or a scan is divided into pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pages {
    /// Items in a full page: as many as reach [`PAGE_KB`].
    of: u64,
    /// Full pages.
    full: u64,
    /// Items in the last page; 0 if every page is full.
    rest: u64,
}

impl Pages {
    /// The pages of so many items; `None` if one page holds them all.
    fn of(items: u32, size_kb: Figure) -> Option<Self> {
        let items = u64::from(items);
        let of = Figure::from(PAGE_KB).steps_of(size_kb).ok()?;
        let of = u64::try_from(of.value()).ok().filter(|of| *of < items)?;
        Some(Self {
            of,
            full: items.checked_div(of)?,
            rest: items.checked_rem(of)?,
        })
    }
}

/// Read units of a strongly consistent query or scan: of the sum of the sizes, rounded up page by
/// page.
fn paged<T: Trace>(on: T, operation: &Operation) -> Working<T> {
    let size = operation.item_kb;
    let page = |items: u64, label| {
        let items = Figure::whole(items);
        units(on.of(size, "KB").scaled(items.named(label)), READ_STEP_KB)
    };
    let Some(pages) = Pages::of(operation.items, size) else {
        return page(operation.items.into(), "items");
    };
    let full = page(pages.of, "items in a page") * Figure::whole(pages.full).named("full pages");
    if pages.rest == 0 {
        return full;
    }
    full + page(pages.rest, "items in the last page")
}

/// Read units of one operation that reads.
pub fn read_units<T: Trace>(on: T, operation: &Operation) -> Working<T> {
    let whole = match operation.kind {
        OperationKind::Query | OperationKind::Scan => paged(on, operation),
        _ => read_units_of(on, operation.item_kb).scaled(operation.items.named("items")),
    };
    match (operation.transactional, operation.consistency) {
        (true, _) => whole * TRANSACTION_FACTOR.named("in a transaction"),
        (false, Consistency::Strong) => whole,
        (false, Consistency::Eventual) => whole * EVENTUAL_FACTOR.named("eventually consistent"),
    }
}

/// Write units of all items of one operation, each of this size, in KB, outside a transaction.
fn of_items<T: Trace>(on: T, operation: &Operation, size_kb: Figure) -> Working<T> {
    write_units_of(on, size_kb).scaled(operation.items.named("items"))
}

/// Doubles units if the operation is in a transaction.
fn doubled<T: Trace>(units: Working<T>, operation: &Operation) -> Working<T> {
    if operation.is_in_transaction() {
        units * TRANSACTION_FACTOR.named("in a transaction")
    } else {
        units
    }
}

/// The size by which a successful write is billed, in KB: the deleted item's size for a delete,
/// otherwise the larger size of the item before and after.
#[must_use]
pub fn written_kb(operation: &Operation) -> Figure {
    match (operation.kind, operation.existing_item_kb) {
        (_, None) => operation.item_kb,
        (OperationKind::Delete, Some(existing)) => existing,
        (_, Some(existing)) => operation.item_kb.max(existing),
    }
}

/// Write units of one operation that writes and succeeds, in the table without its indexes and in
/// the region that makes the write.
pub fn write_units<T: Trace>(on: T, operation: &Operation) -> Working<T> {
    doubled(replicated_units(on, operation), operation)
}

/// Write units that such an operation takes in each other region of a global table: those of a write
/// outside a transaction, as only committed writes are replicated.
pub(super) fn replicated_units<T: Trace>(on: T, operation: &Operation) -> Working<T> {
    of_items(on, operation, written_kb(operation))
}

/// Write units of one operation whose condition fails.
pub fn failed_write_units<T: Trace>(on: T, operation: &Operation) -> Working<T> {
    let existing = operation.existing_item_kb.unwrap_or(operation.item_kb);
    doubled(of_items(on, operation, existing), operation)
}

/// Write units that one successful write of one item causes in an index, on average. A delete
/// writes an index only once, as it removes the entry and adds none.
pub fn index_write_units<T: Trace>(on: T, index: &Index, kind: OperationKind) -> Working<T> {
    let written = write_units_of(on, index.projected_kb);
    let written = written.scaled(index.write_share.named("of the writes"));
    if kind == OperationKind::Delete {
        return written;
    }
    written.and_again(index.key_change_share.named("key changes"))
}
