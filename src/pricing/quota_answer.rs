//! What the price book answers about quotas, as types that borrow from it. In JSON every decimal is text in
//! plain digits.

use serde::Serialize;

use super::quota::{Quota, QuotaFound, QuotaValue, QuotaVersion};
use super::{AsOf, Confidence, Date, PriceBook, Prices as _, Reference};

/// All quotas of the book, with all their versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuotasAnswer<'b> {
    /// The day up to which the book was read.
    pub published: Date,
    /// The quotas, in the order of the book.
    pub quotas: Vec<QuotaAnswer<'b, Vec<QuotaVersionAnswer<'b>>>>,
}

/// The quotas as they apply in one region on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegionQuotasAnswer<'b> {
    /// The region's code.
    pub region: &'b str,
    /// The day whose quotas these are.
    pub as_of: Date,
    /// The day that was asked for; null if none was. It is after `as_of` if the book does not reach
    /// that far.
    pub requested: Option<Date>,
    /// The day up to which the book was read.
    pub published: Date,
    /// The quotas that are on record for the day, in the order of the book.
    pub quotas: Vec<QuotaAnswer<'b, QuotaVersionAnswer<'b>>>,
}

/// One quota, with one version or with all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuotaAnswer<'b, V> {
    /// The stable id, `lambda.concurrency`.
    pub quota_id: &'b str,
    /// The key of the AWS service, `lambda`.
    pub service: &'b str,
    /// What is limited, in words.
    pub name: &'b str,
    /// What it is counted in: `requests/s`.
    pub unit: &'b str,
    /// What has as much of it: `account-region`, `per function` …
    pub scope: &'b str,
    /// Whether AWS raises it on request; null where its page doesn't say.
    pub adjustable: Option<bool>,
    /// The id of the adjustable quota that AWS raises this one with; null if there is none.
    pub follows: Option<&'b str>,
    /// The version that applies, or all, oldest first.
    #[serde(flatten)]
    pub stated: Stated<V>,
}

/// The version or versions of a quota.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stated<V> {
    /// The version that applies.
    Version(V),
    /// All versions, oldest first.
    Versions(V),
}

/// A dated value of a quota, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuotaVersionAnswer<'b> {
    /// The first day on which the value is known to apply; null if that is not on record, and it then
    /// stands for every day before the next version.
    pub from: Option<Date>,
    /// The limit in the quota's unit, or `unlimited`: the value of the region that was asked about, or
    /// else that of every region that is not listed.
    pub value: QuotaValue,
    /// Regions with another value; left out where one region was asked about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<RegionValueAnswer<'b>>,
    /// Where it was read.
    pub reference: &'b Reference,
    /// How well founded the record is.
    pub confidence: Confidence,
    /// What a reader should know about the record; null if there is nothing.
    pub note: Option<&'b str>,
}

/// The value of a quota in one region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RegionValueAnswer<'b> {
    /// The region's code.
    pub region: &'b str,
    /// The limit in the quota's unit, or `unlimited`.
    pub value: QuotaValue,
}

impl<'b> QuotasAnswer<'b> {
    /// What this book has.
    #[must_use]
    pub fn new(book: &'b PriceBook) -> Self {
        let quotas = book.quotas().all().iter().map(|quota| {
            let versions = quota.versions.iter().map(QuotaVersionAnswer::everywhere);
            QuotaAnswer::new(quota, Stated::Versions(versions.collect()))
        });
        Self {
            published: book.catalog().published,
            quotas: quotas.collect(),
        }
    }
}

impl<'b> RegionQuotasAnswer<'b> {
    /// The quotas of the region and day that `prices` look from; `requested` is the day that was asked
    /// for.
    #[must_use]
    pub fn new(prices: AsOf<'b>, requested: Option<Date>) -> Self {
        let quotas = prices.quotas();
        let quotas = quotas.all().map(|found| {
            let version = QuotaVersionAnswer::in_region(found);
            QuotaAnswer::new(found.quota, Stated::Version(version))
        });
        Self {
            region: prices.code(),
            as_of: prices.as_of(),
            requested,
            published: prices.book().catalog().published,
            quotas: quotas.collect(),
        }
    }
}

impl<'b, V> QuotaAnswer<'b, V> {
    fn new(quota: &'b Quota, stated: Stated<V>) -> Self {
        Self {
            quota_id: &quota.id,
            service: &quota.service,
            name: &quota.name,
            unit: &quota.unit,
            scope: &quota.scope,
            adjustable: quota.adjustable,
            follows: quota.follows.as_deref(),
            stated,
        }
    }
}

impl<'b> QuotaVersionAnswer<'b> {
    fn everywhere(version: &'b QuotaVersion) -> Self {
        let regions = version.regions.iter();
        let regions = regions.map(|(region, value)| RegionValueAnswer {
            region,
            value: *value,
        });
        Self {
            from: version.from,
            value: version.value,
            regions: regions.collect(),
            reference: &version.reference,
            confidence: version.confidence,
            note: version.note.as_deref(),
        }
    }

    fn in_region(found: QuotaFound<'b>) -> Self {
        Self {
            value: found.value,
            regions: Vec::new(),
            ..Self::everywhere(found.version)
        }
    }
}
