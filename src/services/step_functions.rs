//! AWS Step Functions: transitions of standard workflows; requests, duration and memory of express
//! workflows.

use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::pricing::{Date, ids};
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Workflow, WorkflowKind};
use crate::working::{MB_PER_GB, MS_PER_SECOND, Named as _, Quantity, Rule, Trace, Working};
use crate::workload::Workload;

/// The steps in which the duration of an express workflow is billed, in ms.
const DURATION_STEP_MS: u32 = 100;
/// The steps in which the memory of an express workflow is billed, in MB.
const MEMORY_STEP_MB: u32 = 64;

const TRANSITIONS: Rule = Rule::new(
    "a standard workflow is billed for each state transition, retries included",
    "https://aws.amazon.com/step-functions/pricing/",
);
const REQUESTS: Rule = Rule::new(
    "each execution of an express workflow is one request",
    "https://aws.amazon.com/step-functions/pricing/",
);
const EXPRESS: Rule = Rule::new(
    "an express workflow is billed by its duration, rounded up to 100 ms, times its memory, rounded up to 64 MB; a GB is 1,024 MB",
    "https://aws.amazon.com/step-functions/pricing/",
);

/// Executions of a workflow in a month.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn executions<T: Trace>(
    workload: &Workload<'_, T>,
    workflow: &Workflow,
) -> Result<Quantity<T>, Overflow> {
    let (name, function) = (&workflow.name, &workflow.function);
    workload.caused(name, function, workflow.per_request, "executions")
}

/// The used duration or memory, rounded up to a multiple of the step, at least one step.
fn in_steps<T: Trace>(used: Working<T>, step: u32) -> Working<T> {
    used.up_to_multiple_of(step).at_least(step)
}

/// GB-seconds of executions of an express workflow.
fn gb_seconds<T: Trace>(
    name: &str,
    executions: Quantity<T>,
    duration_ms: Figure,
    memory_mb: Figure,
) -> Result<Quantity<T>, Overflow> {
    let on = executions.trace();
    let duration = in_steps(on.of(duration_ms, "ms"), DURATION_STEP_MS);
    let memory = in_steps(on.of(memory_mb, "MB"), MEMORY_STEP_MB);
    let used = executions * duration / MS_PER_SECOND * memory / MB_PER_GB;
    Ok(used.step(name, "GB-seconds")?.by(EXPRESS))
}

/// Meters all workflows.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    for (at, workflow) in workload.scenario.workflows.iter().enumerate() {
        let path = |field: &str| format!("workflows.{at}.{field}");
        let executions = executions(workload, workflow)?;
        match workflow.kind {
            WorkflowKind::Standard => standard(workflow, executions, &path, meter)?,
            WorkflowKind::Express => express(workflow, executions, &path, meter)?,
        }
    }
    Ok(())
}

fn standard<T: Trace>(
    workflow: &Workflow,
    executions: Quantity<T>,
    path: &dyn Fn(&str) -> String,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    let id = ids::STEP_FUNCTIONS_STANDARD_TRANSITIONS;
    let Some(transitions) = workflow.transitions else {
        let message = "how many transitions an execution has is not given";
        meter.input_missing(id, path("transitions"), message);
        return Ok(());
    };
    let each = executions.trace().of(transitions, "transitions");
    let each = each.and_again(workflow.transition_retry_rate.named("retried"));
    let all = (executions * each).step(&workflow.name, "transitions")?;
    meter.take(id, all.by(TRANSITIONS))
}

fn express<T: Trace>(
    workflow: &Workflow,
    executions: Quantity<T>,
    path: &dyn Fn(&str) -> String,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    let requests = executions.expr().step(&workflow.name, "requests")?;
    meter.take(ids::STEP_FUNCTIONS_EXPRESS_REQUESTS, requests.by(REQUESTS))?;
    let id = ids::STEP_FUNCTIONS_EXPRESS_DURATION;
    let mut missing = |field: &str, message| meter.input_missing(id, path(field), message);
    let (Some(duration), Some(memory)) = (workflow.duration_ms, workflow.memory_mb) else {
        if workflow.duration_ms.is_none() {
            missing("duration_ms", "how long an execution runs is not given");
        }
        if workflow.memory_mb.is_none() {
            missing("memory_mb", "the memory of an execution is not given");
        }
        return Ok(());
    };
    let used = gb_seconds(&workflow.name, executions, duration, memory)?;
    meter.take(id, used)
}

/// The echoes of the inputs of workflows.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    for (at, workflow) in workload.scenario.workflows.iter().enumerate() {
        let count = executions(workload, workflow)?.figure();
        echo(
            format!("workflows.{at}.per_request"),
            month(count, "executions"),
        );
    }
    Ok(())
}
