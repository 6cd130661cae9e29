//! `DynamoDB` Accelerator: clusters by the node and hour.

use crate::fields::Choice as _;
use crate::metering::Meter;
use crate::quantity::{Figure, Overflow};
use crate::scenario::DaxNode;
use crate::working::{Rule, Step};
use crate::workload::Workload;

const NODES: Rule = Rule {
    text: "each node of a DAX cluster is billed by the hour, used or not",
    href: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
};

const fn id(node: DaxNode) -> &'static str {
    match node {
        DaxNode::R5Large => "dynamodb.dax.r5.large",
        DaxNode::R5Xlarge => "dynamodb.dax.r5.xlarge",
        DaxNode::R52xlarge => "dynamodb.dax.r5.2xlarge",
        DaxNode::R54xlarge => "dynamodb.dax.r5.4xlarge",
        DaxNode::R58xlarge => "dynamodb.dax.r5.8xlarge",
        DaxNode::R512xlarge => "dynamodb.dax.r5.12xlarge",
        DaxNode::R516xlarge => "dynamodb.dax.r5.16xlarge",
        DaxNode::R524xlarge => "dynamodb.dax.r5.24xlarge",
    }
}

/// Node-hours of all clusters.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let hours = workload.hours().figure();
    for table in &workload.scenario.tables {
        let Some(dax) = &table.dax else {
            continue;
        };
        let quantity = Figure::from(dax.nodes).times(hours)?;
        meter.add(id(dax.node_type), quantity, || {
            let formula = format!(
                "DAX in front of {}: {} dax.{} × {hours} hours",
                table.name,
                dax.nodes,
                dax.node_type.word()
            );
            vec![Step::of(formula, quantity, "node-hours").by(NODES)]
        })?;
    }
    Ok(())
}
