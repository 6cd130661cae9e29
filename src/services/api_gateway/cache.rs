//! The cache of a REST API, by the hour.

use crate::fields::Choice as _;
use crate::metering::Meter;
use crate::pricing::{PriceId, ids};
use crate::quantity::Overflow;
use crate::scenario::{Api, CacheSize};
use crate::working::{Rule, Trace};
use crate::workload::Workload;

const BY_THE_HOUR: Rule = Rule::new(
    "a cache is charged by its size for each hour that it exists, used or not",
    "https://aws.amazon.com/api-gateway/pricing/",
);

const fn id(size: CacheSize) -> PriceId {
    match size {
        CacheSize::Gb0p5 => ids::API_GATEWAY_REST_CACHE_0_5GB,
        CacheSize::Gb1p6 => ids::API_GATEWAY_REST_CACHE_1_6GB,
        CacheSize::Gb6p1 => ids::API_GATEWAY_REST_CACHE_6_1GB,
        CacheSize::Gb13p5 => ids::API_GATEWAY_REST_CACHE_13_5GB,
        CacheSize::Gb28p4 => ids::API_GATEWAY_REST_CACHE_28_4GB,
        CacheSize::Gb58p2 => ids::API_GATEWAY_REST_CACHE_58_2GB,
        CacheSize::Gb118 => ids::API_GATEWAY_REST_CACHE_118GB,
        CacheSize::Gb237 => ids::API_GATEWAY_REST_CACHE_237GB,
    }
}

/// Meters the hours of the month in which the cache exists.
pub(super) fn meter<T: Trace>(
    workload: &Workload<'_, T>,
    api: &Api,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    let Some(size) = api.cache_gb else {
        return Ok(());
    };
    let hours = workload.on().of(workload.hours(), "hours of the month");
    let hours = hours.step(format_args!("a cache of {}", size.label()), "hours")?;
    meter.take(id(size), hours.by(BY_THE_HOUR))
}
