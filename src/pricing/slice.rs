//! The part of the price book that a page carries to the browser: one region, one day.

use super::allowance::covering;
use super::id_index::IdIndex;
use super::{Allowance, CatalogPrice, Date, Found, Prices, Service, Version};

/// Prices of one region on one day, owned; [`slice_text`](super::slice_text) writes and reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceSlice {
    pub(super) region: String,
    pub(super) regions: Vec<String>,
    pub(super) published: Date,
    pub(super) as_of: Date,
    /// Prices without a version on the day, and the later day from which they have one.
    pub(super) later: Vec<(String, Date)>,
    pub(super) services: Vec<Service>,
    pub(super) prices: Vec<(CatalogPrice, Option<Version>)>,
    pub(super) allowances: Vec<Allowance>,
    /// Prices of other regions on the same day.
    pub(super) others: Vec<PriceSlice>,
    /// Positions in `prices` by id.
    by_id: IdIndex,
    /// For each of `prices`, the places of the allowances that cover it.
    covering: Vec<Vec<usize>>,
    /// For each of `prices`, the place of its service.
    service_places: Vec<Option<usize>>,
}

impl PriceSlice {
    /// A slice of these prices. What only an import or a page of sources needs is left out.
    #[must_use]
    pub fn new(
        region: &str,
        regions: Vec<String>,
        published: Date,
        as_of: Date,
        services: Vec<Service>,
        mut prices: Vec<(CatalogPrice, Option<Version>)>,
    ) -> Self {
        for (price, version) in &mut prices {
            price.usage_types.clear();
            price.offer = None;
            price.operation = None;
            price.group = None;
            if let Some(version) = version {
                version.also.clear();
                version.note = None;
            }
        }
        let slice = Self {
            region: region.to_owned(),
            regions,
            published,
            as_of,
            later: Vec::new(),
            services,
            prices,
            allowances: Vec::new(),
            others: Vec::new(),
            by_id: IdIndex::default(),
            covering: Vec::new(),
            service_places: Vec::new(),
        };
        slice.indexed()
    }

    /// With the days from which prices are known that have no version yet.
    #[must_use]
    pub fn with_later(mut self, later: Vec<(String, Date)>) -> Self {
        self.later = later;
        self
    }

    /// With those of the allowances that cover a price of the slice.
    #[must_use]
    pub fn with_allowances(mut self, allowances: &[Allowance]) -> Self {
        self.allowances = allowances
            .iter()
            .filter(|allowance| allowance.holds_on(self.as_of))
            .filter(|allowance| allowance.prices.iter().any(|id| self.find(id).is_some()))
            .cloned()
            .collect();
        self.indexed()
    }

    /// With the prices of other regions on the same day.
    #[must_use]
    pub fn with_others(mut self, others: Vec<Self>) -> Self {
        self.others = others;
        self
    }

    /// Whether it has prices of this region.
    #[must_use]
    pub fn has_region(&self, region: &str) -> bool {
        self.region == region || self.others.iter().any(|other| other.region == region)
    }

    /// With prices and allowances where a look-up finds them.
    pub(super) fn indexed(mut self) -> Self {
        let ids = || self.prices.iter().map(|(price, _)| price.id.as_str());
        self.by_id = IdIndex::new(ids());
        self.covering = covering(ids(), &self.allowances);
        let service_place = |(price, _): &(CatalogPrice, _)| {
            let mut services = self.services.iter();
            services.position(|service| service.key == price.service_key())
        };
        self.service_places = self.prices.iter().map(service_place).collect();
        self
    }

    /// The codes of all regions of the book.
    #[must_use]
    pub fn regions(&self) -> &[String] {
        &self.regions
    }

    /// The day up to which the book was read.
    #[must_use]
    pub const fn published(&self) -> Date {
        self.published
    }

    /// The later day from which a price is known; `None` if it is known already or never is.
    #[must_use]
    pub fn known_from(&self, id: &str) -> Option<Date> {
        let later = self.later.iter().find(|(price, _)| price == id);
        later.map(|(_, day)| *day)
    }
}

impl Prices for PriceSlice {
    fn region(&self) -> &str {
        &self.region
    }

    fn as_of(&self) -> Date {
        self.as_of
    }

    fn find(&self, id: &str) -> Option<Found<'_>> {
        let at = |place: usize| self.prices.get(place).map(|(price, _)| price.id.as_str());
        let place = self.by_id.find(id, at)?;
        let (price, version) = self.prices.get(place)?;
        Some(Found {
            price,
            version: version.as_ref(),
            service: self
                .service_places
                .get(place)
                .and_then(|service| self.services.get((*service)?)),
            allowances: self.covering.get(place).map_or(&[], Vec::as_slice),
        })
    }

    fn find_in(&self, region: &str, id: &str) -> Option<Found<'_>> {
        let mut others = self.others.iter();
        let other = others.find(|other| other.region == region)?;
        let found = other.find(id)?;
        // Allowances are of the account: their places are those of this slice.
        let allowances = self.find(id).map_or(&[][..], |own| own.allowances);
        Some(Found {
            allowances,
            ..found
        })
    }

    fn allowances(&self) -> &[Allowance] {
        &self.allowances
    }
}
