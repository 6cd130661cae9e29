//! What an import found, for people to read.

use core::fmt;

use crate::pricing::{Date, Tier};

/// A version that the import writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceChange {
    /// What it does to results that were already given out.
    pub kind: PriceChangeKind,
    /// The region's code.
    pub region: String,
    /// The price's id.
    pub id: String,
    /// The day from which it applies.
    pub from: Date,
    /// Its tiers.
    pub tiers: Vec<Tier>,
    /// The tiers that held on that day before; `None` if none did.
    pub old: Option<Vec<Tier>>,
    /// The file it is written into, relative to the book's folder.
    pub file: String,
    /// What is written.
    pub text: String,
}

/// What a change does to results that were already given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceChangeKind {
    /// Nothing: its day is after the book's day.
    New,
    /// It may change them: its day is one that the book has answered for.
    DatedBack,
    /// It replaces what the book said of the same day.
    Corrected,
}

impl PriceChangeKind {
    /// In a word or two.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::DatedBack => "dated back",
            Self::Corrected => "corrected",
        }
    }
}

impl fmt::Display for PriceChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { region, id, .. } = self;
        let tiers = words(&self.tiers);
        write!(f, "{region} {id} from {}: {tiers}", self.from)?;
        match &self.old {
            Some(old) => write!(f, " (was {})", words(old)),
            None => f.write_str(" (had no price)"),
        }
    }
}

/// Something to know about a price, or a reason why it was not imported.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// The region's code; empty for what counts over all regions.
    pub region: String,
    /// The price's id, or the usage type of a product without an id.
    pub id: String,
    /// In words, lower-case, without a full stop.
    pub message: String,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            region,
            id,
            message,
        } = self;
        if region.is_empty() {
            write!(f, "{id}: {message}")
        } else {
            write!(f, "{region} {id}: {message}")
        }
    }
}

/// A usage type that the catalogue does not have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unmatched {
    /// The offer code.
    pub offer: String,
    /// The region's code, where the product names one.
    pub region: String,
    /// The usage type with its prefix.
    pub usage_type: String,
    /// The product's operation, where it has one.
    pub operation: String,
    /// The first price as the list writes it, with its unit; empty if it has none.
    pub price: String,
    /// The list's own words for the first price.
    pub description: String,
}

impl fmt::Display for Unmatched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let region = if self.region.is_empty() {
            "no region"
        } else {
            &self.region
        };
        write!(f, "{} {region} {}", self.offer, self.usage_type)?;
        if !self.operation.is_empty() {
            write!(f, " ({})", self.operation)?;
        }
        if self.price.is_empty() {
            return f.write_str(": no price on demand");
        }
        write!(f, ": {}, {}", self.price, self.description)
    }
}

/// A scale in words: `0.25`, or `0.0055 from 0, 0.0046 from 100000`.
#[must_use]
pub fn words(tiers: &[Tier]) -> String {
    let price = |tier: &Tier| {
        let price = tier.price.map(|price| price.value().normalize());
        price.map_or_else(|| "unknown".to_owned(), |price| price.to_string())
    };
    if let [only] = tiers {
        return price(only);
    }
    let steps = tiers
        .iter()
        .map(|tier| format!("{} from {}", price(tier), tier.from));
    steps.collect::<Vec<_>>().join(", ")
}
