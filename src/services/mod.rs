//! The AWS services: metering rules, one file each, with the AWS page that states each rule.
//!
//! A service reads the workload and adds metered usage; what it costs is not its business. To add
//! one: a file here with a `meter` function, a line in [`ALL`], its ids in the catalogue.

pub mod api_gateway;
pub mod cloudwatch_logs;
pub mod data_transfer;
pub mod dynamodb;
pub mod kms;
pub mod lambda;

use crate::estimate::{Meter, Step};
use crate::quantity::{Overflow, format};
use crate::workload::{FunctionDemand, Workload};

/// Meters what one service is used for.
pub type Service = fn(&Workload<'_>, &mut Meter) -> Result<(), Overflow>;

/// Every service, in the order of the bill.
pub const ALL: [Service; 6] = [
    api_gateway::meter,
    lambda::meter,
    dynamodb::meter,
    cloudwatch_logs::meter,
    kms::meter,
    data_transfer::meter,
];

/// The step from the requests that clients want to the requests that arrive.
fn requests_step(workload: &Workload<'_>) -> Step {
    let traffic = &workload.scenario.traffic;
    let month = format::grouped(traffic.requests_per_month.value());
    let formula = if traffic.retry_rate.is_zero() {
        format!("{month} requests a month, none retried")
    } else {
        format!(
            "{month} requests a month × (1 + {} retried)",
            traffic.retry_rate
        )
    };
    Step::of(formula, workload.requests.figure(), "requests")
}

/// The step from the requests that arrive to the invocations of a function.
fn invocations_step(workload: &Workload<'_>, demand: &FunctionDemand<'_>) -> Step {
    let requests = format::grouped(workload.requests.figure().value());
    let formula = format!(
        "{}: {requests} requests × {} share",
        demand.function.name, demand.function.share
    );
    Step::of(formula, demand.invocations.figure(), "invocations")
}
