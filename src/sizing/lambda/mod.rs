//! AWS Lambda: concurrency and what bounds it.

mod burst;
mod calls;
mod event_sources;
mod load;
mod pools;

use serde::Serialize;

use super::ledger::Ledger;
use super::percentile::p999;
use super::rate::Rate;
use crate::pricing::quota_ids;
use crate::quantity::{Figure, Overflow};
use crate::scenario::Scenario;
pub use burst::Burst;
pub use event_sources::EventSource;
pub(super) use load::{Load, loads};
pub use pools::Account;
use pools::Pools;

/// What a function must sustain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FunctionSize<'a> {
    /// Its name; `authorizer` for the function of a Lambda authorizer.
    pub name: &'a str,
    /// Invocations a second.
    pub requests_per_second: Rate,
    /// Environments that are busy at the same time; null if the duration is not known.
    pub concurrency: Option<Concurrency>,
    /// The concurrency that the account or the reservation must have for the peak: the peak itself, or a
    /// tenth of its requests a second, whichever is more, in whole units; null if the duration is not known.
    pub required_concurrency: Option<Figure>,
    /// Provisioned concurrency that keeps every call of the peak warm, by AWS's advice: the peak and a tenth
    /// of it; null if the duration is not known.
    pub advised_provisioned_concurrency: Option<Figure>,
    /// What the provisioned concurrency of the scenario serves; null if it has none.
    pub provisioned: Option<Provisioned>,
    /// How the function follows a burst; null if the duration is not known.
    pub burst: Option<Burst>,
    /// How the queue that invokes it makes it grow; null if none does.
    pub event_source: Option<EventSource<'a>>,
    /// The throttle of the API's route that keeps it within its pool; null if it answers no API, or if no
    /// limit is known.
    pub route_throttle: Option<Throttle>,
}

/// Environments that are busy at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Concurrency {
    /// The mean over the week.
    pub mean: Figure,
    /// The mean of the busiest moment.
    pub peak: Figure,
    /// The most in all but one moment of a thousand of the busiest, if calls arrive independently of each
    /// other: the 99.9th percentile of a Poisson distribution.
    pub p999: Figure,
}

/// What provisioned concurrency serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Provisioned {
    /// Environments that are kept ready.
    pub units: Figure,
    /// Calls at the same time above which further ones find no environment ready.
    pub spills_above_concurrency: Figure,
    /// Calls a second above which further ones find none; null if that is not on record.
    pub spills_above_requests_per_second: Option<Figure>,
    /// Whether the peak is above one of the two.
    pub spills: bool,
}

/// A throttle of API Gateway: a token bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Throttle {
    /// Requests a second.
    pub rate: Figure,
    /// The size of the bucket, in requests.
    pub burst: Figure,
}

/// How the functions share the account, and the size of each, with the limits that they run into. `partitions` says how many partitions
/// the table of a name has.
pub(super) fn size<'a>(
    loads: &[Load<'a>],
    scenario: &'a Scenario,
    partitions: impl Fn(&str) -> Option<Figure>,
    ledger: &mut Ledger<'a>,
) -> Result<(Option<Account>, Vec<FunctionSize<'a>>), Overflow> {
    let pools = Pools::new(loads, ledger)?;
    let headrooms = pools.add(loads, ledger)?;
    let mut sizes = Vec::with_capacity(loads.len());
    for (load, headroom) in loads.iter().zip(headrooms) {
        calls::add(load, scenario.api.as_ref(), ledger)?;
        let advised = match load.concurrency {
            Some(rate) => Some(buffered(rate.peak, ledger)?),
            None => None,
        };
        sizes.push(FunctionSize {
            name: load.name,
            requests_per_second: load.requests,
            concurrency: load.concurrency.map(Concurrency::of),
            required_concurrency: match load.concurrency {
                Some(rate) => Some(pools.required(rate.peak, load.counted.peak)?),
                None => None,
            },
            advised_provisioned_concurrency: advised.flatten(),
            provisioned: provisioned(load, &pools)?,
            burst: burst::burst(load, &pools, ledger)?,
            event_source: event_sources::add(load, scenario, &partitions, ledger)?,
            route_throttle: throttle(load, headroom)?,
        });
    }
    let account = match loads {
        [] => None,
        loads => Some(pools.account(loads)?),
    };
    Ok((account, sizes))
}

impl Concurrency {
    fn of(rate: Rate) -> Self {
        Self {
            mean: rate.mean,
            peak: rate.peak,
            p999: p999(rate.peak),
        }
    }
}

/// L-8: AWS advises to provision the peak and a tenth of it; environments are whole.
/// <https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html>
fn buffered(peak: Figure, ledger: &mut Ledger<'_>) -> Result<Option<Figure>, Overflow> {
    let Some(percent) = ledger.allowed(quota_ids::LAMBDA_PC_BUFFER)?.limit else {
        return Ok(None);
    };
    let all = percent.checked_add(100_u32.into())?;
    let parts = peak.checked_mul(all)?.checked_div(100_u32.into())?;
    Ok(Some(parts.rounded_up()))
}

/// L-6: provisioned concurrency spills at as many calls at the same time, or at ten times as many a second,
/// whichever comes first.
/// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>
fn provisioned(load: &Load<'_>, pools: &Pools<'_>) -> Result<Option<Provisioned>, Overflow> {
    let Some(units) = load.provisioned() else {
        return Ok(None);
    };
    let requests = match pools.requests_each() {
        Some(each) => Some(each.checked_mul(units)?),
        None => None,
    };
    let busy = load.concurrency.is_some_and(|rate| rate.peak > units);
    let fast = requests.is_some_and(|most| load.counted.peak > most);
    Ok(Some(Provisioned {
        units,
        spills_above_concurrency: units,
        spills_above_requests_per_second: requests,
        spills: busy || fast,
    }))
}

/// The throttle at which a function's pool is full: the present peak times the headroom, in whole requests.
fn throttle(load: &Load<'_>, headroom: Option<Figure>) -> Result<Option<Throttle>, Overflow> {
    let (Some(headroom), Some(concurrency)) = (headroom, load.concurrency) else {
        return Ok(None);
    };
    if !load.answers_api() {
        return Ok(None);
    }
    let whole = |figure: Figure| Figure::new(figure.value().floor());
    Ok(Some(Throttle {
        rate: whole(load.requests.peak.checked_mul(headroom)?),
        burst: whole(concurrency.peak.checked_mul(headroom)?),
    }))
}
