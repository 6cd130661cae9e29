//! Editions of the price list as sources: how they are cited, and what they witness of the versions that
//! the book has.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::listed::Edition;
use crate::pricing::{Confidence, Date, Reference, Version};

/// The host from which AWS publishes its price list.
pub const HOST: &str = "https://pricing.us-east-1.amazonaws.com";
/// The path of the offers there.
const OFFERS: &str = "/offers/v1.0/aws";

/// The first word of the keys of editions.
const OFFER: &str = "offer";

/// The edition as a source that was read on this day. A product without a region is in the offer's file
/// for all regions.
pub(super) fn cite(offer: &Edition, region: Option<&str>, read_on: Date) -> Arc<Reference> {
    let Edition { code, version, .. } = offer;
    let folder = region.map_or_else(String::new, |region| format!("{region}/"));
    let place = region.map_or_else(String::new, |region| format!(".{region}"));
    Arc::new(Reference {
        title: format!("AWS Price List, {offer}"),
        href: format!("{HOST}{OFFERS}/{code}/{version}/{folder}index.json"),
        published: Some(offer.published),
        retrieved: read_on.max(offer.published),
        key: Some(format!("{OFFER}.{}.{version}{place}", code.to_lowercase())),
    })
}

/// The offer and the region of which a source is an edition.
fn list(source: &Reference) -> Option<(&str, Option<&str>)> {
    let mut words = source.key.as_deref()?.split('.');
    let code = words.next().filter(|word| *word == OFFER);
    let (code, _version) = (code.and(words.next())?, words.next()?);
    Some((code, words.next()))
}

/// Adds an edition to the sources of a version with the same figures, if it is older than all of them,
/// younger, or better founded; returns whether it was added. Of the editions of one list, only the first
/// and the last are kept, for between them nothing changed.
pub(super) fn confirm(version: &mut Version, edition: &Arc<Reference>) -> bool {
    let days: BTreeSet<Date> = version.sources().filter_map(|it| it.published).collect();
    let within = days.first() <= edition.published.as_ref()
        && days.last() >= edition.published.as_ref()
        && !days.is_empty();
    let known = version.sources().any(|source| source.key == edition.key);
    if known || (within && version.confidence == Confidence::High) {
        return false;
    }
    if edition.published >= version.reference.published {
        let older = core::mem::replace(&mut version.reference, Arc::clone(edition));
        version.also.insert(0, older);
    } else {
        version.also.push(Arc::clone(edition));
    }
    version.confidence = Confidence::High;
    let of_list = |source: &Reference| list(source).is_some() && list(source) == list(edition);
    let editions = version.sources().filter(|source| of_list(source));
    let days: BTreeSet<Date> = editions.filter_map(|it| it.published).collect();
    let ends = [days.first().copied(), days.last().copied()];
    version
        .also
        .retain(|source| !of_list(source) || ends.contains(&source.published));
    true
}

/// The years for which a version with one of these sources is assumed, in words: each stretch that is
/// longer than a year, up to the next version or to this day.
pub(super) fn assumed_years(
    versions: &[Version],
    today: Date,
    cited: impl Fn(&Reference) -> bool,
) -> Vec<String> {
    let nexts = versions.iter().skip(1).map(|version| version.from);
    let ends = nexts.map(Some).chain([None]);
    let mut told = Vec::new();
    for (version, next) in versions.iter().zip(ends) {
        let until = next.and_then(Date::previous).unwrap_or(today);
        let long = version.seen.a_year_later().is_some_and(|day| day < until);
        if !long || !version.sources().any(&cited) {
            continue;
        }
        let since = version.seen.next().unwrap_or(Date::LAST);
        told.push(match next {
            Some(_) => format!("assumed from {since} to {until}, as no source shows it there"),
            None => format!("assumed since {since}, as no later source shows it"),
        });
    }
    told
}
