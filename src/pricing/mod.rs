//! The price book: what AWS charges for one unit and how much of it AWS lets one have, by region and by
//! date, with its source.
//!
//! [`parse`] reads the `pricing/` folder into a [`PriceBook`]; [`PriceBook::as_of`] looks at it from
//! one region on one day; [`tiers`] splits a quantity over a price's tiers; [`allowance`] knows what
//! AWS gives away. [`ids`] has a constant for each price of the catalogue. [`quota`] has what AWS limits, with
//! a constant for each in [`quota_ids`]. A [`PriceSlice`] is the
//! part of one look-up that a page carries to the browser. [`difference`] says what changed between
//! two days or two books; [`import`] adds new prices from AWS's own list.
//!
//! Nothing here reads files: the folder arrives as names and texts.

pub mod allowance;
pub mod answer;
pub mod book;
pub mod catalog;
pub mod date;
pub mod difference;
pub mod embedded;
mod fault;
mod id_index;
pub mod ids;
pub mod import;
pub mod listing;
pub mod parse;
mod price_id;
pub mod quota;
pub mod quota_answer;
mod quota_id;
pub mod quota_ids;
pub mod slice;
pub mod slice_text;
pub mod source;
mod table;
pub mod tiers;
pub mod version;

pub use allowance::{Allowance, AllowanceKind};
pub use book::{AsOf, PriceBook};
pub use catalog::{Catalog, CatalogPrice, Region, Service};
pub use date::Date;
pub use fault::BookFault;
pub use price_id::PriceId;
pub use quota_id::QuotaId;
pub use slice::PriceSlice;
pub use source::SourceFile;
pub use tiers::{Charge, TierCharge};
pub use version::{Confidence, Reference, Tier, Version};

/// The prices of one region on one day: all that the engine needs of a book.
///
/// Implemented by [`AsOf`] on the server, which borrows from the whole book, and by [`PriceSlice`]
/// in the browser, which owns a part of it. Both give the same answers.
pub trait Prices {
    /// The region's code, `us-east-1`.
    fn region(&self) -> &str;

    /// The day of the prices.
    fn as_of(&self) -> Date;

    /// The catalogue's entry for this id, and the version that applies, if one is on record.
    /// `None` for an id that the catalogue does not have.
    fn find(&self, id: &str) -> Option<Found<'_>>;

    /// What [`find`](Self::find) gives in another region on the same day; `None` also for a region that
    /// these prices do not know.
    fn find_in(&self, region: &str, id: &str) -> Option<Found<'_>>;

    /// Allowances, in the file's order. Some may not apply on the day.
    fn allowances(&self) -> &[Allowance];
}

/// What a look-up finds.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// What is priced.
    pub price: &'a CatalogPrice,
    /// The version that applies; `None` if the region has no price for it, or none yet on that day.
    pub version: Option<&'a Version>,
    /// The AWS service that it belongs to.
    pub service: Option<&'a Service>,
    /// The places, in [`Prices::allowances`], of those that cover it, in rising order.
    pub allowances: &'a [usize],
}
