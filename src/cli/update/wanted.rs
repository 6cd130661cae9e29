//! Which files of AWS's price list a call needs.

use reqwest::Url;

use super::downloads::{Downloads, Wanted};
use super::index::{self, Editions, INDEX, Offer, Offers, Regions};
use super::kept::Kept;
use crate::cli::failure::Failure;
use crate::pricing::{Catalog, Date};

/// What a call asks for.
pub(super) struct Asked<'c> {
    catalog: &'c Catalog,
    /// The places of the regions in the catalogue.
    regions: Vec<usize>,
    /// The codes of the offers.
    pub(super) offers: Vec<&'c str>,
}

/// A price list to fetch and to import.
pub(super) struct List {
    /// Where it is.
    pub(super) url: Url,
    /// The places of the regions to import from it.
    pub(super) regions: Vec<usize>,
}

impl Wanted for List {
    fn url(&self) -> &Url {
        &self.url
    }

    fn is_fixed(&self) -> bool {
        // The path of an edition has its number.
        !self.url.path().contains("/current/")
    }
}

/// An index to fetch.
struct Index {
    url: Url,
}

impl Wanted for Index {
    fn url(&self) -> &Url {
        &self.url
    }

    fn is_fixed(&self) -> bool {
        false
    }
}

/// The lists to fetch, and what AWS does not have.
#[derive(Default)]
pub(super) struct Lists {
    /// In the order in which they are to be imported.
    pub(super) lists: Vec<List>,
    /// Offers that the index lacks, in words.
    pub(super) missing: Vec<String>,
}

impl<'c> Asked<'c> {
    /// Regions by code, services by key or offer code; without a name, all.
    pub(super) fn new(
        catalog: &'c Catalog,
        regions: &[String],
        services: &[String],
    ) -> Result<Self, Failure> {
        let codes = catalog.region_codes();
        let mut faults = Vec::new();
        let mut places: Vec<usize> = Vec::new();
        for code in regions {
            match codes.iter().position(|known| known == code) {
                Some(place) => places.push(place),
                None => faults.push(format!(
                    "the catalogue has no region {code}: expected one of {}",
                    codes.join(", ")
                )),
            }
        }
        if regions.is_empty() {
            places = (0..codes.len()).collect();
        }
        places.sort_unstable();
        places.dedup();
        let all = catalog.offers();
        let mut offers: Vec<&str> = Vec::new();
        for name in services {
            let prices = catalog.prices.iter();
            let of_service = prices.filter(|price| price.service_key() == name);
            let of_service = of_service.filter_map(|price| catalog.offer_of(price));
            let by_code = all.iter().copied().filter(|code| code == name);
            let found: Vec<&str> = of_service.chain(by_code).collect();
            if found.is_empty() {
                let keys = catalog.services.iter().map(|service| service.key.as_str());
                let keys: Vec<&str> = keys.collect();
                faults.push(format!(
                    "the catalogue has no service {name}: expected one of {}",
                    keys.join(", ")
                ));
            }
            offers.extend(found);
        }
        if services.is_empty() {
            offers = all;
        }
        offers.sort_unstable();
        offers.dedup();
        if !faults.is_empty() {
            return Err(Failure::of(faults));
        }
        Ok(Self {
            catalog,
            regions: places,
            offers,
        })
    }

    /// Fetches the indexes, and says which lists they lead to.
    pub(super) fn lists(
        &self,
        downloads: &Downloads,
        kept: &Kept,
        since: Option<Date>,
    ) -> Result<Lists, Failure> {
        let index = fetched::<Offers>(downloads, kept, &[INDEX])?.pop();
        let mut index = index.map(|index| index.offers).unwrap_or_default();
        let mut wanted = Lists::default();
        let mut offers: Vec<Offer> = Vec::new();
        for code in &self.offers {
            match index.remove(*code) {
                Some(offer) => offers.push(offer),
                None => wanted
                    .missing
                    .push(format!("AWS's index has no offer {code}")),
            }
        }
        if offers.is_empty() {
            return Err(Failure::Unfetched(wanted.missing));
        }
        let editions = match since {
            Some(_) => {
                let paths = offers.iter().map(|offer| offer.version_index_url.as_str());
                let paths: Vec<&str> = paths.filter(|path| !path.is_empty()).collect();
                fetched::<Editions>(downloads, kept, &paths)?
            }
            None => Vec::new(),
        };
        let paths = offers
            .iter()
            .map(|offer| offer.current_region_index_url.as_str());
        let paths: Vec<&str> = paths.filter(|path| !path.is_empty()).collect();
        let mut regions = fetched::<Regions>(downloads, kept, &paths)?.into_iter();
        for editions in editions {
            let mut earlier: Vec<_> = editions.versions.iter().collect();
            earlier.retain(|(number, edition)| {
                **number != editions.current_version
                    && since.is_some_and(|day| edition.was_in_force_since(day))
            });
            for (_, edition) in earlier {
                let url = address(downloads, &edition.offer_version_url)?;
                let regions = self.regions.clone();
                wanted.lists.push(List { url, regions });
            }
        }
        for offer in &offers {
            let by_region = if offer.current_region_index_url.is_empty() {
                None
            } else {
                regions.next()
            };
            wanted
                .lists
                .extend(self.current(downloads, offer, by_region)?);
        }
        Ok(wanted)
    }

    /// The current lists of an offer: by region, or one for all where AWS has none by region.
    fn current(
        &self,
        downloads: &Downloads,
        offer: &Offer,
        by_region: Option<Regions>,
    ) -> Result<Vec<List>, Failure> {
        let by_region = by_region.map(|index| index.regions).unwrap_or_default();
        let codes = self.catalog.region_codes();
        if !codes.iter().any(|code| by_region.contains_key(code)) {
            if offer.current_version_url.is_empty() {
                return Ok(Vec::new());
            }
            let url = address(downloads, &offer.current_version_url)?;
            let regions = self.regions.clone();
            return Ok(vec![List { url, regions }]);
        }
        let mut lists = Vec::new();
        for &place in &self.regions {
            let file = codes.get(place).and_then(|code| by_region.get(code));
            if let Some(file) = file {
                let url = address(downloads, &file.current_version_url)?;
                let regions = vec![place];
                lists.push(List { url, regions });
            }
        }
        Ok(lists)
    }
}

/// Fetches indexes and reads them, in their order.
fn fetched<T: serde::de::DeserializeOwned>(
    downloads: &Downloads,
    kept: &Kept,
    paths: &[&str],
) -> Result<Vec<T>, Failure> {
    let mut indexes = Vec::new();
    for path in paths {
        let url = address(downloads, path)?;
        indexes.push(Index { url });
    }
    let mut read = Vec::new();
    downloads.each(kept, &indexes, |index, path| {
        let content = index::read(path);
        let content = content
            .map_err(|reason| Failure::Unfetched(vec![format!("{}: {reason}", index.url)]))?;
        read.push(content);
        Ok(())
    })?;
    Ok(read)
}

/// The address that an index names.
fn address(downloads: &Downloads, path: &str) -> Result<Url, Failure> {
    let found = downloads.mirror.address(path);
    found.map_err(|reason| Failure::Unfetched(vec![reason]))
}
