//! Gathers the limits while the rules go over the workload.

use super::assumption::Assumption;
use super::limit::{Limit, LimitFrom};
use super::rate::Rate;
use crate::pricing::QuotaId;
use crate::pricing::quota::{QuotaFound, QuotasAsOf};
use crate::pricing::quota_ids::of_an_account;
use crate::quantity::{Figure, Overflow, Usd, format};
use crate::scenario::AccountQuota;

/// The months in which a limit may be reached, with that of the scenario.
const MONTHS: u32 = 36;
/// The number of the month of the scenario.
const FIRST: u32 = 1;

/// What the scope of a limit is that only the scenario sets.
const SCENARIO: &str = "as the scenario sets it";

/// How much of something there is, and who says so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowed<'a> {
    id: Option<QuotaId>,
    found: Option<QuotaFound<'a>>,
    name: &'a str,
    unit: &'a str,
    /// How much; `None` if there is no limit, or none on record.
    pub limit: Option<Figure>,
    from: LimitFrom,
}

impl<'a> Allowed<'a> {
    /// What the scenario itself allows.
    pub(super) const fn by_scenario(name: &'a str, unit: &'a str, limit: Figure) -> Self {
        Self {
            id: None,
            found: None,
            name,
            unit,
            limit: Some(limit),
            from: LimitFrom::Scenario,
        }
    }

    /// The same quota where the scenario allows so much of it.
    pub(super) const fn as_chosen(self, limit: Figure) -> Self {
        Self {
            limit: Some(limit),
            from: LimitFrom::Scenario,
            ..self
        }
    }

    /// A part of the same quota.
    pub(super) const fn of(self, limit: Option<Figure>) -> Self {
        Self { limit, ..self }
    }

    /// This quota, so many times as there are of `other`, and whose value that is.
    pub(super) fn each_of(self, other: Self) -> Result<Self, Overflow> {
        let limit = match (self.limit, other.limit) {
            (Some(each), Some(count)) => Some(each.checked_mul(count)?),
            _ => None,
        };
        Ok(Self {
            limit,
            from: other.from,
            ..self
        })
    }

    /// Counted in this unit.
    pub(super) const fn counted_in(self, unit: &'a str) -> Self {
        Self { unit, ..self }
    }

    fn is_raised(&self) -> bool {
        let adjustable = self.found.and_then(|found| found.quota.adjustable);
        self.from != LimitFrom::Scenario && adjustable == Some(true)
    }
}

/// A demand on a limit.
pub(super) struct Claim<'a> {
    part: String,
    allowed: Allowed<'a>,
    demand: Rate,
    grows: bool,
    steady: Figure,
    headroom: Option<Figure>,
    needed: Option<Figure>,
    raises: bool,
    remedy: &'static str,
}

impl<'a> Claim<'a> {
    /// A demand that grows as the traffic does. `remedy` says what to do but to raise the quota, which is
    /// said where AWS raises it.
    pub(super) fn new(
        part: impl Into<String>,
        allowed: Allowed<'a>,
        demand: Rate,
        remedy: &'static str,
    ) -> Self {
        Self {
            part: part.into(),
            raises: allowed.is_raised(),
            allowed,
            demand,
            grows: true,
            steady: Figure::ZERO,
            headroom: None,
            needed: None,
            remedy,
        }
    }

    /// What one call takes, however many calls there are.
    pub(super) fn of_a_call(
        part: impl Into<String>,
        allowed: Allowed<'a>,
        each: Figure,
        remedy: &'static str,
    ) -> Self {
        Self::new(part, allowed, Rate::constant(each), remedy).fixed()
    }

    /// The demand does not grow with the traffic.
    pub(super) fn fixed(mut self) -> Self {
        self.grows = false;
        self
    }

    /// So much of the peak does not grow with the traffic, such as what a clock causes.
    pub(super) fn of_which_steady(mut self, steady: Figure) -> Self {
        self.steady = steady;
        self.grows &= self.demand.peak > steady;
        self
    }

    /// The multiple of the traffic at which a limit is reached; for a demand that does not grow, or whose
    /// steady part takes all, the limit as a multiple of the peak.
    fn multiple(&self, limit: Figure) -> Result<Option<Figure>, Overflow> {
        let (peak, steady) = (self.demand.peak, self.steady);
        if peak.is_zero() {
            return Ok(None);
        }
        if steady.is_zero() || !self.grows || limit <= steady {
            return limit.checked_div(peak).map(Some);
        }
        let left = limit.checked_sub(steady)?;
        left.checked_div(peak.checked_sub(steady)?).map(Some)
    }

    /// At this multiple of the traffic the limit is reached, as the demand is not in proportion.
    pub(super) const fn reached_at(mut self, headroom: Option<Figure>) -> Self {
        self.headroom = headroom;
        self
    }

    /// AWS raises the limit together with another quota, of which so much is needed.
    pub(super) const fn raised_to(mut self, needed: Figure) -> Self {
        self.needed = Some(needed);
        self.raises = true;
        self
    }
}

/// The limits so far, with what is needed to judge them.
pub(super) struct Ledger<'a> {
    quotas: QuotasAsOf<'a>,
    own: &'a [AccountQuota],
    /// The growth factor of each month, from that of the scenario; one alone if the traffic does not grow.
    growth: Vec<Figure>,
    limits: Vec<Limit<'a>>,
    assumptions: Vec<Assumption>,
}

impl<'a> Ledger<'a> {
    /// No limits yet. `own` are the account's own quotas, `rate` the growth of the traffic a month.
    pub(super) fn new(
        quotas: QuotasAsOf<'a>,
        own: &'a [AccountQuota],
        rate: Figure,
    ) -> Result<Self, Overflow> {
        let months = if rate > Figure::ZERO { MONTHS } else { 1 };
        let each = Figure::ONE.checked_add(rate)?;
        let mut growth = vec![Figure::ONE];
        for _ in 1..months {
            let last = growth.last().copied().unwrap_or(Figure::ONE);
            growth.push(last.checked_mul(each)?);
        }
        Ok(Self {
            quotas,
            own,
            growth,
            limits: Vec::with_capacity(32),
            assumptions: Vec::new(),
        })
    }

    /// How much a quota allows: the account's own value, or AWS's default. A quota that follows another
    /// rises with it in proportion, as long as the account gives no value of its own.
    pub(super) fn allowed(&mut self, id: QuotaId) -> Result<Allowed<'a>, Overflow> {
        let found = self.quotas.find(id);
        let default = found.and_then(|found| found.value.limit());
        let (limit, from) = match self.own_value(id) {
            Some(own) => (Some(own), LimitFrom::Account),
            None => match self.with_its_lead(found, default)? {
                Some(limit) => (Some(limit), LimitFrom::Account),
                None => (default, LimitFrom::Default),
            },
        };
        Ok(Allowed {
            id: Some(id),
            found,
            name: found.map_or(id.as_str(), |found| found.quota.name.as_str()),
            unit: id.unit(),
            limit,
            from,
        })
    }

    fn own_value(&self, id: QuotaId) -> Option<Figure> {
        let own = self.own.iter().find(|own| own.id == id.as_str());
        own.map(|own| own.value)
    }

    fn with_its_lead(
        &mut self,
        found: Option<QuotaFound<'a>>,
        default: Option<Figure>,
    ) -> Result<Option<Figure>, Overflow> {
        let lead = found
            .and_then(|found| found.quota.follows.as_deref())
            .and_then(of_an_account);
        let Some((found, default, lead)) = found
            .zip(default)
            .zip(lead)
            .map(|((found, default), lead)| (found, default, lead))
        else {
            return Ok(None);
        };
        let of_lead = self.quotas.find(lead).and_then(|found| found.value.limit());
        let (Some(own), Some(of_lead)) = (self.own_value(lead), of_lead) else {
            return Ok(None);
        };
        let limit = default.checked_mul(own)?.checked_div(of_lead)?;
        self.assume(Assumption::follows(
            &found.quota.id,
            limit,
            &found.quota.unit,
        ));
        Ok(Some(limit))
    }

    /// Notes what was assumed, once.
    pub(super) fn assume(&mut self, assumption: Assumption) {
        if !self.assumptions.contains(&assumption) {
            self.assumptions.push(assumption);
        }
    }

    /// Adds a limit with the demand on it, and gives its headroom.
    pub(super) fn add(&mut self, claim: Claim<'a>) -> Result<Option<Figure>, Overflow> {
        let Allowed {
            id,
            found,
            name,
            unit,
            limit,
            from,
        } = claim.allowed;
        let headroom = match (claim.headroom, limit) {
            (Some(headroom), _) => Some(headroom),
            (None, Some(limit)) => claim.multiple(limit)?,
            (None, None) => None,
        };
        let binds_in_month = headroom.and_then(|headroom| self.binds(headroom, claim.grows));
        let exceeded = headroom.is_some_and(|headroom| headroom < Figure::ONE);
        self.limits.push(Limit {
            remedy: remedy(&claim, exceeded),
            monthly: claim.raises.then(|| Usd::new(Figure::ZERO)),
            part: claim.part,
            quota: id,
            name,
            scope: found.map_or(SCENARIO, |found| found.quota.scope.as_str()),
            unit,
            demand: claim.demand,
            limit,
            limit_from: from,
            headroom,
            grows: claim.grows,
            binds_in_month,
            reference: found.map(|found| found.version.reference.as_ref()),
        });
        Ok(headroom)
    }

    /// The first month whose peak exceeds a limit of this headroom.
    fn binds(&self, headroom: Figure, grows: bool) -> Option<u32> {
        if headroom < Figure::ONE {
            return Some(FIRST);
        }
        if !grows {
            return None;
        }
        let before = self.growth.partition_point(|factor| *factor <= headroom);
        let month = u32::try_from(before).ok()?.checked_add(FIRST)?;
        (before < self.growth.len()).then_some(month)
    }

    /// The limits by headroom, those without one last, and what was assumed.
    pub(super) fn close(mut self) -> (Vec<Limit<'a>>, Vec<Assumption>) {
        self.limits.sort_by(|one, other| {
            let key = |limit: &Limit<'_>| (limit.headroom.is_none(), limit.headroom);
            key(one).cmp(&key(other))
        });
        (self.limits, self.assumptions)
    }
}

/// What to do about a limit, in words.
fn remedy(claim: &Claim<'_>, exceeded: bool) -> String {
    if !claim.raises {
        return claim.remedy.to_owned();
    }
    let mut text = "AWS raises the quota on request, free of charge".to_owned();
    if exceeded {
        let needed = claim.needed.unwrap_or(claim.demand.peak).rounded_up();
        text.push_str(": ask for at least ");
        text.push_str(&format::grouped(needed));
    }
    text.push('.');
    if !claim.remedy.is_empty() {
        text.push(' ');
        text.push_str(claim.remedy);
    }
    text
}
