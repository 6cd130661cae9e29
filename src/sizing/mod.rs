//! What each part must sustain, and which of AWS's limits the traffic reaches first.
//!
//! The demand of each part follows from the workload by the hour of the week and the burst: its mean over
//! the week, and its peak, which is the mean of the busiest hour times the burst. Each rule is in the file
//! of its service and cites its AWS page; it puts demand and limit into a ledger, which sorts them by
//! headroom. Limits are quotas of the price book as they apply on the day of the prices, or the account's
//! own. Rules have a letter and a number, by which files and tests name them: L for Lambda, A for API
//! Gateway, DDB for `DynamoDB`, Q for queues, topics, events and workflows, K for keys and all others.
//! Counted things stay exact decimals; the 99.9th percentile alone is computed with floats.
//!
//! Not modelled, with the reason:
//! * L-7, L-11: allocation and target tracking of provisioned concurrency, which happen in time;
//! * L-10: what becomes of throttled requests;
//! * L-16's time of a stream, and A-8's of a large one: what a stream carries is compared with its bound alone;
//! * L-13, L-14: FIFO message groups and provisioned pollers, which a scenario does not have;
//! * usage plans, and the leaky bucket of older pages;
//! * DDB-7, DDB-9 to DDB-12: seconds within a minute, growth beyond twice a previous peak, switching, warm
//!   and maximum throughput, which depend on a table's past;
//! * DDB-15 and auto scaling: decreases of capacity, which happen in time;
//! * the table that remembers requests, which has no size of its own in a scenario;
//! * functions that a clock invokes: their calls are taken to follow the traffic, as all others do;
//! * K-5: AWS does not say whether what Lambda writes to logs counts against the quota of `PutLogEvents`.

mod api_gateway;
mod assumption;
mod dynamodb;
mod kms;
mod lambda;
mod latency;
mod ledger;
mod limit;
mod messaging;
mod percentile;
mod rate;
mod secrets;
mod split;
mod units;
mod watching;
mod workflows;

use serde::Serialize;

use crate::pricing::quota::QuotasAsOf;
use crate::quantity::Overflow;
use crate::workload::Workload;
pub use api_gateway::ApiSize;
pub use assumption::Assumption;
pub use dynamodb::{CapacitySize, HotKey, IndexSize, TableSize};
pub use lambda::{Account, Burst, Concurrency, EventSource, FunctionSize, Provisioned, Throttle};
pub use latency::Route;
use ledger::Ledger;
pub use limit::{Limit, LimitFrom};
pub use rate::{Pace, Rate};

/// What the parts of a scenario must sustain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sizing<'a> {
    /// The limit that breaks first: the one with the least headroom of those that more traffic reaches or
    /// that the peak exceeds already; null if there is none.
    pub first: Option<Limit<'a>>,
    /// All limits that are known, the least headroom first; those without demand or without a limit last.
    pub limits: Vec<Limit<'a>>,
    /// The API; null if there is none.
    pub api: Option<ApiSize>,
    /// How the functions share the account's concurrency; null if there is no function.
    pub account: Option<Account>,
    /// The functions, in the scenario's order, and the authorizer's.
    pub functions: Vec<FunctionSize<'a>>,
    /// The tables, in the scenario's order.
    pub tables: Vec<TableSize<'a>>,
    /// How long a request takes, by the function that answers it.
    pub routes: Vec<Route<'a>>,
    /// What was taken for granted.
    pub assumptions: Vec<Assumption>,
}

/// The size of a workload's parts, with the quotas of its region and day.
///
/// # Errors
/// [`Overflow`] if a figure is too large.
pub fn size<'a>(workload: &Workload<'a>, quotas: QuotasAsOf<'a>) -> Result<Sizing<'a>, Overflow> {
    let scenario = workload.scenario;
    let pace = Pace::new(workload)?;
    let growth = scenario.traffic.growth_rate;
    let mut ledger = Ledger::new(quotas, &scenario.quotas, growth)?;
    let loads = lambda::loads(workload, &pace)?;
    let api = api_gateway::size(workload, &loads, &pace, &mut ledger)?;
    let tables = dynamodb::size(workload, &pace, &mut ledger)?;
    let partitions = |name: &str| {
        let mut tables = tables.iter();
        tables.find(|table| table.name == name)?.partitions
    };
    let (account, functions) = lambda::size(&loads, scenario, partitions, &mut ledger)?;
    let routes = latency::routes(scenario.api.as_ref(), &loads, &mut ledger)?;
    kms::add(workload, &pace, &mut ledger)?;
    secrets::add(workload, &pace, &mut ledger)?;
    messaging::add(workload, &pace, &mut ledger)?;
    workflows::add(workload, &pace, &mut ledger)?;
    watching::add(workload, &pace, &mut ledger)?;
    let (limits, assumptions) = ledger.close();
    Ok(Sizing {
        first: limits.iter().find(|limit| limit.can_bind()).cloned(),
        limits,
        api,
        account,
        functions,
        tables,
        routes,
        assumptions,
    })
}
