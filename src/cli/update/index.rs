//! The indexes of AWS's price list: which files there are.
//!
//! One index names the offers, an index of each offer its current file for each region, another one
//! its editions with the time in which each was in force. Addresses are paths of the same host.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::cli::unpacked::unpacked;
use crate::pricing::Date;

/// The path of the index of offers.
pub(super) const INDEX: &str = "/offers/v1.0/aws/index.json";
/// The most that an index may have, in bytes: AWS's largest have less than a megabyte.
const INDEX_MAX: u64 = 64 * 1024 * 1024;

/// The index of offers.
#[derive(Debug, Deserialize)]
pub(super) struct Offers {
    /// Each offer by its code.
    pub(super) offers: BTreeMap<String, Offer>,
}

/// Where the files of an offer are. A path that does not exist is absent or empty.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Offer {
    /// The current file for all regions.
    #[serde(default)]
    pub(super) current_version_url: String,
    /// The index of the current files by region.
    #[serde(default)]
    pub(super) current_region_index_url: String,
    /// The index of editions.
    #[serde(default)]
    pub(super) version_index_url: String,
}

/// The index of an offer's current files.
#[derive(Debug, Deserialize)]
pub(super) struct Regions {
    /// The file of each region, by its code.
    pub(super) regions: BTreeMap<String, RegionFile>,
}

/// The current file of a region.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RegionFile {
    /// Where it is.
    pub(super) current_version_url: String,
}

/// The index of an offer's editions.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Editions {
    /// The number of the edition in force.
    #[serde(default)]
    pub(super) current_version: String,
    /// Each edition by its number, which is the time of its publication.
    pub(super) versions: BTreeMap<String, EditionFile>,
}

/// An edition: one file for all regions.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EditionFile {
    /// The time from which it was in force, `2016-12-01T00:00:00Z`.
    version_effective_begin_date: String,
    /// The time up to which it was in force; empty for the one in force. AWS writes an end before the
    /// beginning for an edition that was replaced before it came into force.
    #[serde(default)]
    version_effective_end_date: String,
    /// Where it is.
    pub(super) offer_version_url: String,
}

impl EditionFile {
    /// Whether it was in force at noon of a day that is not before this one. So the editions that AWS
    /// has for the last second of a month, and those that were never in force, are none.
    pub(super) fn was_in_force_since(&self, day: Date) -> bool {
        let (begin, end) = (
            self.version_effective_begin_date.as_str(),
            self.version_effective_end_date.as_str(),
        );
        let noon = |day: Date| format!("{day}T12:00:00Z");
        let ended: Option<Date> = end.get(..10).and_then(|day| day.parse().ok());
        let last = ended.and_then(|ended| {
            if *end > *noon(ended) {
                Some(ended)
            } else {
                ended.previous()
            }
        });
        // An edition without an end is the one in force.
        last.is_none_or(|last| last >= day && *begin <= *noon(last))
    }
}

/// Reads an index that was fetched.
///
/// # Errors
/// In words, if it is none.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<T, String> {
    let unreadable = |error| format!("can't be read: {error}");
    let bytes = File::open(path).and_then(unpacked).map_err(unreadable)?;
    let bytes = BufReader::new(bytes.take(INDEX_MAX));
    serde_json::from_reader(bytes)
        .map_err(|error| format!("is not an index of the price list: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_counts_if_it_was_in_force_on_a_day() {
        let day: Date = Date::known(2017, 2, 1);
        for (begin, end, counts) in [
            ("2016-12-01T00:00:00Z", "2017-01-31T23:59:59Z", false),
            // For the last second of the month.
            ("2017-01-31T23:59:59Z", "2017-02-01T00:00:00Z", false),
            ("2017-02-01T00:00:00Z", "2017-02-28T23:59:59Z", true),
            ("2017-02-28T23:59:59Z", "2017-03-01T00:00:00Z", false),
            // Replaced before it came into force.
            ("2021-06-01T00:00:01Z", "2021-06-01T00:00:00Z", false),
            // For a part of a day.
            ("2021-06-01T06:00:00Z", "2021-06-01T18:00:00Z", true),
            ("2021-06-01T18:00:00Z", "2021-06-02T06:00:00Z", false),
            ("2017-03-01T00:00:00Z", "", true),
            ("2016-03-01T00:00:00Z", "", true),
        ] {
            let edition = EditionFile {
                version_effective_begin_date: begin.to_owned(),
                version_effective_end_date: end.to_owned(),
                offer_version_url: String::new(),
            };
            assert_eq!(edition.was_in_force_since(day), counts, "{begin} to {end}");
        }
    }
}
