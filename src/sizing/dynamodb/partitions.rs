//! How many partitions a table or an index needs, and what one key may take.

use crate::pricing::quota_ids;
use crate::quantity::{Figure, Overflow};
use crate::sizing::ledger::Ledger;

/// What one partition holds; `None` where the book has no value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Partition {
    /// Read units a second.
    pub read: Option<Figure>,
    /// Write units a second.
    pub write: Option<Figure>,
    /// GB.
    pub size: Option<Figure>,
}

/// The partitions that a table or an index needs, by both readings of AWS's pages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Partitions {
    /// By the direction that needs more, as both are limited apart today.
    pub most: Figure,
    /// By the sum of both, as AWS's guide counted until 2017.
    pub sum: Figure,
}

impl Partition {
    /// DDB-1: what one partition holds.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html>
    pub(super) fn new(ledger: &mut Ledger<'_>) -> Result<Self, Overflow> {
        Ok(Self {
            read: ledger.allowed(quota_ids::DYNAMODB_PARTITION_READ)?.limit,
            write: ledger.allowed(quota_ids::DYNAMODB_PARTITION_WRITE)?.limit,
            size: ledger.allowed(quota_ids::DYNAMODB_PARTITION_SIZE)?.limit,
        })
    }

    /// DDB-3: the partitions that serve so many read and write units a second and hold so many GB, at least
    /// one. AWS gives no formula today: the maximum of both directions is enough for the throughput; their
    /// sum, by the guide of 2017, is the careful figure. Units are the most that were ever provisioned or
    /// reached, as partitions are split and never merged.
    pub(super) fn needed(
        &self,
        read: Figure,
        write: Figure,
        gb: Option<Figure>,
    ) -> Result<Option<Partitions>, Overflow> {
        let (Some(each_read), Some(each_write), Some(each_gb)) = (self.read, self.write, self.size)
        else {
            return Ok(None);
        };
        let by_size = match gb {
            Some(gb) => gb.steps_of(each_gb)?,
            None => Figure::ZERO,
        };
        let least = by_size.max(Figure::ONE);
        let apart = read.steps_of(each_read)?.max(write.steps_of(each_write)?);
        // One fraction, so that the sum is rounded up once: (read × w + write × r) ÷ (r × w).
        let both = read
            .checked_mul(each_write)?
            .checked_add(write.checked_mul(each_read)?)?;
        let together = both.steps_of(each_read.checked_mul(each_write)?)?;
        Ok(Some(Partitions {
            most: apart.max(least),
            sum: together.max(least),
        }))
    }

    /// DDB-4: the suffixes over which a key's writes must be spread so that each fits one partition.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-sharding.html>
    pub(super) fn shards(&self, writes: Figure) -> Result<Option<Figure>, Overflow> {
        let Some(each) = self.write else {
            return Ok(None);
        };
        writes
            .steps_of(each)
            .map(|shards| Some(shards.max(Figure::ONE)))
    }
}
