//! The class of a table.

use crate::compare::{Applied, Change, Scope};
use crate::fields::Choice as _;
use crate::scenario::{Scenario, Table, TableClass};

const CLASSES: &str =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.TableClasses.html";
const IA: &str = "In Standard-IA reads and writes cost about a quarter more and can't be reserved, so growing traffic can make it the dearer class. A table can change its class at most twice in 30 days.";
const STANDARD: &str = "In Standard, storage costs about two and a half times as much, so growing data can make it the dearer class. A table can change its class at most twice in 30 days.";

pub(super) const CHANGES: &[Change] = &[
    Change {
        key: "table-standard-ia",
        label: "Standard-IA",
        gives_up: IA,
        staying: STANDARD,
        source: CLASSES,
        touches: &["tables.*.class"],
        applies: |scenario| Ok(class(scenario, TableClass::StandardIa)),
    },
    Change {
        key: "table-standard",
        label: "Standard",
        gives_up: STANDARD,
        staying: IA,
        source: CLASSES,
        touches: &["tables.*.class"],
        applies: |scenario| Ok(class(scenario, TableClass::Standard)),
    },
];

/// A change of the table of this index.
pub(super) fn with_table(
    index: usize,
    change: String,
    apply: impl Fn(&mut Table) + 'static,
) -> Applied {
    Applied::new(Scope::Table(index), change, move |scenario| {
        if let Some(table) = scenario.tables.get_mut(index) {
            apply(table);
        }
    })
}

/// Each table in the other class. A table with reserved capacity is left out, because only the Standard
/// class can use the reservation.
fn class(scenario: &Scenario, to: TableClass) -> Vec<Applied> {
    let tables = scenario.tables.iter().enumerate();
    let others = tables.filter(|(_, table)| table.class != to && !holds_reserved(table));
    let all = others.map(|(index, table)| {
        let change = format!(
            "{}: {} instead of {}",
            table.name,
            to.label(),
            table.class.label()
        );
        with_table(index, change, move |table| table.class = to)
    });
    all.collect()
}

/// Whether a table has reserved capacity.
pub(super) const fn holds_reserved(table: &Table) -> bool {
    table.capacity.reserved_read_units > 0 || table.capacity.reserved_write_units > 0
}
