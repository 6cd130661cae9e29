//! Holds a price of the list against its neighbours: the same price on another day, or in other regions.

use rust_decimal::Decimal;

use super::offered::Offered;
use super::plan::Plan;
use super::report::{Remark, words};
use crate::pricing::{CatalogPrice, Tier, Version};

/// How many times its neighbour's price one may be, and the other way round, without being asked about.
const TIMES_MAX: Decimal = Decimal::TEN;

impl Plan<'_> {
    /// Asks about a price that is out of proportion to its neighbours.
    pub(super) fn proportionate(
        &mut self,
        (region, place): (usize, usize),
        price: &CatalogPrice,
        offered: &Offered<'_>,
        neighbour: Option<&Version>,
    ) -> Result<(), String> {
        if self.options.correct {
            return Ok(());
        }
        let regions = &self.book.catalog().regions;
        let others = regions.iter().enumerate();
        let others = others.filter(|(other, _)| *other != region);
        let elsewhere = others.filter_map(|(other, region)| {
            let planned = self.versions.get(&(other, place)).map(Vec::as_slice);
            let versions = planned.unwrap_or_else(|| self.book.versions(&region.code, &price.id));
            let after = versions.partition_point(|version| version.from <= offered.from);
            let in_force = after.checked_sub(1).and_then(|place| versions.get(place));
            let version = in_force.or_else(|| versions.first())?;
            Some((region.code.as_str(), version))
        });
        let tiers = &offered.scale.tiers;
        let Some(doubt) = doubt(tiers, neighbour, elsewhere) else {
            return Ok(());
        };
        let (from, offer) = (offered.from, &offered.listed.offer);
        let message = format!(
            "the list says {} from {from} ({offer}), {doubt}",
            words(tiers)
        );
        let code = regions.get(region).map(|region| region.code.clone());
        let remark = Remark {
            region: code.unwrap_or_default(),
            id: price.id.clone(),
            message,
        };
        if (self.confirm)(&remark) {
            return Ok(());
        }
        Err(format!("{}; --correct takes it", remark.message))
    }
}

/// What is odd about these tiers, in words. The neighbour is the version next in time, `before`; without
/// one, the versions of other regions with their regions' codes.
fn doubt<'v>(
    tiers: &[Tier],
    before: Option<&Version>,
    elsewhere: impl Iterator<Item = (&'v str, &'v Version)>,
) -> Option<String> {
    if let Some(before) = before {
        return tiers.iter().find_map(|tier| {
            let price = tier.price?.value();
            let usual = at(&before.tiers, tier)?;
            let (times, of) = (much(price, usual)?, words(&before.tiers));
            Some(format!("{times} the book's {of} from {}", before.from))
        });
    }
    let elsewhere: Vec<_> = elsewhere.collect();
    tiers.iter().find_map(|tier| {
        let price = tier.price?.value();
        let others = elsewhere.iter();
        let others =
            others.filter_map(|(region, version)| Some((at(&version.tiers, tier)?, *region)));
        let (lowest, highest) = (others.clone().min()?, others.max()?);
        let odd = |(usual, region): (Decimal, &str)| {
            let times = much(price, usual)?;
            Some(format!("{times} the {} in {region}", usual.normalize()))
        };
        if price > highest.0 {
            odd(highest)
        } else {
            odd(lowest).filter(|_| price < lowest.0)
        }
    })
}

/// The price that these tiers have where another tier begins; `None` if it is not on record.
fn at(tiers: &[Tier], other: &Tier) -> Option<Decimal> {
    let reached = tiers.iter().take_while(|tier| tier.from <= other.from);
    Some(reached.last()?.price?.value())
}

/// By how much a price is out of proportion to the usual one, if it is.
fn much(price: Decimal, usual: Decimal) -> Option<&'static str> {
    let above = |one: Decimal, other: Decimal| {
        let most = other.checked_mul(TIMES_MAX);
        most.is_some_and(|most| one > most)
    };
    if above(price, usual) {
        Some("more than ten times")
    } else if above(usual, price) {
        Some("less than a tenth of")
    } else {
        None
    }
}
