//! AWS WAF: lists, rules, and the requests that they inspect.

use crate::estimate::{Meter, Rule, Step};
use crate::quantity::{Figure, Overflow};
use crate::workload::Workload;

const LISTS: Rule = Rule {
    text: "web ACLs and rules are billed by the month, in parts of an hour",
    href: "https://aws.amazon.com/waf/pricing/",
};
const REQUESTS: Rule = Rule {
    text: "each request that is inspected is billed; rules beyond 1,500 capacity units and bodies beyond the default size cost more, which is not counted here",
    href: "https://aws.amazon.com/waf/pricing/",
};

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
    let quantity = inspected(workload)?;
    meter.add("waf.requests", quantity, || {
        let formula = format!("that × {} inspected", waf.request_share);
        vec![
            super::demand::requests_step(workload),
            Step::of(formula, quantity, "requests").by(REQUESTS),
        ]
    })
}
