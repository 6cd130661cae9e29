//! Discounts: on services that there are, each once.

use crate::scenario::{FaultCode, Faults, Place, Scenario};
use crate::services::KEYS;

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
        if !KEYS.contains(&discount.service.as_str()) {
            faults.add(&place, FaultCode::UnknownName, given, KEYS.join(", "));
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
