//! Discounts on list prices that the user has.

use crate::fields::choice::choice;
use crate::fields::read::section;
use crate::fields::{Choice, Spec};
use crate::quantity::Figure;

/// Where AWS states what a Compute Savings Plan covers of Lambda.
const SAVINGS_PLANS: &str = "https://aws.amazon.com/savingsplans/compute-pricing/";

/// Where AWS states what a Database Savings Plan covers, and its rates.
const DATABASE_PLANS: &str = "https://aws.amazon.com/savingsplans/database-pricing/";

choice! {
    /// A service that a scenario can be billed for, by its key: the first part of its price ids.
    pub enum BilledService {
        /// Amazon API Gateway.
        ApiGateway = "api-gateway" "Amazon API Gateway",
        /// AWS Lambda.
        Lambda = "lambda" "AWS Lambda",
        /// Amazon `DynamoDB`.
        Dynamodb = "dynamodb" "Amazon DynamoDB",
        /// Amazon `CloudWatch`.
        Cloudwatch = "cloudwatch" "Amazon CloudWatch",
        /// AWS X-Ray.
        Xray = "xray" "AWS X-Ray",
        /// AWS KMS.
        Kms = "kms" "AWS KMS",
        /// Amazon SQS.
        Sqs = "sqs" "Amazon SQS",
        /// Amazon SNS.
        Sns = "sns" "Amazon SNS",
        /// Amazon `EventBridge`.
        Eventbridge = "eventbridge" "Amazon EventBridge",
        /// AWS Step Functions.
        StepFunctions = "step-functions" "AWS Step Functions",
        /// AWS Secrets Manager.
        SecretsManager = "secrets-manager" "AWS Secrets Manager",
        /// Parameter Store.
        ParameterStore = "parameter-store" "Parameter Store",
        /// AWS WAF.
        Waf = "waf" "AWS WAF",
        /// Amazon Cognito.
        Cognito = "cognito" "Amazon Cognito",
        /// Data transfer.
        DataTransfer = "data-transfer" "Data transfer",
    }
}

section! {
    /// A discount on everything that one AWS service charges.
    pub struct Discount as "discount" {
        /// The service.
        pub service: BilledService = Spec::choice(BilledService::CHOICES).label("Service").always().example("lambda")
            .help("The service by its key, the first part of its price ids: lambda, dynamodb, api-gateway …"),
        /// Per cent off the list price.
        pub percent: Figure = Spec::decimal("0", "100").unit("%").label("Discount").example("10")
            .help("Per cent off the list price of everything that the service charges, including what a Savings Plan covers."),
    }
}

section! {
    /// A Database Savings Plan, as far as it covers `DynamoDB`.
    pub struct DatabasePlan as "database savings plan" {
        /// The share of `DynamoDB`'s requests and capacity that it covers.
        pub coverage: Figure = Spec::decimal("0", "1").label("Coverage").or("1").always()
            .help("The share of DynamoDB's requests and provisioned capacity that the commitment covers: 0.8 is four fifths. Storage, streams and backups are never covered, nor is what reserved capacity covers.")
            .source(DATABASE_PLANS),
    }
}

section! {
    /// A Compute Savings Plan, as far as it covers Lambda.
    pub struct SavingsPlan as "savings plan" {
        /// Per cent off the list price of what it covers.
        pub discount_percent: Figure = Spec::decimal("0", "100").unit("%").label("Discount").example("12")
            .help("By how many per cent the plan's rate is below the list price: up to 17 for Lambda, depending on term and payment.")
            .source(SAVINGS_PLANS),
        /// The share of Lambda's duration and provisioned concurrency that it covers.
        pub coverage: Figure = Spec::decimal("0", "1").label("Coverage").or("1")
            .help("The share of Lambda's duration and provisioned concurrency that the commitment covers: 0.8 is four fifths. Requests are never covered.")
            .source(SAVINGS_PLANS),
    }
}
