//! The whole book as it applies in one region on one day, service by service. A price that is
//! not on record is listed without a version.

use super::{AsOf, CatalogPrice, Date, Prices, Service, Version};

/// The prices of one service.
#[derive(Clone, Debug)]
pub struct ServicePrices<'b> {
    /// The service.
    pub service: &'b Service,
    /// Its prices, in the catalogue's order.
    pub prices: Vec<Listed<'b>>,
}

impl ServicePrices<'_> {
    /// How many of its prices are on record.
    #[must_use]
    pub fn on_record(&self) -> usize {
        let prices = self.prices.iter();
        prices.filter(|listed| listed.version.is_some()).count()
    }
}

/// One price.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'b> {
    /// What is priced.
    pub price: &'b CatalogPrice,
    /// The version that applies; `None` if the book records none.
    pub version: Option<&'b Version>,
    /// The first day after this one on which another version begins.
    pub next: Option<Date>,
}

/// Every price of the catalogue, in the region and on the day that `prices` looks from.
#[must_use]
pub fn of_day(prices: AsOf<'_>) -> Vec<ServicePrices<'_>> {
    let book = prices.book();
    let catalog = book.catalog();
    let of_service = |service| ServicePrices {
        service,
        prices: Vec::new(),
    };
    let mut services: Vec<_> = catalog.services.iter().map(of_service).collect();
    for price in &catalog.prices {
        let place = services
            .iter_mut()
            .find(|of| of.service.key == price.service_key());
        let Some(place) = place else {
            continue;
        };
        let mut froms = book
            .versions(prices.region(), &price.id)
            .iter()
            .map(|version| version.from);
        place.prices.push(Listed {
            price,
            version: prices.look_up(&price.id).and_then(|found| found.version),
            next: froms.find(|from| *from > prices.as_of()),
        });
    }
    services
}
