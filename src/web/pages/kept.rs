//! What pages keep from one request to the next. All of it follows from the book in force.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::examples::{Example, examples};
use crate::book::PerBook;
use crate::pricing::{Date, PriceBook, PriceSlice, Region, slice_text};
use crate::services;
use crate::web::calculator::form::RegionChoice;
use crate::web::calculator::markup::Markup;

/// How many regions and days the pages keep the prices of. Links name days of the past, so that there
/// is no end to the days that are asked for.
const KEPT_MAX: usize = 128;

/// What pages keep from one request to the next.
#[derive(Debug, Default)]
pub struct Kept {
    examples: PerBook<Vec<Example>>,
    prices: PerBook<Mutex<ByRegionAndDay>>,
}

/// The prices that are kept, by their region and their day.
type ByRegionAndDay = BTreeMap<(String, Date), Arc<PagePrices>>;

/// The prices of a region on a day, as a page needs them.
#[derive(Debug)]
pub struct PagePrices {
    /// The prices of all services.
    pub prices: PriceSlice,
    /// The element in which the page carries them to the browser, as markup.
    pub holder: String,
    /// The regions that can be chosen on that day.
    pub regions: Vec<RegionChoice>,
}

impl Kept {
    /// The examples of this book, in the order of the presets; empty only for a book without a
    /// region.
    #[must_use]
    pub fn examples(&self, book: &Arc<PriceBook>) -> Arc<Vec<Example>> {
        self.examples.get(book, examples)
    }

    /// The prices of a region on a day; `None` if the book does not have the region.
    #[must_use]
    pub fn prices(
        &self,
        book: &Arc<PriceBook>,
        region: &str,
        day: Date,
    ) -> Option<Arc<PagePrices>> {
        let all = self.prices.get(book, |_| Mutex::default());
        let key = (region.to_owned(), day);
        // A thread that panicked has left the map as it was.
        let kept = all.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(prices) = kept.get(&key) {
            return Some(Arc::clone(prices));
        }
        // Others go on meanwhile; if they compute the same, it is the same.
        drop(kept);
        let prices = Arc::new(page_prices(book, region, day)?);
        let mut kept = all.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT_MAX {
            kept.clear();
        }
        kept.insert(key, Arc::clone(&prices));
        Some(prices)
    }
}

fn page_prices(book: &PriceBook, region: &str, day: Date) -> Option<PagePrices> {
    let prices = book.as_of(region, day)?;
    let prices = prices.slice(&services::keys_priced().collect::<Vec<_>>());
    Some(PagePrices {
        holder: holder(&prices),
        regions: regions(book, day),
        prices,
    })
}

/// The island reads them when it starts. Escaped once for each region and day, as it is a quarter of the
/// page.
pub(super) fn holder(prices: &PriceSlice) -> String {
    let mut html = Markup::default();
    html.tag("<div hidden")
        .attribute("data-prices", &slice_text::encode(prices))
        .tag("></div>");
    html.finish()
}

/// The regions of the book. If some prices of a region are not on record that day, its choice says
/// how many are: a user who compares regions must know this before choosing one.
fn regions(book: &PriceBook, day: Date) -> Vec<RegionChoice> {
    let catalog = book.catalog();
    let keys: Vec<&str> = services::keys().collect();
    let used: Vec<&str> = catalog
        .prices
        .iter()
        .filter(|price| keys.contains(&price.service_key()))
        .map(|price| price.id.as_str())
        .collect();
    let choice = |region: &Region| {
        let prices = book.as_of(&region.code, day);
        let known = used.iter().filter(|id| {
            let found = prices.as_ref().and_then(|prices| prices.look_up(id));
            found.is_some_and(|found| found.version.is_some())
        });
        let (known, all) = (known.count(), used.len());
        let words = format!("{} · {}", region.code, region.name);
        RegionChoice {
            code: region.code.clone(),
            words: if known == all {
                words
            } else {
                format!("{words} · {known} of {all} prices")
            },
        }
    };
    catalog.regions.iter().map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::LivePrices;

    #[test]
    fn prices_are_kept_for_each_region_and_day_up_to_a_bound() {
        let book = LivePrices::embedded().unwrap().current();
        let kept = Kept::default();
        let published = book.catalog().published;
        let first = kept.prices(&book, "us-east-1", published).unwrap();
        let again = kept.prices(&book, "us-east-1", published).unwrap();
        assert!(Arc::ptr_eq(&first, &again));
        let other = kept.prices(&book, "us-east-1", Date::known(2024, 10, 31));
        assert_ne!(other.unwrap().prices, first.prices);
        assert!(kept.prices(&book, "mars", published).is_none());
        let days =
            (1..=12).flat_map(|month| (1..=28).map(move |day| Date::known(2020, month, day)));
        for day in days.take(KEPT_MAX) {
            assert!(kept.prices(&book, "us-east-1", day).is_some());
        }
        let later = kept.prices(&book, "us-east-1", published).unwrap();
        assert!(!Arc::ptr_eq(&first, &later) && first.prices == later.prices);
    }
}
