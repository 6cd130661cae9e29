//! AWS Step Functions: starts, transitions and open executions.
//! <https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html>

use super::ledger::{Claim, Ledger};
use super::rate::{Pace, Rate};
use super::units::MS_PER_SECOND;
use crate::pricing::quota_ids;
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Workflow, WorkflowKind};
use crate::services::step_functions::executions;
use crate::workload::Workload;

const PART: &str = "account";
const STARTS: &str =
    "Workflows that need no exact once may be express workflows, which start faster.";
const TRANSITIONS: &str = "Express workflows have no such quota.";
const NONE: &str = "";

/// The starts of all workflows of a kind, with what follows from them.
#[derive(Clone, Copy)]
struct Sums {
    starts: Rate,
    transitions: Rate,
    open: Rate,
}

/// Adds the quotas of both kinds of workflow.
pub(super) fn add<'a>(
    workload: &Workload<'a>,
    pace: &Pace,
    ledger: &mut Ledger<'a>,
) -> Result<(), Overflow> {
    if let Some(sums) = sums(workload, WorkflowKind::Standard, pace)? {
        for (id, rate, remedy) in [
            (quota_ids::STEPFUNCTIONS_START_RATE, sums.starts, STARTS),
            (
                quota_ids::STEPFUNCTIONS_TRANSITION_RATE,
                sums.transitions,
                TRANSITIONS,
            ),
            (quota_ids::STEPFUNCTIONS_OPEN, sums.open, NONE),
        ] {
            let allowed = ledger.allowed(id)?;
            ledger.add(Claim::new(PART, allowed, rate, remedy))?;
        }
    }
    if let Some(sums) = sums(workload, WorkflowKind::Express, pace)? {
        let allowed = ledger.allowed(quota_ids::STEPFUNCTIONS_START_EXPRESS_RATE)?;
        ledger.add(Claim::new(PART, allowed, sums.starts, NONE))?;
    }
    Ok(())
}

/// The sums over all workflows of a kind; `None` if there is none.
fn sums(
    workload: &Workload<'_>,
    kind: WorkflowKind,
    pace: &Pace,
) -> Result<Option<Sums>, Overflow> {
    let mut sums = None;
    for workflow in workload
        .scenario
        .workflows
        .iter()
        .filter(|one| one.kind == kind)
    {
        let one = of(workload, workflow, pace)?;
        sums = Some(match sums {
            None => one,
            Some(Sums {
                starts,
                transitions,
                open,
            }) => Sums {
                starts: one.starts.and(starts)?,
                transitions: one.transitions.and(transitions)?,
                open: one.open.and(open)?,
            },
        });
    }
    Ok(sums)
}

fn of(workload: &Workload<'_>, workflow: &Workflow, pace: &Pace) -> Result<Sums, Overflow> {
    let starts = pace.of(executions(workload, workflow)?.figure())?;
    let again = Figure::ONE.checked_add(workflow.transition_retry_rate)?;
    let transitions = workflow.transitions.unwrap_or(Figure::ZERO);
    let duration = workflow.duration_ms.unwrap_or(Figure::ZERO);
    Ok(Sums {
        starts,
        transitions: starts.times(transitions.checked_mul(again)?)?,
        open: starts.times(duration)?.over(MS_PER_SECOND.into())?,
    })
}
