//! The whole price book, and its look-up for a region and a day.

use std::collections::HashMap;
use std::sync::Arc;

use super::allowance::covering;
use super::quota::{Quotas, QuotasAsOf};
use super::{Allowance, Catalog, Date, Found, PriceSlice, Prices, Reference, Service, Version};

/// Every price on record: by region, by id, by date.
///
/// Made by [`parse`](super::parse::parse), which has checked it as a whole.
#[derive(Clone, Debug)]
pub struct PriceBook {
    catalog: Catalog,
    /// For each region of the catalogue, for each price of the catalogue, its versions by date.
    versions: Vec<Vec<Vec<Version>>>,
    allowances: Vec<Allowance>,
    /// The sources that the book names, by key.
    sources: HashMap<String, Arc<Reference>>,
    /// For each price of the catalogue, the places of the allowances that cover it.
    covering: Vec<Vec<usize>>,
    quotas: Quotas,
}

impl PriceBook {
    /// A book of these parts, which the parser has checked: for each region of the catalogue, for
    /// each price of the catalogue, its versions by date.
    pub(super) fn new(
        catalog: Catalog,
        versions: Vec<Vec<Vec<Version>>>,
        allowances: Vec<Allowance>,
        sources: HashMap<String, Arc<Reference>>,
    ) -> Self {
        let ids = catalog.prices.iter().map(|price| price.id.as_str());
        let covering = covering(ids, &allowances);
        Self {
            catalog,
            versions,
            allowances,
            sources,
            covering,
            quotas: Quotas::default(),
        }
    }

    /// With these quotas, which the parser has checked.
    pub(super) fn with_quotas(mut self, quotas: Quotas) -> Self {
        self.quotas = quotas;
        self
    }

    /// How much of each thing AWS lets an account have.
    #[must_use]
    pub const fn quotas(&self) -> &Quotas {
        &self.quotas
    }

    /// What can be priced.
    #[must_use]
    pub const fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// All allowances, in the file's order.
    #[must_use]
    pub fn allowances(&self) -> &[Allowance] {
        &self.allowances
    }

    /// The source that the book names by this key.
    #[must_use]
    pub fn source(&self, key: &str) -> Option<&Arc<Reference>> {
        self.sources.get(key)
    }

    /// The day whose prices answer a request: the day asked for, or the book's own day if no day or a
    /// later day was asked for. A link made of the answer pins this day.
    #[must_use]
    pub fn day_for(&self, requested: Option<Date>) -> Date {
        let published = self.catalog.published;
        requested.map_or(published, |day| day.min(published))
    }

    /// The versions of a price in a region, oldest first; empty if there are none.
    #[must_use]
    pub fn versions(&self, region: &str, id: &str) -> &[Version] {
        let place = self.catalog.place_of(id);
        let region = self.catalog.regions.iter().position(|r| r.code == region);
        match (region, place) {
            (Some(region), Some(place)) => self.at(region, place),
            _ => &[],
        }
    }

    fn at(&self, region: usize, place: usize) -> &[Version] {
        self.versions
            .get(region)
            .and_then(|prices| prices.get(place))
            .map_or(&[], Vec::as_slice)
    }

    /// The prices of one region on one day; `None` for a region that the book does not have. Neither
    /// this call nor a look-up in its result allocates.
    ///
    /// ```
    /// use reckoner::pricing::{self, Date, Prices, embedded::FILES, parse::parse};
    ///
    /// let book = parse(FILES)?;
    /// let day = Date::known(2026, 10, 1);
    /// let prices = book.as_of("us-east-1", day).unwrap();
    /// let requests = prices.find("lambda.requests").unwrap();
    /// assert_eq!(requests.price.unit, "request");
    /// assert!(requests.version.unwrap().from <= day);
    /// assert!(book.as_of("mars-north-1", day).is_none());
    /// # Ok::<(), Vec<pricing::BookFault>>(())
    /// ```
    #[must_use]
    pub fn as_of(&self, region: &str, day: Date) -> Option<AsOf<'_>> {
        let place = self.catalog.regions.iter().position(|r| r.code == region)?;
        Some(AsOf {
            book: self,
            region: place,
            code: self.catalog.regions.get(place)?.code.as_str(),
            day,
        })
    }
}

/// The latest version that begins on this day or before.
fn version_on(versions: &[Version], day: Date) -> Option<&Version> {
    let after = versions.partition_point(|version| version.from <= day);
    versions.get(after.checked_sub(1)?)
}

/// A price book seen from one region on one day.
#[derive(Clone, Copy, Debug)]
pub struct AsOf<'b> {
    book: &'b PriceBook,
    region: usize,
    code: &'b str,
    day: Date,
}

impl<'b> AsOf<'b> {
    /// The whole book.
    #[must_use]
    pub const fn book(&self) -> &'b PriceBook {
        self.book
    }

    /// The region's code, borrowed from the book.
    #[must_use]
    pub const fn code(&self) -> &'b str {
        self.code
    }

    /// The quotas of the same region and day.
    #[must_use]
    pub const fn quotas(&self) -> QuotasAsOf<'b> {
        self.book.quotas.as_of(self.code, self.day)
    }

    /// The price and its version, borrowed from the book.
    #[must_use]
    pub fn look_up(&self, id: &str) -> Option<Found<'b>> {
        let place = self.book.catalog.place_of(id)?;
        Some(Found {
            price: self.book.catalog.prices.get(place)?,
            version: version_on(self.book.at(self.region, place), self.day),
            service: self.book.catalog.service_at(place),
            allowances: self.book.covering.get(place).map_or(&[], Vec::as_slice),
        })
    }

    /// The prices of these services, which are the part that a page needs.
    #[must_use]
    pub fn slice(&self, services: &[&str]) -> PriceSlice {
        let catalog = &self.book.catalog;
        let prices = catalog
            .prices
            .iter()
            .enumerate()
            .filter(|(_, price)| services.contains(&price.service_key()))
            .map(|(place, price)| {
                let version = version_on(self.book.at(self.region, place), self.day);
                (price.clone(), version.cloned())
            })
            .collect();
        let kept: Vec<Service> = catalog
            .services
            .iter()
            .filter(|service| services.contains(&service.key.as_str()))
            .cloned()
            .collect();
        let region_codes = catalog
            .regions
            .iter()
            .map(|region| region.code.clone())
            .collect();
        let slice = PriceSlice::new(
            self.code,
            region_codes,
            catalog.published,
            self.day,
            kept,
            prices,
        );
        slice
            .with_later(self.later(services))
            .with_allowances(&self.book.allowances)
    }

    /// The prices of these services that have no version yet, and from when they have one.
    fn later(&self, services: &[&str]) -> Vec<(String, Date)> {
        let prices = self.book.catalog.prices.iter().enumerate();
        prices
            .filter(|(_, price)| services.contains(&price.service_key()))
            .filter_map(|(place, price)| {
                let from = self.book.at(self.region, place).first()?.from;
                (from > self.day).then(|| (price.id.clone(), from))
            })
            .collect()
    }
}

impl Prices for AsOf<'_> {
    fn region(&self) -> &str {
        self.code
    }

    fn as_of(&self) -> Date {
        self.day
    }

    fn find(&self, id: &str) -> Option<Found<'_>> {
        self.look_up(id)
    }

    fn find_in(&self, region: &str, id: &str) -> Option<Found<'_>> {
        self.book.as_of(region, self.day)?.look_up(id)
    }

    fn allowances(&self) -> &[Allowance] {
        &self.book.allowances
    }
}
