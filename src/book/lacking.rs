//! What a price folder must have so that every scenario can be priced from it.

use crate::pricing::source::{CATALOG, QUOTAS};
use crate::pricing::{BookFault, Catalog, PriceBook, PriceId, QuotaId, ids, quota_ids};
use crate::services;

/// What the book of a folder lacks: each price id of a service that a scenario can be billed for
/// must be in the catalogue, by the unit that the program meters in, each quota that the program is built
/// with must be there, by the same unit, and each region of the catalogue must have a price. An id without a price on record is no fault: an estimate names it as
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
    let of_catalog = ids.chain(regions).map(|(at, message)| BookFault {
        file: CATALOG.to_owned(),
        at,
        message,
    });
    of_catalog.chain(lacking_quotas(book)).collect()
}

/// What is missing among the quotas: one fault if there are none at all, as in a folder of an older
/// layout.
fn lacking_quotas(book: &PriceBook) -> Vec<BookFault> {
    let fault = |at: String, message: String| BookFault {
        file: QUOTAS.to_owned(),
        at,
        message,
    };
    if book.quotas().all().is_empty() {
        let message = "there are no quotas: expected the files of this folder";
        return vec![fault(String::new(), message.to_owned())];
    }
    let all = quota_ids::ALL.iter().copied();
    all.filter_map(|id| Some(fault(id.to_string(), quota_fault(id, book)?)))
        .collect()
}

fn quota_fault(id: QuotaId, book: &PriceBook) -> Option<String> {
    let unit = id.unit();
    match book.quotas().find(id.as_str()) {
        None => Some(format!("the quota is missing: expected it, in \"{unit}\"")),
        Some(quota) if quota.unit != unit => Some(format!(
            "the unit is \"{}\": expected \"{unit}\", which the demand is counted in",
            quota.unit
        )),
        Some(_) => None,
    }
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
