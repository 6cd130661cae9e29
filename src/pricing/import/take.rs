//! Takes one offer over: confirms the version that the book has, dates it back, corrects it, or adds one.

use std::sync::Arc;

use super::edit;
use super::offered::{Offered, correct};
use super::plan::Plan;
use super::report::{PriceChange, PriceChangeKind, words};
use super::witness::{cite, confirm};
use crate::pricing::version::note_witnesses;
use crate::pricing::{CatalogPrice, Confidence, Date, Reference, Version};

/// Where a price is written.
struct Place<'p> {
    /// The positions of its region and of itself in the catalogue.
    at: (usize, usize),
    price: &'p CatalogPrice,
    /// The path of its file.
    file: String,
}

/// The version that an offer makes, with the edition that lists it as its source.
fn new_version(offered: &Offered<'_>, edition: Arc<Reference>) -> Version {
    Version {
        from: offered.from,
        seen: offered.from,
        tiers: offered.scale.tiers.clone(),
        reference: edition,
        also: Vec::new(),
        note: None,
        confidence: Confidence::High,
    }
}

impl Plan<'_> {
    /// Takes over what is offered of a price from its first day on.
    pub(super) fn version(
        &mut self,
        at: (usize, usize),
        price: &CatalogPrice,
        offered: &Offered<'_>,
    ) -> Result<(), String> {
        let catalog = self.book.catalog();
        let region = catalog.regions.get(at.0).ok_or("no such region")?;
        let mut versions = match self.versions.get(&at) {
            Some(versions) => versions.clone(),
            None => self.book.versions(&region.code, &price.id).to_vec(),
        };
        let from = offered.from;
        let tiers = &offered.scale.tiers;
        let edition = self.edition(offered);
        let file = format!("{}/{}.toml", region.code, price.service_key());
        let place = versions.partition_point(|version| version.from < from);
        let on_the_day = versions.get(place).is_some_and(|it| it.from == from);
        let in_force = match on_the_day {
            true => Some(place),
            false => place.checked_sub(1),
        };
        let old = in_force.and_then(|place| versions.get(place));
        let old = old.map(|version| version.tiers.clone());
        let at = Place { at, price, file };
        if let Some(place) = in_force.filter(|_| old.as_ref() == Some(tiers)) {
            self.found.unchanged = self.found.unchanged.saturating_add(1);
            let known = versions.get_mut(place);
            if known.is_some_and(|version| confirm(version, &edition)) {
                self.found.confirmed = self.found.confirmed.saturating_add(1);
                self.rewrite(&at, place, versions)?;
            }
            return Ok(());
        }
        if let Some(conflict) = self.conflict(&at, versions.get(place), offered) {
            return Err(conflict);
        }
        // What the version behind says as well is in proportion.
        let behind = versions.get(place);
        let same = behind.filter(|version| version.tiers == *tiers);
        let before = in_force.and_then(|place| versions.get(place));
        let neighbour = same.or(before).or(behind);
        self.proportionate(at.at, price, offered, neighbour)?;
        let (kind, text) = if on_the_day {
            let text = self.correct(&at, place, versions, offered, edition)?;
            (PriceChangeKind::Corrected, text)
        } else if versions.get(place).is_some_and(|it| it.tiers == *tiers) {
            let text = self.date_back(&at, place, versions, from, &edition)?;
            (PriceChangeKind::DatedBack, text)
        } else {
            let kind = if from > catalog.published {
                PriceChangeKind::New
            } else {
                PriceChangeKind::DatedBack
            };
            (kind, self.add(&at, place, versions, offered, edition)?)
        };
        self.found.changes.push(PriceChange {
            kind,
            region: region.code.clone(),
            id: price.id.clone(),
            from,
            tiers: tiers.clone(),
            old,
            file: at.file,
            text,
        });
        Ok(())
    }

    /// What the book says of the same day, in words, if it is not to be replaced. A younger edition of
    /// the list may replace what this import took from an older one.
    fn conflict(
        &self,
        at: &Place<'_>,
        here: Option<&Version>,
        offered: &Offered<'_>,
    ) -> Option<String> {
        let wrong = here.filter(|version| version.from == offered.from)?;
        let region = self.book.catalog().regions.get(at.at.0)?;
        let mut on_record = self.book.versions(&region.code, &at.price.id).iter();
        let known = on_record.any(|it| it.from == wrong.from || it.tiers == wrong.tiers);
        if self.options.correct || !known {
            return None;
        }
        Some(format!(
            "the book says {} from {} ({}), the list {} ({}); --correct replaces it",
            words(&wrong.tiers),
            wrong.from,
            wrong.reference.title,
            words(&offered.scale.tiers),
            offered.listed.offer
        ))
    }

    /// Replaces what the book says of the same day.
    fn correct(
        &mut self,
        at: &Place<'_>,
        place: usize,
        mut versions: Vec<Version>,
        offered: &Offered<'_>,
        edition: Arc<Reference>,
    ) -> Result<String, String> {
        let wrong = versions.get_mut(place).ok_or("there is no such version")?;
        let mut version = new_version(offered, edition);
        correct(&mut version, wrong);
        let block = edit::version_block(&version);
        *wrong = version;
        let text = self.text(&at.file).unwrap_or_default();
        let text = edit::replace_version(&text, &at.price.id, place, &block)?;
        self.keep(at, versions, text);
        Ok(block)
    }

    /// Lets the version at this place, whose figures are those of the list, begin earlier.
    fn date_back(
        &mut self,
        at: &Place<'_>,
        place: usize,
        mut versions: Vec<Version>,
        from: Date,
        edition: &Arc<Reference>,
    ) -> Result<String, String> {
        let version = versions.get_mut(place).ok_or("there is no such version")?;
        version.from = from;
        confirm(version, edition);
        let block = edit::version_block(version);
        self.rewrite(at, place, versions)?;
        Ok(block)
    }

    /// Writes a version of its own, at this place among the others.
    fn add(
        &mut self,
        at: &Place<'_>,
        place: usize,
        mut versions: Vec<Version>,
        offered: &Offered<'_>,
        edition: Arc<Reference>,
    ) -> Result<String, String> {
        let catalog = self.book.catalog();
        let version = new_version(offered, edition);
        let text = self.text(&at.file);
        let (block, text) = if versions.is_empty() {
            let region = catalog.regions.get(at.at.0).ok_or("no such region")?;
            let service = catalog.service(at.price.service_key());
            let service = service.ok_or("no such service")?;
            let block = edit::price_block(&at.price.id, &version);
            let text = text.unwrap_or_else(|| edit::new_file(service, region));
            let after = catalog.prices.iter().skip(at.at.1.saturating_add(1));
            let after: Vec<&str> = after.map(|price| price.id.as_str()).collect();
            let text = edit::insert_price(&text, &after, &block)?;
            (block, text)
        } else {
            let block = edit::version_block(&version);
            let text = text.unwrap_or_default();
            let text = edit::insert_version(&text, &at.price.id, place, &block)?;
            (block, text)
        };
        versions.insert(place, version);
        self.keep(at, versions, text);
        Ok(block)
    }

    /// Writes the days and the sources of one version anew, whose figures stay.
    fn rewrite(
        &mut self,
        at: &Place<'_>,
        place: usize,
        versions: Vec<Version>,
    ) -> Result<(), String> {
        let version = versions.get(place).ok_or("there is no such version")?;
        let text = self.text(&at.file).unwrap_or_default();
        let text = edit::restate_version(&text, &at.price.id, place, version)?;
        self.keep(at, versions, text);
        Ok(())
    }

    /// Keeps the versions of a price and the text that states them.
    fn keep(&mut self, at: &Place<'_>, mut versions: Vec<Version>, text: String) {
        note_witnesses(&mut versions);
        let all = versions.iter();
        for source in all.flat_map(|version| [&version.reference].into_iter().chain(&version.also))
        {
            if let Some(key) = &source.key {
                self.cited.insert(key.clone(), Arc::clone(source));
            }
        }
        self.texts.insert(at.file.clone(), text);
        self.versions.insert(at.at, versions);
    }

    /// The edition that lists an offer, as the book names it if it does.
    fn edition(&mut self, offered: &Offered<'_>) -> Arc<Reference> {
        let region = offered.listed.attributes.region();
        let edition = cite(&offered.listed.offer, region, self.options.read_on);
        self.editions.extend(edition.key.clone());
        let named = edition.key.as_deref().and_then(|key| self.book.source(key));
        named.map_or(edition, Arc::clone)
    }
}
