//! Quotas of the user's account that differ from AWS's defaults.

use crate::fields::Spec;
use crate::fields::read::section;
use crate::quantity::Figure;

/// Where AWS shows the quotas of an account.
const SERVICE_QUOTAS: &str =
    "https://docs.aws.amazon.com/servicequotas/latest/userguide/gs-request-quota.html";

section! {
    /// A quota of which the account has another value than AWS's default.
    pub struct AccountQuota as "limit" {
        /// The id of the quota: `lambda.concurrency`.
        pub id: String = Spec::text(64).label("Quota").always().example("lambda.concurrency")
            .help("The id of a quota that AWS raises on request, as the page of prices lists it: lambda.concurrency, apigateway.throttle.rate, dynamodb.table.write …")
            .source(SERVICE_QUOTAS),
        /// What the account has, in the quota's unit.
        pub value: Figure = Spec::decimal("1", "1000000000000").label("Your account has").always().example("1000")
            .help("The value that AWS shows for your account and region, in the unit of the quota. A new account has less than the default of some quotas.")
            .source(SERVICE_QUOTAS),
    }
}
