//! The account's own quotas: each once, and only such as an account may have another value of.

use crate::fields::node::quoted;
use crate::fields::{FaultCode, Faults, Place, Wrong};
use crate::pricing::quota_ids;
use crate::scenario::Scenario;

/// Checks the quotas that the scenario gives.
pub(super) fn check(scenario: &Scenario, faults: &mut Faults) {
    let list = Place::ROOT.at("quotas");
    for (at, quota) in scenario.quotas.iter().enumerate() {
        let item = list.at(at);
        let place = item.at("id");
        let mut earlier = scenario.quotas.iter().take(at);
        if quota_ids::of_an_account(&quota.id).is_none() {
            faults.add_once(&place, unknown(&quota.id));
        } else if earlier.any(|earlier| earlier.id == quota.id) {
            let id = quoted(&quota.id);
            let message = format!("{id} is the id of another item of this list.");
            let wrong = Wrong::new(FaultCode::Duplicate, message).advice("Give each quota once.");
            faults.add_once(&place, wrong.given(id).allowed("an id that no other has"));
        }
    }
}

/// The fault of an id that no quota has, or one that AWS does not raise.
fn unknown(id: &str) -> Wrong {
    let message = match quota_ids::ALL.iter().any(|known| known.as_str() == id) {
        true => "has the id of a limit that AWS does not raise, so that no account has another.",
        false => "is not the id of a quota.",
    };
    let wrong = Wrong::new(FaultCode::NotAChoice, message).advice("Use one that AWS raises.");
    wrong.given(quoted(id)).allowed_by(|| {
        let ids = quota_ids::OF_AN_ACCOUNT.iter().map(|id| id.as_str());
        ids.collect::<Vec<_>>().join(", ")
    })
}
