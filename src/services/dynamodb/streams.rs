//! Streams: reads by the user's own readers. Reads by Lambda triggers are free.

use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::{Overflow, SECONDS_PER_HOUR};
use crate::scenario::Table;
use crate::working::{Named as _, Rule, Trace, Working};
use crate::workload::Workload;

const READS: Rule = Rule::new(
    "each GetRecords call is a read request unit of up to 1 MB; calls by Lambda triggers and by global tables are free",
    "https://aws.amazon.com/dynamodb/pricing/on-demand/",
);

/// Reads of a table's stream in a month.
pub fn reads<T: Trace>(workload: &Workload<'_, T>, table: &Table) -> Working<T> {
    let readers = workload.on().of(table.stream_readers, "readers");
    let a_second = readers * table.stream_reads_per_second.named("a second");
    a_second * workload.hours().named("hours") * SECONDS_PER_HOUR
}

/// Meters reads of all streams.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    let tables = workload.scenario.tables.iter();
    for table in tables.filter(|table| table.stream_readers > 0) {
        let name = format_args!("stream of {}", table.name);
        let reads = reads(workload, table).step(name, "requests")?;
        meter.take(ids::DYNAMODB_STREAMS_READ, reads.by(READS))?;
    }
    Ok(())
}
