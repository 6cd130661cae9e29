//! What the price book answers, as types: its catalogue, the prices of a region on a day, and what
//! differs between two days. They borrow from the book and are rendered last. In JSON every decimal is
//! text in plain digits.

use std::sync::Arc;

use serde::Serialize;

use super::difference::{AllowanceChange, BetweenDays, PriceChange, Stated, StatedTier};
use super::listing::{self, Listed, ServicePrices};
use super::{
    Allowance, AsOf, CatalogPrice, Confidence, Date, PriceBook, Prices as _, Reference, Service,
    Version,
};
use crate::quantity::Figure;

/// What the book has: regions, services with what they charge for, and allowances. No prices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BookAnswer<'b> {
    /// The day up to which the book was read; nothing in it is younger.
    pub published: Date,
    /// The regions that have prices.
    pub regions: Vec<RegionAnswer<'b>>,
    /// The AWS services.
    pub services: Vec<CatalogedServiceAnswer<'b>>,
    /// AWS's free allowances, those that have ended too.
    pub allowances: &'b [Allowance],
}

/// An AWS region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RegionAnswer<'b> {
    /// AWS's code, `us-east-1`.
    pub code: &'b str,
    /// AWS's name, `US East (N. Virginia)`.
    pub name: &'b str,
}

/// An AWS service and what it charges for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CatalogedServiceAnswer<'b> {
    /// The first segment of its ids, `lambda`.
    pub key: &'b str,
    /// AWS's name, `AWS Lambda`.
    pub name: &'b str,
    /// The address of AWS's pricing page.
    pub page: &'b str,
    /// What it charges for, in the catalogue's order.
    pub prices: Vec<CatalogedPriceAnswer<'b>>,
}

/// One thing that AWS charges for, and where its price is on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CatalogedPriceAnswer<'b> {
    /// The stable id, `lambda.duration.arm64`.
    pub price_id: &'b str,
    /// What is priced, in words.
    pub description: &'b str,
    /// The pricing unit, singular: `GB-second`.
    pub unit: &'b str,
    /// AWS quotes the price per this many units; for showing only, as prices here are those of one
    /// unit.
    pub block: Figure,
    /// The codes of the regions that have a version of the price, of whatever day.
    pub regions: Vec<&'b str>,
}

impl<'b> BookAnswer<'b> {
    /// What this book has.
    #[must_use]
    pub fn new(book: &'b PriceBook) -> Self {
        let catalog = book.catalog();
        let regions = catalog.regions.iter().map(|region| RegionAnswer {
            code: &region.code,
            name: &region.name,
        });
        let services = catalog.services.iter();
        Self {
            published: catalog.published,
            regions: regions.collect(),
            services: services
                .map(|service| CatalogedServiceAnswer::new(service, book))
                .collect(),
            allowances: book.allowances(),
        }
    }
}

impl<'b> CatalogedServiceAnswer<'b> {
    fn new(service: &'b Service, book: &'b PriceBook) -> Self {
        let prices = book.catalog().prices.iter();
        let own = prices.filter(|price| price.service_key() == service.key);
        Self {
            key: &service.key,
            name: &service.name,
            page: &service.page,
            prices: own
                .map(|price| CatalogedPriceAnswer::new(price, book))
                .collect(),
        }
    }
}

impl<'b> CatalogedPriceAnswer<'b> {
    fn new(price: &'b CatalogPrice, book: &'b PriceBook) -> Self {
        let codes = book.catalog().region_codes().iter().map(String::as_str);
        let priced = codes.filter(|code| !book.versions(code, &price.id).is_empty());
        Self {
            price_id: &price.id,
            description: &price.description,
            unit: &price.unit,
            block: price.block,
            regions: priced.collect(),
        }
    }
}

/// Every price of the catalogue, as it applies in one region on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegionPricesAnswer<'b> {
    /// The region's code.
    pub region: &'b str,
    /// The day whose prices these are.
    pub as_of: Date,
    /// The day that was asked for; null if none was. It is after `as_of` if the book does not reach
    /// that far.
    pub requested: Option<Date>,
    /// The day up to which the book was read.
    pub published: Date,
    /// The AWS services, with every price of the catalogue.
    pub services: Vec<ServicePricesAnswer<'b>>,
}

/// The prices of one AWS service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ServicePricesAnswer<'b> {
    /// The first segment of its ids, `lambda`.
    pub key: &'b str,
    /// AWS's name, `AWS Lambda`.
    pub name: &'b str,
    /// The address of AWS's pricing page, which has all of them.
    pub page: &'b str,
    /// Its prices, in the catalogue's order.
    pub prices: Vec<ListedPriceAnswer<'b>>,
}

/// One price in a region on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedPriceAnswer<'b> {
    /// The stable id, `lambda.duration.arm64`.
    pub price_id: &'b str,
    /// What is priced, in words.
    pub description: &'b str,
    /// The pricing unit, singular: `GB-second`.
    pub unit: &'b str,
    /// AWS quotes the price per this many units; for showing only, as prices here are those of one
    /// unit.
    pub block: Figure,
    /// The version that applies; null if none is on record, which is not a price of 0.
    pub version: Option<VersionAnswer<'b>>,
    /// The first day after this one on which another version begins; null if the book has none.
    pub next_version_from: Option<Date>,
}

/// A dated version of a price, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VersionAnswer<'b> {
    /// The first day on which the price is known to apply.
    pub from: Date,
    /// The last day on which a source shows the price.
    pub seen: Date,
    /// The day after `seen` if the day of the answer is later than `seen`: from then on the price is
    /// assumed to be still the same. Null if it is witnessed on the day of the answer.
    pub assumed_since: Option<Date>,
    /// The tiers, from 0 and rising; never empty.
    pub tiers: Vec<StatedTier>,
    /// Where the price was read.
    pub reference: &'b Reference,
    /// How well founded the record is.
    pub confidence: Confidence,
    /// Other sources that say the same.
    pub also: Vec<&'b Reference>,
    /// What a reader should know about the record; null if there is nothing.
    pub note: Option<&'b str>,
}

impl<'b> RegionPricesAnswer<'b> {
    /// The prices of this region and day; `requested` is the day that was asked for.
    #[must_use]
    pub fn new(prices: AsOf<'b>, requested: Option<Date>) -> Self {
        let services = listing::of_day(prices);
        Self {
            region: prices.code(),
            as_of: prices.as_of(),
            requested,
            published: prices.book().catalog().published,
            services: services
                .iter()
                .map(|of| ServicePricesAnswer::new(of, prices.as_of()))
                .collect(),
        }
    }
}

impl<'b> ServicePricesAnswer<'b> {
    fn new(of: &ServicePrices<'b>, day: Date) -> Self {
        Self {
            key: &of.service.key,
            name: &of.service.name,
            page: &of.service.page,
            prices: of
                .prices
                .iter()
                .map(|listed| ListedPriceAnswer::new(listed, day))
                .collect(),
        }
    }
}

impl<'b> ListedPriceAnswer<'b> {
    fn new(listed: &Listed<'b>, day: Date) -> Self {
        Self {
            price_id: &listed.price.id,
            description: &listed.price.description,
            unit: &listed.price.unit,
            block: listed.price.block,
            version: listed
                .version
                .map(|version| VersionAnswer::new(version, day)),
            next_version_from: listed.next,
        }
    }
}

impl<'b> VersionAnswer<'b> {
    fn new(version: &'b Version, day: Date) -> Self {
        let Stated { from, tiers, .. } = Stated::from(version);
        Self {
            from,
            seen: version.seen,
            assumed_since: version.assumed_since(day),
            tiers,
            reference: &version.reference,
            confidence: version.confidence,
            also: version.also.iter().map(Arc::as_ref).collect(),
            note: version.note.as_deref(),
        }
    }
}

/// What differs in one region between two days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DifferenceAnswer<'b> {
    /// The region's code.
    pub region: &'b str,
    /// The one day whose prices are compared.
    pub from: Date,
    /// The other day; it may be before the first.
    pub to: Date,
    /// The days that were asked for; they differ from `from` and `to` if the book does not reach that
    /// far.
    pub requested: DaysAnswer,
    /// The day up to which the book was read.
    pub published: Date,
    /// The prices that differ, in the catalogue's order; empty if none does.
    pub prices: Vec<PriceChange>,
    /// The allowances that differ, in the book's order; empty if none does.
    pub allowances: Vec<AllowanceChange>,
}

/// Two days that were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DaysAnswer {
    /// The one day.
    pub from: Date,
    /// The other day.
    pub to: Date,
}

impl<'b> DifferenceAnswer<'b> {
    /// The answer to a question about a region, from the difference between its days.
    #[must_use]
    pub fn new(
        region: &'b str,
        requested: DaysAnswer,
        published: Date,
        difference: BetweenDays,
    ) -> Self {
        let BetweenDays {
            from,
            to,
            prices,
            allowances,
        } = difference;
        Self {
            region,
            from,
            to,
            requested,
            published,
            prices,
            allowances,
        }
    }
}
