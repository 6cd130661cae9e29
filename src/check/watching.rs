//! Logs and what watches.

use crate::fields::{FaultCode, Faults, Place};
use crate::scenario::{LogClass, Scenario};

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
    let monitoring = scenario.monitoring.as_ref();
    let embeds = monitoring.is_some_and(|monitoring| !monitoring.embedded_kb.is_zero());
    let extracts = embeds || monitoring.is_some_and(|monitoring| monitoring.embedded_metrics > 0);
    let place = root.at("logs");
    let class = scenario.logs.as_ref().map(|logs| logs.class);
    let field = place.at("class");
    if extracts && class == Some(LogClass::InfrequentAccess) && !faults.touch(&field) {
        let given = Some("\"infrequent-access\"".to_owned());
        let allowed = "standard, as embedded metrics come from that class alone";
        faults.add(&field, FaultCode::Conflict, given, allowed);
    }
    if embeds && scenario.logs.is_none() && !faults.touch(&place) {
        let allowed = "the log groups that take what monitoring.embedded_kb writes";
        faults.add(&place, FaultCode::Required, None, allowed);
    }
}
