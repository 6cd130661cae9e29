//! The months to come.

use proptest::prelude::*;
use reckoner::check::changed;
use reckoner::compare::answer::ProjectionAnswer;
use reckoner::compare::{Month, projection};
use reckoner::estimate::{Conventions, bill, estimate};
use reckoner::metering::Meter;
use reckoner::pricing::Prices as _;
use reckoner::quantity::{Figure, Usd};
use reckoner::scenario::FreeTier;
use reckoner::scenario::presets::PRESETS;
use reckoner::services::{self, cloudwatch_logs};
use reckoner::working::Silent;
use reckoner::workload::traffic::{grown, requests_per_month};
use reckoner::workload::{Checked, Workload};

use crate::support::{DAY, prices, scenario, usd};

fn months(text: &str, months: u32) -> Vec<Month> {
    let projection = projection(&scenario(text), &prices(), months);
    assert_eq!(projection.too_large_from, None);
    projection.months
}

/// A function that logs 1 KB, with these fields of traffic and logs.
fn logging(traffic: &str, logs: &str) -> String {
    format!(
        r#"
        [traffic]
        requests_per_month = 1048576
        {traffic}
        [[functions]]
        name = "f"
        memory_mb = 128
        duration_ms = 0
        log_kb = 1
        [logs]
        class = "standard"
        stored_ratio = 1
        {logs}
        "#
    )
}

/// The stored logs of a month, computed from its cost: the cost less requests at $0.20 a million and
/// ingestion at $0.50 a GB, which are in proportion to the month's traffic, divided by $0.03 a GB-month.
fn stored_gb(month: &Month) -> String {
    let traffic = month
        .requests
        .checked_div(Figure::whole(1_048_576))
        .unwrap();
    let other = traffic.checked_mul(usd("0.7097152").figure()).unwrap();
    let stored = month.monthly.figure().checked_sub(other).unwrap();
    stored
        .checked_div(usd("0.03").figure())
        .unwrap()
        .to_string()
}

#[test]
fn the_first_month_is_the_estimate_and_without_growth_so_are_all() {
    for preset in PRESETS {
        let mut flat = scenario(preset.text).into_scenario();
        flat.traffic.growth_rate = Figure::ZERO;
        let flat = changed(flat).unwrap();
        let prices = prices();
        let estimate = estimate(&flat, &prices, false).unwrap();
        let all = projection(&flat, &prices, 36).months;
        assert_eq!(all.len(), 36);
        assert_eq!(all[0].monthly, estimate.monthly, "{}", preset.key);
        assert_eq!(all[0].complete, estimate.is_complete());
        let grows = !estimate.growth.is_empty();
        for (at, month) in all.iter().enumerate() {
            assert_eq!(month.month as usize, at + 1);
            assert_eq!(month.requests, all[0].requests);
            assert!(grows || month.monthly == estimate.monthly, "{}", preset.key);
        }
        let sum = all.iter().fold(Usd::ZERO, |sum, month| {
            sum.checked_add(month.monthly).unwrap()
        });
        assert_eq!(all[35].cumulative, sum);
    }
}

#[test]
fn logs_that_never_expire_add_up() {
    let all = months(&logging("", ""), 36);
    for month in [1, 12, 36] {
        assert_eq!(stored_gb(&all[month - 1]), month.to_string());
    }
    // The growth of the estimate has the same amounts.
    let prices = prices();
    let estimate = estimate(&scenario(&logging("", "")), &prices, false).unwrap();
    for grown in &estimate.growth[0].months {
        let month = &all[grown.month as usize - 1];
        let beyond = month.monthly.checked_sub(all[0].monthly).unwrap();
        let first = estimate.growth[0].months[0].amount;
        assert_eq!(grown.amount.checked_sub(first).unwrap(), beyond);
    }
    // Ingestion doubles every month and nothing is deleted: 1 + 2 + 4 + 8.
    let all = months(&logging("growth_rate = 1", ""), 4);
    let stored: Vec<_> = all.iter().map(stored_gb).collect();
    assert_eq!(stored, ["1", "3", "7", "15"]);
}

#[test]
fn a_retention_is_a_window_that_moves() {
    // 60 days are 1,440 hours: two months of 720 hours, this month and the one before. The months before
    // the first are taken to equal it.
    let month = "[billing]\nhours_per_month = 720\n";
    let text = format!(
        "{month}{}",
        logging("growth_rate = 1", "retention_days = 60")
    );
    let stored: Vec<_> = months(&text, 4).iter().map(stored_gb).collect();
    assert_eq!(stored, ["2", "3", "6", "12"]);
    // 90 days are three months of 720 hours: this month and the two before.
    let text = format!(
        "{month}{}",
        logging("growth_rate = 1", "retention_days = 90")
    );
    let stored: Vec<_> = months(&text, 4).iter().map(stored_gb).collect();
    assert_eq!(stored, ["3", "4", "7", "14"]);
    // 30 days are part of a month of 744 hours.
    let month = "[billing]\nhours_per_month = 744\n";
    let text = format!(
        "{month}{}",
        logging("growth_rate = 1", "retention_days = 30")
    );
    let all = months(&text, 2);
    let twice = all[0]
        .monthly
        .checked_add(all[0].monthly)
        .unwrap()
        .to_cents();
    assert_eq!(all[1].monthly.to_cents(), twice);
}

#[test]
fn tables_grow_by_what_they_are_said_to() {
    let text = "[traffic]\nrequests_per_month = 0\n[[tables]]\nname = \"t\"\nstorage_gb = 10\nstorage_growth_gb_per_month = 2\npitr = true";
    let all = months(text, 13);
    // $0.25 for storage and $0.20 for recovery.
    assert_eq!(all[0].monthly, usd("4.5"));
    assert_eq!(all[12].monthly, usd("15.3"));
}

#[test]
fn growth_reaches_the_next_tier() {
    let api = |requests: u64| {
        format!(
            "[traffic]\nrequests_per_month = {requests}\ngrowth_rate = 1\n[api]\nkind = \"http\"\nrequest_kb = 1\nresponse_kb = 0"
        )
    };
    let all = months(&api(200_000_000), 3);
    // 300 million at $1.00 a million, the rest at $0.90.
    let bill: Vec<_> = all.iter().map(|month| month.monthly.to_string()).collect();
    assert_eq!(bill, ["200", "390", "750"]);
    assert_eq!(all[2].cumulative, usd("1340"));
}

#[test]
fn first_year_allowances_last_twelve_months() {
    let text = "[billing]\nfree_tier = \"legacy-12-months\"\n[traffic]\nrequests_per_month = 1000000\n[api]\nkind = \"http\"\nrequest_kb = 1\nresponse_kb = 0";
    let all = months(text, 14);
    assert_eq!(all[11].monthly, Usd::ZERO);
    assert_eq!(all[12].monthly, usd("1"));
}

#[test]
fn thirty_six_months_at_most() {
    let text = logging("", "retention_days = 30");
    assert_eq!(months(&text, 99).len(), 36);
    assert!(months(&text, 0).is_empty());
    let two = projection(&scenario(&text), &prices(), 2);
    let scenario = scenario(&text);
    let answer = ProjectionAnswer::new(&scenario, &two, None, DAY);
    assert_eq!(answer.months[1].month, 2);
    assert_eq!(answer.months[1].requests.to_string(), "1048576");
    assert!(answer.too_large_from.is_none());
}

#[test]
fn what_grows_too_large_ends_the_months_and_says_so() {
    // 10^15 requests × 100 invocations × 900,000 ms are 9 × 10^22 in the first month and double every
    // month; a figure is at most 7.9 × 10^28.
    let text = logging("growth_rate = 1", "")
        .replace("1048576", "1e15")
        .replace(
            "duration_ms = 0",
            "duration_ms = 900000\ninvocations_per_request = 100",
        );
    let all = projection(&scenario(&text), &prices(), 36);
    assert_eq!(all.months.len(), 20);
    assert_eq!(all.too_large_from, Some(21));
}

/// The months of a scenario without discounts, each derived, metered and billed anew, whatever the
/// month before was like.
fn afresh(scenario: &Checked, months: u32) -> Vec<(Figure, Usd, bool)> {
    let prices = prices();
    let (mut logs, mut factor) = (Vec::new(), Figure::ONE);
    let hours = scenario.billing.hours_per_month;
    let first = requests_per_month(Silent, &scenario.traffic, hours).unwrap();
    (0..months)
        .map(|month| {
            if month > 0 {
                let each = Figure::ONE.checked_add(scenario.traffic.growth_rate);
                factor = factor.checked_mul(each.unwrap()).unwrap();
            }
            let earlier = logs.clone();
            let workload = Workload::derive_month(scenario, month, factor, &earlier).unwrap();
            let mut meter = Meter::new(prices.as_of(), workload.on()).over(workload.hours());
            for service in services::all::<Silent>() {
                (service.meter)(&workload, &mut meter).unwrap();
            }
            let metered = meter.finish();
            logs.push(cloudwatch_logs::ingested_gb(&metered.usage).unwrap());
            let free_tier = match scenario.billing.free_tier {
                FreeTier::Legacy12Months if month >= 12 => FreeTier::AlwaysFree,
                held => held,
            };
            let conventions = Conventions {
                free_tier,
                rounding: scenario.billing.rounding,
                explain: false,
            };
            let bill = bill(metered, &prices, &conventions).unwrap();
            let requests = grown(first, factor, "requests").unwrap().figure();
            (requests, bill.monthly, bill.is_complete())
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn each_month_is_what_it_is_by_itself(
        growth in prop::sample::select(vec!["0", "0.05", "0.5"]),
        requests in 1_u64..50_000_000,
        free_tier in prop::sample::select(vec!["none", "always-free", "legacy-12-months"]),
        rounding in prop::sample::select(vec!["exact", "per-line-cents"]),
        retention in prop::sample::select(vec!["", "retention_days = 30", "retention_days = 400"]),
        storage in prop::sample::select(vec!["0", "2.5"]),
    ) {
        let scenario = scenario(&format!(
            r#"
            [billing]
            free_tier = "{free_tier}"
            rounding = "{rounding}"
            [traffic]
            requests_per_month = {requests}
            growth_rate = {growth}
            [api]
            kind = "http"
            request_kb = 1
            response_kb = 3
            [[functions]]
            name = "f"
            memory_mb = 512
            duration_ms = 40
            log_kb = 0.7
            operations = [{{ table = "t", kind = "put", item_kb = 2 }}]
            [[tables]]
            name = "t"
            storage_gb = 10
            storage_growth_gb_per_month = {storage}
            [logs]
            class = "standard"
            {retention}
            "#
        ));
        let expected = afresh(&scenario, 18);
        let projected = projection(&scenario, &prices(), 18).months;
        let projected: Vec<_> = projected
            .iter()
            .map(|month| (month.requests, month.monthly, month.complete))
            .collect();
        prop_assert_eq!(projected, expected);
    }
}

#[test]
fn connections_grow_with_the_traffic() {
    let socket = |connections: &str| {
        format!(
            "[traffic]\nrequests_per_month = 1000000\ngrowth_rate = 1\n[api]\nkind = \"websocket\"\nmessage_kb = 1\n{connections}"
        )
    };
    // Messages for $1, and a million minutes at $0.25 a million.
    for connections in [
        "connections_per_month = 100000\nconnection_minutes = 10",
        "connection_minutes_per_month = 1000000",
    ] {
        let all = months(&socket(connections), 2);
        let bill: Vec<_> = all.iter().map(|month| month.monthly.to_string()).collect();
        assert_eq!(bill, ["1.25", "2.5"]);
    }
}
