//! The AWS services: metering rules, one file each, with the AWS page that states each rule.
//!
//! A service reads the workload and adds metered usage; what it costs is not its business. To add
//! one: a file here with a `meter` function, a line in [`ALL`], its ids in the catalogue.

pub mod api_gateway;
pub mod cloudwatch;
pub mod cloudwatch_logs;
pub mod data_transfer;
pub mod demand;
pub mod dynamodb;
pub mod kms;
pub mod lambda;
pub mod xray;

use demand::{
    accepted_steps, authorizations_step, duration_step, invocations_step, reaching_steps,

};

use crate::estimate::Meter;
use crate::quantity::Overflow;
use crate::workload::Workload;

/// Meters what one service is used for.
pub type Service = fn(&Workload<'_>, &mut Meter) -> Result<(), Overflow>;

/// Every service, in the order of the bill.
pub const ALL: [Service; 8] = [
    api_gateway::meter,
    lambda::meter,
    dynamodb::meter,
    cloudwatch_logs::meter,
    cloudwatch::meter,
    xray::meter,
    kms::meter,
    data_transfer::meter,
];
