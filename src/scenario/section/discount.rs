//! Discounts on list prices that the user has.

use crate::quantity::Figure;
use crate::scenario::Spec;
use crate::scenario::read::section;

/// Where AWS states what a Compute Savings Plan covers of Lambda.
const SAVINGS_PLANS: &str = "https://aws.amazon.com/savingsplans/compute-pricing/";

section! {
    /// A discount on everything that one AWS service charges.
    pub struct Discount as "discount" {
        /// The service's key: `lambda`.
        pub service: String = Spec::text(32).label("Service").always().example("lambda")
            .help("The service by its key, the first part of its price ids: lambda, dynamodb, api-gateway …"),
        /// Per cent off the list price.
        pub percent: Figure = Spec::decimal("0", "100").unit("%").label("Discount").example("10")
            .help("Per cent off the list price of everything that the service charges, what a Savings Plan covers included."),
    }
}

section! {
    /// A Compute Savings Plan, as far as it covers Lambda.
    pub struct SavingsPlan as "savings plan" {
        /// Per cent off the list price of what it covers.
        pub discount_percent: Figure = Spec::decimal("0", "100").unit("%").label("Discount").example("12")
            .help("Per cent off the list price that the plan's rate is: up to 17 for Lambda, by term and payment.")
            .source(SAVINGS_PLANS),
        /// The share of Lambda's duration and provisioned concurrency that it covers.
        pub coverage: Figure = Spec::decimal("0", "1").label("Coverage").or("1")
            .help("The share of Lambda's duration and provisioned concurrency that the commitment covers: 0.8 is four fifths. Requests are never covered.")
            .source(SAVINGS_PLANS),
    }
}
