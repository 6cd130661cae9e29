//! What each function takes: requests a second and environments that are busy at the same time.

use crate::quantity::{Figure, Overflow};
use crate::scenario::{Function, Invocation};
use crate::sizing::rate::{Pace, Rate};
use crate::sizing::units::MS_PER_SECOND;
use crate::working::Silent;
use crate::workload::Workload;
use crate::workload::duration::duration_of;
use crate::workload::triggers::{Caller, triggers};

/// The name of the function of a Lambda authorizer, which has no other in a scenario.
const AUTHORIZER: &str = "authorizer";

/// A function, or the function of the authorizer, with its load.
#[derive(Clone, Copy, Debug)]
pub struct Load<'a> {
    /// The function; `None` for the authorizer's.
    pub function: Option<&'a Function>,
    /// Its name.
    pub name: &'a str,
    /// Invocations a second.
    pub requests: Rate,
    /// Invocations a second that count against the request rate of a pool.
    pub counted: Rate,
    /// Environments that are busy at the same time; `None` if the duration is not known.
    pub concurrency: Option<Rate>,
    /// The same in the mean of the busiest hour, without the burst.
    pub in_busiest_hour: Figure,
    /// What counts of the invocations a second, in the mean of the busiest hour.
    pub counted_in_busiest_hour: Figure,
    /// How long an invocation runs, in milliseconds, without INIT; `None` if that is not known.
    pub duration_ms: Option<Figure>,
    /// How long a cold start runs longer, in milliseconds; 0 if no invocation starts cold.
    pub init_ms: Figure,
    /// Whether requests invoke it, which wait for its answer.
    answers_api: bool,
}

impl Load<'_> {
    /// Environments that AWS keeps for this function alone.
    pub fn reserved(&self) -> Option<Figure> {
        let function = self.function?;
        function.reserved_concurrency.map(Figure::from)
    }

    /// Environments that are kept ready.
    pub fn provisioned(&self) -> Option<Figure> {
        let function = self.function?;
        function.provisioned_concurrency.map(Figure::from)
    }

    /// What a part is called.
    pub fn part(&self) -> String {
        format!("function {}", self.name)
    }

    /// Whether an API passes requests to it and waits for its answer.
    pub const fn answers_api(&self) -> bool {
        self.answers_api
    }
}

/// The load of each function, in the scenario's order, and then of the authorizer's.
///
/// L-1: mean concurrency is requests a second times mean duration in seconds. An environment is busy
/// during INIT too, so a cold start takes both.
/// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html>
///
/// L-2: what is invoked synchronously counts against the request rate of its pool, ten a second for each
/// unit of concurrency. AWS does not say whether event source mappings count, which invoke synchronously;
/// the wording covers them, so they do here.
pub fn loads<'a>(workload: &Workload<'a>, pace: &Pace) -> Result<Vec<Load<'a>>, Overflow> {
    let mut loads = Vec::with_capacity(workload.functions.len().saturating_add(1));
    for demand in &workload.functions {
        let function = demand.function;
        let duration = match duration_of(Silent, function)? {
            Some(duration) => Some(duration.ms()?),
            None => None,
        };
        let cold = demand.cold.map_or(Figure::ZERO, |cold| cold.figure());
        let init = match cold.is_zero() {
            true => Figure::ZERO,
            false => function.init_ms.unwrap_or(Figure::ZERO),
        };
        let counts = function.invocation == Invocation::Sync;
        let run = Run {
            invocations: demand.invocations.figure(),
            duration,
            cold,
            init,
            answers_api: counts
                && triggers(function, workload.scenario).contains(&Caller::Requests),
        };
        loads.push(run.load(Some(function), &function.name, counts, pace)?);
    }
    let api = workload.scenario.api.as_ref();
    let authorizer = api.and_then(|api| api.authorizer_function.as_ref());
    if let (Some(function), Some(calls)) = (authorizer, workload.authorizations) {
        let calls = calls.figure();
        let run = Run {
            invocations: calls,
            duration: Some(function.duration_ms),
            cold: calls.checked_mul(function.cold_start_rate)?,
            init: function.init_ms.unwrap_or(Figure::ZERO),
            answers_api: false,
        };
        loads.push(run.load(None, AUTHORIZER, true, pace)?);
    }
    Ok(loads)
}

/// The runs of a month.
struct Run {
    invocations: Figure,
    duration: Option<Figure>,
    cold: Figure,
    init: Figure,
    answers_api: bool,
}

impl Run {
    /// The milliseconds of a month in which an environment is busy, all added up.
    fn busy_ms(&self, duration: Figure) -> Result<Figure, Overflow> {
        let handler = self.invocations.checked_mul(duration)?;
        handler.checked_add(self.cold.checked_mul(self.init)?)
    }

    fn load<'a>(
        &self,
        function: Option<&'a Function>,
        name: &'a str,
        counts: bool,
        pace: &Pace,
    ) -> Result<Load<'a>, Overflow> {
        let requests = pace.of(self.invocations)?;
        let ms = Figure::from(MS_PER_SECOND);
        let (concurrency, in_busiest_hour) = match self.duration {
            None => (None, Figure::ZERO),
            Some(duration) => {
                let busy = self.busy_ms(duration)?;
                let hour = pace.busiest_hour(busy)?.checked_div(ms)?;
                (Some(pace.of(busy)?.over(ms)?), hour)
            }
        };
        Ok(Load {
            function,
            name,
            requests,
            counted: if counts { requests } else { Rate::NONE },
            counted_in_busiest_hour: match counts {
                true => pace.busiest_hour(self.invocations)?,
                false => Figure::ZERO,
            },
            concurrency,
            in_busiest_hour,
            duration_ms: self.duration,
            init_ms: self.init,
            answers_api: self.answers_api,
        })
    }
}
