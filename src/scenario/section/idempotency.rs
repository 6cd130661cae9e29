//! A table that remembers which requests were done, so that a retried one is not done twice.

use crate::fields::Spec;
use crate::fields::read::section;
use crate::quantity::Figure;

/// Where Powertools describes what it reads and writes.
const POWERTOOLS: &str =
    "https://docs.powertools.aws.dev/lambda/python/latest/utilities/idempotency/";

section! {
    /// An idempotency table: on-demand, Standard, entries expire by time to live.
    pub struct Idempotency as "idempotency table" {
        /// The size of an entry.
        pub item_kb: Figure = Spec::decimal("0", "400").unit("KB").label("Entry size").example("1")
            .help("The size of an entry, including the response that it keeps.").source(POWERTOOLS),
        /// The share of requests that are made idempotent.
        pub share: Figure = Spec::decimal("0", "1").label("Share").or("1")
            .help("The share of requests that the table protects: usually those that write."),
        /// How long an entry lives.
        pub keep_hours: Figure = Spec::decimal("0", "100000").unit("hours").label("Kept for").or("1").fine()
            .help("How long an entry is kept: one hour is Powertools' default. AWS may delete it some days later.")
            .source(POWERTOOLS),
        /// Whether a retried request reads the entry.
        pub reads_on_retry: bool = Spec::truth().label("Reads on retry").fine()
            .help("Whether a retried request reads the entry after its write failed. Clients do so if the failed condition does not return the item to them.")
            .source(POWERTOOLS),
    }
}
