//! Discounts lower the amount of a line and leave its list price unchanged.

use proptest::prelude::*;
use reckoner::estimate::answer::{LineAnswer, TotalAnswer};
use reckoner::estimate::{Estimate, estimate};
use reckoner::fields::FaultCode;
use reckoner::quantity::Usd;
use reckoner::scenario::link;
use reckoner::services::keys;

use crate::support::{BOOK, prices, read_toml, scenario, usd};

/// A scenario with a function that has provisioned concurrency, a table, logs, and these billing fields.
fn text(billing: &str) -> String {
    format!(
        r#"
        [billing]
        hours_per_month = 730
        {billing}
        [traffic]
        requests_per_month = 30000000
        [[functions]]
        name = "f"
        memory_mb = 512
        duration_ms = 100
        log_kb = "0.5"
        provisioned_concurrency = 1
        [[functions.operations]]
        table = "t"
        kind = "put"
        item_kb = 1
        [[tables]]
        name = "t"
        storage_gb = 10
        [logs]
        class = "standard"
        retention_days = 30
        "#
    )
}

fn with<T>(billing: &str, see: impl FnOnce(&Estimate<'_>) -> T) -> T {
    let prices = prices();
    see(&estimate(&scenario(&text(billing)), &prices, true).unwrap())
}

#[test]
fn the_services_are_those_of_the_catalogue() {
    for key in keys() {
        assert!(BOOK.catalog().service(key).is_some(), "{key}");
    }
    with("", |estimate| {
        for line in &estimate.lines {
            assert!(
                keys().any(|key| key == line.price.service_key()),
                "{}",
                line.price.id
            );
        }
    });
}

#[test]
fn without_discounts_list_and_cost_are_the_same() {
    with("", |estimate| {
        assert_eq!(estimate.monthly, estimate.list_monthly);
        assert!(
            estimate
                .lines
                .iter()
                .all(|line| line.amount == line.discounted)
        );
        let total = TotalAnswer::new(estimate);
        assert_eq!(total.monthly, total.list_monthly);
    });
}

#[test]
fn a_discount_lowers_the_lines_of_its_service_alone() {
    let list = with("", |estimate| estimate.monthly);
    with(
        "discounts = [{ service = \"dynamodb\", percent = \"12.5\" }]",
        |estimate| {
            assert_eq!(estimate.list_monthly, list);
            // 30 million writes at $0.625 a million, less an eighth.
            let line = estimate
                .lines
                .iter()
                .find(|line| line.price.id == "dynamodb.on-demand.write")
                .unwrap();
            assert_eq!(line.amount, usd("18.75"));
            assert_eq!(line.discounted, usd("16.40625"));
            for line in &estimate.lines {
                let other = line.price.service_key() != "dynamodb";
                assert_eq!(line.amount == line.discounted, other, "{}", line.price.id);
            }
            let lines = LineAnswer::all(estimate);
            let answered = lines
                .iter()
                .find(|line| line.price_id == "dynamodb.on-demand.write")
                .unwrap();
            assert_eq!(answered.amount, usd("18.75"));
            assert_eq!(answered.discounted_amount, usd("16.40625"));
        },
    );
}

#[cfg(feature = "words")]
#[test]
fn the_last_step_of_a_derivation_takes_the_discount_off() {
    with(
        "discounts = [{ service = \"dynamodb\", percent = \"12.5\" }]",
        |estimate| {
            let line = estimate
                .lines
                .iter()
                .find(|line| line.price.id == "dynamodb.on-demand.write")
                .unwrap();
            assert_eq!(
                line.derivation.last().unwrap().text,
                "$18.75 × (1 − 12.5 % ÷ 100) = $16.40625"
            );
        },
    );
}

#[test]
fn a_savings_plan_lowers_duration_and_never_requests() {
    let plan = "compute_savings_plan = { discount_percent = 10, coverage = \"0.5\" }";
    with(plan, |estimate| {
        for line in &estimate.lines {
            let covered = line.price.id.starts_with("lambda.")
                && ["x86_64", "arm64"]
                    .iter()
                    .any(|one| line.price.id.ends_with(one));
            assert_eq!(line.discounted < line.amount, covered, "{}", line.price.id);
        }
        let ids: Vec<_> = estimate
            .lines
            .iter()
            .filter(|line| line.discounted < line.amount)
            .map(|line| line.price.id.as_str())
            .collect();
        assert!(
            ids.contains(&"lambda.provisioned-concurrency.x86_64"),
            "{ids:?}"
        );
        assert!(
            estimate
                .notes
                .iter()
                .any(|note| note.contains("Savings Plan"))
        );
    });
    // The plan takes 10 % off half of the line, so 5 %; the service's discount takes 10 % off the rest.
    let both = format!("{plan}\ndiscounts = [{{ service = \"lambda\", percent = 10 }}]");
    with(&both, |estimate| {
        let line = estimate
            .lines
            .iter()
            .find(|line| line.price.id == "lambda.provisioned-concurrency.x86_64")
            .unwrap();
        // 730 × 3,600 × 0.5 GB-seconds at $0.0000041667 is $5.4750438.
        assert_eq!(line.amount, usd("5.4750438"));
        assert_eq!(line.discounted, usd("4.681162449"));
    });
}

#[test]
fn cents_are_rounded_after_discounts() {
    let billing = "rounding = \"per-line-cents\"\ndiscounts = [{ service = \"dynamodb\", percent = \"12.5\" }]";
    with(billing, |estimate| {
        let cents = |of: fn(&reckoner::estimate::Line<'_>) -> Usd| {
            let amounts = estimate.lines.iter().map(|line| of(line).to_cents());
            usd(&amounts.sum::<rust_decimal::Decimal>().to_string())
        };
        assert_eq!(estimate.monthly, cents(|line| line.discounted));
        assert_eq!(estimate.list_monthly, cents(|line| line.amount));
    });
}

#[test]
fn an_unknown_service_is_a_fault_that_lists_the_known_ones() {
    let faults = |billing: &str| read_toml(&text(billing)).unwrap_err();
    let found = faults("discounts = [{ service = \"ec2\", percent = 5 }]");
    assert_eq!(found[0].path, "billing.discounts.0.service");
    assert_eq!(found[0].code, FaultCode::NotAChoice);
    assert!(found[0].message.contains("lambda, dynamodb"));
    let twice =
        "discounts = [{ service = \"kms\", percent = 5 }, { service = \"kms\", percent = 5 }]";
    assert_eq!(faults(twice)[0].code, FaultCode::Duplicate);
    let over = faults("compute_savings_plan = { discount_percent = 101 }");
    assert_eq!(
        over[0].path,
        "billing.compute_savings_plan.discount_percent"
    );
    let link = link::write(&scenario(&text(
        "discounts = [{ service = \"kms\", percent = 5 }]",
    )));
    assert!(
        link.contains("&billing.discounts.0.service=kms&billing.discounts.0.percent=5"),
        "{link}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_discount_makes_a_line_negative_or_dearer(
        percents in prop::collection::vec(0_u32..=10_000, 15),
        rate in 0_u32..=10_000,
        coverage in 0_u32..=100,
    ) {
        let hundredths = |n: u32| format!("\"{}.{:02}\"", n / 100, n % 100);
        let held: Vec<_> = keys()
            .zip(&percents)
            .map(|(key, percent)| format!("{{ service = \"{key}\", percent = {} }}", hundredths(*percent)))
            .collect();
        let billing = format!(
            "discounts = [{}]\ncompute_savings_plan = {{ discount_percent = {}, coverage = {} }}",
            held.join(", "), hundredths(rate), hundredths(coverage),
        );
        let list = with("", |estimate| estimate.monthly);
        with(&billing, |estimate| {
            assert_eq!(estimate.list_monthly, list);
            let mut sum = Usd::ZERO;
            for line in &estimate.lines {
                assert!(line.discounted >= Usd::ZERO && line.discounted <= line.amount);
                sum = sum.checked_add(line.discounted).unwrap();
            }
            assert_eq!(sum, estimate.monthly);
        });
    }
}
