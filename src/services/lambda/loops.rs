//! What is said of functions that invoke each other in a loop.

use crate::metering::Meter;
use crate::quantity::{Figure, format};
use crate::working::Trace;
use crate::workload::Workload;
use crate::workload::invocations::Looping;
use crate::workload::rounds::Counted;

/// How many decimal places of a share are told.
const PLACES: u32 = 4;

/// Notes each loop, with the share that goes on.
pub(super) fn note<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) {
    for looping in &workload.loops {
        let names: Vec<&str> = looping
            .members
            .iter()
            .filter_map(|member| name(*member, workload))
            .collect();
        let Looping { share, .. } = looping;
        let rounds = Figure::ONE
            .checked_sub(*share)
            .and_then(|rest| Figure::ONE.checked_div(rest));
        let rounds = rounds.map_or_else(
            |_| String::new(),
            |rounds| {
                format!(
                    ", so that all rounds together are {} times the first",
                    format::about(rounds, PLACES)
                )
            },
        );
        meter.note(format!(
            "A loop goes through {}: {} of each round goes on to the next{rounds}. Lambda stops some loops after about 16 rounds, unless they are allowed.",
            names.join(", "),
            format::about(*share, PLACES),
        ));
    }
}

fn name<'s, T>(member: Counted, workload: &Workload<'s, T>) -> Option<&'s str> {
    let scenario = workload.scenario;
    match member {
        Counted::Function(at) => scenario.functions.get(at).map(|one| one.name.as_str()),
        Counted::Stream(at) => scenario.tables.get(at).map(|one| one.name.as_str()),
    }
}
