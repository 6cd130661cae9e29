//! AWS WAF: web ACLs, rules, and the requests that they inspect.

use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::pricing::{Date, ids};
use crate::quantity::Overflow;
use crate::scenario::{ApiKind, Waf};
use crate::working::{Named as _, Quantity, Rule, Trace};
use crate::workload::Workload;

/// Capacity units that the price of a request covers.
const INCLUDED_UNITS: u32 = 1500;
/// Further capacity units for which a request is billed again.
const UNITS_STEP: u32 = 500;
/// The part of a body that the price of a request covers, in KB. Each further 16 KB that are
/// inspected are billed as another request.
const BODY_STEP_KB: u32 = 16;

const LISTS: Rule = Rule::new(
    "web ACLs and rules are billed by the month and prorated by the hour",
    "https://aws.amazon.com/waf/pricing/",
);
const REQUESTS: Rule = Rule::new(
    "each request that is inspected is billed",
    "https://aws.amazon.com/waf/pricing/",
);
const CAPACITY: Rule = Rule::new(
    "each request is billed again for each 500 capacity units of a web ACL beyond 1,500; the estimate assumes that a part of 500 counts as 500",
    "https://aws.amazon.com/waf/pricing/",
);
const BODY: Rule = Rule::new(
    "a request is billed again for each 16 KB of its body that are inspected beyond the first 16 KB; the estimate takes the mean size of a request as the size of its body",
    "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html",
);
const NOT_ATTACHED: &str = "AWS WAF can't be attached to an HTTP or a WebSocket API. It can be attached to a CloudFront distribution in front of the API, which is not part of this estimate.";

/// Requests that are inspected in a month.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn inspected<T: Trace>(workload: &Workload<'_, T>, waf: &Waf) -> Result<Quantity<T>, Overflow> {
    let inspected = workload.requests * waf.request_share.named("inspected");
    Ok(inspected.step("firewall", "requests")?.by(REQUESTS))
}

/// Meters web ACLs, rules and requests.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    let Some(waf) = &workload.scenario.waf else {
        return Ok(());
    };
    for (id, count, what, unit) in [
        (
            ids::WAF_WEB_ACLS,
            waf.web_acls,
            "web ACLs",
            "web-acl-months",
        ),
        (ids::WAF_RULES, waf.rules, "rules", "rule-months"),
    ] {
        if count > 0 {
            let months = workload.on().of(count, what).step("firewall", unit)?;
            meter.take(id, months.by(LISTS))?;
        }
    }
    let mut api = workload.scenario.api.iter();
    if api.any(|api| api.kind != ApiKind::Rest) {
        meter.note(NOT_ATTACHED);
    }
    let inspected = inspected(workload, waf)?;
    meter.take(ids::WAF_REQUESTS, inspected)?;
    capacity(waf, inspected, meter)?;
    bodies(workload, waf, inspected, meter)
}

/// Meters requests again for capacity units that the price of a request does not cover.
fn capacity<T: Trace>(
    waf: &Waf,
    inspected: Quantity<T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    let Some(units) = waf.capacity_units.filter(|units| *units > INCLUDED_UNITS) else {
        return Ok(());
    };
    let beyond = inspected.trace().of(units, "WCU") - INCLUDED_UNITS;
    let again = inspected * beyond.steps_of(UNITS_STEP);
    let again = again.step("capacity", "requests")?.by(CAPACITY);
    meter.take(ids::WAF_REQUESTS_CAPACITY, again)
}

/// Meters requests again for the inspected parts of bodies that the price of a request does not
/// cover.
fn bodies<T: Trace>(
    workload: &Workload<'_, T>,
    waf: &Waf,
    inspected: Quantity<T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    let limit = waf.body_limit_kb.kb();
    let api = workload.scenario.api.as_ref();
    // WebSocket messages have no body, and without an API the size of a request is not known.
    let Some(api) = api.filter(|api| api.kind != ApiKind::Websocket && limit > BODY_STEP_KB) else {
        return Ok(());
    };
    let id = ids::WAF_REQUESTS_BODY;
    let Some(size) = api.request_kb else {
        let message = "the size of a request is not given, and the firewall inspects more than the first 16 KB of it";
        meter.input_missing(id, "api.request_kb".into(), message);
        return Ok(());
    };
    if size <= BODY_STEP_KB.into() {
        return Ok(());
    }
    let read = workload.on().of(size, "KB").min(limit.named("KB at most"));
    let again = inspected * (read - BODY_STEP_KB).steps_of(BODY_STEP_KB);
    let again = again.step("bodies", "requests")?.by(BODY);
    meter.take(id, again)
}

/// The echo of the share of requests that the firewall inspects.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    if let Some(waf) = &workload.scenario.waf {
        let inspected = inspected(workload, waf)?.figure();
        echo("waf.request_share".into(), month(inspected, "requests"));
    }
    Ok(())
}
