//! Logs and what watches.

use crate::scenario::{FaultCode, Faults, Place, Scenario};

/// Checks logs and monitoring.
pub(super) fn check(scenario: &Scenario, faults: &mut Faults) {
    let root = Place::root();
    if let Some(logs) = &scenario.logs
        && !logs.insights_queries_per_month.is_zero()
        && logs.scanned_gb_per_query.is_none()
    {
        let place = root.at("logs").at("scanned_gb_per_query");
        if !faults.touch(&place) {
            let allowed = "what a query scans, as insights_queries_per_month is not 0";
            faults.add(&place, FaultCode::Required, None, allowed);
        }
    }
    let embeds = scenario
        .monitoring
        .as_ref()
        .is_some_and(|monitoring| !monitoring.embedded_kb.is_zero());
    let place = root.at("logs");
    if embeds && scenario.logs.is_none() && !faults.touch(&place) {
        let allowed = "the log groups that take what monitoring.embedded_kb writes";
        faults.add(&place, FaultCode::Required, None, allowed);
    }
}
