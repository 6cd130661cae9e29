//! Recognises the products of the price list that the catalogue prices.
//!
//! AWS names what it meters by a usage type, which carries a prefix for the region: `USE1-`, `EU-`,
//! for some services the region's code, in N. Virginia often nothing. A product is recognised by its
//! offer code, its usage type without the prefix and, where the catalogue names them, its operation
//! and group.

use std::collections::HashMap;

use serde::Deserialize;

use crate::pricing::{Catalog, CatalogPrice};

/// Begins the usage type of what counts over all regions: mostly free tiers.
const GLOBAL: &str = "Global-";

/// The attributes of a product that matter here.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Attributes {
    /// The offer code, where the file itself does not say it first.
    #[serde(default)]
    pub servicecode: Option<String>,
    /// The region; empty for products that have none.
    #[serde(default, rename = "regionCode")]
    pub region_code: Option<String>,
    /// The region that data leaves, in place of a region.
    #[serde(default, rename = "fromRegionCode")]
    pub from_region_code: Option<String>,
    /// The region that data enters, in place of a region.
    #[serde(default, rename = "toRegionCode")]
    pub to_region_code: Option<String>,
    /// What is metered, with the region's prefix.
    #[serde(default)]
    pub usagetype: Option<String>,
    /// What the customer does.
    #[serde(default)]
    pub operation: Option<String>,
    /// How AWS groups its products.
    #[serde(default)]
    pub group: Option<String>,
}

impl Attributes {
    /// The region that the product names, whichever way it does.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        [
            &self.region_code,
            &self.from_region_code,
            &self.to_region_code,
        ]
        .into_iter()
        .find_map(|code| code.as_deref().filter(|code| !code.is_empty()))
    }
}

/// What a product is to the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A price: the places of its region and its entry in the catalogue.
    Price {
        /// The place in [`Catalog::regions`].
        region: usize,
        /// The place in [`Catalog::prices`].
        place: usize,
    },
    /// Something that counts over all regions, most likely an allowance.
    Global {
        /// The place of the price that has the usage type behind `Global-`, if there is one.
        place: Option<usize>,
    },
    /// Nothing that the catalogue has, in one of its regions or in none.
    Unmatched,
    /// In a region that the catalogue does not have.
    Elsewhere(String),
}

/// The catalogue, ready to be asked about products.
pub struct Selector<'c> {
    catalog: &'c Catalog,
    /// For each offer code, for each usage type without prefix, the places of its prices.
    by_code: HashMap<&'c str, HashMap<&'c str, Vec<usize>>>,
}

impl<'c> Selector<'c> {
    /// A selector for this catalogue.
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        let mut by_code: HashMap<&str, HashMap<&str, Vec<usize>>> = HashMap::new();
        for code in catalog.offers() {
            by_code.entry(code).or_default();
        }
        for (place, price) in catalog.prices.iter().enumerate() {
            let Some(code) = catalog.offer_of(price) else {
                continue;
            };
            let of_offer = by_code.entry(code).or_default();
            for usage_type in &price.usage_types {
                of_offer.entry(usage_type).or_default().push(place);
            }
        }
        Self { catalog, by_code }
    }

    /// The catalogue that is asked.
    #[must_use]
    pub const fn catalog(&self) -> &'c Catalog {
        self.catalog
    }

    /// Whether the catalogue has prices of this offer code.
    #[must_use]
    pub fn knows(&self, code: &str) -> bool {
        self.by_code.contains_key(code)
    }

    /// The offer codes of the catalogue, for people.
    #[must_use]
    pub fn codes(&self) -> String {
        self.catalog.offers().join(", ")
    }

    /// What a product of this offer is to the catalogue.
    #[must_use]
    pub fn target(&self, code: &str, attributes: &Attributes) -> Target {
        let usage_type = attributes.usagetype.as_deref().unwrap_or_default();
        if let Some(rest) = usage_type.strip_prefix(GLOBAL) {
            let place = self.place(code, rest, attributes);
            return Target::Global { place };
        }
        if let Some(named) = attributes.region() {
            let regions = &self.catalog.regions;
            let Some(region) = regions.iter().position(|region| region.code == named) else {
                return Target::Elsewhere(named.to_owned());
            };
            return self.in_region(code, region, usage_type, attributes);
        }
        // Old files and some services name no region: the prefix does. One that all regions could
        // have, the empty one, is tried last.
        let mut regions: Vec<usize> = (0..self.catalog.regions.len()).collect();
        regions.sort_by_key(|&place| {
            let region = self.catalog.regions.get(place);
            region.is_some_and(|region| region.usage_prefix.iter().any(String::is_empty))
        });
        regions
            .into_iter()
            .map(|region| self.in_region(code, region, usage_type, attributes))
            .find(|target| matches!(target, Target::Price { .. }))
            .unwrap_or(Target::Unmatched)
    }

    fn in_region(
        &self,
        code: &str,
        region: usize,
        usage_type: &str,
        attributes: &Attributes,
    ) -> Target {
        let prefixes = self.catalog.regions.get(region).into_iter();
        prefixes
            .flat_map(|region| &region.usage_prefix)
            .filter_map(|prefix| without(usage_type, prefix))
            .find_map(|usage_type| self.place(code, usage_type, attributes))
            .map_or(Target::Unmatched, |place| Target::Price { region, place })
    }

    /// The price of this usage type, operation and group. Of two that fit, the one that says more.
    fn place(&self, code: &str, usage_type: &str, attributes: &Attributes) -> Option<usize> {
        let places = self.by_code.get(code)?.get(usage_type)?;
        let fits = |price: &CatalogPrice| {
            let same = |wanted: &Option<String>, found: &Option<String>| {
                wanted.is_none() || wanted == found
            };
            same(&price.operation, &attributes.operation) && same(&price.group, &attributes.group)
        };
        let says = |place: &usize| {
            let price = self.catalog.prices.get(*place);
            price.map(|price| (price.operation.is_some(), price.group.is_some()))
        };
        let fitting = places.iter().copied();
        fitting
            .filter(|&place| self.catalog.prices.get(place).is_some_and(fits))
            .max_by_key(says)
    }
}

/// The usage type without this prefix; itself where the region has none.
fn without<'u>(usage_type: &'u str, prefix: &str) -> Option<&'u str> {
    if prefix.is_empty() {
        return Some(usage_type);
    }
    usage_type.strip_prefix(prefix)?.strip_prefix('-')
}
