//! Reads AWS's price list as a stream and keeps what the catalogue prices.
//!
//! Offer files reach hundreds of megabytes, of which a handful of products matter. The text is never
//! held: of each product only its recognition remains, of the unmatched ones one for each usage type.

use core::fmt;
use std::collections::{BTreeMap, HashSet};
use std::io::{BufReader, Read};
use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeSeed as _;

use super::scale::Dimension;
use super::select::{Attributes, Selector, Target};
use super::stream::List;
use crate::pricing::Date;

/// What a price list has to say about the catalogue.
#[derive(Debug, Default)]
pub struct Reading {
    /// The products of the catalogue's regions: those that matched, those that count over all
    /// regions, and one for each usage type that did not match. In the list's order.
    pub listed: Vec<Listed>,
    /// How many products were in regions that the catalogue does not have, by region code.
    pub elsewhere: BTreeMap<String, u64>,
    /// How many products were seen at all.
    pub products: u64,
    seen: HashSet<String>,
}

/// A product of the price list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Which edition of which offer it stands in.
    pub offer: Arc<Edition>,
    /// What it is to the catalogue.
    pub target: Target,
    /// AWS's number for it.
    pub sku: String,
    /// What the list says of it.
    pub attributes: Attributes,
    /// Its prices on demand, mostly one.
    pub terms: Vec<Term>,
}

impl Listed {
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
    /// Since when, as a time stamp.
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

/// A price list that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFault {
    /// The name of the source, as it was given.
    pub source: String,
    /// What is wrong, with line and column.
    pub message: String,
}

impl fmt::Display for ReadFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.source, self.message)
    }
}

impl core::error::Error for ReadFault {}

impl Reading {
    /// Takes a product in, and says whether its terms are wanted.
    pub(super) fn take(&mut self, found: Found) -> Option<Found> {
        self.products = self.products.saturating_add(1);
        match &found.target {
            Target::Elsewhere(region) => {
                let count = self.elsewhere.entry(region.clone()).or_default();
                *count = count.saturating_add(1);
                None
            }
            Target::Unmatched => {
                let region = found.attributes.region().unwrap_or_default();
                let usage_type = found.attributes.usagetype.as_deref().unwrap_or_default();
                let key = format!("{} {region} {usage_type}", found.code);
                self.seen.insert(key).then_some(found)
            }
            Target::Price { .. } | Target::Global { .. } => Some(found),
        }
    }
}

/// A product before its edition is known.
#[derive(Debug)]
pub(super) struct Found {
    pub code: String,
    pub target: Target,
    pub sku: String,
    pub attributes: Attributes,
    pub terms: Vec<Term>,
}

/// Reads a price list: a bulk offer file (`index.json`), the answer of `aws pricing get-products`,
/// or what its `--query 'PriceList[]'` leaves of it: products as objects or as texts of JSON, in a
/// list or one after the other.
///
/// # Errors
/// [`ReadFault`] if it is no such list, or of a service that the catalogue does not have; then
/// nothing of it is to be used.
pub fn read<R: Read>(selector: &Selector<'_>, name: &str, source: R) -> Result<Reading, ReadFault> {
    let mut reading = Reading::default();
    let mut json = serde_json::Deserializer::from_reader(BufReader::new(source));
    let outcome = loop {
        let list = List {
            selector,
            reading: &mut reading,
        };
        if let Err(error) = list.deserialize(&mut json) {
            break Err(error);
        }
        // More follows where the command line writes one product after the other.
        if json.end().is_ok() {
            break Ok(());
        }
    };
    outcome.map_err(|error| ReadFault {
        source: name.to_owned(),
        message: if error.is_io() {
            format!("can't be read: {error}")
        } else if error.is_syntax() || error.is_eof() {
            format!("not JSON: {error}")
        } else {
            error.to_string()
        },
    })?;
    Ok(reading)
}
