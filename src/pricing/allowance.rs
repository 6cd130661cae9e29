//! What AWS gives away: account-wide allowances, dated and of two kinds.

use serde::Serialize;

use super::{Date, Reference};
use crate::quantity::Figure;

/// An amount that an account does not pay for each month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Allowance {
    /// Its name, `lambda.duration`.
    pub id: String,
    /// Who has it.
    pub kind: AllowanceKind,
    /// How much a month, in the unit of the prices that it covers.
    #[serde(serialize_with = "super::catalog::block_text::serialize")]
    pub quantity: Figure,
    /// The unit of the prices that it covers.
    pub unit: String,
    /// The price ids it covers, in the order in which it is used up.
    pub prices: Vec<String>,
    /// Whether AWS's own scale has the free band as its first tier. Then the tiers' bounds stay
    /// absolute, and usage above the allowance begins at the allowance's end; otherwise the
    /// allowance is subtracted first and what is left begins at 0.
    pub in_scale: bool,
    /// The first day it is known to hold.
    pub from: Date,
    /// The last day it held, if it has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// In a sentence.
    pub description: String,
    /// The source.
    pub reference: Reference,
}

/// Who has an allowance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AllowanceKind {
    /// Every account, without end.
    AlwaysFree,
    /// Accounts opened before 2025-07-15, for their first twelve months.
    #[serde(rename = "legacy-12-months")]
    Legacy12Months,
}

impl AllowanceKind {
    /// The word that the files and the API use.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::AlwaysFree => "always-free",
            Self::Legacy12Months => "legacy-12-months",
        }
    }
}

/// For each id, the positions of the allowances that cover it, in rising order. The book computes them
/// once, so that a bill does not search all allowances for each line.
pub(super) fn covering<'i>(
    ids: impl Iterator<Item = &'i str>,
    allowances: &[Allowance],
) -> Vec<Vec<usize>> {
    ids.map(|id| {
        let covers = |allowance: &Allowance| allowance.prices.iter().any(|covered| covered == id);
        let places = allowances.iter().enumerate();
        places
            .filter(|(_, allowance)| covers(allowance))
            .map(|(place, _)| place)
            .collect()
    })
    .collect()
}

impl Allowance {
    /// Whether it holds on this day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}
