//! The AWS services: metering rules, one file each, with the AWS page that states each rule.
//!
//! A service reads the workload and adds metered usage; what it costs is not its business. To add
//! one: a file here with a `meter` function, a line in [`ALL`], its ids in the catalogue.

pub mod api_gateway;
pub mod cloudwatch;
pub mod cloudwatch_logs;
pub mod cognito;
pub mod data_transfer;
pub mod dynamodb;
pub mod eventbridge;
pub mod idempotency;
pub mod kms;
pub mod lambda;
pub mod neighbours;
pub mod parameter_store;
pub mod secrets_manager;
pub mod sns;
pub mod sqs;
pub mod step_functions;
pub mod waf;
pub mod xray;

use crate::metering::Meter;
use crate::quantity::Overflow;
use crate::workload::Workload;

/// Meters what one service is used for.
pub type Service = fn(&Workload<'_>, &mut Meter) -> Result<(), Overflow>;

/// The keys of the services that a scenario can be billed for, as in the catalogue and at the
/// beginning of its price ids.
pub const KEYS: [&str; 15] = [
    "api-gateway",
    "lambda",
    "dynamodb",
    "cloudwatch",
    "xray",
    "kms",
    "sqs",
    "sns",
    "eventbridge",
    "step-functions",
    "secrets-manager",
    "parameter-store",
    "waf",
    "cognito",
    "data-transfer",
];

/// Every service, in the order of the bill.
pub const ALL: [Service; 18] = [
    api_gateway::meter,
    lambda::meter,
    dynamodb::meter,
    idempotency::meter,
    cloudwatch_logs::meter,
    cloudwatch::meter,
    xray::meter,
    kms::meter,
    sqs::meter,
    sns::meter,
    eventbridge::meter,
    step_functions::meter,
    secrets_manager::meter,
    parameter_store::meter,
    waf::meter,
    cognito::meter,
    data_transfer::meter,
    dynamodb::global_tables::meter_transfer,
];
