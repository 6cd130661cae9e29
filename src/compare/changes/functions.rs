//! Architecture, memory and provisioned concurrency of functions.

use crate::compare::{Applied, Change};
use crate::fields::Choice as _;
use crate::fields::points::DURATION_MAX_MS;
use crate::quantity::{Figure, Overflow, SECONDS_PER_HOUR, format};
use crate::scenario::{Architecture, Function, PROVISIONED_MAX, Scenario, SnapStart};
use crate::working::Silent;
use crate::workload::duration::{duration_at, duration_of};
use crate::workload::provisioned::REQUESTS_PER_SECOND;
use crate::workload::shape::Week;
use crate::workload::{Checked, FunctionDemand, Workload};

/// Memory sizes that are tried, in MB.
pub const MEMORY_MB: [u32; 11] = [
    128, 256, 512, 768, 1024, 1536, 1769, 2048, 3008, 5120, 10_240,
];
const MS_PER_SECOND: u32 = 1000;
/// Decimal places of a duration in words.
const PLACES: u32 = 1;

const ARM: &str = "arm64 runs only code, layers and container images that were built for it. The durations are taken to stay as they are: measure yours.";
const X86: &str = "x86_64 gives up what arm64 saves, about a fifth of the price of a GB-second, for code that runs wherever it was built.";
const COLD: &str = "Without provisioned concurrency the first request of each new environment waits for its init time, and a function gets 1,000 new environments in 10 seconds at most.";
const READY: &str = "Provisioned concurrency is paid for the time it is configured, used or not, in steps of 5 minutes; a sudden peak above it starts cold all the same.";

const NO_COLD_STARTS: &str = "no cold starts are counted, as the function has no cold_start_rate; without environments kept ready it will have some, with its INIT phase billed";

pub(super) const CHANGES: &[Change] = &[
    Change {
        key: "architecture-arm64",
        label: "arm64",
        gives_up: ARM,
        spares: X86,
        source: "https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html",
        touches: &[
            "functions.*.architecture",
            "api.authorizer_function.architecture",
        ],
        applies: |scenario| Ok(architecture(scenario, Architecture::Arm64)),
    },
    Change {
        key: "architecture-x86_64",
        label: "x86_64",
        gives_up: X86,
        spares: ARM,
        source: "https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html",
        touches: &[
            "functions.*.architecture",
            "api.authorizer_function.architecture",
        ],
        applies: |scenario| Ok(architecture(scenario, Architecture::X8664)),
    },
    Change {
        key: "memory",
        label: "Another memory size",
        gives_up: "CPU comes in proportion to memory, one vCPU at 1,769 MB, so that the duration moves as the model or the measured points say; memory that the code needs is not part of them.",
        spares: "The present size gives up the duration that the other would have: CPU comes in proportion to memory, one vCPU at 1,769 MB.",
        source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html",
        touches: &["functions.*.memory_mb"],
        applies: memory,
    },
    Change {
        key: "provisioned-concurrency",
        label: "Provisioned concurrency",
        gives_up: READY,
        spares: COLD,
        source: "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
        touches: &["functions.*.provisioned_concurrency"],
        applies: provisioned,
    },
    Change {
        key: "no-provisioned-concurrency",
        label: "No provisioned concurrency",
        gives_up: COLD,
        spares: READY,
        source: "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
        touches: &[
            "functions.*.provisioned_concurrency",
            "functions.*.provisioned_hours_per_month",
            "functions.*.provisioned_schedule.*",
            "functions.*.provisioned_share",
        ],
        applies: not_provisioned,
    },
];

fn architecture(scenario: &Scenario, to: Architecture) -> Vec<Applied> {
    let authorizer = scenario
        .api
        .as_ref()
        .and_then(|api| api.authorizer_function.as_ref());
    let others = scenario
        .functions
        .iter()
        .map(|function| function.architecture)
        .chain(authorizer.map(|function| function.architecture))
        .filter(|architecture| *architecture != to)
        .count();
    if others == 0 {
        return Vec::new();
    }
    let change = format!("{} for all functions", to.word());
    vec![Applied::changing(scenario, change, |scenario| {
        for function in &mut scenario.functions {
            function.architecture = to;
        }
        let authorizer = scenario
            .api
            .as_mut()
            .and_then(|api| api.authorizer_function.as_mut());
        if let Some(function) = authorizer {
            function.architecture = to;
        }
    })]
}

/// A copy of the scenario with this function changed.
fn with_function(
    scenario: &Scenario,
    place: usize,
    change: String,
    apply: impl FnOnce(&mut Function),
) -> Applied {
    Applied::changing(scenario, change, |scenario| {
        if let Some(function) = scenario.functions.get_mut(place) {
            apply(function);
        }
    })
}

/// Each function at each size at which its duration is known. A duration that is only given as it is
/// says nothing of other sizes.
fn memory(scenario: &Checked) -> Result<Vec<Applied>, Overflow> {
    let mut all = Vec::new();
    for (place, function) in scenario.functions.iter().enumerate() {
        let Some(now) = duration_of(Silent, function)? else {
            continue;
        };
        let now = format::about(now.ms()?, PLACES);
        for size in MEMORY_MB {
            let Some(then) =
                duration_at(Silent, function, size)?.filter(|_| size != function.memory_mb)
            else {
                continue;
            };
            let then = then.ms()?;
            if then > Figure::from(DURATION_MAX_MS) {
                continue;
            }
            let change = format!(
                "{}: {} MB instead of {} MB, an invocation runs {} ms instead of {now} ms",
                function.name,
                format::grouped(size),
                format::grouped(function.memory_mb),
                format::about(then, PLACES),
            );
            all.push(with_function(scenario, place, change, |function| {
                function.memory_mb = size;
            }));
        }
    }
    Ok(all)
}

/// The environments that the mean of a function's busiest hour keeps busy, one at least; a unit takes
/// ten requests a second at most. `None` if nothing invokes it, or more would be needed than a
/// scenario takes.
fn environments(
    workload: &Workload<'_>,
    demand: &FunctionDemand<'_>,
) -> Result<Option<u32>, Overflow> {
    let Some(duration) = duration_of(Silent, demand.function)? else {
        return Ok(None);
    };
    if demand.invocations.figure().is_zero() {
        return Ok(None);
    }
    let peak = Week::from_traffic(&workload.scenario.traffic)?.peak_over_mean()?;
    let least = Figure::from(MS_PER_SECOND).checked_div(REQUESTS_PER_SECOND.into())?;
    let busy = duration.ms()?.max(least);
    let month = workload.hours().checked_mul(SECONDS_PER_HOUR.into())?;
    let month = month.checked_mul(MS_PER_SECOND.into())?;
    let units = demand
        .invocations
        .figure()
        .checked_mul(peak)?
        .checked_mul(busy)?;
    let units = units.steps_of(month)?.max(Figure::ONE);
    let units = u32::try_from(units.value()).ok();
    Ok(units.filter(|units| *units <= PROVISIONED_MAX))
}

fn provisioned(scenario: &Checked) -> Result<Vec<Applied>, Overflow> {
    let workload = Workload::derive(scenario)?;
    let mut all = Vec::new();
    for (place, demand) in workload.functions.iter().enumerate() {
        let function = demand.function;
        if function.provisioned_concurrency.is_some() || function.snap_start != SnapStart::Off {
            continue;
        }
        let Some(units) = environments(&workload, demand)? else {
            continue;
        };
        let change = format!(
            "{}: {} kept ready all month, as many as the busiest hour's mean keeps busy",
            function.name,
            counted(units),
        );
        all.push(with_function(scenario, place, change, |function| {
            function.provisioned_concurrency = Some(units);
        }));
    }
    Ok(all)
}

/// So many environments, in words.
fn counted(units: u32) -> String {
    match units {
        1 => "1 environment".to_owned(),
        many => format!("{} environments", format::grouped(many)),
    }
}

fn not_provisioned(scenario: &Checked) -> Result<Vec<Applied>, Overflow> {
    let held = scenario.functions.iter().enumerate();
    let all = held.filter_map(|(place, function)| {
        let units = function.provisioned_concurrency?;
        let change = format!(
            "{}: none kept ready instead of {}",
            function.name,
            counted(units),
        );
        let applied = with_function(scenario, place, change, |function| {
            function.provisioned_concurrency = None;
            function.provisioned_hours_per_month = None;
            function.provisioned_schedule = None;
            function.provisioned_share = None;
        });
        let starts = function.cold_start_rate.is_zero();
        Some(applied.noting(starts.then_some(NO_COLD_STARTS)))
    });
    Ok(all.collect())
}
