//! What watches and guards the API: metrics, traces, the firewall, users.

use super::assumption::Assumption;
use super::ledger::{Claim, Ledger};
use super::rate::Pace;
use crate::pricing::quota_ids;
use crate::quantity::{Figure, HOURS_PER_DAY, Overflow};
use crate::services::xray;
use crate::workload::Workload;

const METRICS: &str =
    "Send several metrics in one call, or write them into the log in the embedded format.";
const TRACES: &str = "Sample fewer requests.";
const FIREWALL: &str = "";
const USERS: &str = "Let tokens live longer.";

/// Sign-ins and token refreshes of an active user in a day, by AWS's example of sizing.
const SIGN_INS_A_DAY: u32 = 2;
const SIGN_INS: &str = "how often an active user signs in or refreshes a token in a day: once each, as in AWS's example of sizing";
const SIGN_INS_SOURCE: &str =
    "https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html";

/// Adds the quotas of metrics, traces, firewall and users.
pub(super) fn add<'a>(
    workload: &Workload<'a>,
    pace: &Pace,
    ledger: &mut Ledger<'a>,
) -> Result<(), Overflow> {
    let scenario = workload.scenario;
    if let Some(monitoring) = &scenario.monitoring {
        let each = monitoring.metric_calls_per_invocation;
        if !each.is_zero() {
            let mut calls = Figure::ZERO;
            for demand in &workload.functions {
                calls = calls.checked_add(demand.invocations.figure())?;
            }
            let rate = pace.of(calls.checked_mul(each)?)?;
            let allowed = ledger.allowed(quota_ids::CLOUDWATCH_PUT_METRIC_DATA)?;
            ledger.add(Claim::new("account", allowed, rate, METRICS))?;
        }
    }
    // K-6: a segment for each trace at least; functions add more.
    if let Some(traces) = xray::recorded(workload)? {
        let allowed = ledger.allowed(quota_ids::XRAY_SEGMENTS)?;
        let rate = pace.of(traces.figure())?;
        ledger.add(Claim::new("account", allowed, rate, TRACES))?;
    }
    if let Some(waf) = &scenario.waf {
        let inspected = workload.requests.figure().checked_mul(waf.request_share)?;
        let allowed = ledger.allowed(quota_ids::WAF_RPS)?;
        ledger.add(Claim::new(
            "firewall",
            allowed,
            pace.of(inspected)?,
            FIREWALL,
        ))?;
    }
    users(workload, pace, ledger)
}

/// K-4: all user pools of an account share the quota of sign-ins and refreshes.
/// <https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html>
fn users<'a>(
    workload: &Workload<'a>,
    pace: &Pace,
    ledger: &mut Ledger<'a>,
) -> Result<(), Overflow> {
    let Some(pool) = &workload.scenario.cognito else {
        return Ok(());
    };
    let each = Figure::from(SIGN_INS_A_DAY);
    let days = workload.hours().checked_div(HOURS_PER_DAY.into())?;
    let calls = pool.monthly_active_users.checked_mul(each)?;
    let rate = pace.of(calls.checked_mul(days)?)?;
    ledger.assume(Assumption::new(
        "sign-ins and refreshes of a user",
        each,
        "a day",
        SIGN_INS,
        Some(SIGN_INS_SOURCE),
    ));
    let allowed = ledger.allowed(quota_ids::COGNITO_USER_AUTHENTICATION)?;
    ledger.add(Claim::new("account", allowed, rate, USERS))?;
    Ok(())
}
