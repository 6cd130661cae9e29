//! The cache of a REST API, by the hour.

use crate::fields::Choice as _;
use crate::metering::Meter;
use crate::quantity::Overflow;
use crate::scenario::{Api, CacheSize};
use crate::working::{Rule, Step};
use crate::workload::Workload;

const BY_THE_HOUR: Rule = Rule {
    text: "a cache is charged by its size for each hour that it is there, used or not",
    href: "https://aws.amazon.com/api-gateway/pricing/",
};

const fn id(size: CacheSize) -> &'static str {
    match size {
        CacheSize::Gb0p5 => "api-gateway.rest.cache-0.5gb",
        CacheSize::Gb1p6 => "api-gateway.rest.cache-1.6gb",
        CacheSize::Gb6p1 => "api-gateway.rest.cache-6.1gb",
        CacheSize::Gb13p5 => "api-gateway.rest.cache-13.5gb",
        CacheSize::Gb28p4 => "api-gateway.rest.cache-28.4gb",
        CacheSize::Gb58p2 => "api-gateway.rest.cache-58.2gb",
        CacheSize::Gb118 => "api-gateway.rest.cache-118gb",
        CacheSize::Gb237 => "api-gateway.rest.cache-237gb",
    }
}

/// Hours of the month.
pub(super) fn meter(workload: &Workload<'_>, api: &Api, meter: &mut Meter) -> Result<(), Overflow> {
    let Some(size) = api.cache_gb else {
        return Ok(());
    };
    let hours = workload.hours().figure();
    meter.add(id(size), hours, || {
        let formula = format!("a cache of {} for the month", size.label());
        vec![Step::of(formula, hours, "hours").by(BY_THE_HOUR)]
    })
}
