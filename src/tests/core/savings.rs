//! A Database Savings Plan, and Intelligent Tiering of logs: commitments and choices that lower prices.

use reckoner::compare::{alternatives, projection};
use reckoner::estimate::{Estimate, estimate};
use reckoner::pricing::Date;
use reckoner::quantity::{Figure, Usd};
use reckoner::scenario::link;

use crate::support::{BOOK, prices, read_query, scenario, usd};

/// A month of 730 hours with one write in each second to each of two tables, one on demand and one with a
/// single unit of capacity, with these fields of the bill and these of a table.
fn text(billing: &str, region: &str, table: &str) -> String {
    format!(
        "region = \"{region}\"\n{billing}\n[traffic]\nrequests_per_month = 2628000\n\
         [[operations]]\ntable = \"on-demand\"\nkind = \"put\"\nitem_kb = 1\n\
         [[operations]]\ntable = \"on-demand\"\nkind = \"get\"\nitem_kb = 4\nconsistency = \"strong\"\n\
         [[tables]]\nname = \"on-demand\"\nstorage_gb = 10\n{table}\n\
         [[tables]]\nname = \"provisioned\"\nstorage_gb = 10\n{table}\n\
         [tables.capacity]\nmode = \"provisioned\"\nread_units = 1\nwrite_units = 1\n"
    )
}

const PLAN: &str = "[billing.database_savings_plan]";

fn with<T>(text: &str, day: Date, see: impl FnOnce(&Estimate<'_>) -> T) -> T {
    let scenario = scenario(text);
    let prices = BOOK.as_of(&scenario.region, day).unwrap();
    see(&estimate(&scenario, &prices, true).unwrap())
}

/// What a line of this price costs after discounts.
fn cost(estimate: &Estimate<'_>, id: &str) -> Usd {
    let mut lines = estimate.lines.iter();
    lines.find(|line| line.price.id == id).unwrap().discounted
}

/// The share of a unit of capacity at which it costs what as many requests cost on demand, in per cent.
fn break_even(estimate: &Estimate<'_>) -> String {
    let capacity = cost(estimate, "dynamodb.provisioned.wcu-hour");
    let requests = cost(estimate, "dynamodb.on-demand.write");
    let share = capacity.figure().checked_div(requests.figure()).unwrap();
    let percent = share.checked_mul(Figure::from(100)).unwrap();
    percent.value().round_dp(2).to_string()
}

const DAY: Date = Date::known(2026, 10, 8);

#[test]
fn a_plan_moves_where_capacity_is_worth_it() {
    assert_eq!(with(&text("", "us-east-1", ""), DAY, break_even), "28.89");
    assert_eq!(with(&text(PLAN, "us-east-1", ""), DAY, break_even), "31.00");
}

#[test]
fn a_plan_has_the_rates_of_each_region_and_class() {
    let plan = |region: &str, table: &str, id: &str| {
        with(&text(PLAN, region, table), DAY, |bill| cost(bill, id))
    };
    for (region, id, expected) in [
        // 2,628,000 × 0.0000005125, 2,628,000 × 0.0000001025, 730 × 0.000572, 730 × 0.0001144.
        ("us-east-1", "dynamodb.on-demand.write", "1.34685"),
        ("us-east-1", "dynamodb.on-demand.read", "0.26937"),
        ("us-east-1", "dynamodb.provisioned.wcu-hour", "0.41756"),
        ("us-east-1", "dynamodb.provisioned.rcu-hour", "0.083512"),
        ("us-east-1", "dynamodb.storage.standard", "5"),
        ("ap-south-1", "dynamodb.provisioned.wcu-hour", "0.475376"),
    ] {
        assert_eq!(plan(region, "", id), usd(expected), "{region} {id}");
    }
    let rare = "class = \"standard-ia\"";
    for (id, expected) in [
        ("dynamodb.on-demand.write-ia", "1.6808688"),
        ("dynamodb.provisioned.rcu-hour-ia", "0.102784"),
    ] {
        assert_eq!(plan("us-east-1", rare, id), usd(expected), "{id}");
    }
    // Replicated writes have the rate of other writes.
    let global = "replica_regions = 1";
    assert_eq!(
        plan("us-east-1", global, "dynamodb.global.replicated-write"),
        usd("2.6937")
    );
}

#[test]
fn a_plan_covers_a_share_and_other_discounts_come_after_it() {
    let half = "[billing.database_savings_plan]\ncoverage = \"0.5\"";
    with(&text(half, "us-east-1", ""), DAY, |bill| {
        // Half of 1.6425 and half of 1.34685.
        assert_eq!(cost(bill, "dynamodb.on-demand.write"), usd("1.494675"));
        let line = bill
            .lines
            .iter()
            .find(|line| line.price.id == "dynamodb.on-demand.write");
        let steps: Vec<&str> = line
            .unwrap()
            .derivation
            .iter()
            .map(|step| step.text)
            .collect();
        assert_eq!(
            steps.last(),
            Some(
                &"$1.6425 × (1 − 0.5 that the plan covers) + 2,628,000 WRU × 0.5 × $0.0000005125 = $1.494675"
            )
        );
        assert_eq!(
            bill.list_monthly
                .figure()
                .checked_sub(bill.monthly.figure())
                .unwrap()
                .to_string(),
            "0.211554"
        );
    });
    let both = "[[billing.discounts]]\nservice = \"dynamodb\"\npercent = 10\n[billing.database_savings_plan]";
    with(&text(both, "us-east-1", ""), DAY, |bill| {
        assert_eq!(cost(bill, "dynamodb.on-demand.write"), usd("1.212165"));
    });
}

#[test]
fn without_a_rate_on_record_the_list_price_is_charged_and_said() {
    let before = Date::known(2025, 11, 1);
    with(&text(PLAN, "us-east-1", ""), before, |bill| {
        assert_eq!(bill.monthly, bill.list_monthly);
        assert!(
            bill.notes
                .iter()
                .any(|note| note.contains("no rates of the Database Savings Plan"))
        );
    });
    with(&text(PLAN, "us-east-1", ""), DAY, |bill| {
        assert!(
            bill.notes
                .iter()
                .any(|note| note.contains("commitment of one year"))
        );
        assert!(!bill.notes.iter().any(|note| note.contains("no rates")));
    });
}

#[test]
fn a_plan_is_an_alternative_and_so_is_none() {
    for (billing, key) in [
        ("", "database-savings-plan"),
        (PLAN, "no-database-savings-plan"),
    ] {
        let of = scenario(&text(billing, "us-east-1", ""));
        let prices = prices();
        let found = alternatives(&of, &prices).unwrap();
        let found = found.told.iter().find(|one| one.key == key).unwrap();
        // 0.29565 and 0.05913 of requests, 0.05694 and 0.011388 of capacity.
        let sign = if billing.is_empty() { "-" } else { "" };
        assert_eq!(
            found.difference.to_string(),
            format!("{sign}0.423108"),
            "{key}"
        );
    }
}

#[test]
fn a_plan_is_kept_in_a_link() {
    let of = scenario(&text(PLAN, "us-east-1", ""));
    let query = link::write(&of);
    assert!(
        query.contains("billing.database_savings_plan.coverage=1&"),
        "{query}"
    );
    assert_eq!(read_query(&query).unwrap().scenario(), of.scenario());
}

/// 1,000 GB of logs a month of 30 days, stored as they are, with these fields.
fn logs(fields: &str) -> String {
    format!(
        "[billing]\nhours_per_month = 720\n[traffic]\nrequests_per_month = 1048576\n\
         [[functions]]\nname = \"f\"\nmemory_mb = 128\nduration_ms = 0\nlog_kb = 1000\n\
         [logs]\nclass = \"standard\"\nstored_ratio = 1\n{fields}\n"
    )
}

#[test]
fn old_logs_are_stored_in_cheaper_tiers() {
    let stored = |fields: &str| -> Vec<(String, String, String)> {
        with(&logs(fields), DAY, |bill| {
            let lines = bill
                .lines
                .iter()
                .filter(|line| line.price.id.contains("logs.storage"));
            lines
                .map(|line| {
                    (
                        line.price.id.clone(),
                        line.quantity.to_string(),
                        line.amount.to_string(),
                    )
                })
                .collect()
        })
    };
    let told = |rows: &[(&str, &str, &str)]| -> Vec<(String, String, String)> {
        let rows = rows.iter();
        rows.map(|(id, quantity, amount)| {
            (
                format!("cloudwatch.logs.{id}"),
                (*quantity).to_owned(),
                (*amount).to_owned(),
            )
        })
        .collect()
    };
    let tiered = "intelligent_tiering = true\nretention_days";
    assert_eq!(
        stored(&format!("{tiered} = 180")),
        told(&[
            ("storage", "1000", "30"),
            ("storage-infrequent-access", "2000", "36"),
            ("storage-archive", "3000", "18"),
        ])
    );
    assert_eq!(
        stored(&format!("{tiered} = 60")),
        told(&[
            ("storage", "1000", "30"),
            ("storage-infrequent-access", "1000", "18")
        ])
    );
    assert_eq!(
        stored(&format!("{tiered} = 30")),
        told(&[("storage", "1000", "30")])
    );
    assert_eq!(
        stored("retention_days = 180"),
        told(&[("storage", "6000", "180")])
    );
}

#[test]
fn logs_that_never_expire_grow_into_the_archive() {
    let of = scenario(&logs("intelligent_tiering = true"));
    let months = projection(&of, &prices(), 36).months;
    let cost = |month: usize| months[month].monthly.figure();
    let more = |month: usize| {
        cost(month)
            .checked_sub(cost(month - 1))
            .unwrap()
            .to_string()
    };
    // The second and the third month add 1,000 GB at 0.018, each later month 1,000 GB at 0.006.
    assert_eq!(
        [more(1), more(2), more(3), more(35)],
        ["18", "18", "6", "6"]
    );
    // What a month ingests costs 0.03 + 2 × 0.018 + 33 × 0.006 a GB over its 36 months: 264 for 1,000 GB.
    let stored = cost(35).checked_sub(cost(0)).unwrap();
    assert_eq!(
        stored.checked_add(usd("30").figure()).unwrap().to_string(),
        "264"
    );
    with(&logs("intelligent_tiering = true"), DAY, |bill| {
        assert!(
            bill.notes
                .iter()
                .any(|note| note.contains("moves to the archive tier"))
        );
        assert!(bill.growth.is_empty());
    });
}

#[test]
fn tiering_is_an_alternative_where_logs_grow_old() {
    let keys = |fields: &str| -> Vec<&'static str> {
        let found = alternatives(&scenario(&logs(fields)), &prices()).unwrap();
        let keys = found.told.iter().map(|one| one.key);
        keys.filter(|key| key.contains("tiering")).collect()
    };
    assert_eq!(keys("retention_days = 90"), ["logs-intelligent-tiering"]);
    assert_eq!(keys("intelligent_tiering = true"), ["logs-without-tiering"]);
    assert_eq!(keys("retention_days = 30"), [""; 0]);
}
