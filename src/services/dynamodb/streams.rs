//! Streams: reads by readers of one's own. Lambda triggers read for free.

use crate::metering::Meter;
use crate::quantity::{Figure, Overflow};
use crate::scenario::Table;
use crate::working::{Rule, Step};
use crate::workload::Workload;

const READS: Rule = Rule {
    text: "each GetRecords call is a read request unit of up to 1 MB; calls by Lambda triggers and by global tables are free",
    href: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
};

/// How often a table's stream is read in a month.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn reads(workload: &Workload<'_>, table: &Table) -> Result<Figure, Overflow> {
    Figure::from(table.stream_readers)
        .times(table.stream_reads_per_second)?
        .times(workload.hours().in_seconds()?.figure())
}

/// Reads of all streams.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    for table in &workload.scenario.tables {
        if table.stream_readers == 0 {
            continue;
        }
        let quantity = reads(workload, table)?;
        meter.add("dynamodb.streams.read", quantity, || {
            let formula = format!(
                "stream of {}: {} readers × {} a second × {} hours × 3,600",
                table.name,
                table.stream_readers,
                table.stream_reads_per_second,
                workload.hours().figure(),
            );
            vec![Step::of(formula, quantity, "requests").by(READS)]
        })?;
    }
    Ok(())
}
