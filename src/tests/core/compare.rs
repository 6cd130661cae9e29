//! Alternatives: each makes one change, and the estimate engine prices it.

use std::cmp::{Ordering, Reverse};

use reckoner::compare::answer::AlternativesAnswer;
use reckoner::compare::{Alternative, Verdict, alternatives, alternatives_to, changes};
use reckoner::estimate::{Estimate, estimate};
use reckoner::quantity::Usd;
use reckoner::scenario::link::Pinned;
use reckoner::scenario::presets::PRESETS;
use reckoner::scenario::{Rounding, Scenario, link};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::support::{DAY, RICH, prices, read_query, scenario, scenario_of, usd};

/// Every alternative to the scenario of a TOML text.
pub fn of(text: &str) -> Vec<Alternative> {
    alternatives(&scenario(text), &prices()).unwrap().told
}

/// The alternative of this key, which must be the only one.
pub fn only<'a>(all: &'a [Alternative], key: &str) -> &'a Alternative {
    let mut found = all.iter().filter(|one| one.key == key);
    let one = found.next().unwrap_or_else(|| panic!("no {key}"));
    assert!(found.next().is_none(), "{key} twice");
    one
}

/// By how much an alternative moves the total, up or down.
pub fn moves(one: &Alternative) -> Decimal {
    one.difference.figure().value().abs()
}

/// What one bill costs more than another one: the lines that differ, summed on each side. Where no
/// figure is rounded this is the difference of the totals.
pub fn line_by_line(there: &Estimate<'_>, here: &Estimate<'_>, rounding: Rounding) -> Usd {
    let lines = |of: &Estimate<'_>| -> Vec<(String, Usd)> {
        let lines = of.lines.iter();
        let amount = |amount: Usd| match rounding {
            Rounding::Exact => amount,
            Rounding::PerLineCents => Usd::new(amount.to_cents().into()),
        };
        lines
            .map(|line| (line.price.id.clone(), amount(line.discounted)))
            .collect()
    };
    let (come, gone) = (lines(there), lines(here));
    let only = |some: &[(String, Usd)], others: &[(String, Usd)]| {
        let differing = some.iter().filter(|line| !others.contains(line));
        differing.fold(Usd::ZERO, |sum, (_, amount)| {
            sum.checked_add(*amount).unwrap()
        })
    };
    let difference = only(&come, &gone).checked_sub(only(&gone, &come)).unwrap();
    let (after, before) = (there.monthly.figure(), here.monthly.figure());
    if after.is_exact() && before.is_exact() {
        assert_eq!(after.checked_sub(before).unwrap(), difference.figure());
    }
    difference
}

/// Whether there is an alternative of this key.
pub fn has(all: &[Alternative], key: &str) -> bool {
    all.iter().any(|one| one.key == key)
}

const PLAIN: &str = r#"
    [traffic]
    requests_per_month = 30000000
    [api]
    kind = "http"
    authorizer = "jwt"
    request_kb = 1
    response_kb = 4
    [[functions]]
    name = "f"
    memory_mb = 512
    duration_ms = 100
    architecture = "arm64"
    log_kb = "0.5"
    [[functions.operations]]
    table = "t"
    kind = "put"
    item_kb = 1
    [[tables]]
    name = "t"
    class = "standard-ia"
    storage_gb = 10
    [logs]
    class = "infrequent-access"
"#;

const CACHED: &str = r#"
    [traffic]
    requests_per_month = 3000000
    [api]
    kind = "rest"
    cache_gb = "0.5"
    cache_hit_rate = "0.5"
    request_kb = 1
    response_kb = 4
    [api.authorizer_function]
    memory_mb = 256
    duration_ms = 5
"#;

/// The pairs of a scenario's link.
pub fn fields(scenario: &Scenario) -> Vec<(String, String)> {
    let link = link::write(scenario);
    let pairs = link.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(k, v)| (k.to_owned(), v.to_owned())).collect()
}

/// Whether a path fits a pattern, in which `*` fits any part.
pub fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<_>, Vec<_>) =
        (pattern.split('.').collect(), path.split('.').collect());
    pattern.len() == path.len() && pattern.iter().zip(path).all(|(a, b)| *a == "*" || *a == b)
}

#[test]
fn an_alternative_changes_what_it_says_and_nothing_else() {
    let committed = format!(
        "{PLAIN}    intelligent_tiering = true\n[billing.database_savings_plan]\ncoverage = \"0.5\"\n"
    );
    let mut texts = vec![RICH, PLAIN, &committed];
    let cached = CACHED.replace("[api.auth", "authorizer = \"lambda\"\n[api.auth");
    texts.push(&cached);
    texts.extend(PRESETS.iter().map(|preset| preset.text));
    let mut seen = Vec::new();
    for text in texts {
        let base = scenario(text);
        let before = fields(&base);
        let day = prices();
        let now = estimate(&base, &day, false).unwrap();
        for one in of(text) {
            seen.push(one.key);
            let change = changes::all().find(|change| change.key == one.key).unwrap();
            let after = fields(&one.scenario);
            let gone = before.iter().filter(|pair| !after.contains(pair));
            let come = after.iter().filter(|pair| !before.contains(pair));
            let differing: Vec<_> = gone.chain(come).map(|(path, _)| path).collect();
            assert!(
                !differing.is_empty(),
                "{} changes nothing: {}",
                one.key,
                one.change
            );
            for path in differing {
                let declared = change.touches.iter().any(|pattern| matches(pattern, path));
                assert!(declared, "{} touches {path}", one.key);
            }
            let link = link::write(&one.scenario);
            let again = read_query(&link).unwrap_or_else(|f| panic!("{link}: {f:?}"));
            assert_eq!(again, one.scenario);
            let there = estimate(&one.scenario, &day, false).unwrap();
            assert_eq!(there.monthly, one.monthly);
            assert_eq!(
                line_by_line(&there, &now, base.billing.rounding),
                one.difference,
                "{}",
                one.key
            );
            assert_eq!(there.is_complete(), one.complete);
        }
    }
    let missing: Vec<_> = changes::all()
        .filter(|change| !seen.contains(&change.key))
        .collect();
    assert!(missing.is_empty(), "never seen: {missing:?}");
}

#[test]
fn what_moves_the_total_most_comes_first_and_open_ones_last() {
    let day = prices();
    let mut seen = Vec::new();
    for text in [RICH, PLAIN] {
        let base = estimate(&scenario(text), &day, false).unwrap();
        assert!(base.is_complete(), "{:?}", base.gaps);
        let all = of(text);
        let order = all
            .iter()
            .map(|one| (!one.gaps.is_empty(), Reverse(moves(one))));
        assert!(order.is_sorted());
        for one in &all {
            let verdict = match one.monthly.cmp(&base.monthly) {
                _ if !one.gaps.is_empty() => Verdict::Open,
                Ordering::Less => Verdict::Cheaper,
                Ordering::Equal => Verdict::Same,
                Ordering::Greater => Verdict::Dearer,
            };
            assert_eq!(one.verdict, verdict, "{}: {}", one.key, one.change);
            assert!(one.gives_up.ends_with('.') && one.source.starts_with("https://"));
            seen.push(verdict);
        }
    }
    for verdict in [Verdict::Cheaper, Verdict::Dearer, Verdict::Open] {
        assert!(seen.contains(&verdict), "none is {verdict:?}");
    }
}

#[test]
fn a_scenario_with_one_field_set_is_the_alternative() {
    let cached = CACHED.replace("[api.auth", "authorizer = \"lambda\"\n[api.auth");
    for text in [RICH, PLAIN, &cached] {
        let base = scenario(text);
        let all = alternatives(&base, &prices()).unwrap();
        let told = AlternativesAnswer::new(&all, &base, DAY);
        for (answer, one) in told.alternatives.iter().zip(&all.told) {
            let mut value = pinned(&base);
            let place = pointed(&mut value, &answer.path);
            assert_eq!(*place, answer.from, "{}", one.key);
            *place = answer.to.clone();
            let changed = pinned(&scenario_of(&value));
            assert_eq!(changed, pinned(&one.scenario), "{}", one.key);
        }
    }
}

/// A scenario as JSON, defaults too.
fn pinned(scenario: &Scenario) -> Value {
    let as_of = DAY;
    serde_json::to_value(Pinned { scenario, as_of }).unwrap()
}

/// The place in a scenario's JSON that a path names; null is put where there is none.
fn pointed<'v>(mut value: &'v mut Value, path: &str) -> &'v mut Value {
    for part in path.split('.').filter(|part| !part.is_empty()) {
        value = match part.parse::<usize>() {
            Ok(at) => &mut value[at],
            Err(_) => &mut value[part],
        };
    }
    value
}

#[test]
fn a_changed_field_is_named_as_closely_as_possible() {
    let base = scenario(RICH);
    let all = alternatives(&base, &prices()).unwrap();
    let told = AlternativesAnswer::new(&all, &base, DAY);
    let of = |key: &str| {
        let mut found = told.alternatives.iter().filter(|one| one.key == key);
        found.next().map(|one| one.path.as_str())
    };
    assert!(of("memory").unwrap().ends_with(".memory_mb"));
    assert_eq!(of("logs-infrequent-access"), Some("logs.class"));
    assert_eq!(of("architecture-arm64"), Some("functions"));
}

#[test]
fn an_estimate_with_its_derivations_serves_as_the_base() {
    let (scenario, prices) = (scenario(RICH), prices());
    let base = estimate(&scenario, &prices, true).unwrap();
    let beside = alternatives_to(&base, &scenario, &prices).unwrap();
    assert!(beside.told.len() > 20, "{}", beside.told.len());
    let alone = alternatives(&scenario, &prices).unwrap();
    assert_eq!(
        AlternativesAnswer::new(&beside, &scenario, DAY),
        AlternativesAnswer::new(&alone, &scenario, DAY)
    );
}

#[test]
fn http_and_rest_differ_by_their_price() {
    let api = |kind: &str, more: &str| {
        format!(
            "[traffic]\nrequests_per_month = 30000000\n[api]\nkind = \"{kind}\"\nrequest_kb = 1\nresponse_kb = 0\n{more}"
        )
    };
    // 30 million × ($3.50 − $1.00) a million.
    let http = of(&api("http", ""));
    assert_eq!(only(&http, "api-rest").difference, usd("75"));
    assert_eq!(only(&http, "api-rest").verdict, Verdict::Dearer);
    let rest = of(&api("rest", ""));
    assert_eq!(only(&rest, "api-http").difference, usd("-75"));
    assert_eq!(only(&rest, "api-http").verdict, Verdict::Cheaper);
    assert!(
        only(&rest, "api-http")
            .gives_up
            .starts_with("An HTTP API has no cache")
    );
    // A setting that only a REST API has excludes the HTTP API.
    assert!(!has(&of(&api("rest", "cache_gb = \"0.5\"")), "api-http"));
    assert!(!has(
        &of(&api("rest", "endpoint = \"private\"")),
        "api-http"
    ));
    let jwt = of(&api("http", "authorizer = \"jwt\""));
    assert!(
        only(&jwt, "api-rest")
            .change
            .contains("in place of the JWT authorizer")
    );
}

#[test]
fn a_difference_is_exact_where_the_lines_that_differ_are() {
    // Three messages are received together, so the bill has a line that no decimal ends. It is the same
    // in both scenarios: the difference is 30 million × $2.50 a million.
    let api = "[traffic]\nrequests_per_month = 30000000\n[api]\nkind = \"rest\"\nrequest_kb = 1\nresponse_kb = 0\n";
    let queue = "[[queues]]\nname = \"q\"\nmessage_kb = 1\nper_request = \"0.0000001\"\nreceive_batch = 7\n";
    let text = format!("{api}{queue}");
    let day = prices();
    let base = estimate(&scenario(&text), &day, false).unwrap();
    assert!(!base.monthly.figure().is_exact());
    assert_eq!(only(&of(&text), "api-http").difference, usd("-75"));
}

#[test]
fn memory_is_compared_only_where_the_duration_is_known() {
    assert!(!has(&of(PLAIN), "memory"));
    let all = of(RICH);
    let read: Vec<_> = all
        .iter()
        .filter(|one| one.key == "memory" && one.change.starts_with("read:"))
        .collect();
    assert_eq!(read.len(), 10);
    let at_128 = read
        .iter()
        .find(|one| one.scenario.functions[0].memory_mb == 128)
        .unwrap();
    // 20 + 30 × 1,769 ÷ 128 and 20 + 30 × 1,769 ÷ 512.
    assert_eq!(
        at_128.change,
        "read: 128 MB instead of 512 MB, an invocation runs 434.6 ms instead of 123.7 ms"
    );
    // The measured points end at 1,769 MB.
    let write = all
        .iter()
        .filter(|one| one.key == "memory" && one.change.starts_with("write:"));
    assert!(
        write
            .clone()
            .all(|one| one.scenario.functions[1].memory_mb <= 1769)
    );
    assert_eq!(write.count(), 6);
}

#[test]
fn what_is_missing_is_not_called_cheaper() {
    // The number of requests to the key of log groups is unknown, so its cost is a gap.
    let all = of(PLAIN);
    let one = only(&all, "logs-customer-managed-key");
    assert_eq!(one.verdict, Verdict::Open);
    assert_eq!(one.gaps.len(), 1);
    assert_eq!(all.last().unwrap().key, "logs-customer-managed-key");
    // Without the size of the table its class can't be compared.
    let unknown = of(&PLAIN.replace("storage_gb = 10", ""));
    assert_eq!(only(&unknown, "table-standard").verdict, Verdict::Open);
    assert!(only(&unknown, "table-standard").gaps.len() <= 1);
}

#[test]
fn a_note_says_that_logs_that_never_expire_are_compared_in_the_first_month() {
    let all = of(PLAIN);
    let kept: Vec<_> = all
        .iter()
        .filter(|one| one.key == "logs-retention")
        .map(|one| {
            (
                one.scenario.logs.as_ref().unwrap().retention_days,
                one.note.is_some(),
            )
        })
        .collect();
    assert_eq!(kept, [(Some(7), true), (Some(30), true)]);
    let rich = of(RICH);
    let never = only(&rich, "logs-never-expire");
    assert!(never.note.as_ref().unwrap().contains("in month 36"));
    assert!(only(&rich, "logs-infrequent-access").note.is_none());
}
