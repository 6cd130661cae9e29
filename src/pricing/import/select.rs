//! Recognises the products of the price list that the catalogue prices.
//!
//! AWS names what it meters by a usage type, which carries a prefix for the region: `USE1-`, `EU-`,
//! for some services the region's code, in N. Virginia often nothing. A product is recognised by its
//! offer code, its usage type without the prefix and, where the catalogue names them, its operation
//! and group. Its region it names by code; old lists have the name instead.

use std::collections::HashMap;

use serde::Deserialize;

use crate::pricing::{Catalog, CatalogPrice, Region};

/// Begins the usage type of what counts over all regions: mostly free tiers.
const GLOBAL: &str = "Global-";
/// What a location is of which the catalogue's regions are some; others are edges, zones and the world.
const AWS_REGION: &str = "AWS Region";

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
    /// The region's name, `EU (Ireland)`; lists before 2018 have no code.
    #[serde(default)]
    pub location: Option<String>,
    /// What the location is.
    #[serde(default, rename = "locationType")]
    pub location_type: Option<String>,
    /// The name of the region that data leaves.
    #[serde(default, rename = "fromLocation")]
    pub from_location: Option<String>,
    /// What the data leaves.
    #[serde(default, rename = "fromLocationType")]
    pub from_location_type: Option<String>,
    /// The name of the region that data enters.
    #[serde(default, rename = "toLocation")]
    pub to_location: Option<String>,
    /// What the data enters.
    #[serde(default, rename = "toLocationType")]
    pub to_location_type: Option<String>,
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
    /// The code of the region that the product names, whichever way it does.
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

    /// The region that the product names, by code or else by name.
    #[must_use]
    pub fn named_region(&self) -> Option<&str> {
        self.region().or_else(|| self.region_name())
    }

    /// The name of the region that the product is in, whichever way it says so.
    #[must_use]
    pub fn region_name(&self) -> Option<&str> {
        [
            (&self.location, &self.location_type),
            (&self.from_location, &self.from_location_type),
            (&self.to_location, &self.to_location_type),
        ]
        .into_iter()
        .filter(|(_, kind)| kind.as_deref() == Some(AWS_REGION))
        .find_map(|(name, _)| name.as_deref())
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
    /// In a region that the catalogue does not have: its code, or its name in old lists.
    Elsewhere(String),
    /// In a region of the catalogue that was not asked for.
    Unasked,
}

/// The catalogue, ready to be asked about products.
pub struct Selector<'c> {
    catalog: &'c Catalog,
    /// For each offer code, for each usage type without prefix, the places of its prices.
    by_code: HashMap<&'c str, HashMap<&'c str, Vec<usize>>>,
    /// The places of the regions that are asked for; `None` for all.
    only: Option<Vec<usize>>,
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
        Self {
            catalog,
            by_code,
            only: None,
        }
    }

    /// The same for some regions only: their places in [`Catalog::regions`].
    #[must_use]
    pub fn only(mut self, regions: Vec<usize>) -> Self {
        self.only = Some(regions);
        self
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

    /// What a product of this offer is to the catalogue.
    #[must_use]
    pub fn target(&self, code: &str, attributes: &Attributes) -> Target {
        let usage_type = attributes.usagetype.as_deref().unwrap_or_default();
        if let Some(rest) = usage_type.strip_prefix(GLOBAL) {
            let place = self.place(code, rest, attributes);
            return Target::Global { place };
        }
        let found = if let Some(code) = attributes.region() {
            Some((code, self.region(|region| region.code == code)))
        } else {
            let name = attributes.region_name();
            name.map(|name| (name, self.region(|region| is_called(region, name))))
        };
        match found {
            Some((_, Some(region))) if self.is_asked(region) => {
                let place = self.in_region(code, region, usage_type, attributes);
                place.map_or(Target::Unmatched, |place| Target::Price { region, place })
            }
            Some((_, Some(_))) => Target::Unasked,
            Some((named, None)) => Target::Elsewhere(named.to_owned()),
            None => self.by_prefix(code, usage_type, attributes),
        }
    }

    /// The place of the first region that is meant.
    fn region(&self, meant: impl Fn(&Region) -> bool) -> Option<usize> {
        self.catalog.regions.iter().position(meant)
    }

    fn is_asked(&self, region: usize) -> bool {
        let only = self.only.as_ref();
        only.is_none_or(|only| only.contains(&region))
    }

    /// What a product is that names no region, as some services' do: the prefix says the region. One
    /// that all regions could have, the empty one, is tried last.
    fn by_prefix(&self, code: &str, usage_type: &str, attributes: &Attributes) -> Target {
        let mut regions: Vec<usize> = (0..self.catalog.regions.len()).collect();
        regions.sort_by_key(|&place| {
            let region = self.catalog.regions.get(place);
            region.is_some_and(|region| region.usage_prefix.iter().any(String::is_empty))
        });
        let found = regions.into_iter().find_map(|region| {
            let place = self.in_region(code, region, usage_type, attributes);
            place.map(|place| (region, place))
        });
        match found {
            Some((region, place)) if self.is_asked(region) => Target::Price { region, place },
            Some(_) => Target::Unasked,
            None => Target::Unmatched,
        }
    }

    /// The place of the price that has this usage type with one of the region's prefixes. Where the
    /// catalogue has none for a region, the product itself names the region, and what its usage type
    /// begins with is the prefix.
    fn in_region(
        &self,
        code: &str,
        region: usize,
        usage_type: &str,
        attributes: &Attributes,
    ) -> Option<usize> {
        let region = self.catalog.regions.get(region)?;
        let place = |usage_type| self.place(code, usage_type, attributes);
        if region.usage_prefix.is_empty() && attributes.named_region().is_some() {
            let of_code = without(usage_type, &region.code);
            return of_code
                .or_else(|| behind_prefix(usage_type))
                .and_then(place);
        }
        let prefixes = region.usage_prefix.iter();
        prefixes
            .filter_map(|prefix| without(usage_type, prefix))
            .find_map(place)
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

/// Whether AWS's price list calls the region so.
fn is_called(region: &Region, name: &str) -> bool {
    region.name == name || region.locations.iter().any(|other| other == name)
}

/// The usage type behind what looks like a region's prefix: capitals and digits, `CAW1`.
fn behind_prefix(usage_type: &str) -> Option<&str> {
    let (prefix, rest) = usage_type.split_once('-')?;
    let sound = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    prefix.bytes().all(sound).then_some(rest)
}

/// The usage type without this prefix; itself where the region has none.
fn without<'u>(usage_type: &'u str, prefix: &str) -> Option<&'u str> {
    if prefix.is_empty() {
        return Some(usage_type);
    }
    usage_type.strip_prefix(prefix)?.strip_prefix('-')
}
