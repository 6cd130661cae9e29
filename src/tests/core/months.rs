//! Totals without lines: of the first month, and of months in a row.

use proptest::prelude::*;
use reckoner::estimate::{Conventions, Estimate, Months, bill, estimate, total_beside};
use reckoner::metering::Meter;
use reckoner::pricing::Prices as _;
use reckoner::quantity::{Figure, Overflow, Usd};
use reckoner::scenario::FreeTier;
use reckoner::services::{self, cloudwatch_logs};
use reckoner::workload::{Checked, Workload};
use serde_json::{Value, json};

use crate::engine::any_scenario;
use crate::support::{prices, scenario_of};

/// How many months are compared: some more than the allowances of a new account last.
const MONTHS: usize = 16;

/// A month of a scenario without discounts, computed as if no other month were estimated.
fn fresh(
    scenario: &Checked,
    month: u32,
    growth: Figure,
    logs: &[Figure],
) -> Result<(Estimate<'static>, Figure), Overflow> {
    static PRICES: std::sync::LazyLock<reckoner::pricing::AsOf<'static>> =
        std::sync::LazyLock::new(prices);
    let workload = Workload::derive_month(scenario, month, growth, logs)?;
    let mut meter = Meter::new(PRICES.as_of(), workload.on()).over(workload.hours());
    for service in services::all() {
        (service.meter)(&workload, &mut meter)?;
    }
    let metered = meter.finish();
    let ingested = cloudwatch_logs::ingested_gb(&metered.usage)?;
    let free_tier = match scenario.billing.free_tier {
        FreeTier::Legacy12Months if month >= 12 => FreeTier::AlwaysFree,
        held => held,
    };
    let conventions = Conventions {
        free_tier,
        rounding: scenario.billing.rounding,
        explain: false,
    };
    Ok((bill(metered, &*PRICES, &conventions)?, ingested))
}

prop_compose! {
    /// Any scenario whose logs, tables and allowances may change from month to month.
    fn any_months()(
        mut value in any_scenario(),
        retention in prop::sample::select(vec![None, Some(1), Some(30), Some(90), Some(365)]),
        growth in prop::option::of(0_u32..3),
        hours in 1_u32..=744,
    ) -> Value {
        value["billing"]["hours_per_month"] = json!(hours);
        value["logs"]["retention_days"] = json!(retention);
        if let Some(gb) = growth {
            value["tables"] = json!([{
                "name": "t", "storage_gb": 24, "storage_growth_gb_per_month": gb, "pitr": true,
            }]);
        }
        value
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The traffic grows in some months and stays in others, so that months are computed and reused.
    #[test]
    fn every_month_is_like_one_computed_by_itself(
        value in any_months(),
        grows in prop::collection::vec(prop::bool::weighted(0.2), MONTHS),
    ) {
        let scenario = scenario_of(&value);
        let prices = prices();
        let mut months = Months::new(&scenario, &prices);
        let (mut factor, mut logs) = (Figure::ONE, Vec::new());
        for (month, grows) in (0_u32..).zip(grows) {
            if grows {
                factor = factor.checked_add(Figure::ONE).unwrap();
            }
            let (fresh, ingested) = fresh(&scenario, month, factor, &logs).unwrap();
            logs.push(ingested);
            let next = months.next(factor).unwrap();
            prop_assert_eq!(next.monthly, fresh.monthly, "month {}", month);
            prop_assert_eq!(&next.gaps, &fresh.gaps, "month {}", month);
        }
    }

    #[test]
    fn a_total_is_that_of_the_whole_estimate(value in any_months(), percent in 0_u32..100) {
        let mut value = value;
        if percent > 0 {
            value["billing"]["compute_savings_plan"] = json!({ "discount_percent": percent });
            value["billing"]["discounts"] = json!([{ "service": "api-gateway", "percent": percent }]);
        }
        let scenario = scenario_of(&value);
        let prices = prices();
        let whole = estimate(&scenario, &prices, false).unwrap();
        let workload = Workload::derive(&scenario).unwrap();
        let (total, moved) = total_beside(&workload, &prices, &whole).unwrap();
        prop_assert_eq!(moved, Usd::ZERO);
        prop_assert_eq!(total.monthly, whole.monthly);
        prop_assert_eq!(total.upfront, whole.upfront());
        prop_assert_eq!(total.is_complete(), whole.is_complete());
        prop_assert_eq!(total.gaps, whole.gaps);
        prop_assert_eq!(total.growth, whole.growth);
    }
}

/// What is reused is only what stays the same: growing tables and logs, and allowances that end, make the
/// months differ although the traffic does not grow.
#[test]
fn what_changes_from_month_to_month_is_not_reused() {
    let prices = prices();
    let base = json!({
        "billing": { "free_tier": "legacy-12-months" },
        "traffic": { "requests_per_month": 5_000_000 },
        "api": { "kind": "http", "request_kb": 1, "response_kb": 1 },
        "functions": [{ "name": "f", "memory_mb": 128, "duration_ms": 1, "log_kb": 10 }],
    });
    let changes_in = |extra: &dyn Fn(&mut Value)| {
        let mut value = base.clone();
        extra(&mut value);
        let scenario = scenario_of(&value);
        let mut months = Months::new(&scenario, &prices);
        let all: Vec<_> = (0..MONTHS)
            .map(|_| months.next(Figure::ONE).unwrap().monthly)
            .collect();
        let pairs = all.windows(2).zip(1..);
        pairs
            .filter(|(two, _)| two[0] != two[1])
            .map(|(_, month)| month)
            .collect::<Vec<usize>>()
    };
    assert_eq!(changes_in(&|_| {}), [12], "the allowances end");
    let every: Vec<usize> = (1..MONTHS).collect();
    let logs = changes_in(&|value| value["logs"] = json!({}));
    assert_eq!(logs, every, "logs never expire");
    let tables = changes_in(&|value| {
        value["tables"] =
            json!([{ "name": "t", "storage_gb": 90, "storage_growth_gb_per_month": 1 }]);
    });
    assert_eq!(tables, every, "a table grows");
    let held = changes_in(&|value| value["logs"] = json!({ "retention_days": 30 }));
    assert_eq!(held, [12], "logs expire");
}
