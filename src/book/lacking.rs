//! What a price folder must have so that every scenario can be priced from it.

use crate::pricing::{BookFault, Catalog, PriceId, ids, source::CATALOG};
use crate::services;

/// What the catalogue of a folder lacks: each price id of a service that a scenario can be billed
/// for must be there, by the unit that the program meters in. An id without a price on record is no
/// fault: an estimate names it as a gap.
#[must_use]
pub fn lacking(catalog: &Catalog) -> Vec<BookFault> {
    let keys: Vec<&str> = services::keys().collect();
    let needed = ids::ALL
        .iter()
        .filter(|id| keys.contains(&id.service_key()));
    needed
        .filter_map(|id| {
            Some(BookFault {
                file: CATALOG.to_owned(),
                at: id.to_string(),
                message: fault(*id, catalog)?,
            })
        })
        .collect()
}

fn fault(id: PriceId, catalog: &Catalog) -> Option<String> {
    let place = catalog.place_of(id.as_str());
    let unit = id.unit();
    match place.and_then(|place| catalog.prices.get(place)) {
        None => Some(format!(
            "the id is missing: expected it, by the unit \"{unit}\""
        )),
        Some(price) if price.unit != unit => Some(format!(
            "the unit is \"{}\": expected \"{unit}\", which the usage is metered in",
            price.unit
        )),
        Some(_) => None,
    }
}
