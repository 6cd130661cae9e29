//! Quotas: how much of something AWS lets an account, a function, a table or a request have.
//!
//! They are data like prices: each with a dated value, the regions that have another one, and its
//! source. Not every one is a quota that AWS raises; fixed limits of a service are among them.

use core::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::id_index::IdIndex;
use super::{Confidence, Date, QuotaId, Reference};
use crate::quantity::Figure;

/// All quotas of a price book, in the order of its files.
#[derive(Clone, Debug, Default)]
pub struct Quotas {
    all: Vec<Quota>,
    by_id: IdIndex,
}

/// One quota, with its versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Dotted, lower-case, stable: `lambda.concurrency`.
    pub id: String,
    /// The key of the AWS service that it belongs to, as the catalogue has it.
    pub service: String,
    /// What it limits, in words.
    pub name: String,
    /// What it is counted in: `requests/s`.
    pub unit: String,
    /// What has as much of it: `account-region`, `per function` …
    pub scope: String,
    /// Whether AWS raises it on request; `None` where its page doesn't say.
    pub adjustable: Option<bool>,
    /// The adjustable quota that AWS raises this one with.
    pub follows: Option<String>,
    /// Its versions, oldest first; never empty.
    pub versions: Vec<QuotaVersion>,
}

/// The value of a quota from one day on, until a later version replaces it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaVersion {
    /// The first day on which the value is known to apply; `None`, for a first version alone, if it is
    /// not on record since when it does. Such a value stands for every day before the next version.
    pub from: Option<Date>,
    /// The value in regions that are not listed.
    pub value: QuotaValue,
    /// Regions with another value, by code.
    pub regions: Vec<(String, QuotaValue)>,
    /// Where it was read.
    pub reference: Arc<Reference>,
    /// How well founded the record is.
    pub confidence: Confidence,
    /// What a reader should know about the record.
    pub note: Option<String>,
}

/// How much a quota lets one have, in the quota's unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotaValue {
    /// As much as one wants: AWS states that there is no limit.
    Unlimited,
    /// This much.
    At(Figure),
}

impl QuotaValue {
    /// The word for a quota without a limit, in the book and in JSON.
    pub const UNLIMITED: &'static str = "unlimited";

    /// The limit, if there is one.
    #[must_use]
    pub const fn limit(self) -> Option<Figure> {
        match self {
            Self::Unlimited => None,
            Self::At(limit) => Some(limit),
        }
    }
}

impl fmt::Display for QuotaValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unlimited => f.write_str(Self::UNLIMITED),
            Self::At(limit) => limit.fmt(f),
        }
    }
}

impl Serialize for QuotaValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Unlimited => serializer.serialize_str(Self::UNLIMITED),
            Self::At(limit) => limit.serialize(serializer),
        }
    }
}

impl Quota {
    /// The version that applies on a day, if one is on record.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<&QuotaVersion> {
        let mut versions = self.versions.iter().rev();
        versions.find(|version| version.from.is_none_or(|from| from <= day))
    }

    /// Whether an account may have another value of it: AWS raises it on request, or raises it together
    /// with another.
    #[must_use]
    pub fn may_differ(&self) -> bool {
        self.adjustable == Some(true) || self.follows.is_some()
    }
}

impl QuotaVersion {
    /// The value in a region.
    #[must_use]
    pub fn value_in(&self, region: &str) -> QuotaValue {
        let mut regions = self.regions.iter();
        let own = regions.find(|(code, _)| code == region);
        own.map_or(self.value, |(_, value)| *value)
    }
}

impl Quotas {
    /// These quotas, whose ids the parser has checked to be unique.
    pub(super) fn new(all: Vec<Quota>) -> Self {
        let by_id = IdIndex::new(all.iter().map(|quota| quota.id.as_str()));
        Self { all, by_id }
    }

    /// All, in the order of the files.
    #[must_use]
    pub fn all(&self) -> &[Quota] {
        &self.all
    }

    /// The quota of this id. Allocates nothing.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Quota> {
        let at = |place: usize| self.all.get(place).map(|quota| quota.id.as_str());
        self.all.get(self.by_id.find(id, at)?)
    }

    /// The quotas as they apply in one region on one day.
    #[must_use]
    pub const fn as_of<'q>(&'q self, region: &'q str, day: Date) -> QuotasAsOf<'q> {
        QuotasAsOf {
            quotas: self,
            region,
            day,
        }
    }
}

/// Quotas seen from one region on one day.
#[derive(Clone, Copy, Debug)]
pub struct QuotasAsOf<'q> {
    quotas: &'q Quotas,
    region: &'q str,
    day: Date,
}

/// A quota with the version and the value that apply.
#[derive(Clone, Copy, Debug)]
pub struct QuotaFound<'q> {
    /// The quota.
    pub quota: &'q Quota,
    /// The version of the day.
    pub version: &'q QuotaVersion,
    /// The value in the region.
    pub value: QuotaValue,
}

impl<'q> QuotasAsOf<'q> {
    /// The quota of this id; `None` if the book has no value of it on the day. Allocates nothing.
    ///
    /// ```
    /// use reckoner::pricing::{self, Date, embedded::FILES, parse::parse, quota_ids};
    ///
    /// let book = parse(FILES)?;
    /// let quotas = book.quotas().as_of("eu-west-1", Date::known(2026, 11, 1));
    /// let found = quotas.find(quota_ids::LAMBDA_CONCURRENCY).unwrap();
    /// assert_eq!(found.value.to_string(), "1000");
    /// assert_eq!(found.quota.adjustable, Some(true));
    /// # Ok::<(), Vec<pricing::BookFault>>(())
    /// ```
    #[must_use]
    pub fn find(&self, id: QuotaId) -> Option<QuotaFound<'q>> {
        self.of(self.quotas.find(id.as_str())?)
    }

    /// All quotas that have a value on the day, in the order of the files.
    pub fn all(&self) -> impl Iterator<Item = QuotaFound<'q>> + use<'q> {
        let of = *self;
        self.quotas.all.iter().filter_map(move |quota| of.of(quota))
    }

    fn of(&self, quota: &'q Quota) -> Option<QuotaFound<'q>> {
        let version = quota.on(self.day)?;
        Some(QuotaFound {
            quota,
            version,
            value: version.value_in(self.region),
        })
    }
}
