//! How a function follows a burst: new environments come at a bounded rate.

use serde::Serialize;

use super::load::Load;
use super::pools::Pools;
use crate::pricing::quota_ids;
use crate::quantity::{Figure, Overflow};
use crate::sizing::ledger::{Claim, Ledger};
use crate::sizing::rate::Rate;
use crate::sizing::units::MS_PER_SECOND;

const REMEDY: &str = "Provisioned concurrency before the burst, a queue, or clients that spread their retries make it smaller. AWS does not raise the rate.";

/// The seconds in which the scaling rate is counted.
const PERIOD_S: u32 = 10;

/// How a function follows a burst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Burst {
    /// New environments that the burst asks for at once: the peak, less what the busiest hour keeps busy.
    pub jump: Figure,
    /// New environments that there are at once.
    pub at_once: Figure,
    /// How long requests are throttled until the environments are there, in seconds, if the burst lasts as
    /// long.
    pub throttled_seconds: Figure,
    /// The requests that are throttled meanwhile; null if the duration is not known.
    pub throttled_requests: Option<Figure>,
}

/// L-9: a function may have so many new environments, or ten times as many requests a second more, every
/// ten seconds; what it doesn't use is refilled continuously and not saved. A full allowance is there at
/// once. AWS's page supports that reading; another, in which nothing is there at once, is not modelled.
/// <https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html>
pub(super) fn burst<'a>(
    load: &Load<'a>,
    pools: &Pools<'a>,
    ledger: &mut Ledger<'a>,
) -> Result<Option<Burst>, Overflow> {
    let Some(concurrency) = load.concurrency else {
        return Ok(None);
    };
    let rate = ledger.allowed(quota_ids::LAMBDA_SCALING_RATE)?;
    // Ten requests a second take as much of the rate as one environment does (L-2).
    let by_rate = |requests: Figure| match pools.requests_each() {
        Some(each) => requests.checked_div(each),
        None => Ok(Figure::ZERO),
    };
    let peak = concurrency.peak.max(by_rate(load.counted.peak)?);
    let busiest_hour = load
        .in_busiest_hour
        .max(by_rate(load.counted_in_busiest_hour)?);
    let warm = busiest_hour.max(load.provisioned().unwrap_or(Figure::ZERO));
    let jump = peak.checked_sub(warm)?.max(Figure::ZERO);
    ledger.add(Claim::new(
        load.part(),
        rate.counted_in("new environments"),
        Rate {
            mean: Figure::ZERO,
            peak: jump,
        },
        REMEDY,
    ))?;
    let Some(at_once) = rate.limit else {
        return Ok(None);
    };
    throttled(load, jump, at_once).map(Some)
}

/// How long a jump outruns the rate, and what is throttled meanwhile.
fn throttled(load: &Load<'_>, jump: Figure, at_once: Figure) -> Result<Burst, Overflow> {
    let beyond = jump.checked_sub(at_once)?.max(Figure::ZERO);
    let a_second = at_once.checked_div(PERIOD_S.into())?;
    let seconds = beyond.checked_div(a_second)?;
    let requests = match load.duration_ms.filter(|ms| !ms.is_zero()) {
        // Environments that are missing, over the time, in the middle half of those at the start; each
        // would serve one request in a duration.
        Some(ms) => {
            let missing = beyond.checked_mul(seconds)?.checked_div(2_u32.into())?;
            let each = missing.checked_mul(MS_PER_SECOND.into())?;
            Some(each.checked_div(ms)?)
        }
        None => None,
    };
    Ok(Burst {
        jump,
        at_once,
        throttled_seconds: seconds,
        throttled_requests: requests,
    })
}
