//! Properties of tables, logs, keys and the services around an API that hold for every scenario.

use proptest::prelude::*;
use reckoner::estimate::{Estimate, echo, estimate};
use reckoner::quantity::{Figure, Usd};
use reckoner::services::dynamodb::provisioned::provisions;
use reckoner::services::dynamodb::units::Direction;
use reckoner::workload::Workload;

use crate::support::{DAY, prices, scenario, usd};

/// What a scenario costs. Checks that the lines add up to it, that no line is negative, and that each
/// line has a derivation.
fn cost(text: &str) -> Usd {
    let scenario = scenario(text);
    let prices = prices();
    let estimate = estimate(&scenario, &prices, true).unwrap();
    let sum = estimate
        .lines
        .iter()
        .fold(Usd::ZERO, |sum, line| sum.checked_add(line.amount).unwrap());
    assert_eq!(sum, estimate.monthly);
    for line in &estimate.lines {
        assert!(line.amount >= Usd::ZERO, "{}", line.price.id);
        let is_explained = !line.derivation.is_empty();
        assert_eq!(is_explained, cfg!(feature = "words"), "{}", line.price.id);
    }
    echo::echoes(&scenario, DAY).unwrap();
    estimate.monthly
}

fn with<T>(text: &str, see: impl FnOnce(&Estimate<'_>) -> T) -> T {
    see(&estimate(&scenario(text), &prices(), true).unwrap())
}

/// A table with an index under load, in the given capacity.
fn table(requests: u64, size: u32, shape: &str, capacity: &str) -> String {
    format!(
        r#"
        [traffic]
        requests_per_month = {requests}
        shape = "{shape}"
        [[operations]]
        table = "t"
        kind = "put"
        item_kb = {size}
        [[operations]]
        table = "t"
        kind = "query"
        item_kb = {size}
        index = "i"
        [[tables]]
        name = "t"
        storage_gb = 1
        [tables.capacity]
        {capacity}
        [[tables.indexes]]
        name = "i"
        projected_kb = {size}
        storage_gb = 1
        "#
    )
}

/// The services around an API, each used in proportion to `each` and `size`.
fn neighbours(requests: u64, each: u32, size: u32) -> String {
    format!(
        r#"
        [traffic]
        requests_per_month = {requests}
        retry_rate = "0.5"
        [logs]
        class = "standard"
        insights_queries_per_month = {each}
        scanned_gb_per_query = {size}
        [monitoring]
        custom_metrics = {each}
        trace_sampling_rate = "0.5"
        [idempotency]
        item_kb = {size}
        [[keys]]
        name = "k"
        per_request = {each}
        [[queues]]
        name = "q"
        per_request = {each}
        message_kb = {size}
        receive_batch = 2
        pollers = {each}
        encryption = "customer-managed"
        key = "k"
        [[topics]]
        name = "t"
        per_request = {each}
        message_kb = {size}
        queues = 1
        email_addresses = {each}
        [[events]]
        name = "e"
        per_request = {each}
        event_kb = {size}
        [[workflows]]
        name = "w"
        kind = "standard"
        per_request = {each}
        transitions = {size}
        [[workflows]]
        name = "x"
        kind = "express"
        per_request = {each}
        duration_ms = {size}
        memory_mb = {size}
        [[secrets]]
        name = "s"
        per_request = {each}
        [[parameters]]
        name = "p"
        tier = "advanced"
        per_request = {each}
        cache_seconds = 60
        callers = 3
        [waf]
        rules = {each}
        [cognito]
        tier = "lite"
        monthly_active_users = {users}
        "#,
        users = requests.min(1_000_000_000_000)
    )
}

const SHAPES: [&str; 6] = [
    "flat",
    "business-hours",
    "evening-peak",
    "two-peaks",
    "weekend",
    "nightly-batch",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn more_never_costs_less(
        requests in 0u64..2_000_000_000,
        more in 0u64..1_000_000_000,
        size in 0u32..200,
        larger in 0u32..50,
        shape in 0usize..SHAPES.len(),
    ) {
        let shape = SHAPES[shape];
        for capacity in [
            "mode = \"on-demand\"",
            "mode = \"provisioned\"",
            "mode = \"provisioned\"\nschedule = \"hourly\"",
            "mode = \"provisioned\"\nschedule = \"hourly\"\nreserved_write_units = 250\nreserved_read_units = 30",
        ] {
            let one = cost(&table(requests, size, shape, capacity));
            prop_assert!(cost(&table(requests + more, size, shape, capacity)) >= one);
            prop_assert!(cost(&table(requests, size + larger, shape, capacity)) >= one);
        }
    }

    #[test]
    fn more_of_the_neighbours_never_costs_less(
        requests in 0u64..2_000_000_000,
        more in 0u64..1_000_000_000,
        each in 0u32..20,
        size in 0u32..200,
        larger in 0u32..50,
    ) {
        let one = cost(&neighbours(requests, each, size));
        prop_assert!(cost(&neighbours(requests + more, each, size)) >= one);
        prop_assert!(cost(&neighbours(requests, each + 1, size)) >= one);
        prop_assert!(cost(&neighbours(requests, each, size + larger)) >= one);
    }

    #[test]
    fn hourly_capacity_never_costs_more_than_the_peak_all_week_and_its_alarms(
        requests in 0u64..2_000_000_000,
        size in 0u32..200,
        shape in 0usize..SHAPES.len(),
    ) {
        let capacity = |more: &str| {
            cost(&table(requests, size, SHAPES[shape], &format!("mode = \"provisioned\"\n{more}")))
        };
        // 8 alarms of the table and 8 of its index, $0.10 each.
        let alarms = usd("1.6");
        let peak = capacity("").checked_add(alarms).unwrap();
        let hourly = capacity("schedule = \"hourly\"");
        if SHAPES[shape] == "flat" {
            prop_assert_eq!(peak.to_cents(), hourly.to_cents());
        } else {
            prop_assert!(hourly.to_cents() <= peak.to_cents());
        }
    }

    #[test]
    fn given_capacity_costs_what_derived_capacity_does(
        requests in 1u64..2_000_000_000,
        size in 1u32..200,
    ) {
        let derived = table(requests, size, "flat", "mode = \"provisioned\"");
        let read = scenario(&derived);
        let found = provisions(&Workload::derive(&read).unwrap()).unwrap();
        let units = |index: Option<usize>, direction: Direction| {
            let mut held = found.iter().filter(|one| (one.index, one.direction) == (index, direction));
            held.next().unwrap().week.most()
        };
        let given = |index| format!(
            "read_units = {}\nwrite_units = {}",
            units(index, Direction::Read),
            units(index, Direction::Write),
        );
        // The index is the last part of the text, so the field added here belongs to it.
        let capacity = format!("mode = \"provisioned\"\n{}", given(None));
        let given = table(requests, size, "flat", &capacity) + &given(Some(0));
        let read = scenario(&given);
        let held = provisions(&Workload::derive(&read).unwrap()).unwrap();
        prop_assert!(held.iter().all(|one| one.is_given) && held.len() == 4);
        prop_assert_eq!(cost(&derived), cost(&given));
    }

    #[test]
    fn tables_in_any_order_cost_the_same(
        units in proptest::collection::vec((1u32..500, 0u32..300, any::<bool>()), 2..6),
    ) {
        let one = |(at, (units, reserved, long)): (usize, &(u32, u32, bool))| format!(
            "[[tables]]\nname = \"{at}\"\nstorage_gb = 1\n[tables.capacity]\nmode = \"provisioned\"\n\
             read_units = {units}\nwrite_units = {units}\nreserved_read_units = {reserved}\n\
             reserved_term = \"{}\"\n", if *long { "3y" } else { "1y" }
        );
        let text = |tables: Vec<String>| format!("[traffic]\nrequests_per_month = 1\n{}", tables.concat());
        let forth: Vec<String> = units.iter().enumerate().map(one).collect();
        let back: Vec<String> = forth.iter().rev().cloned().collect();
        prop_assert_eq!(cost(&text(forth)).to_cents(), cost(&text(back)).to_cents());
    }
}

#[test]
fn the_largest_traffic_does_not_overflow() {
    let most = 1_000_000_000_000_000;
    for shape in SHAPES {
        for capacity in [
            "mode = \"on-demand\"",
            "mode = \"provisioned\"\nschedule = \"hourly\"\nreserved_write_units = 100000000",
        ] {
            let text = table(most, 400, shape, capacity);
            assert!(cost(&text) > Usd::ZERO);
        }
    }
    assert!(cost(&neighbours(most, 10_000, 256)) > Usd::ZERO);
}

#[test]
fn provisioned_capacity_has_no_line_for_requests() {
    with(
        &table(1_000_000, 1, "flat", "mode = \"provisioned\""),
        |estimate| {
            let ids: Vec<_> = estimate
                .lines
                .iter()
                .map(|line| line.price.id.as_str())
                .collect();
            assert_eq!(
                ids,
                [
                    "dynamodb.provisioned.rcu-hour",
                    "dynamodb.provisioned.wcu-hour",
                    "dynamodb.storage.standard"
                ]
            );
        },
    );
}

#[test]
fn an_upfront_payment_is_divided_last() {
    let text = "mode = \"provisioned\"\nreserved_read_units = 100\nreserved_term = \"3y\"";
    with(&table(0, 1, "flat", text), |estimate| {
        let line = estimate
            .lines
            .iter()
            .find(|line| line.price.id == "dynamodb.reserved.rcu-3y.upfront")
            .unwrap();
        assert_eq!(line.spread_months, 36);
        assert_eq!(line.quantity, Figure::ONE);
        assert_eq!(line.amount.to_string(), "1");
        assert!(estimate.notes.iter().any(|note| note.contains("upfront")));
        assert_eq!(estimate.upfront().unwrap().to_string(), "36");
    });
}

#[cfg(feature = "words")]
#[test]
fn a_unit_that_begins_with_a_number_is_put_in_brackets() {
    let text = "mode = \"provisioned\"\nreserved_read_units = 100\nreserved_term = \"3y\"";
    with(&table(0, 1, "flat", text), |estimate| {
        let line = estimate
            .lines
            .iter()
            .find(|line| line.price.id == "dynamodb.reserved.rcu-3y.upfront")
            .unwrap();
        let steps: Vec<_> = line.derivation.iter().map(|step| step.text).collect();
        assert!(steps.contains(&"1 (of 100 RCU) × $36 = $36"), "{steps:?}");
        assert!(steps.contains(&"$36 ÷ 36 months = $1"), "{steps:?}");
    });
}

#[test]
fn logs_that_never_expire_are_shown_growing() {
    let text = |retention: &str| {
        format!(
            "[traffic]\nrequests_per_month = 10485760\n[[functions]]\nname = \"f\"\nmemory_mb = 128\n\
             duration_ms = 1\nlog_kb = 10\n[logs]\nclass = \"standard\"\nstored_ratio = \"0.2\"\n{retention}\n\
             [billing]\nfree_tier = \"always-free\""
        )
    };
    with(&text(""), |estimate| {
        let growth = &estimate.growth[0];
        let months: Vec<_> = growth
            .months
            .iter()
            .map(|month| {
                let amount = month.amount.to_string();
                (month.month, month.quantity.to_string(), amount)
            })
            .collect();
        // 100 GB a month, a fifth of it stored, 5 GB free.
        let expected = [(1, "20", "0.45"), (12, "240", "7.05"), (36, "720", "21.45")];
        let expected = expected.map(|(month, gb, usd)| (month, gb.to_owned(), usd.to_owned()));
        assert_eq!(months, expected);
        assert_eq!(growth.unit, "GB-month");
    });
    with(&text("retention_days = 30"), |estimate| {
        assert!(estimate.growth.is_empty());
    });
}
