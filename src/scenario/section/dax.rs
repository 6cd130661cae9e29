//! A `DynamoDB` Accelerator cluster.

use crate::fields::choice::choice;
use crate::fields::read::section;
use crate::fields::{Choice, Spec};
use crate::quantity::Figure;

section! {
    /// A cache cluster in front of a table.
    pub struct Dax as "cache" {
        /// The nodes' type.
        pub node_type: DaxNode = Spec::choice(DaxNode::CHOICES).label("Node type").always().example("r5.large")
            .help("The type of the cluster's nodes.")
            .source("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.cluster.html"),
        /// How many nodes the cluster has.
        pub nodes: u32 = Spec::integer(1, 11).label("Nodes").example("3")
            .help("How many nodes the cluster has: one primary and up to ten replicas. AWS advises at least three.")
            .source("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.cluster.html"),
        /// The share of eventually consistent reads that it answers.
        pub hit_rate: Figure = Spec::decimal("0", "1").label("Cache hits").or("0")
            .help("The share of eventually consistent reads that the cluster answers by itself: they use no read units of the table. Strongly consistent and transactional reads always reach the table.")
            .source("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.html"),
    }
}

choice! {
    /// The type of a node.
    pub enum DaxNode {
        /// 16 GiB.
        R5Large = "r5.large" "dax.r5.large",
        /// 32 GiB.
        R5Xlarge = "r5.xlarge" "dax.r5.xlarge",
        /// 64 GiB.
        R52xlarge = "r5.2xlarge" "dax.r5.2xlarge",
        /// 128 GiB.
        R54xlarge = "r5.4xlarge" "dax.r5.4xlarge",
        /// 256 GiB.
        R58xlarge = "r5.8xlarge" "dax.r5.8xlarge",
        /// 384 GiB.
        R512xlarge = "r5.12xlarge" "dax.r5.12xlarge",
        /// 512 GiB.
        R516xlarge = "r5.16xlarge" "dax.r5.16xlarge",
        /// 768 GiB.
        R524xlarge = "r5.24xlarge" "dax.r5.24xlarge",
    }
}
