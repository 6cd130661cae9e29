//! The changes that fit a scenario, and which of them are priced.

use super::change::Scope;
use super::{Applied, Change, changes};
use crate::quantity::{Figure, Overflow};
use crate::working::Silent;
use crate::workload::duration::duration_of;
use crate::workload::{Checked, FunctionDemand, Workload};

/// The most changes of one scenario that are priced. Each takes an estimate of the whole scenario, and
/// a scenario brings more changes the more parts it has: without a bound, the work would grow with the
/// square of the scenario's size.
pub const PRICED_MAX: usize = 120;

/// A change that fits a scenario.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) of: &'static Change,
    pub(super) applied: Applied,
}

/// The changes that fit a scenario.
#[derive(Debug)]
pub(super) struct Candidates {
    /// Those to price, at most [`PRICED_MAX`].
    pub(super) priced: Vec<Candidate>,
    /// How many others there are. They change the smaller functions and tables.
    pub(super) others: usize,
}

/// The changes that fit a scenario. If there are too many to be priced, those of the scenario as a whole
/// and of its largest functions and tables are: a function is the larger the more memory its
/// invocations occupy for how long in a month, a table the more operations a month it has.
///
/// # Errors
/// [`Overflow`] if the scenario's own figures are too large to be kept.
pub(super) fn candidates(scenario: &Checked) -> Result<Candidates, Overflow> {
    let mut all = Vec::new();
    for of in changes::all() {
        let applied = (of.applies)(scenario)?.into_iter();
        all.extend(applied.map(|applied| Candidate { of, applied }));
    }
    let others = all.len().saturating_sub(PRICED_MAX);
    if others > 0 {
        let ranks = Ranks::new(scenario)?;
        // A stable order: the changes of one part stay together, as each part has a rank of its own.
        all.sort_by_key(|one| ranks.of(one.applied.scope));
        all.truncate(PRICED_MAX);
    }
    Ok(Candidates {
        priced: all,
        others,
    })
}

/// The rank of each function and table by its size; the largest has rank 0.
struct Ranks {
    functions: Vec<usize>,
    tables: Vec<usize>,
}

impl Ranks {
    fn new(scenario: &Checked) -> Result<Self, Overflow> {
        let workload = Workload::derive(scenario)?;
        let functions: Result<Vec<_>, _> = workload.functions.iter().map(occupied).collect();
        let tables = scenario.tables.iter().map(|table| {
            let own = workload.operations_on(table);
            own.map(|one| one.times.figure())
                .try_fold(Figure::ZERO, Figure::checked_add)
        });
        let tables: Result<Vec<_>, _> = tables.collect();
        Ok(Self {
            functions: ranks(&functions?),
            tables: ranks(&tables?),
        })
    }

    /// The rank of a part. The scenario as a whole comes before its parts; a function comes before the
    /// table of the same rank.
    fn of(&self, scope: Scope) -> (usize, u8) {
        let (ranks, index, kind) = match scope {
            Scope::Whole => return (0, 0),
            Scope::Function(index) => (&self.functions, index, 1),
            Scope::Table(index) => (&self.tables, index, 2),
        };
        (ranks.get(index).copied().unwrap_or(usize::MAX), kind)
    }
}

/// What a function's invocations of a month occupy, in MB-milliseconds; 0 if their duration is not
/// known.
fn occupied(demand: &FunctionDemand<'_>) -> Result<Figure, Overflow> {
    let Some(duration) = duration_of(Silent, demand.function)? else {
        return Ok(Figure::ZERO);
    };
    let each = duration
        .ms()?
        .checked_mul(demand.function.memory_mb.into())?;
    demand.invocations.figure().checked_mul(each)
}

/// The rank of each size among all; of equal sizes, the first has the lower rank.
fn ranks(sizes: &[Figure]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|index| core::cmp::Reverse(sizes.get(*index).copied()));
    let mut ranks = vec![0; sizes.len()];
    for (rank, index) in order.into_iter().enumerate() {
        if let Some(slot) = ranks.get_mut(index) {
            *slot = rank;
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_has_rank_0_and_the_first_of_equals_comes_first() {
        let sizes = [3_u32, 7, 3, 0].map(Figure::from);
        assert_eq!(ranks(&sizes), [1, 0, 2, 3]);
    }
}
