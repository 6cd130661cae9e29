//! `DynamoDB` Accelerator: clusters by the node and hour.

use crate::fields::Choice as _;
use crate::metering::Meter;
use crate::pricing::{PriceId, ids};
use crate::quantity::Overflow;
use crate::scenario::{Dax, DaxNode};
use crate::working::{Named as _, Rule, Trace, Working};
use crate::workload::Workload;

const NODES: Rule = Rule::new(
    "each node of a DAX cluster is billed by the hour, used or not",
    "https://aws.amazon.com/dynamodb/pricing/on-demand/",
);

const fn id(node: DaxNode) -> PriceId {
    match node {
        DaxNode::R5Large => ids::DYNAMODB_DAX_R5_LARGE,
        DaxNode::R5Xlarge => ids::DYNAMODB_DAX_R5_XLARGE,
        DaxNode::R52xlarge => ids::DYNAMODB_DAX_R5_2XLARGE,
        DaxNode::R54xlarge => ids::DYNAMODB_DAX_R5_4XLARGE,
        DaxNode::R58xlarge => ids::DYNAMODB_DAX_R5_8XLARGE,
        DaxNode::R512xlarge => ids::DYNAMODB_DAX_R5_12XLARGE,
        DaxNode::R516xlarge => ids::DYNAMODB_DAX_R5_16XLARGE,
        DaxNode::R524xlarge => ids::DYNAMODB_DAX_R5_24XLARGE,
    }
}

/// Node-hours of a cluster in a month.
pub fn node_hours<T: Trace>(workload: &Workload<'_, T>, dax: &Dax) -> Working<T> {
    workload.on().of(dax.nodes, "nodes") * workload.hours().named("hours")
}

/// Meters node-hours of all clusters.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    for table in &workload.scenario.tables {
        let Some(dax) = &table.dax else {
            continue;
        };
        let (name, node) = (&table.name, dax.node_type.word());
        let name = format_args!("DAX in front of {name}, dax.{node}");
        let hours = node_hours(workload, dax).step(name, "node-hours")?;
        meter.take(id(dax.node_type), hours.by(NODES))?;
    }
    Ok(())
}
