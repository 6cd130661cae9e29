//! Discounts: each service once.

use crate::fields::{Choice as _, FaultCode, Faults, Place};
use crate::scenario::Scenario;

/// Checks the discounts.
pub(super) fn check(scenario: &Scenario, faults: &mut Faults) {
    let discounts = &scenario.billing.discounts;
    for (at, discount) in discounts.iter().enumerate() {
        let place = Place::root().at("billing").at("discounts").at(at);
        let place = place.at("service");
        let mut earlier = discounts.iter().take(at);
        if !faults.touch(&place) && earlier.any(|one| one.service == discount.service) {
            let given = Some(format!("\"{}\"", discount.service.word()));
            let allowed = "each service once";
            faults.add(&place, FaultCode::Duplicate, given, allowed);
        }
    }
}
