//! Amazon `DynamoDB`: units a second, partitions, the hottest key, quotas of tables and of the account.

mod capacity;
mod operations;
mod partitions;
mod streams;

use serde::Serialize;

use super::ledger::{Claim, Ledger};
use super::rate::{Pace, Rate};
use crate::pricing::{QuotaId, quota_ids};
use crate::quantity::{Figure, HOURS_PER_WEEK, Overflow};
use crate::scenario::{Index, IndexKind, Table};
use crate::services::dynamodb::demand::Part;
use crate::services::dynamodb::provisioned::{Provision, provisions};
use crate::services::dynamodb::storage::{index_gb, table_gb};
use crate::services::dynamodb::units::Direction;
use crate::working::{Silent, Trace as _};
use crate::workload::Workload;
pub use capacity::CapacitySize;
use partitions::{Partition, Partitions};

const TABLE: &str = "";
const INDEX: &str = "While an index is throttled, writes to its table are throttled too.";
const NEW: &str = "It counts for a new table only: warm the table up before the first peak, or let the traffic grow over half an hour at a time.";
const KEY_READ: &str = "Cache the reads of the key, for example with DAX.";
const KEY_WRITE: &str =
    "Spread the key over suffixes, which makes a read of the whole key as many queries.";
const ACCOUNT: &str = "";

/// What a table must sustain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableSize<'a> {
    /// Its name.
    pub name: &'a str,
    /// Read units a second of the table with its local indexes.
    pub read_units: Rate,
    /// Write units a second of the table with its local indexes.
    pub write_units: Rate,
    /// The partitions that are enough for throughput and size: the maximum of both directions; null if what
    /// a partition holds is not on record.
    pub partitions: Option<Figure>,
    /// The same by the sum of both directions, as AWS's guide counted until 2017.
    pub partitions_conservative: Option<Figure>,
    /// What the busiest key takes; null if its share is not given.
    pub hottest_key: Option<HotKey>,
    /// The suffixes over which the busiest key's writes must be spread; 1 if none are needed, null if its
    /// share is not given.
    pub shards: Option<Figure>,
    /// The provisioned read capacity; null on demand, or without reads.
    pub read_capacity: Option<CapacitySize>,
    /// The provisioned write capacity; null on demand, or without writes.
    pub write_capacity: Option<CapacitySize>,
    /// Its global indexes, each with partitions and capacity of its own.
    pub indexes: Vec<IndexSize<'a>>,
}

/// What a global index must sustain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IndexSize<'a> {
    /// Its name.
    pub name: &'a str,
    /// Read units a second.
    pub read_units: Rate,
    /// Write units a second.
    pub write_units: Rate,
    /// The partitions that are enough, by the maximum of both directions.
    pub partitions: Option<Figure>,
    /// The same by the sum of both directions.
    pub partitions_conservative: Option<Figure>,
    /// The provisioned read capacity; null on demand, or without reads.
    pub read_capacity: Option<CapacitySize>,
    /// The provisioned write capacity; null on demand, or without writes.
    pub write_capacity: Option<CapacitySize>,
}

/// What the busiest key takes at the peak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HotKey {
    /// Its share of the traffic.
    pub share: Figure,
    /// Read units a second at the peak.
    pub read_units: Figure,
    /// Write units a second at the peak.
    pub write_units: Figure,
}

/// What sizing tables needs beside the ledger.
struct Sizes<'a, 'w> {
    workload: &'w Workload<'a>,
    pace: &'w Pace,
    provisions: Vec<Provision<'a>>,
    partition: Partition,
}

/// A table with its local indexes, or a global index, in both directions.
struct Loaded {
    read: Rate,
    write: Rate,
    read_capacity: Option<CapacitySize>,
    write_capacity: Option<CapacitySize>,
    partitions: Option<Partitions>,
}

/// The size of each table, with the limits that they run into.
pub(super) fn size<'a>(
    workload: &Workload<'a>,
    pace: &Pace,
    ledger: &mut Ledger<'a>,
) -> Result<Vec<TableSize<'a>>, Overflow> {
    let sizes = Sizes {
        workload,
        pace,
        provisions: provisions(workload)?,
        partition: Partition::new(ledger)?,
    };
    let mut tables = Vec::with_capacity(workload.scenario.tables.len());
    for table in &workload.scenario.tables {
        tables.push(sizes.table(table, ledger)?);
    }
    sizes.add_account(ledger)?;
    operations::add(workload, ledger)?;
    streams::add(workload.scenario, ledger)?;
    Ok(tables)
}

impl<'a> Sizes<'a, '_> {
    fn table(&self, table: &'a Table, ledger: &mut Ledger<'a>) -> Result<TableSize<'a>, Overflow> {
        let part = format!("table {}", table.name);
        let gb = table_gb(Silent, table)?.map(|gb| gb.figure());
        let own = self.loaded(table, None, gb, &part, ledger)?;
        let hottest = match table.hot_key_share {
            Some(share) => Some(self.hot_key(&part, share, &own, ledger)?),
            None => None,
        };
        let shards = match hottest {
            Some(key) => self.partition.shards(key.write_units)?,
            None => None,
        };
        let mut indexes = Vec::new();
        for (at, index) in table.indexes.iter().enumerate() {
            if index.kind == IndexKind::Gsi {
                indexes.push(self.index(table, at, index, ledger)?);
            }
        }
        counts(table, &part, ledger)?;
        Ok(TableSize {
            name: &table.name,
            read_units: own.read,
            write_units: own.write,
            partitions: own.partitions.map(|one| one.most),
            partitions_conservative: own.partitions.map(|one| one.sum),
            hottest_key: hottest,
            shards,
            read_capacity: own.read_capacity,
            write_capacity: own.write_capacity,
            indexes,
        })
    }

    /// DDB-14: an index that is throttled throttles the writes of its table.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/gsi-throttling.html>
    fn index(
        &self,
        table: &'a Table,
        at: usize,
        index: &'a Index,
        ledger: &mut Ledger<'a>,
    ) -> Result<IndexSize<'a>, Overflow> {
        let part = format!("index {} of {}", index.name, table.name);
        let gb = index_gb(Silent, index, table)?.map(|gb| gb.figure());
        let own = self.loaded(table, Some(at), gb, &part, ledger)?;
        Ok(IndexSize {
            name: &index.name,
            read_units: own.read,
            write_units: own.write,
            partitions: own.partitions.map(|one| one.most),
            partitions_conservative: own.partitions.map(|one| one.sum),
            read_capacity: own.read_capacity,
            write_capacity: own.write_capacity,
        })
    }

    fn loaded(
        &self,
        table: &'a Table,
        index: Option<usize>,
        gb: Option<Figure>,
        part: &str,
        ledger: &mut Ledger<'a>,
    ) -> Result<Loaded, Overflow> {
        let side =
            |direction, ledger: &mut Ledger<'a>| self.side(table, index, direction, part, ledger);
        let (read, most_read, read_capacity) = side(Direction::Read, ledger)?;
        let (write, most_write, write_capacity) = side(Direction::Write, ledger)?;
        Ok(Loaded {
            read,
            write,
            read_capacity,
            write_capacity,
            partitions: self.partition.needed(most_read, most_write, gb)?,
        })
    }

    /// One direction of a table or an index: its rate, the most units provisioned or reached, and its
    /// capacity.
    fn side(
        &self,
        table: &'a Table,
        index: Option<usize>,
        direction: Direction,
        part: &str,
        ledger: &mut Ledger<'a>,
    ) -> Result<(Rate, Figure, Option<CapacitySize>), Overflow> {
        let advice = if index.is_some() { INDEX } else { TABLE };
        let quota = ledger.allowed(table_quota(direction))?;
        let mut provisions = self.provisions.iter();
        let provision = provisions.find(|one| {
            one.table.name == table.name && one.index == index && one.direction == direction
        });
        let Some(provision) = provision else {
            let asked = Part {
                table,
                index,
                direction,
            };
            let rate = self.pace.of(asked.asked(self.workload)?.figure()?)?;
            ledger.add(Claim::new(part, quota, rate, advice))?;
            self.add_start(direction, part, rate, ledger)?;
            return Ok((rate, rate.peak, None));
        };
        let rate = self.pace.of(provision.monthly.figure()?)?;
        // DDB-13: in provisioned mode the quota bounds what is provisioned.
        let units = provisioned(provision)?;
        let claim = Claim::new(part, quota, units, advice);
        ledger.add(if provision.is_given {
            claim.fixed()
        } else {
            claim
        })?;
        let capacity = capacity::add(provision, part, rate, self.pace, ledger)?;
        Ok((rate, units.peak.max(rate.peak), capacity))
    }

    /// DDB-8: what a new on-demand table serves at once, until it has grown.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html>
    fn add_start(
        &self,
        direction: Direction,
        part: &str,
        rate: Rate,
        ledger: &mut Ledger<'a>,
    ) -> Result<(), Overflow> {
        let id = match direction {
            Direction::Read => quota_ids::DYNAMODB_ONDEMAND_INITIAL_READ,
            Direction::Write => quota_ids::DYNAMODB_ONDEMAND_INITIAL_WRITE,
        };
        let allowed = ledger.allowed(id)?;
        ledger.add(Claim::new(part, allowed, rate, NEW).fixed())?;
        Ok(())
    }

    /// DDB-4: a key takes its share of the traffic, and can use one partition at most as long as its items
    /// are not spread over sort keys.
    fn hot_key(
        &self,
        part: &str,
        share: Figure,
        own: &Loaded,
        ledger: &mut Ledger<'a>,
    ) -> Result<HotKey, Overflow> {
        let part = format!("hottest key of {part}");
        let (read, write) = (own.read.times(share)?, own.write.times(share)?);
        for (id, rate, remedy) in [
            (quota_ids::DYNAMODB_PARTITION_READ, read, KEY_READ),
            (quota_ids::DYNAMODB_PARTITION_WRITE, write, KEY_WRITE),
        ] {
            let allowed = ledger.allowed(id)?;
            ledger.add(Claim::new(part.clone(), allowed, rate, remedy))?;
        }
        Ok(HotKey {
            share,
            read_units: read.peak,
            write_units: write.peak,
        })
    }

    /// DDB-13: all provisioned tables and indexes share a quota of the account; on-demand tables do not
    /// count.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html>
    fn add_account(&self, ledger: &mut Ledger<'a>) -> Result<(), Overflow> {
        if self.provisions.is_empty() {
            return Ok(());
        }
        for direction in [Direction::Read, Direction::Write] {
            let mut sum = Rate::NONE;
            for provision in self
                .provisions
                .iter()
                .filter(|one| one.direction == direction)
            {
                sum = sum.and(provisioned(provision)?)?;
            }
            let allowed = ledger.allowed(match direction {
                Direction::Read => quota_ids::DYNAMODB_ACCOUNT_READ,
                Direction::Write => quota_ids::DYNAMODB_ACCOUNT_WRITE,
            })?;
            let given = self.provisions.iter().all(|one| one.is_given);
            let claim = Claim::new("account", allowed, sum, ACCOUNT);
            ledger.add(if given { claim.fixed() } else { claim })?;
        }
        Ok(())
    }
}

const fn table_quota(direction: Direction) -> QuotaId {
    match direction {
        Direction::Read => quota_ids::DYNAMODB_TABLE_READ,
        Direction::Write => quota_ids::DYNAMODB_TABLE_WRITE,
    }
}

/// The units that are provisioned: the mean over the week, and the most in an hour.
fn provisioned(provision: &Provision<'_>) -> Result<Rate, Overflow> {
    let hours = Silent.of(HOURS_PER_WEEK, "");
    let week = provision.unit_hours(hours).figure()?;
    Ok(Rate {
        mean: week.checked_div(HOURS_PER_WEEK.into())?,
        peak: provision.week.most(),
    })
}

/// How many indexes of each kind a table may have.
fn counts<'a>(table: &'a Table, part: &str, ledger: &mut Ledger<'a>) -> Result<(), Overflow> {
    for (kind, id) in [
        (IndexKind::Gsi, quota_ids::DYNAMODB_GSI),
        (IndexKind::Lsi, quota_ids::DYNAMODB_LSI),
    ] {
        let of_kind = table.indexes.iter().filter(|index| index.kind == kind);
        let count = Figure::whole(u64::try_from(of_kind.count()).unwrap_or(u64::MAX));
        if !count.is_zero() {
            let allowed = ledger.allowed(id)?;
            let few = "Let one index serve several access patterns.";
            ledger.add(Claim::of_a_call(part, allowed, count, few))?;
        }
    }
    Ok(())
}
