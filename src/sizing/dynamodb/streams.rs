//! Readers of the streams of tables.

use crate::pricing::quota_ids;
use crate::quantity::{Figure, Overflow};
use crate::scenario::Scenario;
use crate::sizing::ledger::{Claim, Ledger};

const REMEDY: &str = "Let one function pass the records on, for example to a topic.";

/// L-15: two readers share a shard of a stream without being throttled. A function that the stream invokes
/// is one of them.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.Lambda.html>
pub(super) fn add<'a>(scenario: &'a Scenario, ledger: &mut Ledger<'a>) -> Result<(), Overflow> {
    for table in &scenario.tables {
        let functions = scenario.functions.iter();
        let functions =
            functions.filter(|function| function.invoked_by.as_slice().contains(&table.name));
        let functions = Figure::whole(u64::try_from(functions.count()).unwrap_or(u64::MAX));
        let readers = functions.checked_add(table.stream_readers.into())?;
        if readers.is_zero() {
            continue;
        }
        let allowed = ledger.allowed(quota_ids::DYNAMODB_STREAM_READERS)?;
        let part = format!("stream of table {}", table.name);
        ledger.add(Claim::of_a_call(part, allowed, readers, REMEDY))?;
    }
    Ok(())
}
