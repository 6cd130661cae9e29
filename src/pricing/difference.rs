//! What changed: between two days of one book, and between two books.
//!
//! Between two days only the tiers that apply are compared, because only they change a bill. Between
//! two books every version is compared, and each difference says what it does to results that were
//! already given out. A version of a day after the older book is [`Nature::New`]. A version of a day
//! that the older book had answered for, with other prices, is a [`Nature::Correction`]; where the older
//! book had a gap, it is [`Nature::Filled`].

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Allowance, AllowanceKind, CatalogPrice, Date, PriceBook, Reference, Version};

/// What differs between two days of one book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BetweenDays {
    /// The one day.
    pub from: Date,
    /// The other day.
    pub to: Date,
    /// The prices that differ, by region and then in the catalogue's order.
    pub prices: Vec<PriceChange>,
    /// The allowances that differ, in the file's order.
    pub allowances: Vec<AllowanceChange>,
}

impl BetweenDays {
    /// Whether nothing differs.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.prices.is_empty() && self.allowances.is_empty()
    }
}

/// Whether something came, went or became another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// It is only there afterwards.
    Added,
    /// It is only there before.
    Removed,
    /// It is there before and afterwards, and not the same.
    Changed,
}

impl Kind {
    /// In a word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }

    const fn of<T>(old: Option<&T>, new: Option<&T>) -> Option<Self> {
        match (old, new) {
            (Some(_), Some(_)) => Some(Self::Changed),
            (None, Some(_)) => Some(Self::Added),
            (Some(_), None) => Some(Self::Removed),
            (None, None) => None,
        }
    }
}

/// A price that differs between two days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PriceChange {
    /// The region's code.
    pub region: String,
    /// The price's id.
    pub id: String,
    /// Its name on a bill's line.
    pub description: String,
    /// The pricing unit of prices and bounds.
    pub unit: String,
    /// Whether it came, went or changed.
    pub kind: Kind,
    /// What applied on the one day.
    pub old: Option<Stated>,
    /// What applies on the other.
    pub new: Option<Stated>,
}

/// A version, as a difference shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stated {
    /// The day from which it applies.
    pub from: Date,
    /// Its tiers.
    pub tiers: Vec<StatedTier>,
    /// The source.
    pub reference: Reference,
}

/// A tier, as a difference shows it: decimals as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatedTier {
    /// The lower bound.
    pub from: String,
    /// The price of one unit in US dollars; `None` where it is not on record, which is not 0.
    pub price: Option<String>,
}

impl From<&Version> for Stated {
    fn from(version: &Version) -> Self {
        let tiers = version.tiers.iter().map(|tier| StatedTier {
            from: tier.from.to_string(),
            price: tier
                .price
                .map(|price| price.value().normalize().to_string()),
        });
        Self {
            from: version.from,
            tiers: tiers.collect(),
            reference: version.reference.as_ref().clone(),
        }
    }
}

/// An allowance that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AllowanceChange {
    /// The allowance's id.
    pub id: String,
    /// Who has it.
    pub who: AllowanceKind,
    /// Whether it came, went or changed.
    pub kind: Kind,
    /// What there was.
    pub old: Option<Allowance>,
    /// What there is.
    pub new: Option<Allowance>,
}

/// What differs between two days, in one region or in all.
#[must_use]
pub fn between_days(book: &PriceBook, region: Option<&str>, from: Date, to: Date) -> BetweenDays {
    let catalog = book.catalog();
    let wanted = |code: &str| region.is_none_or(|region| region == code);
    let regions = catalog.regions.iter().filter(|region| wanted(&region.code));
    let mut prices = Vec::new();
    for region in regions {
        let on = |day| book.as_of(&region.code, day);
        let (Some(before), Some(after)) = (on(from), on(to)) else {
            continue;
        };
        let changes = catalog.prices.iter().filter_map(|price| {
            let old = before.look_up(&price.id).and_then(|found| found.version);
            let new = after.look_up(&price.id).and_then(|found| found.version);
            if old.map(|version| &version.tiers) == new.map(|version| &version.tiers) {
                return None;
            }
            Some(PriceChange {
                region: region.code.clone(),
                id: price.id.clone(),
                description: price.description.clone(),
                unit: price.unit.clone(),
                kind: Kind::of(old, new)?,
                old: old.map(Stated::from),
                new: new.map(Stated::from),
            })
        });
        prices.extend(changes);
    }
    let holding = |day: Date| {
        let allowances = book.allowances().iter();
        allowances.filter(move |allowance| allowance.holds_on(day))
    };
    BetweenDays {
        from,
        to,
        prices,
        allowances: allowance_changes(holding(from), holding(to)),
    }
}

/// What differs between two books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BetweenBooks {
    /// The day up to which the older book was read.
    pub old_published: Date,
    /// The day up to which the newer book was read.
    pub new_published: Date,
    /// The versions that differ, by region, price and day.
    pub versions: Vec<VersionChange>,
    /// The allowances that differ, in the file's order.
    pub allowances: Vec<AllowanceChange>,
}

impl BetweenBooks {
    /// Whether nothing differs but the day of publication.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.versions.is_empty() && self.allowances.is_empty()
    }

    /// The versions of one nature.
    pub fn of_nature(&self, nature: Nature) -> impl Iterator<Item = &VersionChange> {
        let versions = self.versions.iter();
        versions.filter(move |version| version.nature == nature)
    }
}

/// A version that differs between two books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VersionChange {
    /// The region's code.
    pub region: String,
    /// The price's id.
    pub id: String,
    /// The pricing unit of prices and bounds.
    pub unit: String,
    /// The day from which the version applies.
    pub from: Date,
    /// Whether the version came, went or changed.
    pub kind: Kind,
    /// What it does to results that were already given out.
    pub nature: Nature,
    /// What applies on this day by the older book: the version of the day, or one before it.
    pub old: Option<Stated>,
    /// What applies on this day by the newer book.
    pub new: Option<Stated>,
}

/// What a difference does to results that were already given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Nature {
    /// Nothing: it is younger than the older book.
    New,
    /// It fills a gap: the older book had no price for this day, or not for every tier, and said so.
    Filled,
    /// It may change them: the older book had answered for this day with another price.
    Correction,
    /// Nothing: the prices of the day are the same. Only the source differs, or the day from which a
    /// version of its own applies.
    Evidence,
}

/// What differs between two books. Ids and regions of either count.
#[must_use]
pub fn between_books(old: &PriceBook, new: &PriceBook) -> BetweenBooks {
    let mut regions: Vec<&str> = Vec::new();
    let mut prices: Vec<&CatalogPrice> = Vec::new();
    for book in [new, old] {
        for region in &book.catalog().regions {
            if !regions.contains(&region.code.as_str()) {
                regions.push(&region.code);
            }
        }
        for price in &book.catalog().prices {
            if !prices.iter().any(|known| known.id == price.id) {
                prices.push(price);
            }
        }
    }
    let published = old.catalog().published;
    let mut versions = Vec::new();
    for region in regions {
        for price in &prices {
            let (before, after) = (
                old.versions(region, &price.id),
                new.versions(region, &price.id),
            );
            let days = before.iter().chain(after).map(|version| version.from);
            let days: BTreeSet<Date> = days.collect();
            let changes = days.into_iter().filter_map(|from| {
                let (own_before, own_after) = (of_day(before, from), of_day(after, from));
                if same_record(own_before, own_after) {
                    return None;
                }
                let (old, new) = (on(old, region, price, from), on(new, region, price, from));
                let same = old.map(|version| &version.tiers) == new.map(|version| &version.tiers);
                let nature = match same {
                    true => Nature::Evidence,
                    false if from > published => Nature::New,
                    false if fills_a_gap(old, new) => Nature::Filled,
                    false => Nature::Correction,
                };
                Some(VersionChange {
                    region: region.to_owned(),
                    id: price.id.clone(),
                    unit: price.unit.clone(),
                    from,
                    kind: Kind::of(own_before, own_after)?,
                    nature,
                    old: old.map(Stated::from),
                    new: new.map(Stated::from),
                })
            });
            versions.extend(changes);
        }
    }
    BetweenBooks {
        old_published: published,
        new_published: new.catalog().published,
        versions,
        allowances: allowance_changes(old.allowances().iter(), new.allowances().iter()),
    }
}

/// Whether there is a price where there was none.
fn fills_a_gap(old: Option<&Version>, new: Option<&Version>) -> bool {
    match (old, new) {
        (None, Some(_)) => true,
        (Some(old), Some(new)) => new.completes(old),
        (_, None) => false,
    }
}

/// Whether two books record the same of a day. Until when a version is witnessed follows from its sources
/// and from the next version, which is compared by itself.
fn same_record(old: Option<&Version>, new: Option<&Version>) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => {
            let parts = |it: &Version| (it.from, it.confidence);
            parts(old) == parts(new)
                && old.tiers == new.tiers
                && old.note == new.note
                && old.sources().eq(new.sources())
        }
        (old, new) => old.is_none() && new.is_none(),
    }
}

/// The version that begins on this very day.
fn of_day(versions: &[Version], day: Date) -> Option<&Version> {
    versions.iter().find(|version| version.from == day)
}

/// The version that applies on a day.
fn on<'b>(
    book: &'b PriceBook,
    region: &str,
    price: &CatalogPrice,
    day: Date,
) -> Option<&'b Version> {
    book.as_of(region, day)?.look_up(&price.id)?.version
}

fn allowance_changes<'a>(
    old: impl Iterator<Item = &'a Allowance>,
    new: impl Iterator<Item = &'a Allowance>,
) -> Vec<AllowanceChange> {
    // One id may occur several times, each time with its own days.
    let key = |it: &'a Allowance| (it.id.as_str(), it.from);
    let (old, new): (Vec<_>, Vec<_>) = (old.collect(), new.collect());
    let find = |list: &[&'a Allowance], wanted: &'a Allowance| {
        let mut list = list.iter();
        list.find(|it| key(it) == key(wanted)).copied()
    };
    let gone = old.iter().filter(|it| find(&new, it).is_none());
    let gone = gone.map(|it| (Some(*it), None));
    let there = new.iter().map(|it| (find(&old, it), Some(*it)));
    let changes = there.chain(gone).filter(|(old, new)| old != new);
    changes
        .filter_map(|(old, new)| {
            let shown = new.or(old)?;
            Some(AllowanceChange {
                id: shown.id.clone(),
                who: shown.kind,
                kind: Kind::of(old, new)?,
                old: old.cloned(),
                new: new.cloned(),
            })
        })
        .collect()
}
