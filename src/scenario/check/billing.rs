//! Discounts: on services that there are, each once.

use crate::scenario::{FaultCode, Faults, Place, Scenario};
use crate::services::keys;

/// Checks the discounts.
pub(super) fn check(scenario: &Scenario, faults: &mut Faults) {
    let discounts = &scenario.billing.discounts;
    for (at, discount) in discounts.iter().enumerate() {
        let place = Place::root().at("billing").at("discounts").at(at);
        let place = place.at("service");
        if faults.touch(&place) {
            continue;
        }
        let given = Some(format!("\"{}\"", discount.service));
        if !keys().any(|key| key == discount.service) {
            let allowed: Vec<&str> = keys().collect();
            faults.add(&place, FaultCode::UnknownName, given, allowed.join(", "));
        } else if discounts
            .iter()
            .take(at)
            .any(|earlier| earlier.service == discount.service)
        {
            let allowed = "each service once";
            faults.add(&place, FaultCode::Duplicate, given, allowed);
        }
    }
}
