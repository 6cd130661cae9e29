//! What a price folder must have so that every scenario can be priced from it.

use crate::pricing::{BookFault, Catalog, PriceBook, PriceId, ids, source::CATALOG};
use crate::services;

/// What the book of a folder lacks: each price id of a service that a scenario can be billed for
/// must be in the catalogue, by the unit that the program meters in, and each region of the
/// catalogue must have a price. An id without a price on record is no fault: an estimate names it as
/// a gap.
#[must_use]
pub fn lacking(book: &PriceBook) -> Vec<BookFault> {
    let catalog = book.catalog();
    let keys: Vec<&str> = services::keys().collect();
    let needed = ids::ALL
        .iter()
        .filter(|id| keys.contains(&id.service_key()));
    let ids = needed.filter_map(|id| Some((id.to_string(), fault(*id, catalog)?)));
    let regions = catalog.regions.iter().filter(|region| {
        let mut prices = catalog.prices.iter();
        prices.all(|price| book.versions(&region.code, &price.id).is_empty())
    });
    let regions = regions.map(|region| {
        let code = &region.code;
        let message = format!(
            "the region has no price: expected files in {code}/, or no such region in the catalogue"
        );
        (code.clone(), message)
    });
    ids.chain(regions)
        .map(|(at, message)| BookFault {
            file: CATALOG.to_owned(),
            at,
            message,
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
