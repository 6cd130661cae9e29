//! AWS WAF: lists, rules, and the requests that they inspect.

use crate::metering::Meter;
use crate::metering::demand;
use crate::metering::echo::{Say, month};
use crate::pricing::Date;
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::{ApiKind, Waf};
use crate::working::{Rule, Step};
use crate::workload::Workload;

/// Capacity units that are in the price of a request.
const INCLUDED_UNITS: u32 = 1500;
/// Capacity units beyond them that cost as much again.
const UNITS_STEP: u32 = 500;
/// What of a body is inspected in the price of a request, in KB, and what costs as much again beyond.
const BODY_STEP_KB: u32 = 16;

const LISTS: Rule = Rule {
    text: "web ACLs and rules are billed by the month, in parts of an hour",
    href: "https://aws.amazon.com/waf/pricing/",
};
const REQUESTS: Rule = Rule {
    text: "each request that is inspected is billed",
    href: "https://aws.amazon.com/waf/pricing/",
};
const CAPACITY: Rule = Rule {
    text: "each 500 capacity units of a web ACL beyond 1,500 are billed again for each request; begun ones are taken to count",
    href: "https://aws.amazon.com/waf/pricing/",
};
const BODY: Rule = Rule {
    text: "each 16 KB of a body that are inspected beyond the first 16 KB are billed again, for requests with such bodies alone; the mean size of a request stands for its body",
    href: "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html",
};
const NOT_ATTACHED: &str = "AWS WAF can't be attached to an HTTP or a WebSocket API; it can to a CloudFront distribution in front of one, which is not part of this estimate.";

/// Requests that are inspected in a month.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn inspected(workload: &Workload<'_>) -> Result<Figure, Overflow> {
    match &workload.scenario.waf {
        Some(waf) => workload.requests.figure().times(waf.request_share),
        None => Ok(Figure::ZERO),
    }
}

/// How many times a request is billed for capacity units beyond those in its price.
///
/// # Errors
/// [`Overflow`] never for what a web ACL may hold.
pub fn capacity_steps(units: u32) -> Result<Figure, Overflow> {
    Figure::from(units.saturating_sub(INCLUDED_UNITS)).steps_of(UNITS_STEP.into())
}

/// How many times a request of this size is billed for what is inspected of its body beyond the first
/// 16 KB.
///
/// # Errors
/// [`Overflow`] never for the sizes of requests.
pub fn body_steps(request_kb: Figure, limit_kb: u32) -> Result<Figure, Overflow> {
    let beyond = request_kb.min(limit_kb.into()).minus(BODY_STEP_KB.into())?;
    beyond.max(Figure::ZERO).steps_of(BODY_STEP_KB.into())
}

/// Lists, rules and requests.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let Some(waf) = &workload.scenario.waf else {
        return Ok(());
    };
    for (id, count, what, unit) in [
        ("waf.web-acls", waf.web_acls, "web ACLs", "web-ACL-months"),
        ("waf.rules", waf.rules, "rules", "rule-months"),
    ] {
        if count > 0 {
            meter.add(id, count.into(), || {
                vec![Step::of(what, count.into(), unit).by(LISTS)]
            })?;
        }
    }
    let mut api = workload.scenario.api.iter();
    if api.any(|api| api.kind != ApiKind::Rest) {
        meter.note(NOT_ATTACHED);
    }
    let quantity = inspected(workload)?;
    meter.add("waf.requests", quantity, || {
        let formula = format!(
            "{} requests × {} inspected",
            format::grouped(workload.requests.figure().value()),
            waf.request_share
        );
        vec![
            demand::requests_step(workload),
            Step::of(formula, quantity, "requests").by(REQUESTS),
        ]
    })?;
    capacity(waf, quantity, meter)?;
    bodies(workload, waf, quantity, meter)
}

fn capacity(waf: &Waf, inspected: Figure, meter: &mut Meter) -> Result<(), Overflow> {
    let units = waf.capacity_units.unwrap_or(0);
    let steps = capacity_steps(units)?;
    if steps.is_zero() {
        return Ok(());
    }
    let quantity = inspected.times(steps)?;
    meter.add("waf.requests.capacity", quantity, || {
        let formula = format!(
            "{} requests × ⌈({} − 1,500 WCU) ÷ 500⌉",
            format::grouped(inspected.value()),
            format::grouped(units.into())
        );
        vec![Step::of(formula, quantity, "requests").by(CAPACITY)]
    })
}

fn bodies(
    workload: &Workload<'_>,
    waf: &Waf,
    inspected: Figure,
    meter: &mut Meter,
) -> Result<(), Overflow> {
    const ID: &str = "waf.requests.body";
    let limit = waf.body_limit_kb.kb();
    let api = workload.scenario.api.as_ref();
    // Messages have no body, and without an API no request is known.
    let Some(api) = api.filter(|api| api.kind != ApiKind::Websocket && limit > BODY_STEP_KB) else {
        return Ok(());
    };
    let Some(size) = api.request_kb else {
        let message = "the size of a request is not given, and the firewall inspects more than the first 16 KB of it";
        meter.input_missing(ID, "api.request_kb".into(), message);
        return Ok(());
    };
    let steps = body_steps(size, limit)?;
    if steps.is_zero() {
        return Ok(());
    }
    let quantity = inspected.times(steps)?;
    meter.add(ID, quantity, || {
        let formula = format!(
            "{} requests × ⌈(min({size}, {limit}) − 16 KB) ÷ 16⌉",
            format::grouped(inspected.value()),
        );
        vec![Step::of(formula, quantity, "requests").by(BODY)]
    })
}

/// What follows from the share of requests that the firewall inspects.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    if workload.scenario.waf.is_some() {
        let text = month(inspected(workload)?, "requests");
        echo("waf.request_share".into(), text);
    }
    Ok(())
}
