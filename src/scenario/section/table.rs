//! A `DynamoDB` table and its indexes.

use super::{Capacity, Dax, UNITS_MAX};
use crate::fields::choice::choice;
use crate::fields::read::section;
use crate::fields::{Choice, HourlyUnits, Names, Spec};
use crate::quantity::Figure;

/// The most replicas of a table whose regions are named: AWS has fewer other regions.
const REPLICAS_MAX: usize = 40;
/// Where AWS states what is billed in addition to reads and writes.
const PRICING: &str = "https://aws.amazon.com/dynamodb/pricing/on-demand/";
/// Where AWS states what an item weighs and the overhead that storage adds.
const SIZES: &str = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html";

section! {
    /// A `DynamoDB` table.
    pub struct Table as "table" {
        /// Its name, which operations refer to.
        pub name: String = Spec::text(255).label("Name").always()
            .help("The name by which operations refer to it; unique among the tables."),
        /// Its class.
        pub class: TableClass = Spec::choice(TableClass::CHOICES).label("Class").or("standard")
            .help("The table class.")
            .source("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.TableClasses.html"),
        /// How its throughput is paid.
        pub capacity: Capacity = Spec::section(Capacity::SPEC).label("Capacity"),
        /// What is stored in it, indexes apart.
        pub storage_gb: Option<Figure> = Spec::decimal("0", "1000000000").unit("GB").label("Storage").example("1")
            .optional()
            .help("What the table holds on average over the month, without indexes, billed as given. Left out, it follows from the number and the size of items."),
        /// How many items it holds.
        pub item_count: Option<Figure> = Spec::decimal("0", "1000000000000000").label("Items").optional().fine()
            .help("How many items the table holds on average over the month. Give this if you do not give its storage.")
            .source(SIZES),
        /// The mean size of an item.
        pub item_kb: Option<Figure> = Spec::decimal("0", "400").unit("KB").label("Item size").optional().fine()
            .help("The mean size of an item with its attribute names. For storage AWS adds 100 bytes an item, and 48 more in a global table.")
            .source(SIZES),
        /// How much the table grows a month, indexes apart.
        pub storage_growth_gb_per_month: Figure = Spec::decimal("0", "1000000000").unit("GB a month").label("Storage growth").or("0").fine()
            .help("By how much the table's storage grows from one month to the next, without indexes. This month's bill does not change, later ones do."),
        /// Whether it can be restored to any second of the last 35 days.
        pub pitr: bool = Spec::truth().label("Point-in-time recovery")
            .help("Continuous backups of the table and its local indexes, billed by their size.")
            .source("https://aws.amazon.com/dynamodb/pricing/on-demand/"),
        /// Its secondary indexes.
        pub indexes: Vec<Index> = Spec::list(Index::SPEC, 25).label("Indexes")
            .help("Secondary indexes. Each write that touches one is billed again."),
        /// Who holds the key.
        pub encryption: Encryption = Spec::choice(Encryption::CHOICES).label("Encryption").or("aws-owned")
            .help("Who holds the key that encrypts the table.")
            .source("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html"),
        /// The customer managed key's name; tables that name the same key share it.
        pub key: String = Spec::text(64).label("Key").optional().fine()
            .help("The name of the customer managed key. Everything that gives the same name shares the key. Left out, the table has a key of its own."),
        /// How many callers fetch the table's key.
        pub key_callers: Option<u32> = Spec::integer(1, 1_000_000).label("Key callers").optional().fine()
            .help("How many callers fetch the table's key from KMS: connections that DynamoDB counts apart. Left out, it is one for each function that uses the table.")
            .source("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html"),
        /// The share of the traffic that goes to the busiest key.
        pub hot_key_share: Option<Figure> = Spec::decimal("0", "1").label("Hottest key").optional().fine()
            .help("The share of the table's traffic that goes to its busiest partition key. It decides when a partition throttles, not what the table costs."),
        /// On-demand backups that are kept.
        pub backup_gb: Figure = Spec::decimal("0", "1000000000").unit("GB").label("Backups").or("0").fine()
            .help("The size of on-demand backups in warm storage, on average over the month.")
            .source(PRICING),
        /// What is restored in a month.
        pub restore_gb: Figure = Spec::decimal("0", "1000000000").unit("GB").label("Restored").or("0").fine()
            .help("How much is restored in the month, from backups or to a point in time.")
            .source(PRICING),
        /// What is exported to S3 in a month.
        pub export_gb: Figure = Spec::decimal("0", "1000000000").unit("GB").label("Exported").or("0").fine()
            .help("How much is exported to S3 in the month.")
            .source(PRICING),
        /// How many readers poll the table's stream; Lambda triggers apart, whose reads are free.
        pub stream_readers: u32 = Spec::integer(0, 10_000).label("Stream readers").or("0").fine()
            .help("How many readers of your own poll the table's stream, one for each shard. Lambda triggers read for free: do not count them.")
            .source(PRICING),
        /// How often each of them reads.
        pub stream_reads_per_second: Figure = Spec::decimal("0", "5").unit("reads a second").label("Stream reads").or("1").fine()
            .help("How often each reader calls GetRecords on a shard, which answers at most 5 calls a second.")
            .source(PRICING),
        /// Items that expire in a month.
        pub ttl_deletes_per_month: Figure = Spec::decimal("0", "1000000000000000").unit("items a month").label("Expired items").or("0").fine()
            .help("Items that time to live deletes in a month. Deletes are free, but each is a replicated write in every other region of a global table.")
            .source("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html"),
        /// How many other regions hold a replica.
        pub replica_regions: u32 = Spec::integer(0, 40).unit("other regions").label("Replicas").or("0").fine()
            .help("How many other regions hold a replica of the table (a global table). Each write is billed here and in each of those regions.")
            .source("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/global-tables-billing.html"),
        /// The other regions that hold a replica, by their codes.
        pub replicas: Names = Spec::names(32, REPLICAS_MAX, "").label("Replica regions").fine()
            .help("The regions that hold a replica of the table (a global table), as in us-west-2. Writes, storage and reads there are priced at the prices of each region. Give this instead of a number of replicas.")
            .source("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/global-tables-billing.html"),
        /// How often each of them is read, as a multiple of the reads here.
        pub replica_reads: Figure = Spec::decimal("0", "1000").label("Reads of a replica").or("0").fine()
            .help("How often each named replica is read on demand, as a multiple of the reads here: 1 where each region reads as much as this one. A provisioned replica has the read capacity that the table has here."),
        /// The cache in front, if there is one.
        pub dax: Option<Dax> = Spec::section(Dax::SPEC).label("DAX").fine(),
    }
}

impl Table {
    /// Whether it is a global table: other regions hold replicas.
    #[must_use]
    pub const fn is_global(&self) -> bool {
        self.replica_regions > 0 || !self.replicas.is_empty()
    }

    /// How many other regions hold a replica, named or not.
    #[must_use]
    pub fn other_regions(&self) -> u32 {
        let named = u32::try_from(self.replicas.as_slice().len()).unwrap_or(u32::MAX);
        self.replica_regions.saturating_add(named)
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
            .help("The size of the attributes that are projected into the index, keys included."),
        /// The share of the table's writes that touch it.
        pub write_share: Figure = Spec::decimal("0", "1").label("Write share").or("1")
            .help("The share of the table's successful writes that change a projected attribute."),
        /// Of those, the share that change the index's own key.
        pub key_change_share: Figure = Spec::decimal("0", "1").label("Key changes").or("0").fine()
            .help("The share of those writes that change the index's own key. Each costs two writes: a delete and an insert."),
        /// What the index stores.
        pub storage_gb: Option<Figure> = Spec::decimal("0", "1000000000").unit("GB").label("Storage").example("0.5")
            .optional()
            .help("What the index holds on average over the month, added to the table's storage. Left out, it follows from the number of entries, or else the table's storage is taken to include it."),
        /// How many entries it holds.
        pub item_count: Option<Figure> = Spec::decimal("0", "1000000000000000").label("Entries").optional().fine()
            .help("How many entries the index holds on average over the month. Give this if you do not give its storage. AWS adds 100 bytes to each.")
            .source(SIZES),
        /// Provisioned read capacity, of a global index in provisioned mode.
        pub read_units: Option<HourlyUnits> = Spec::hourly_units(1, UNITS_MAX).unit("RCU").label("Read capacity").optional().fine()
            .help("Provisioned read capacity units of a global index: one number, or one for each hour of a day (24) or a week (168). Left out, it follows from the traffic."),
        /// Provisioned write capacity, of a global index in provisioned mode.
        pub write_units: Option<HourlyUnits> = Spec::hourly_units(1, UNITS_MAX).unit("WCU").label("Write capacity").optional().fine()
            .help("Provisioned write capacity units of a global index: one number, or one for each hour of a day (24) or a week (168). Left out, it follows from the traffic."),
    }
}

choice! {
    /// The class of a table.
    pub enum TableClass {
        /// Dearer storage, cheaper throughput.
        Standard = "standard" "Standard",
        /// Cheaper storage, dearer throughput.
        StandardIa = "standard-ia" "Standard-IA",
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
