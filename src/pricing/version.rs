//! A dated version of a price: its tiers, its first day, and its source.

use serde::{Deserialize, Serialize};

use super::Date;
use crate::quantity::{Figure, UnitPrice};

/// The price of one id in one region from one day on, until a later version replaces it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The first day on which the price is known to apply.
    pub from: Date,
    /// The tiers, from 0 and rising; never empty.
    pub tiers: Vec<Tier>,
    /// The source that the figures were taken from.
    pub reference: Reference,
    /// Other sources with the same figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Reference>,
    /// What a reader should know about the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// How well founded the record is.
    pub confidence: Confidence,
}

/// One step of a price scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// The quantity a month at which the tier begins; an absolute lower bound.
    pub from: Figure,
    /// The price of one unit; `None` where it is not on record.
    pub price: Option<UnitPrice>,
}

/// Where a price was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// What was read.
    pub title: String,
    /// An `https` address where it can be read.
    pub href: String,
    /// The day on which it was read, or the date of the document.
    pub retrieved: Date,
}

/// How well founded a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Read from AWS's price list by machine, or by two independent readers.
    High,
    /// One transcription, code written by AWS, or a stored copy of an AWS page.
    Medium,
}

/// Bounds and prices travel to the browser as decimal text, never as floats.
mod tier_text {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    use super::{Figure, Tier, UnitPrice};

    impl Serialize for Tier {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let price = self.price.map(|price| price.value().to_string());
            (self.from.to_string(), price).serialize(serializer)
        }
    }

    impl<'de> Deserialize<'de> for Tier {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let (from, price) = <(String, Option<String>)>::deserialize(deserializer)?;
            let decimal = |text: &str| Decimal::from_str_exact(text).map_err(D::Error::custom);
            Ok(Self {
                from: Figure::new(decimal(&from)?),
                price: price
                    .map(|text| decimal(&text))
                    .transpose()?
                    .map(UnitPrice::new),
            })
        }
    }
}
