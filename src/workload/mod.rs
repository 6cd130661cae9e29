//! What the scenario's traffic asks of each part, per month: requests, invocations, operations.
//!
//! Quantities here are demand, not yet metered: no rounding up to kilobytes or milliseconds. They
//! come straight from the monthly count, so they stay exact; [`shape`] spreads them over the week for
//! whatever depends on time.

pub mod calls;
mod causes;
pub mod duration;
pub mod provisioned;
pub mod shape;
pub mod traffic;

use calls::Invocations;

use crate::quantity::{Count, Figure, Hours, Overflow};
use crate::scenario::{
    Api, ApiKind, Authorizer, Consistency, Function, Operation, Scenario, Table,
};

/// The demand of a scenario.
#[derive(Clone, Debug)]
pub struct Workload<'s> {
    /// The scenario it comes from.
    pub scenario: &'s Scenario,
    /// How many months of growth came before; 0 for the month that the scenario describes.
    pub month: u32,
    /// What the traffic has grown by since then.
    pub growth: Figure,
    /// Requests a month that clients want, before retries; messages for a WebSocket API.
    pub wanted: Count,
    /// Requests a month that arrive, retries included.
    pub requests: Count,
    /// Of those, the ones that the API neither throttles nor refuses, and bills.
    pub accepted: Count,
    /// Of those, the ones that its cache does not answer; they reach functions and tables.
    pub reaching: Count,
    /// Calls of a Lambda authorizer; `None` if there is none, or its number is not known.
    pub authorizations: Option<Count>,
    /// What each function is asked for, in the scenario's order.
    pub functions: Vec<FunctionDemand<'s>>,
    /// What each operation does, in the scenario's order.
    pub operations: Vec<OperationDemand<'s>>,
}

/// What a function is asked for.
#[derive(Clone, Copy, Debug)]
pub struct FunctionDemand<'s> {
    /// The function.
    pub function: &'s Function,
    /// Invocations a month, Lambda's own retries included.
    pub invocations: Count,
    /// Of those, the ones that provisioned concurrency serves.
    pub provisioned: Count,
    /// Of the others, the ones that start cold.
    pub cold: Count,
    /// And the ones that do not.
    pub warm: Count,
}

/// What an operation does.
#[derive(Clone, Copy, Debug)]
pub struct OperationDemand<'s> {
    /// The operation.
    pub operation: &'s Operation,
    /// The table it works on.
    pub table: &'s Table,
    /// Who does it: a function, or nobody where a request does it directly.
    pub caller: Option<&'s Function>,
    /// How many times a month.
    pub times: Count,
}

impl OperationDemand<'_> {
    /// The successful and the failed ones of a month.
    ///
    /// # Errors
    /// [`Overflow`] if a quantity is too large.
    pub fn by_outcome(&self) -> Result<(Figure, Figure), Overflow> {
        calls::by_outcome(self.operation, self.times)
    }

    /// The share of its reads that a DAX cluster answers, which only eventually consistent reads may
    /// be.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.html>
    #[must_use]
    pub fn hit_rate(&self) -> Figure {
        let operation = self.operation;
        let cached = operation.consistency == Consistency::Eventual && !operation.transactional;
        let dax = self.table.dax.as_ref().filter(|_| cached);
        dax.map_or(Figure::ZERO, |dax| dax.hit_rate)
    }

    /// How many times a month it reads the table itself, past its DAX cluster.
    ///
    /// # Errors
    /// [`Overflow`] never for rates within 0 and 1.
    pub fn reads(&self) -> Result<Count, Overflow> {
        let hits = self.hit_rate();
        if hits.is_zero() {
            return Ok(self.times);
        }
        self.times.times(Figure::ONE.minus(hits)?)
    }
}

/// What of the requests that arrive an API lets in, and what of it goes on to functions.
fn through(api: &Api, requests: Count) -> Result<(Count, Count), Overflow> {
    let refused = api.throttled_rate.plus(api.unauthorized_rate)?;
    let accepted = if refused.is_zero() {
        requests
    } else {
        requests.times(Figure::ONE.minus(refused)?)?
    };
    let reaching = if api.cache_hit_rate.is_zero() {
        accepted
    } else {
        accepted.times(Figure::ONE.minus(api.cache_hit_rate)?)?
    };
    Ok((accepted, reaching))
}

/// WebSocket connections of a month, which grow as the traffic does; `None` if they are not given.
fn connections(api: &Api, growth: Figure) -> Result<Option<Count>, Overflow> {
    let given = api.connections_per_month.map(Count::of);
    given.map(|given| traffic::grown(given, growth)).transpose()
}

/// Calls of a Lambda authorizer in a month. It runs for every request that is not throttled, also
/// for those that it refuses, unless its cache answers; for a WebSocket API once a connection.
fn authorizations(
    api: &Api,
    requests: Count,
    connections: Option<Count>,
) -> Result<Option<Count>, Overflow> {
    let Some(function) = &api.authorizer_function else {
        return Ok(None);
    };
    if api.authorizer != Authorizer::Lambda {
        return Ok(None);
    }
    if api.kind == ApiKind::Websocket {
        return Ok(connections);
    }
    let asked = Figure::ONE.minus(api.throttled_rate)?;
    let missed = Figure::ONE.minus(function.cache_hit_rate)?;
    requests.times(asked)?.times(missed).map(Some)
}

impl<'s> Workload<'s> {
    /// The demand of a scenario that has been checked, in its first month.
    ///
    /// # Errors
    /// [`Overflow`] if a quantity is too large.
    pub fn of(scenario: &'s Scenario) -> Result<Self, Overflow> {
        Self::of_month(scenario, 0, Figure::ONE)
    }

    /// The demand after so many months, in which the traffic has grown by this factor; month 0 is the
    /// first, as the scenario describes it.
    ///
    /// # Errors
    /// [`Overflow`] if a quantity is too large, which the growth of many months may bring.
    pub fn of_month(scenario: &'s Scenario, month: u32, growth: Figure) -> Result<Self, Overflow> {
        let said = &scenario.traffic;
        let hours = scenario.billing.hours_per_month;
        let wanted = traffic::requests_per_month(said, hours)?;
        let wanted = traffic::grown(wanted, growth)?;
        let requests = wanted.times(traffic::attempts(said.retry_rate, said.retry_attempts)?)?;
        let (accepted, reaching, authorizations) = match &scenario.api {
            None => (requests, requests, None),
            Some(api) => {
                let (accepted, reaching) = through(api, requests)?;
                let connections = connections(api, growth)?;
                (
                    accepted,
                    reaching,
                    authorizations(api, requests, connections)?,
                )
            }
        };
        let mut functions = Vec::with_capacity(scenario.functions.len());
        let mut operations = Vec::new();
        let mut operation = |operation: &'s Operation, times: Count, caller| {
            let Some(table) = scenario
                .tables
                .iter()
                .find(|table| table.name == operation.table)
            else {
                return Ok(());
            };
            let times = times.times(operation.count)?;
            operations.push(OperationDemand {
                operation,
                table,
                caller,
                times,
            });
            Ok(())
        };
        let mut invocations = Invocations::new(scenario, reaching, growth);
        for (place, function) in scenario.functions.iter().enumerate() {
            let demand = function_demand(scenario, function, invocations.of(place)?)?;
            functions.push(demand);
            for done in &function.operations {
                operation(done, demand.invocations, Some(function))?;
            }
        }
        for done in &scenario.operations {
            operation(done, reaching, None)?;
        }
        Ok(Self {
            scenario,
            month,
            growth,
            wanted,
            requests,
            accepted,
            reaching,
            authorizations,
            functions,
            operations,
        })
    }

    /// Records that a table's stream has in a month.
    ///
    /// # Errors
    /// [`Overflow`] if the quantity is too large.
    pub fn stream_records(&self, table: &Table) -> Result<Figure, Overflow> {
        let done = self.operations.iter();
        calls::stream_records(table, done.map(|demand| (demand.operation, demand.times)))
    }

    /// WebSocket connections of the month; `None` if they are not given.
    ///
    /// # Errors
    /// [`Overflow`] if the quantity is too large.
    pub fn connections(&self) -> Result<Option<Count>, Overflow> {
        match &self.scenario.api {
            Some(api) => connections(api, self.growth),
            None => Ok(None),
        }
    }

    /// The length of the month.
    #[must_use]
    pub fn hours(&self) -> Hours {
        Hours::of(self.scenario.billing.hours_per_month)
    }
}

fn function_demand<'s>(
    scenario: &'s Scenario,
    function: &'s Function,
    invocations: Count,
) -> Result<FunctionDemand<'s>, Overflow> {
    let served = match provisioned::split(function, scenario, invocations.figure())? {
        Some(split) => split.served(invocations.figure())?,
        None => Figure::ZERO,
    };
    let on_demand = if served.is_zero() {
        invocations
    } else {
        Count::of(invocations.figure().minus(served)?)
    };
    if function.cold_start_rate.is_zero() {
        return Ok(FunctionDemand {
            function,
            invocations,
            provisioned: Count::of(served),
            cold: Count::ZERO,
            warm: on_demand,
        });
    }
    let cold = on_demand.times(function.cold_start_rate)?;
    Ok(FunctionDemand {
        function,
        invocations,
        provisioned: Count::of(served),
        cold,
        warm: Count::of(on_demand.figure().minus(cold.figure())?),
    })
}
