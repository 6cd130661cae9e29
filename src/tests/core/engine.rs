//! Properties that hold for every scenario.

use proptest::prelude::*;
use reckoner::estimate::{Estimate, echo, estimate};
use reckoner::quantity::{Figure, Usd};
use reckoner::scenario::link;
use reckoner::workload::traffic::growth;
use reckoner::workload::{Checked, Workload};
use serde_json::{Value, json};

use crate::support::{BOOK, published, read_json, read_query, scenario_of};

fn bill(scenario: &Checked) -> Estimate<'static> {
    static PRICES: std::sync::LazyLock<reckoner::pricing::AsOf<'static>> =
        std::sync::LazyLock::new(|| BOOK.as_of("us-east-1", published()).unwrap());
    estimate(scenario, &*PRICES, false).unwrap()
}

fn cost(value: &Value) -> Usd {
    bill(&scenario_of(value)).monthly
}

/// A number of thousandths as a decimal.
fn thousandths(n: u32) -> String {
    format!("{}.{:03}", n / 1000, n % 1000)
}

prop_compose! {
    fn function()(
        share in 0_u32..=1000,
        memory in 128_u32..=10_240,
        duration in 0_u32..=900_000_000,
        arm in any::<bool>(),
        cold in 0_u32..=1000,
        init in 0_u32..=10_000_000,
        each in 0_u32..=5_000,
        ephemeral in 512_u32..=10_240,
        error in 0_u32..=1000,
        event in 0_u32..=1_024_000,
        streamed in 0_u32..=204_800,
        kind in 0_u32..5,
    ) -> Value {
        let mut function = json!({
            "share": thousandths(share), "memory_mb": memory, "duration_ms": thousandths(duration),
            "architecture": if arm { "arm64" } else { "x86_64" },
            "cold_start_rate": thousandths(cold), "init_ms": thousandths(init),
            "invocations_per_request": thousandths(each), "log_kb": "0.7",
        });
        match kind {
            0 => {
                function["invocation"] = json!("async");
                function["async_error_rate"] = json!(thousandths(error));
                function["event_kb"] = json!(thousandths(event));
            }
            1 => function["provisioned_concurrency"] = json!(1 + error),
            2 => function["streamed_kb"] = json!(streamed),
            3 => function["snap_start"] = json!("python-dotnet"),
            _ => function["ephemeral_storage_mb"] = json!(ephemeral),
        }
        function
    }
}

prop_compose! {
    /// Any API with functions behind it.
    pub fn any_scenario()(
        requests in prop_oneof![0_u64..=10_000_000, 0_u64..=1_000_000_000_000_000],
        shape in prop::sample::select(vec!["flat", "business-hours", "weekend", "campaign-spike"]),
        retry in 0_u32..=1000,
        attempts in 1_u32..=10,
        free in prop::sample::select(vec!["none", "always-free", "legacy-12-months"]),
        kind in prop::sample::select(vec!["http", "rest", "websocket"]),
        kb in 0_u32..=100_000,
        refused in 0_u32..=500,
        hits in 0_u32..=1000,
        mut functions in prop::collection::vec(function(), 0..5),
    ) -> Value {
        for (at, function) in functions.iter_mut().enumerate() {
            function["name"] = json!(format!("f{at}"));
        }
        let mut api = json!({
            "kind": kind, "throttled_rate": thousandths(refused), "unauthorized_rate": thousandths(refused),
            "access_log_kb": "0.5",
        });
        match kind {
            "websocket" => {
                api["message_kb"] = json!(thousandths(kb));
                api["connection_minutes_per_month"] = json!(requests);
            }
            _ => {
                api["request_kb"] = json!(thousandths(kb));
                api["response_kb"] = json!(thousandths(kb));
            }
        }
        if kind == "rest" {
            api["cache_gb"] = json!("0.5");
            api["cache_hit_rate"] = json!(thousandths(hits));
        }
        json!({
            "billing": { "free_tier": free },
            "traffic": { "requests_per_month": requests, "shape": shape,
                "retry_rate": thousandths(retry), "retry_attempts": attempts },
            "api": api,
            "functions": functions,
            "logs": { "retention_days": 30 },
        })
    }
}

/// The value with the number at a pointer multiplied; `None` if there is no number at the pointer.
fn with_more(value: &Value, pointer: &str, factor: u64) -> Option<Value> {
    let mut more = value.clone();
    let field = more.pointer_mut(pointer)?;
    let text = field
        .as_str()
        .map_or_else(|| field.to_string(), str::to_owned);
    let number: rust_decimal::Decimal = text.parse().ok()?;
    *field = json!((number * rust_decimal::Decimal::from(factor)).to_string());
    Some(more)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_scenario_within_bounds_has_a_bill(value in any_scenario()) {
        let scenario = scenario_of(&value);
        let bill = bill(&scenario);
        let mut sum = Usd::ZERO;
        for line in &bill.lines {
            prop_assert!(line.quantity >= Figure::ZERO && line.priced >= Figure::ZERO, "{}", line.price.id);
            prop_assert!(line.amount >= Usd::ZERO, "{}", line.price.id);
            prop_assert!(line.free.checked_add(line.priced).unwrap() == line.quantity);
            sum = sum.checked_add(line.amount).unwrap();
        }
        prop_assert_eq!(sum, bill.monthly);
        echo::echoes(&scenario, published()).unwrap();
        // The estimate with derivations has the same total, and the link reads back as the scenario.
        let prices = BOOK.as_of("us-east-1", published()).unwrap();
        prop_assert_eq!(estimate(&scenario, &prices, true).unwrap().monthly, bill.monthly);
        prop_assert_eq!(read_query(&link::write(&scenario)).unwrap(), scenario);
    }

    #[test]
    fn more_of_anything_never_costs_less(value in any_scenario(), factor in 2_u64..5) {
        let before = cost(&value);
        let mut pointers = vec![
            "/traffic/requests_per_month".to_owned(),
            "/traffic/retry_rate".to_owned(),
            "/traffic/retry_attempts".to_owned(),
            "/api/request_kb".to_owned(),
            "/api/response_kb".to_owned(),
            "/api/message_kb".to_owned(),
            "/api/access_log_kb".to_owned(),
            "/api/connection_minutes_per_month".to_owned(),
        ];
        for at in 0..5 {
            for field in [
                "share", "memory_mb", "duration_ms", "init_ms", "invocations_per_request", "log_kb",
                "ephemeral_storage_mb", "async_error_rate", "event_kb", "streamed_kb",
            ] {
                pointers.push(format!("/functions/{at}/{field}"));
            }
        }
        for pointer in pointers {
            let Some(more) = with_more(&value, &pointer, factor) else {
                continue;
            };
            // A value beyond its bounds cannot be compared.
            let Ok(more) = read_json(&more.to_string()) else {
                continue;
            };
            prop_assert!(bill(&more).monthly >= before, "{pointer} × {factor}");
        }
    }

    #[test]
    fn the_order_of_functions_does_not_matter(value in any_scenario(), turn in 0_usize..5) {
        let mut turned = value.clone();
        let functions = turned["functions"].as_array_mut().unwrap();
        if !functions.is_empty() {
            let by = turn % functions.len();
            functions.rotate_left(by);
        }
        let (one, other) = (bill(&scenario_of(&value)), bill(&scenario_of(&turned)));
        for line in &one.lines {
            let same = other.lines.iter().find(|other| other.price.id == line.price.id).unwrap();
            // Sums of rounded figures may differ in the 28th digit.
            if line.amount.figure().is_exact() && same.amount.figure().is_exact() {
                prop_assert_eq!(same.amount, line.amount, "{}", line.price.id);
            }
        }
        prop_assert_eq!(one.lines.len(), other.lines.len());
    }

    #[test]
    fn two_halves_of_a_function_cost_what_it_costs(value in any_scenario()) {
        let mut split = value.clone();
        let functions = split["functions"].as_array_mut().unwrap();
        functions.retain(|function| {
            // Charges per function, used or not, double when the function is split.
            function.get("provisioned_concurrency").is_none() && function.get("snap_start").is_none()
        });
        let whole = cost(&split);
        let exact = bill(&scenario_of(&split)).monthly.figure().is_exact();
        let functions = split["functions"].as_array_mut().unwrap();
        for function in functions.iter_mut() {
            let share: rust_decimal::Decimal = function["share"].as_str().unwrap().parse().unwrap();
            function["share"] = json!((share / rust_decimal::Decimal::TWO).to_string());
        }
        let mut twins = functions.clone();
        for twin in &mut twins {
            let name = format!("{} again", twin["name"].as_str().unwrap());
            twin["name"] = json!(name);
        }
        functions.extend(twins);
        let halves = bill(&scenario_of(&split)).monthly;
        if exact && halves.figure().is_exact() {
            prop_assert_eq!(halves, whole);
        } else {
            let part = halves.checked_sub(whole).unwrap().figure().value().abs();
            prop_assert!(part < rust_decimal::Decimal::ONE, "{part}");
        }
    }
}

#[test]
fn the_largest_traffic_neither_overflows_nor_hides_that_it_was_rounded() {
    let largest = json!({
        "traffic": { "requests_per_month": "1000000000000000", "retry_rate": "0.0123456789",
            "retry_attempts": 10, "shape": "two-peaks" },
        "api": { "kind": "http", "request_kb": 10240, "response_kb": 10240 },
        "functions": [{ "name": "f", "memory_mb": 10239, "duration_ms": "899999.9",
            "init_ms": 9999, "cold_start_rate": "0.123456789", "log_kb": "262143.1",
            "ephemeral_storage_mb": 10240, "streamed_kb": 204_799 }],
        "logs": { "retention_days": 3653 },
    });
    let bill = bill(&scenario_of(&largest));
    assert!(!bill.monthly.figure().is_exact());
    for line in &bill.lines {
        assert!(line.amount > Usd::ZERO, "{}", line.price.id);
    }
    let exact = json!({ "traffic": { "requests_per_month": "1e15" },
        "functions": [{ "name": "f", "memory_mb": 10240, "duration_ms": 900_000 }] });
    assert!(cost(&exact).figure().is_exact());
}

#[test]
fn traffic_grows_by_the_month() {
    let growing = scenario_of(&json!({
        "traffic": { "requests_per_month": 1_000_000, "growth_rate": "0.1" },
        "functions": [{ "name": "f", "memory_mb": 128, "duration_ms": 1 }],
    }));
    let after = |months| {
        let factor = growth(growing.traffic.growth_rate, months).unwrap();
        let workload = Workload::derive_month(&growing, months, factor, &[]).unwrap();
        workload.functions[0].invocations.figure()
    };
    assert_eq!(after(0).to_string(), "1000000");
    assert_eq!(after(3).to_string(), "1331000");
    // 30,912,680.53… are whole requests again.
    assert_eq!(after(36).to_string(), "30912681");
    assert!(after(36).is_exact());
}
