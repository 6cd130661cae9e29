//! A dated version of a price: its tiers, the days on which it is witnessed, and its sources.

use core::fmt::Write as _;
use std::sync::Arc;

use serde::Serialize;

use super::Date;
use crate::quantity::{Figure, UnitPrice};

/// The price of one id in one region from one day on, until a later version replaces it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The first day on which the price is known to apply.
    pub from: Date,
    /// The last day on which a source shows the price. From the day after it to the next version, or
    /// to today, the price is assumed.
    pub seen: Date,
    /// The tiers, from 0 and rising; never empty.
    pub tiers: Vec<Tier>,
    /// The source that the figures were taken from.
    pub reference: Arc<Reference>,
    /// Other sources with the same figures.
    pub also: Vec<Arc<Reference>>,
    /// What a reader should know about the record.
    pub note: Option<String>,
    /// How well founded the record is.
    pub confidence: Confidence,
}

/// One step of a price scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// The quantity a month at which the tier begins; an absolute lower bound.
    pub from: Figure,
    /// The price of one unit; `None` where it is not on record.
    pub price: Option<UnitPrice>,
}

/// Where a price was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// What was read.
    pub title: String,
    /// An `https` address where it can be read.
    pub href: String,
    /// The day of the document itself: of its publication or of the commit that has it. `None` where it
    /// bears none.
    pub published: Option<Date>,
    /// The day on which it was read.
    pub retrieved: Date,
    /// Its key in the book's file of sources; `None` for a source that a version itself writes down.
    #[serde(skip)]
    pub key: Option<String>,
}

impl Reference {
    /// The day of the document, if it bears one, and the day of the reading: `of 2025-08-28, read
    /// 2026-11-24`.
    #[must_use]
    pub fn when(&self) -> String {
        let mut when = String::new();
        if let Some(published) = self.published {
            let _ = write!(when, "of {published}, ");
        }
        let _ = write!(when, "read {}", self.retrieved);
        when
    }
}

impl Version {
    /// All sources, the strongest first.
    pub fn sources(&self) -> impl Iterator<Item = &Reference> {
        let all = core::iter::once(&self.reference).chain(&self.also);
        all.map(Arc::as_ref)
    }

    /// Whether this version states every price that the other one knows, and the other one lacks some: what
    /// was a gap by the other is none by this one, and nothing else changes.
    #[must_use]
    pub fn completes(&self, other: &Self) -> bool {
        let kept = |tier: &Tier| tier.price.is_none() || self.tiers.contains(tier);
        other.tiers.iter().all(kept) && other.tiers.iter().any(|tier| tier.price.is_none())
    }

    /// Since when the price is known, and since when it is assumed if it is on this day: `known from
    /// 2025-03-12, assumed since 2025-08-29`.
    #[must_use]
    pub fn known(&self, day: Date) -> String {
        let mut known = format!("known from {}", self.from);
        if let Some(since) = self.assumed_since(day) {
            let _ = write!(known, ", assumed since {since}");
        }
        known
    }

    /// The first day on which no source shows the price any more, if the price of this day is assumed.
    #[must_use]
    pub fn assumed_since(&self, day: Date) -> Option<Date> {
        if day > self.seen {
            self.seen.next()
        } else {
            None
        }
    }
}

/// Notes for each version of a price until when it is witnessed. The versions are in the order of their
/// days.
///
/// A source witnesses the day that it bears itself. An undated one tells what a price is and not when, so
/// the day on which it was read counts only where no source of the version bears a day. A version is
/// witnessed on its first day at least, and on the eve of the next version at most.
pub(in crate::pricing) fn note_witnesses(versions: &mut [Version]) {
    let mut next: Option<Date> = None;
    for version in versions.iter_mut().rev() {
        let dated = version
            .sources()
            .filter_map(|source| source.published)
            .max();
        let read = version.sources().map(|source| source.retrieved).max();
        let eve = next.and_then(Date::previous).unwrap_or(Date::LAST);
        let seen = dated.or(read).unwrap_or(version.from).min(eve);
        version.seen = seen.max(version.from);
        next = Some(version.from);
    }
}

/// How well founded a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Read from AWS's price list by machine, or by two independent readers.
    High,
    /// One transcription, code written by AWS, or a stored copy of an AWS page.
    Medium,
}
