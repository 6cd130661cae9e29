//! Architecture, memory and provisioned concurrency of functions.

use crate::compare::{Applied, Change, Scope};
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

const ARM: &str = "arm64 runs only code, layers and container images that were built for arm64. This comparison uses the same durations on both architectures: measure yours.";
const X86: &str = "On arm64 a GB-second costs about a fifth less. x86_64 gives up this saving, but runs code, layers and container images that were built for x86_64.";
const COLD: &str = "Without provisioned concurrency the first request of each new environment waits until the environment is initialised, and a function gets at most 1,000 new environments in 10 seconds.";
const READY: &str = "Provisioned concurrency is billed as long as it is configured, used or not, in steps of 5 minutes. Requests beyond it still start cold.";

const NO_COLD_STARTS: &str = "this estimate counts no cold starts, because the function has no cold_start_rate; without provisioned concurrency the function will have cold starts, and AWS bills their INIT phase";

pub(super) const CHANGES: &[Change] = &[
    Change {
        key: "architecture-arm64",
        label: "arm64",
        gives_up: ARM,
        staying: X86,
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
        staying: ARM,
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
        gives_up: "CPU grows in proportion to memory: 1,769 MB have one vCPU. The duration at the other size comes from the duration model or the measured points, which do not tell whether the code fits into the memory.",
        staying: "Keeping the present size also keeps its duration. CPU grows in proportion to memory: 1,769 MB have one vCPU.",
        source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html",
        touches: &["functions.*.memory_mb"],
        applies: memory,
    },
    Change {
        key: "provisioned-concurrency",
        label: "Provisioned concurrency",
        gives_up: READY,
        staying: COLD,
        source: "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
        touches: &["functions.*.provisioned_concurrency"],
        applies: provisioned,
    },
    Change {
        key: "no-provisioned-concurrency",
        label: "No provisioned concurrency",
        gives_up: COLD,
        staying: READY,
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
    vec![Applied::new(Scope::Whole, change, move |scenario| {
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

/// A change of the function of this index.
fn with_function(index: usize, change: String, apply: impl Fn(&mut Function) + 'static) -> Applied {
    Applied::new(Scope::Function(index), change, move |scenario| {
        if let Some(function) = scenario.functions.get_mut(index) {
            apply(function);
        }
    })
}

/// Each function at each size at which its duration is known. A duration that is entered as one number
/// is known at the present size only.
fn memory(scenario: &Checked) -> Result<Vec<Applied>, Overflow> {
    let mut all = Vec::new();
    for (index, function) in scenario.functions.iter().enumerate() {
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
            all.push(with_function(index, change, move |function| {
                function.memory_mb = size;
            }));
        }
    }
    Ok(all)
}

/// The environments that the mean traffic of a function's busiest hour keeps busy, at least one. An
/// environment serves at most ten requests a second. `None` if nothing invokes the function, or if it
/// needs more environments than a scenario can have.
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
    for (index, demand) in workload.functions.iter().enumerate() {
        let function = demand.function;
        if function.provisioned_concurrency.is_some() || function.snap_start != SnapStart::Off {
            continue;
        }
        let Some(units) = environments(&workload, demand)? else {
            continue;
        };
        let change = format!(
            "{}: {} kept ready all month, for the mean traffic of the busiest hour",
            function.name,
            counted(units),
        );
        all.push(with_function(index, change, move |function| {
            function.provisioned_concurrency = Some(units);
        }));
    }
    Ok(all)
}

/// A number of environments, in words.
fn counted(units: u32) -> String {
    match units {
        1 => "1 environment".to_owned(),
        many => format!("{} environments", format::grouped(many)),
    }
}

fn not_provisioned(scenario: &Checked) -> Result<Vec<Applied>, Overflow> {
    let held = scenario.functions.iter().enumerate();
    let all = held.filter_map(|(index, function)| {
        let units = function.provisioned_concurrency?;
        let change = format!(
            "{}: none kept ready instead of {}",
            function.name,
            counted(units),
        );
        let applied = with_function(index, change, |function| {
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
