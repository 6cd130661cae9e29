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
    only("throttled", &table("write_units = 1"), &table(""));
}
