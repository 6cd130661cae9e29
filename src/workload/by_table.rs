//! Operations by their table: a large scenario has thousands, and each part of a table asks for its own.

use crate::scenario::Table;

/// The operations of each table, as their places in the workload's list.
#[derive(Clone, Debug, Default)]
pub(super) struct ByTable<'s> {
    /// The tables, in the order of their names.
    tables: Vec<(&'s Table, Vec<usize>)>,
}

impl<'s> ByTable<'s> {
    /// No operations yet of these tables.
    pub(super) fn of(tables: &'s [Table]) -> Self {
        let mut by_name = Self {
            tables: Vec::with_capacity(tables.len()),
        };
        for table in tables {
            // Put in one by one, as sorting weighs more in the browser.
            let at = by_name.before(&table.name);
            by_name.tables.insert(at, (table, Vec::new()));
        }
        by_name
    }

    /// How many tables come before a name.
    fn before(&self, name: &str) -> usize {
        let before = |(table, _): &(&Table, _)| table.name.as_str() < name;
        self.tables.partition_point(before)
    }

    /// Adds the operation at this place to a table, and gives the table; `None` if there is no such table.
    pub(super) fn add(&mut self, name: &str, place: usize) -> Option<&'s Table> {
        let at = self.before(name);
        let found = self.tables.get_mut(at);
        let (table, places) = found.filter(|(table, _)| table.name == name)?;
        places.push(place);
        Some(table)
    }

    /// The places of the operations on a table, in rising order.
    pub(super) fn places(&self, table: &Table) -> &[usize] {
        let found = self.tables.get(self.before(&table.name));
        let found = found.filter(|(one, _)| one.name == table.name);
        found.map_or(&[], |(_, places)| places.as_slice())
    }
}
