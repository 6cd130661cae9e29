//! The pools of concurrency of an account: reservations, and what is left for all other functions.

use serde::Serialize;

use super::load::Load;
use crate::pricing::quota_ids;
use crate::quantity::{Figure, Overflow};
use crate::sizing::ledger::{Allowed, Claim, Ledger};
use crate::sizing::rate::Rate;

const POOL: &str = "Give functions that must not suffer a reservation, put a queue before those that can wait, or shorten their duration.";
const RATE: &str = "Below a mean duration of 100 ms the request rate is reached first: batch short calls, or cache their answers.";
const RESERVED: &str =
    "Raise the function's reservation, which costs nothing and takes from the pool of the others.";
const SUM: &str = "Reserve less, or raise the account's concurrency.";

/// How the functions of an account share its concurrency, in environments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Account {
    /// The account's concurrency; null if that is not on record.
    pub concurrency: Option<Figure>,
    /// The sum of all reservations.
    pub reserved: Figure,
    /// What functions without a reservation share.
    pub unreserved: Option<Figure>,
    /// What is left of that beside the provisioned concurrency of functions without a reservation, which is
    /// taken whether it is used or not.
    pub beside_provisioned: Option<Figure>,
}

/// The concurrency of an account as its functions share it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pools<'a> {
    /// The account's concurrency.
    account: Allowed<'a>,
    /// Requests a second for each unit of concurrency.
    each: Allowed<'a>,
    /// The sum of all reservations.
    reserved: Figure,
}

impl<'a> Pools<'a> {
    /// The pools of these functions.
    pub(super) fn new(loads: &[Load<'a>], ledger: &mut Ledger<'a>) -> Result<Self, Overflow> {
        let mut reserved = Figure::ZERO;
        for load in loads {
            reserved = reserved.checked_add(load.reserved().unwrap_or(Figure::ZERO))?;
        }
        Ok(Self {
            account: ledger.allowed(quota_ids::LAMBDA_CONCURRENCY)?,
            each: ledger.allowed(quota_ids::LAMBDA_RPS_PER_CONCURRENCY)?,
            reserved,
        })
    }

    /// The concurrency of the functions without a reservation: the account's, less all reservations (L-5).
    /// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html>
    pub(super) fn unreserved(&self) -> Result<Allowed<'a>, Overflow> {
        let left = match self.account.limit {
            Some(limit) => Some(limit.checked_sub(self.reserved)?.max(Figure::ZERO)),
            None => None,
        };
        Ok(self.account.of(left))
    }

    /// How the functions share the account's concurrency.
    pub(super) fn account(&self, loads: &[Load<'a>]) -> Result<Account, Overflow> {
        let unreserved = self.unreserved()?.limit;
        let sharing = loads.iter().filter(|load| load.reserved().is_none());
        let mut kept = Figure::ZERO;
        for load in sharing {
            kept = kept.checked_add(load.provisioned().unwrap_or(Figure::ZERO))?;
        }
        Ok(Account {
            concurrency: self.account.limit,
            reserved: self.reserved,
            unreserved,
            beside_provisioned: match unreserved {
                Some(unreserved) => Some(unreserved.checked_sub(kept)?.max(Figure::ZERO)),
                None => None,
            },
        })
    }

    /// The concurrency of a function's own pool.
    fn of(&self, load: &Load<'a>) -> Result<Allowed<'a>, Overflow> {
        match load.reserved() {
            Some(own) => Ok(self.account.as_chosen(own)),
            None => self.unreserved(),
        }
    }

    /// Requests a second for each unit of concurrency.
    pub(super) const fn requests_each(&self) -> Option<Figure> {
        self.each.limit
    }

    /// The quota that this load needs: its concurrency, or a tenth of its requests a second, whichever is
    /// more (L-2, L-3), in whole units.
    pub(super) fn required(
        &self,
        concurrency: Figure,
        requests: Figure,
    ) -> Result<Figure, Overflow> {
        let by_rate = match self.each.limit {
            Some(each) => requests.checked_div(each)?,
            None => Figure::ZERO,
        };
        Ok(concurrency.max(by_rate).rounded_up())
    }

    /// Adds the limits of the account and of each reservation. Gives the headroom of each load, in their
    /// order: of its pool's concurrency and of its pool's request rate, whichever is less.
    pub(super) fn add(
        &self,
        loads: &[Load<'a>],
        ledger: &mut Ledger<'a>,
    ) -> Result<Vec<Option<Figure>>, Overflow> {
        let shared = self.add_shared(loads, ledger)?;
        let mut headrooms = Vec::with_capacity(loads.len());
        for load in loads {
            headrooms.push(match load.reserved() {
                None => shared,
                Some(_) => {
                    let pool = [*load];
                    self.add_pool(load.part(), self.of(load)?, &pool, RESERVED, ledger)?
                }
            });
        }
        if !self.reserved.is_zero() {
            self.add_reservations(ledger)?;
        }
        Ok(headrooms)
    }

    /// L-4, L-5: all functions without a reservation share one pool.
    fn add_shared(
        &self,
        loads: &[Load<'a>],
        ledger: &mut Ledger<'a>,
    ) -> Result<Option<Figure>, Overflow> {
        let sharing = loads.iter().filter(|load| load.reserved().is_none());
        let sharing: Vec<Load<'a>> = sharing.copied().collect();
        if sharing.is_empty() {
            return Ok(None);
        }
        self.add_pool(
            "account".to_owned(),
            self.unreserved()?,
            &sharing,
            POOL,
            ledger,
        )
    }

    fn add_pool(
        &self,
        part: String,
        pool: Allowed<'a>,
        loads: &[Load<'a>],
        remedy: &'static str,
        ledger: &mut Ledger<'a>,
    ) -> Result<Option<Figure>, Overflow> {
        let (mut demand, mut counted) = (Rate::NONE, Rate::NONE);
        for load in loads {
            demand = demand.and(taken(load)?)?;
            counted = counted.and(load.counted)?;
        }
        let reached = match pool.limit {
            Some(limit) => reached_at(limit, loads)?,
            None => None,
        };
        let of_account = loads.iter().all(|load| load.reserved().is_none());
        let mut claim = Claim::new(part.clone(), pool, demand, remedy).reached_at(reached);
        if of_account {
            let needed = self.reserved.checked_add(demand.peak)?;
            claim = claim.raised_to(needed);
        }
        let by_concurrency = ledger.add(claim)?;
        let rate = self.each.each_of(pool)?.counted_in("requests/s");
        let mut claim = Claim::new(part, rate, counted, RATE);
        if of_account && let Some(each) = self.each.limit {
            let needed = counted.peak.checked_div(each)?;
            claim = claim.raised_to(self.reserved.checked_add(needed)?);
        }
        let by_rate = ledger.add(claim)?;
        Ok(lesser(by_concurrency, by_rate))
    }

    /// L-5: the sum of all reservations leaves a number of environments for other functions.
    fn add_reservations(&self, ledger: &mut Ledger<'a>) -> Result<(), Overflow> {
        let kept = ledger.allowed(quota_ids::LAMBDA_CONCURRENCY_UNRESERVED_MINIMUM)?;
        let (Some(kept), Some(account)) = (kept.limit, self.account.limit) else {
            return Ok(());
        };
        let most = account.checked_sub(kept)?.max(Figure::ZERO);
        let claim = Claim::new(
            "all reservations",
            self.account.of(Some(most)),
            Rate::constant(self.reserved),
            SUM,
        );
        ledger.add(claim.fixed().raised_to(self.reserved.checked_add(kept)?))?;
        Ok(())
    }
}

/// The smaller of two headrooms of which one may not be known.
fn lesser(one: Option<Figure>, other: Option<Figure>) -> Option<Figure> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// What a function takes of its pool. Provisioned concurrency is taken whether it is used or not (L-6); a
/// function with more to do takes the rest beside it.
/// <https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html>
fn taken(load: &Load<'_>) -> Result<Rate, Overflow> {
    let busy = load.concurrency.unwrap_or(Rate::NONE);
    let kept = load.provisioned().unwrap_or(Figure::ZERO);
    Ok(Rate {
        mean: busy.mean.max(kept),
        peak: busy.peak.max(kept),
    })
}

/// The multiple of the traffic at which these functions fill a pool. Provisioned concurrency takes its part
/// of the pool whatever the traffic is, so only functions that have more to do grow.
fn reached_at(pool: Figure, loads: &[Load<'_>]) -> Result<Option<Figure>, Overflow> {
    let busy = |load: &Load<'_>| load.concurrency.map_or(Figure::ZERO, |rate| rate.peak);
    let kept = |load: &Load<'_>| load.provisioned().unwrap_or(Figure::ZERO);
    // First all functions grow. Those that provisioned concurrency still covers at the multiple found do
    // not: without them the multiple is smaller, which may leave more of them covered.
    let mut covered = vec![false; loads.len()];
    loop {
        let (mut left, mut growing) = (pool, Figure::ZERO);
        for (load, covered) in loads.iter().zip(&covered) {
            if *covered {
                left = left.checked_sub(kept(load))?;
            } else {
                growing = growing.checked_add(busy(load))?;
            }
        }
        if growing.is_zero() {
            return Ok(None);
        }
        let multiple = left.max(Figure::ZERO).checked_div(growing)?;
        let mut changed = false;
        for (load, covered) in loads.iter().zip(&mut covered) {
            if !*covered && kept(load) > busy(load).checked_mul(multiple)? {
                *covered = true;
                changed = true;
            }
        }
        if !changed {
            return Ok(Some(multiple));
        }
    }
}
