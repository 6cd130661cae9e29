//! Discounts: each service at most once.

use crate::fields::node::quoted;
use crate::fields::{Choice as _, FaultCode, Faults, Place, Wrong};
use crate::scenario::Scenario;

/// Checks the discounts.
pub(super) fn check(scenario: &Scenario, faults: &mut Faults) {
    let discounts = &scenario.billing.discounts;
    let billing = Place::ROOT.at("billing");
    let list = billing.at("discounts");
    for (at, discount) in discounts.iter().enumerate() {
        let place = list.at(at);
        let mut earlier = discounts.iter().take(at);
        if earlier.any(|one| one.service == discount.service) {
            let service = discount.service.word();
            let message = format!("{service} has a discount already.");
            let wrong =
                Wrong::new(FaultCode::Duplicate, message).advice("Give each service one discount.");
            let wrong = wrong.given(quoted(service)).allowed("each service once");
            faults.add_once(&place.at("service"), wrong);
        }
    }
}
