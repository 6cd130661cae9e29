//! The notes of an estimate, and the scenarios that have them.

use std::borrow::Cow;

use reckoner::estimate::estimate;

use crate::support::{prices, scenario};

const TRAFFIC: &str = "[traffic]\nrequests_per_month = 1000\n";

fn notes(text: &str) -> Vec<Cow<'static, str>> {
    let scenario = scenario(&format!("{TRAFFIC}{text}"));
    estimate(&scenario, &prices(), false).unwrap().notes
}

/// Checks that the scenario `with` has a note with these words, and the scenario `without` has none.
fn only(words: &str, with: &str, without: &str) {
    let has = |text| notes(text).iter().any(|note| note.contains(words));
    assert!(has(with), "{words}: {:?}", notes(with));
    assert!(!has(without), "{words}: {:?}", notes(without));
}

#[test]
fn a_note_says_what_an_estimate_leaves_out() {
    let function = "[[functions]]\nname = \"f\"\nmemory_mb = 128\nduration_ms = 1\n";
    let queue = "[[queues]]\nname = \"q\"\nmessage_kb = 1\n";
    let waf = "[waf]\nrules = 1\n";
    let api = |kind: &str| format!("[api]\nkind = \"{kind}\"\nrequest_kb = 1\nresponse_kb = 1\n");
    let cognito = format!("{}authorizer = \"cognito\"\n", api("rest"));
    only(
        "five pollers",
        &format!("{function}invoked_by = \"q\"\n{queue}"),
        &format!("{function}invoked_by = \"q\"\n{queue}pollers = 5"),
    );
    only(
        "given as 0",
        &format!("{function}invoked_by = \"q\"\n{queue}pollers = 0"),
        &format!("{function}invoked_by = \"q\"\n{queue}"),
    );
    only(
        "can't be attached",
        &format!("{}{waf}", api("http")),
        &format!("{}{waf}", api("rest")),
    );
    only(
        "no user pool",
        &cognito,
        &format!("{cognito}[cognito]\nmonthly_active_users = 1"),
    );
    only(
        "has no logs",
        &format!("{function}log_kb = 1"),
        &format!("{function}log_kb = 1\n[logs]\nretention_days = 30"),
    );
    only(
        "has no logs",
        &format!("{}access_log_kb = 1", api("http")),
        &api("http"),
    );
    only(
        "never expire",
        &format!("{function}log_kb = 1\n[logs]"),
        &format!("{function}log_kb = 1\n[logs]\nretention_days = 30"),
    );
    let table = |capacity: &str| {
        format!(
            "shape = \"business-hours\"\n[[operations]]\ntable = \"t\"\nkind = \"put\"\nitem_kb = 400\ncount = 10000\n[[tables]]\nname = \"t\"\nstorage_gb = 1\n[tables.capacity]\nmode = \"provisioned\"\n{capacity}"
        )
    };
    let by_the_hour = format!(
        "write_units = \"{}\"",
        [7_u32; 24].map(|one| one.to_string()).join(",")
    );
    only(
        "no CloudWatch alarms",
        &table(&by_the_hour),
        &table("schedule = \"hourly\""),
    );
}

#[test]
fn a_note_says_which_limit_is_not_kept() {
    let function = |ms: u32, more: &str| {
        format!("[[functions]]\nname = \"f\"\nmemory_mb = 128\nduration_ms = {ms}\n{more}")
    };
    let api = |kind: &str, response_kb: u32| {
        format!("[api]\nkind = \"{kind}\"\nrequest_kb = 1\nresponse_kb = {response_kb}\n")
    };
    let behind = |kind: &str, ms, more: &str| format!("{}{}", api(kind, 1), function(ms, more));
    only(
        "30 seconds",
        &behind("http", 30_001, ""),
        &behind("http", 30_000, ""),
    );
    only(
        "29 seconds",
        &behind("rest", 29_001, ""),
        &behind("rest", 29_000, ""),
    );
    let late = "invocation = \"async\"\n";
    only(
        "30 seconds",
        &behind("http", 60_000, ""),
        &behind("http", 60_000, late),
    );
    let streamed = "streamed_kb = 1\n";
    only(
        "29 seconds",
        &behind("rest", 60_000, ""),
        &behind("rest", 60_000, streamed),
    );
    let heavy = |kb, more: &str| format!("{}{}", api("rest", kb), function(1, more));
    only("6 MB", &heavy(6_145, ""), &heavy(6_144, ""));
    only(
        "6 MB",
        &heavy(9_000, ""),
        &heavy(9_000, "streamed_kb = 9000\n"),
    );
    let direct = |kind: &str| {
        let table = "[[operations]]\ntable = \"t\"\nkind = \"get\"\nitem_kb = 1\n[[tables]]\nname = \"t\"\nstorage_gb = 0\n";
        format!("{}{table}", api(kind, 1))
    };
    only(
        "no integration with DynamoDB",
        &direct("http"),
        &direct("rest"),
    );
}

#[test]
fn a_note_says_how_the_free_tier_beside_provisioned_concurrency_is_read() {
    let text = |free_tier: &str| {
        format!(
            "[billing]\nfree_tier = \"{free_tier}\"\n[[functions]]\nname = \"f\"\nmemory_mb = 128\nduration_ms = 1\nprovisioned_concurrency = 1\nprovisioned_share = \"0.5\"\n"
        )
    };
    only(
        "free tier does not apply",
        &text("always-free"),
        &text("none"),
    );
}
