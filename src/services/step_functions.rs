//! AWS Step Functions: transitions of standard workflows; requests, duration and memory of express
//! ones.

use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::metering::step::step;
use crate::pricing::Date;
use crate::quantity::{Figure, GbSeconds, MemoryMb, Millis, Overflow, format};
use crate::scenario::{Workflow, WorkflowKind};
use crate::working::{Rule, Step};
use crate::workload::Workload;

/// Express workflows are billed in steps of so long.
const DURATION_STEP_MS: u32 = 100;
/// Express workflows are billed in steps of so much memory.
const MEMORY_STEP_MB: u32 = 64;

const TRANSITIONS: Rule = Rule {
    text: "a standard workflow is billed by the state transition, retries included",
    href: "https://aws.amazon.com/step-functions/pricing/",
};
const EXPRESS: Rule = Rule {
    text: "an express workflow is billed by its duration, rounded up to 100 ms, times its memory, rounded up to 64 MB; a GB is 1,024 MB",
    href: "https://aws.amazon.com/step-functions/pricing/",
};

/// Transitions of one execution, retries included.
///
/// # Errors
/// [`Overflow`] never for what an execution may hold.
pub fn transitions(transitions: Figure, retry_rate: Figure) -> Result<Figure, Overflow> {
    transitions.times(Figure::ONE.plus(retry_rate)?)
}

/// What one execution is billed for: at least one step of each.
///
/// # Errors
/// [`Overflow`] never for what an execution may hold.
pub fn billed(duration_ms: Figure, memory_mb: Figure) -> Result<(Millis, MemoryMb), Overflow> {
    let whole = |figure: Figure, step: u32| {
        let steps = figure.steps_of(step.into())?.max(Figure::ONE);
        steps.times(step.into())
    };
    Ok((
        Millis::of(whole(duration_ms, DURATION_STEP_MS)?),
        MemoryMb::of(whole(memory_mb, MEMORY_STEP_MB)?),
    ))
}

/// GB-seconds of so many executions.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn gb_seconds(
    executions: Figure,
    duration_ms: Figure,
    memory_mb: Figure,
) -> Result<GbSeconds, Overflow> {
    let (duration, memory) = billed(duration_ms, memory_mb)?;
    let time = Millis::of(executions.times(duration.figure())?).in_seconds()?;
    memory.in_gb()?.during(time)
}

/// All workflows.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    for (at, workflow) in workload.scenario.workflows.iter().enumerate() {
        let path = |field: &str| format!("workflows.{at}.{field}");
        match workflow.kind {
            WorkflowKind::Standard => standard(workload, workflow, &path, meter)?,
            WorkflowKind::Express => express(workload, workflow, &path, meter)?,
        }
    }
    Ok(())
}

fn executions_step(workload: &Workload<'_>, workflow: &Workflow) -> Step {
    step(
        workload,
        &workflow.name,
        &workflow.function,
        workflow.per_request,
        "executions",
    )
}

fn standard(
    workload: &Workload<'_>,
    workflow: &Workflow,
    path: &dyn Fn(&str) -> String,
    meter: &mut Meter,
) -> Result<(), Overflow> {
    const ID: &str = "step-functions.standard.transitions";
    let Some(each) = workflow.transitions else {
        let message = "how many transitions an execution has is not given";
        meter.input_missing(ID, path("transitions"), message);
        return Ok(());
    };
    let executions = workload.caused(&workflow.function, workflow.per_request)?;
    let quantity = executions.times(transitions(each, workflow.transition_retry_rate)?)?;
    meter.add(ID, quantity, || {
        let formula = format!(
            "{} executions × {each} × (1 + {} retried)",
            format::grouped(executions.value()),
            workflow.transition_retry_rate
        );
        vec![
            executions_step(workload, workflow),
            Step::of(formula, quantity, "transitions").by(TRANSITIONS),
        ]
    })
}

fn express(
    workload: &Workload<'_>,
    workflow: &Workflow,
    path: &dyn Fn(&str) -> String,
    meter: &mut Meter,
) -> Result<(), Overflow> {
    const ID: &str = "step-functions.express.duration";
    let executions = workload.caused(&workflow.function, workflow.per_request)?;
    meter.add("step-functions.express.requests", executions, || {
        vec![executions_step(workload, workflow)]
    })?;
    let mut missing = |field: &str, message| meter.input_missing(ID, path(field), message);
    let (Some(duration), Some(memory)) = (workflow.duration_ms, workflow.memory_mb) else {
        if workflow.duration_ms.is_none() {
            missing("duration_ms", "how long an execution runs is not given");
        }
        if workflow.memory_mb.is_none() {
            missing("memory_mb", "the memory of an execution is not given");
        }
        return Ok(());
    };
    let quantity = gb_seconds(executions, duration, memory)?.figure();
    meter.add(ID, quantity, || {
        let formula = format!(
            "{}: {} executions × ⌈{duration} ms⌉₁₀₀ ÷ 1,000 × ⌈{memory} MB⌉₆₄ ÷ 1,024",
            workflow.name,
            format::grouped(executions.value()),
        );
        vec![Step::of(formula, quantity, "GB-seconds").by(EXPRESS)]
    })
}

/// What follows from the inputs of workflows.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, workflow) in workload.scenario.workflows.iter().enumerate() {
        let count = workload.caused(&workflow.function, workflow.per_request)?;
        echo(
            format!("workflows.{at}.per_request"),
            month(count, "executions"),
        );
    }
    Ok(())
}
