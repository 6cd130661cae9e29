//! How the bill is made: month length, free tier, rounding.

use super::{DatabasePlan, Discount, SavingsPlan};
use crate::fields::Spec;
use crate::fields::choice::choice;
use crate::fields::read::section;
use crate::quantity::Figure;

section! {
    /// The conventions of the bill.
    pub struct Billing as "billing" {
        /// Hours in the month. AWS's calculator takes 730; 720 and 744 are months of 30 and 31 days. Fewer
        /// than 672 are a part of a month.
        pub hours_per_month: Figure = Spec::decimal("1", "744").unit("hours").label("Month")
            .or("730")
            .help("Hours in the month: 730 as in AWS's calculator, 720 for 30 days, 744 for 31. Fewer than 672, the hours of a February, are a part of a month in which everything exists: what is billed by the month is then billed for that part of 720 hours."),
        /// Which allowances the account has.
        pub free_tier: FreeTier = Spec::choice(<FreeTier as crate::fields::Choice>::CHOICES)
            .label("Free tier").or("none")
            .help("Which of AWS's free allowances the account still has. No other workload of the account is taken to use them.")
            .source("https://aws.amazon.com/free/"),
        /// Where the total is rounded.
        pub rounding: Rounding = Spec::choice(<Rounding as crate::fields::Choice>::CHOICES)
            .label("Rounding").or("exact")
            .help("Exact adds unrounded lines. Per-line cents rounds each line first, as AWS's pages do."),
        /// Discounts on services.
        pub discounts: Vec<Discount> = Spec::list(Discount::SPEC, 20).label("Discounts")
            .help("Your discounts on list prices, by service."),
        /// A Compute Savings Plan, if there is one.
        pub compute_savings_plan: Option<SavingsPlan> = Spec::section(SavingsPlan::SPEC)
            .label("Compute Savings Plan").fine()
            .help("A Compute Savings Plan that covers Lambda's duration and provisioned concurrency.")
            .source("https://aws.amazon.com/savingsplans/compute-pricing/"),
        /// A Database Savings Plan, if there is one.
        pub database_savings_plan: Option<DatabasePlan> = Spec::section(DatabasePlan::SPEC)
            .label("Database Savings Plan").fine()
            .help("A Database Savings Plan of one year without upfront payment, at AWS's rates for DynamoDB's requests and provisioned capacity.")
            .source("https://aws.amazon.com/savingsplans/database-pricing/"),
    }
}

choice! {
    /// Which allowances the account has.
    pub enum FreeTier {
        /// None: every unit is paid.
        None = "none" "None",
        /// The allowances that never end.
        AlwaysFree = "always-free" "Always free",
        /// Those and the ones of the first twelve months, for accounts opened before 2025-07-15.
        Legacy12Months = "legacy-12-months" "Always free and first 12 months (accounts from before 2025-07-15)",
    }
}

choice! {
    /// Where the total is rounded.
    pub enum Rounding {
        /// Lines are added unrounded.
        Exact = "exact" "Exact",
        /// Each line is rounded to cents, half a cent up, and the rounded lines are added.
        PerLineCents = "per-line-cents" "Cents a line",
    }
}
