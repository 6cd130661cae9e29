//! A `DynamoDB` table and its indexes.

use crate::quantity::Figure;
use crate::scenario::choice::choice;
use crate::scenario::read::section;
use crate::scenario::{Choice, Spec};

section! {
    /// A `DynamoDB` table.
    pub struct Table as "table" {
        /// Its name, which operations refer to.
        pub name: String = Spec::text(255).label("Name").always()
            .help("What operations call it; unique among the tables."),
        /// Its class.
        pub class: TableClass = Spec::choice(TableClass::CHOICES).label("Class").or("standard")
            .help("The table class.")
            .source("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.TableClasses.html"),
        /// How its throughput is paid.
        pub capacity: Capacity = Spec::section(&Capacity::SPEC).label("Capacity"),
        /// What is stored in it, indexes apart.
        pub storage_gb: Option<Figure> = Spec::decimal("0", "1000000000").unit("GB").label("Storage").example("1")
            .optional()
            .help("What the table holds on average over the month, indexes apart."),
        /// Whether it can be restored to any second of the last 35 days.
        pub pitr: bool = Spec::truth().label("Point-in-time recovery")
            .help("Continuous backups of the table and its local indexes, billed by their size.")
            .source("https://aws.amazon.com/dynamodb/pricing/on-demand/"),
        /// Its secondary indexes.
        pub indexes: Vec<Index> = Spec::list(&Index::SPEC, 25).label("Indexes")
            .help("Secondary indexes. Each write that touches one is billed again."),
        /// Who holds the key.
        pub encryption: Encryption = Spec::choice(Encryption::CHOICES).label("Encryption").or("aws-owned")
            .help("Who holds the key that encrypts it.")
            .source("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html"),
        /// The customer managed key's name; tables that name the same key share it.
        pub key: String = Spec::text(64).label("Key").optional().fine()
            .help("A name for the customer managed key. Tables that name the same one share it; unnamed, the table has its own."),
        /// How many callers fetch the table's key.
        pub key_callers: Option<u32> = Spec::integer(1, 1_000_000).label("Key callers").optional().fine()
            .help("How many callers fetch the table's key from KMS: connections that DynamoDB tells apart. When left out, one for each function that uses the table.")
            .source("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html"),
        /// The share of the traffic that goes to the busiest key.
        pub hot_key_share: Option<Figure> = Spec::decimal("0", "1").label("Hottest key").optional().fine()
            .help("The share of the table's traffic that goes to its busiest partition key. It decides when a partition throttles, not what the table costs."),
    }
}

section! {
    /// How a table's throughput is paid.
    pub struct Capacity as "capacity" {
        /// The mode.
        pub mode: CapacityMode = Spec::choice(CapacityMode::CHOICES).label("Capacity mode").or("on-demand")
            .help("How throughput is paid.")
            .source("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html"),
    }
}

section! {
    /// A secondary index.
    pub struct Index as "index" {
        /// Its name, unique in the table.
        pub name: String = Spec::text(255).label("Name").always()
            .help("What you call it; unique in the table."),
        /// The kind of index.
        pub kind: IndexKind = Spec::choice(IndexKind::CHOICES).label("Kind").or("gsi")
            .help("Global or local."),
        /// The size of an index entry.
        pub projected_kb: Figure = Spec::decimal("0", "400").unit("KB").label("Entry size").example("0.5")
            .help("The size of what is projected into the index, keys included."),
        /// The share of the table's writes that touch it.
        pub write_share: Figure = Spec::decimal("0", "1").label("Write share").or("1")
            .help("The share of the table's successful writes that change a projected attribute."),
        /// Of those, the share that change the index's own key.
        pub key_change_share: Figure = Spec::decimal("0", "1").label("Key changes").or("0").fine()
            .help("Of those, the share that change the index's own key: a delete and an insert, two writes."),
        /// What the index stores.
        pub storage_gb: Option<Figure> = Spec::decimal("0", "1000000000").unit("GB").label("Storage").example("0.5")
            .optional()
            .help("What the index holds on average over the month, added to the table's storage."),
    }
}

choice! {
    /// The class of a table.
    pub enum TableClass {
        /// Dearer storage, cheaper throughput.
        Standard = "standard" "Standard",
    }
}

choice! {
    /// How throughput is paid.
    pub enum CapacityMode {
        /// By the request.
        OnDemand = "on-demand" "On-demand",
    }
}

choice! {
    /// The kind of a secondary index.
    pub enum IndexKind {
        /// Global: partitions of its own.
        Gsi = "gsi" "Global",
        /// Local: in the table's own partitions.
        Lsi = "lsi" "Local",
    }
}

choice! {
    /// Who holds a table's key.
    pub enum Encryption {
        /// `DynamoDB`; free.
        AwsOwned = "aws-owned" "AWS owned key",
        /// AWS in the account, `aws/dynamodb`; requests are billed.
        AwsManaged = "aws-managed" "AWS managed key",
        /// The customer; key and requests are billed.
        CustomerManaged = "customer-managed" "Customer managed key",
    }
}
