//! Commitments that an account makes.

use crate::compare::{Applied, Change, Scope};
use crate::quantity::Figure;
use crate::scenario::{DatabasePlan, Scenario};

const PLANS: &str = "https://aws.amazon.com/savingsplans/database-pricing/";
const COMMITTED: &str = "A Database Savings Plan is a commitment to spend an amount each hour for one year: what is not used of it is paid too. It can't be cancelled.";
const UNCOMMITTED: &str = "Without a plan, requests and provisioned capacity of DynamoDB are billed at list prices, 22 % above the plan's rate on demand and 14 % above it provisioned.";

pub(super) const CHANGES: &[Change] = &[
    Change {
        key: "database-savings-plan",
        label: "A Database Savings Plan",
        gives_up: COMMITTED,
        staying: UNCOMMITTED,
        source: PLANS,
        touches: &["billing.database_savings_plan.coverage"],
        applies: |scenario| Ok(committed(scenario)),
    },
    Change {
        key: "no-database-savings-plan",
        label: "No Database Savings Plan",
        gives_up: UNCOMMITTED,
        staying: COMMITTED,
        source: PLANS,
        touches: &["billing.database_savings_plan.coverage"],
        applies: |scenario| Ok(uncommitted(scenario)),
    },
];

/// A plan that covers everything, where there are tables and no plan.
fn committed(scenario: &Scenario) -> Vec<Applied> {
    if scenario.tables.is_empty() || scenario.billing.database_savings_plan.is_some() {
        return Vec::new();
    }
    let change = "a Database Savings Plan for all requests and capacity of the tables";
    vec![Applied::new(Scope::Whole, change, |scenario| {
        scenario.billing.database_savings_plan = Some(DatabasePlan {
            coverage: Figure::ONE,
        });
    })]
}

fn uncommitted(scenario: &Scenario) -> Vec<Applied> {
    if scenario.billing.database_savings_plan.is_none() {
        return Vec::new();
    }
    let change = "requests and capacity of the tables without a Database Savings Plan";
    vec![Applied::new(Scope::Whole, change, |scenario| {
        scenario.billing.database_savings_plan = None;
    })]
}
