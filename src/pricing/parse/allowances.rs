//! Reads what AWS gives away.

use super::sources::Sources;
use crate::pricing::source::FREE_TIER;
use crate::pricing::table::{Table, TableReader};
use crate::pricing::{Allowance, AllowanceKind, BookFault, Catalog};

/// The allowances of the file.
pub(super) fn read(
    table: &Table<'_>,
    catalog: &Catalog,
    units: &[String],
    sources: &Sources,
    faults: &mut Vec<BookFault>,
) -> Vec<Allowance> {
    let mut top = TableReader::new(FREE_TIER, "", table, faults);
    let mut found = Vec::new();
    for table in top.tables("allowance") {
        let mut reader = top.inside(table, "allowance");
        found.extend(allowance(&mut reader, catalog, units, sources));
        reader.close();
    }
    top.close();
    found
}

fn allowance(
    reader: &mut TableReader<'_, '_>,
    catalog: &Catalog,
    units: &[String],
    sources: &Sources,
) -> Option<Allowance> {
    let id = reader.text("id");
    if let Some(id) = &id {
        reader.rename(id.as_str());
    }
    let word = reader.text("kind");
    let kinds = [AllowanceKind::AlwaysFree, AllowanceKind::Legacy12Months];
    let kind = word
        .as_ref()
        .and_then(|word| kinds.into_iter().find(|kind| kind.word() == word));
    if let (Some(word), None) = (&word, kind) {
        reader.fault(format!(
            "unknown kind \"{word}\": expected always-free or legacy-12-months"
        ));
    }
    let quantity = reader.decimal("quantity");
    let unit = reader.text("unit");
    if let Some(unit) = unit.as_ref().filter(|unit| !units.contains(unit)) {
        reader.fault(format!(
            "unknown unit \"{unit}\": expected one of {}",
            units.join(", ")
        ));
    }
    let prices = reader.texts("prices");
    for price in &prices {
        match catalog
            .place_of(price)
            .and_then(|place| catalog.prices.get(place))
        {
            None => reader.fault(format!("unknown id {price}: expected one of the catalogue")),
            Some(price) if unit.as_ref().is_some_and(|unit| *unit != price.unit) => {
                reader.fault(format!("{} is priced by the {}", price.id, price.unit));
            }
            Some(_) => {}
        }
    }
    if prices.is_empty() {
        reader.fault("`prices` is empty: expected the ids that the allowance covers");
    }
    let in_scale = reader.truth("in_scale");
    let from = reader.date("from");
    let until = reader.optional_date("until");
    let description = reader.text("description");
    let reference = sources.cited(reader, "reference");
    Some(Allowance {
        id: id?,
        kind: kind?,
        quantity: quantity?,
        unit: unit?,
        prices,
        in_scale: in_scale?,
        from: from?,
        until,
        description: description?,
        reference: reference?.as_ref().clone(),
    })
}
