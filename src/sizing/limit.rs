//! One limit and what the traffic takes of it.

use serde::Serialize;

use super::rate::Rate;
use crate::pricing::{QuotaId, Reference};
use crate::quantity::{Figure, Usd};

/// A limit, the demand on it, and when the one reaches the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Limit<'a> {
    /// What runs into it: `function read`, `table items`, or `account` for what all parts share.
    pub part: String,
    /// The id of the quota; null where only the scenario sets the limit.
    pub quota: Option<QuotaId>,
    /// What is limited, in words.
    pub name: &'a str,
    /// What has as much of it: `account-region`, `per function` …
    pub scope: &'a str,
    /// What demand and limit are counted in.
    pub unit: &'a str,
    /// The demand: the mean over the week, and the peak.
    pub demand: Rate,
    /// The limit; null if AWS states that there is none, or if the book has none on the day.
    pub limit: Option<Figure>,
    /// Whose value the limit is.
    pub limit_from: LimitFrom,
    /// The limit as a multiple of the peak; below 1 the peak exceeds it. Null if there is no demand or no
    /// limit.
    pub headroom: Option<Figure>,
    /// Whether the demand grows as the traffic does. What one call takes, such as its duration, does not.
    pub grows: bool,
    /// The first month whose peak exceeds the limit as the traffic grows, 1 being the month of the
    /// scenario; null if none of 36 months does.
    pub binds_in_month: Option<u32>,
    /// What to do, in words.
    pub remedy: String,
    /// What the first of that costs a month in US dollars, 0 where AWS raises a quota; null if it is not
    /// priced.
    pub monthly: Option<Usd>,
    /// Where AWS states the limit; null where only the scenario sets it.
    pub reference: Option<&'a Reference>,
}

/// Whose value a limit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LimitFrom {
    /// AWS's default.
    Default,
    /// The account's own, which the scenario gives under `quotas`, or what follows from it.
    Account,
    /// A choice of the scenario, such as reserved concurrency or provisioned capacity.
    Scenario,
}

impl Limit<'_> {
    /// Whether more traffic reaches the limit, or the peak has exceeded it.
    #[must_use]
    pub fn can_bind(&self) -> bool {
        self.headroom.is_some() && (self.grows || self.is_exceeded())
    }

    /// Whether the peak exceeds the limit now.
    #[must_use]
    pub fn is_exceeded(&self) -> bool {
        self.headroom.is_some_and(|headroom| headroom < Figure::ONE)
    }
}
