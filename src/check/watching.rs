//! Logs and monitoring.

use crate::fields::node::quoted;
use crate::fields::{Faults, Place, Wrong};
use crate::scenario::{LogClass, Scenario};

/// Checks logs and monitoring.
pub(super) fn check(scenario: &Scenario, faults: &mut Faults) {
    let place = Place::ROOT.at("logs");
    if let Some(logs) = &scenario.logs
        && !logs.insights_queries_per_month.is_zero()
        && logs.scanned_gb_per_query.is_none()
    {
        let message = "is missing. It is needed because insights_queries_per_month is more than 0.";
        let allowed = "what a query scans, as insights_queries_per_month is not 0";
        let wrong = Wrong::required(message).allowed(allowed);
        faults.add_once(&place.at("scanned_gb_per_query"), wrong);
    }
    let monitoring = scenario.monitoring.as_ref();
    let embeds = monitoring.is_some_and(|monitoring| !monitoring.embedded_kb.is_zero());
    let extracts =
        embeds || monitoring.is_some_and(|monitoring| !monitoring.embedded_metrics.is_zero());
    let class = scenario.logs.as_ref().map(|logs| logs.class);
    if extracts && class == Some(LogClass::InfrequentAccess) {
        let message =
            "must be standard: CloudWatch extracts embedded metrics from that class only.";
        let allowed = "standard, as embedded metrics come from that class alone";
        let wrong = Wrong::conflict(message)
            .advice("Change the class, or leave out embedded metrics.")
            .given(quoted("infrequent-access"));
        faults.add_once(&place.at("class"), wrong.allowed(allowed));
    }
    if embeds && scenario.logs.is_none() {
        let message = "is missing. It is needed because monitoring.embedded_kb is written to logs.";
        let allowed = "the log groups that take what monitoring.embedded_kb writes";
        faults.add_once(&place, Wrong::required(message).allowed(allowed));
    }
}
