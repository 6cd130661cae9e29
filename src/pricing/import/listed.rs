//! The products that are kept of a price list.

use core::fmt;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use serde::Deserialize;

use super::scale::Dimension;
use super::select::{Attributes, Target};
use crate::pricing::Date;

/// The parts of a price list that concern the catalogue.
#[derive(Debug, Default)]
pub struct Reading {
    /// The products of the catalogue's regions: those that matched, those that count over all
    /// regions, and one for each usage type that did not match. In the list's order.
    pub listed: Vec<ListedProduct>,
    /// How many products were in regions that the catalogue does not have, by region code.
    pub elsewhere: BTreeMap<String, u64>,
    /// How many products were of offers that the catalogue does not have, by offer code.
    pub strangers: BTreeMap<String, u64>,
    /// How many products were seen of the catalogue's offers.
    pub products: u64,
    seen: HashSet<String>,
}

/// A product of the price list.
#[derive(Clone, Debug)]
pub struct ListedProduct {
    /// The edition of the offer that lists it.
    pub offer: Arc<Edition>,
    /// Whether and how the catalogue knows it.
    pub target: Target,
    /// AWS's number for it.
    pub sku: String,
    /// Its attributes in the list.
    pub attributes: Attributes,
    /// Its prices on demand, mostly one.
    pub terms: Vec<Term>,
}

impl ListedProduct {
    /// The usage type with its prefix.
    #[must_use]
    pub fn usage_type(&self) -> &str {
        self.attributes.usagetype.as_deref().unwrap_or_default()
    }
}

/// One edition of an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The offer code, `AWSLambda`.
    pub code: String,
    /// AWS's version of the file, `20260919002359`.
    pub version: String,
    /// The day of its publication.
    pub published: Date,
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.version)
    }
}

/// A price on demand, as the list writes it.
#[derive(Clone, Debug, Deserialize)]
pub struct Term {
    /// The time stamp from which it applies.
    #[serde(default, rename = "effectiveDate")]
    pub effective: Option<String>,
    /// The steps of the scale, by rate code.
    #[serde(default, rename = "priceDimensions")]
    pub dimensions: BTreeMap<String, Dimension>,
}

impl Term {
    /// The day from which it applies.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        day(self.effective.as_deref()?)
    }

    /// The steps, in no order.
    #[must_use]
    pub fn steps(&self) -> Vec<Dimension> {
        self.dimensions.values().cloned().collect()
    }
}

/// The day of a time stamp.
pub(super) fn day(stamp: &str) -> Option<Date> {
    stamp.get(..10)?.parse().ok()
}

impl Reading {
    /// Adds a product, and returns whether its terms are wanted.
    pub(super) fn take(&mut self, found: FoundProduct) -> Option<FoundProduct> {
        self.products = self.products.saturating_add(1);
        match &found.target {
            Target::Elsewhere(region) => {
                let count = self.elsewhere.entry(region.clone()).or_default();
                *count = count.saturating_add(1);
                None
            }
            Target::Unmatched => {
                let region = found.attributes.named_region().unwrap_or_default();
                let usage_type = found.attributes.usagetype.as_deref().unwrap_or_default();
                let key = format!("{} {region} {usage_type}", found.code);
                self.seen.insert(key).then_some(found)
            }
            Target::Unasked => None,
            Target::Price { .. } | Target::Global { .. } => Some(found),
        }
    }

    /// Counts a product of an offer that the catalogue does not have.
    pub(super) fn pass(&mut self, code: &str) {
        let count = self.strangers.entry(code.to_owned()).or_default();
        *count = count.saturating_add(1);
    }
}

/// A product before its edition is known.
#[derive(Debug)]
pub(super) struct FoundProduct {
    pub code: String,
    pub target: Target,
    pub sku: String,
    pub attributes: Attributes,
    pub terms: Vec<Term>,
}
