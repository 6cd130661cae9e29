//! Alternatives to the capacity mode of a table and to its reservation.

use reckoner::compare::Verdict;
use reckoner::quantity::Usd;

use crate::compare::{has, of, only};
use crate::support::usd;

#[test]
fn provisioned_capacity_pays_above_29_percent() {
    // 0.00065 ÷ (3,600 × 0.000000625) = 28.89 %: 100 WCU against traffic that uses 28 % or 30 % of them.
    let table = |second: u32, target: &str| {
        of(&format!(
            r#"
            [traffic]
            requests_per_second = {second}
            [[operations]]
            table = "t"
            kind = "put"
            item_kb = 1
            [[tables]]
            name = "t"
            storage_gb = 1
            [tables.capacity]
            target_utilization = "{target}"
            "#
        ))
    };
    // At least one RCU: 0.00013 × 730 = $0.0949 a month. 100 × 0.00065 × 730 = $47.45.
    let below = table(28, "0.28");
    let one = only(&below, "table-provisioned");
    assert_eq!(one.difference, usd("1.5549"));
    assert!(one.gives_up.starts_with("On-demand is paid by the request"));
    let above = table(30, "0.3");
    let one = only(&above, "table-provisioned");
    assert_eq!(one.difference, usd("-1.7301"));
    assert!(one.gives_up.starts_with("Provisioned capacity throttles"));
    // With flat traffic hourly capacity would never change.
    assert!(!has(&above, "table-provisioned-hourly"));
    let reserved = only(&above, "table-reserved-1y");
    assert!(
        reserved.change.contains("0 RCU and 100 WCU"),
        "{}",
        reserved.change
    );
    assert!(reserved.upfront > Usd::ZERO);
}

#[test]
fn what_staying_costs_depends_on_the_present_choice() {
    let table = |shape: &str, capacity: &str| {
        of(&format!(
            r#"
            [traffic]
            requests_per_second = 1000
            shape = "{shape}"
            [[operations]]
            table = "t"
            kind = "put"
            item_kb = 1
            [[tables]]
            name = "t"
            storage_gb = 1
            [tables.capacity]
            {capacity}
            "#
        ))
    };
    // On-demand serves a spike cheaper than capacity for the busiest hour.
    let spike = table("campaign-spike", "");
    let flat = only(&spike, "table-provisioned");
    assert_eq!(flat.verdict, Verdict::Dearer);
    assert!(
        flat.gives_up
            .starts_with("On-demand is paid by the request")
    );
    let hourly = table(
        "campaign-spike",
        "mode = \"provisioned\"\nschedule = \"hourly\"",
    );
    let flat = only(&hourly, "table-provisioned");
    assert_eq!(flat.verdict, Verdict::Dearer);
    assert!(flat.gives_up.starts_with("Capacity hour by hour"));
    let low = table("flat", "mode = \"provisioned\"\nwrite_units = 10");
    let derived = only(&low, "table-provisioned");
    assert_eq!(derived.verdict, Verdict::Dearer);
    assert!(derived.gives_up.starts_with("Capacity that is given"));
    // A longer term costs less a month, and reserved capacity costs less than unreserved capacity.
    let flat = table("flat", "mode = \"provisioned\"");
    let (one, three) = (
        only(&flat, "table-reserved-1y"),
        only(&flat, "table-reserved-3y"),
    );
    assert!(three.difference < one.difference && one.difference < Usd::ZERO);
    assert!(one.gives_up.contains("12 months") && three.gives_up.contains("36 months"));
}

#[test]
fn capacity_hour_by_hour_carries_the_alarms_of_auto_scaling() {
    let text = r#"
        [traffic]
        requests_per_month = 2000000
        shape = "business-hours"
        [[operations]]
        table = "t"
        kind = "put"
        item_kb = 1
        [[tables]]
        name = "t"
        storage_gb = 0
    "#;
    // On-demand costs 1.25. Hour by hour the capacity costs 0.30 less, and its 8 alarms cost 0.80.
    let all = of(text);
    let hourly = only(&all, "table-provisioned-hourly");
    assert_eq!(hourly.difference.to_cents().to_string(), "0.50");
    assert_eq!(hourly.verdict, Verdict::Dearer);
}
