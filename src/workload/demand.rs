//! The demand of a scenario, put together.

use super::calls::Invocations;
use super::checked::Checked;
use super::{arriving, calls, provisioned, traffic};
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Consistency, Function, Operation, Scenario, Table, Traffic};
use crate::working::{Named as _, Quantity, Silent, Trace, Working};

/// The demand of a scenario in a month.
#[derive(Clone, Debug)]
pub struct Workload<'s, T = Silent> {
    /// The scenario it comes from.
    pub scenario: &'s Scenario,
    /// How many months of growth came before; 0 for the month that the scenario describes.
    pub month: u32,
    /// What the traffic has grown by since then.
    pub growth: Figure,
    /// What each of the months before ingested into logs, in GB, the oldest first; empty where the
    /// month is alone.
    pub earlier_logs: &'s [Figure],
    /// Requests a month that clients want, before retries; messages for a WebSocket API.
    pub wanted: Quantity<T>,
    /// Requests a month that arrive, retries included.
    pub requests: Quantity<T>,
    /// Of those, the ones that the API neither throttles nor refuses, and bills.
    pub accepted: Quantity<T>,
    /// Of those, the ones that its cache does not answer; they reach functions and tables.
    pub reaching: Quantity<T>,
    /// WebSocket connections of the month; `None` if they are not given.
    pub connections: Option<Quantity<T>>,
    /// Calls of a Lambda authorizer; `None` if there is none, or their number is not known.
    pub authorizations: Option<Quantity<T>>,
    /// What each function is asked for, in the scenario's order.
    pub functions: Vec<FunctionDemand<'s, T>>,
    /// What each operation does, in the scenario's order.
    pub operations: Vec<OperationDemand<'s, T>>,
}

/// What a function is asked for.
#[derive(Clone, Copy, Debug)]
pub struct FunctionDemand<'s, T = Silent> {
    /// The function.
    pub function: &'s Function,
    /// Invocations a month, Lambda's own retries included.
    pub invocations: Quantity<T>,
    /// Of those, the ones that provisioned concurrency serves; `None` if the function has none.
    pub provisioned: Option<Quantity<T>>,
    /// The others, which run on demand.
    pub on_demand: Quantity<T>,
    /// Of those, the ones that start cold; `None` if the function has no cold starts.
    pub cold: Option<Quantity<T>>,
    /// And the ones that do not.
    pub warm: Quantity<T>,
}

/// What an operation does.
#[derive(Clone, Copy, Debug)]
pub struct OperationDemand<'s, T = Silent> {
    /// The operation.
    pub operation: &'s Operation,
    /// The table it works on.
    pub table: &'s Table,
    /// Who does it: a function, or nobody where a request does it directly.
    pub caller: Option<&'s Function>,
    /// How many times a month.
    pub times: Quantity<T>,
}

impl<T: Trace> OperationDemand<'_, T> {
    /// The ones of a month that succeed.
    pub fn good(&self) -> Working<T> {
        let rate = self.operation.condition_failure_rate;
        self.times.without(rate.named("failed"))
    }

    /// The ones of a month whose condition fails; `None` if none does.
    pub fn failed(&self) -> Option<Working<T>> {
        let rate = self.operation.condition_failure_rate;
        (!rate.is_zero()).then(|| self.times * rate.named("failed"))
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
    pub fn reads(&self) -> Working<T> {
        self.times.without(self.hit_rate().named("answered by DAX"))
    }
}

impl<'s> Workload<'s> {
    /// The demand of a scenario in its first month, without derivations.
    ///
    /// # Errors
    /// [`Overflow`] if a quantity is too large.
    pub fn derive(scenario: &'s Checked) -> Result<Self, Overflow> {
        Workload::traced(Silent, scenario)
    }

    /// The demand after some months, in which the traffic has grown by this factor; month 0 is the
    /// first, as the scenario describes it. `earlier_logs` is what each of the months before ingested
    /// into logs, in GB, the oldest first.
    ///
    /// # Errors
    /// [`Overflow`] if a quantity is too large, which the growth of many months may bring.
    pub fn derive_month(
        scenario: &'s Checked,
        month: u32,
        growth: Figure,
        earlier_logs: &'s [Figure],
    ) -> Result<Self, Overflow> {
        Workload::after(Silent, scenario, month, growth, earlier_logs)
    }
}

impl<'s, T: Trace> Workload<'s, T> {
    /// The demand of a scenario in its first month, with derivations where the trace keeps them.
    ///
    /// # Errors
    /// [`Overflow`] if a quantity is too large.
    pub fn traced(on: T, scenario: &'s Checked) -> Result<Self, Overflow> {
        Self::after(on, scenario, 0, Figure::ONE, &[])
    }

    fn after(
        on: T,
        scenario: &'s Checked,
        month: u32,
        growth: Figure,
        earlier_logs: &'s [Figure],
    ) -> Result<Self, Overflow> {
        let order = scenario.order();
        let scenario = scenario.scenario();
        let said = &scenario.traffic;
        let wanted = traffic::requests_per_month(on, said, scenario.billing.hours_per_month)?;
        let wanted = traffic::grown(wanted, growth, "requests")?;
        let requests = arrived(wanted, said)?;
        let mut workload = Self {
            scenario,
            month,
            growth,
            earlier_logs,
            wanted,
            requests,
            accepted: requests,
            reaching: requests,
            connections: None,
            authorizations: None,
            functions: Vec::with_capacity(scenario.functions.len()),
            operations: Vec::new(),
        };
        if let Some(api) = &scenario.api {
            workload.accepted = arriving::accepted(api, requests)?;
            workload.reaching = arriving::reaching(api, workload.accepted)?;
            workload.connections = arriving::connections(on, api, growth)?;
            let connections = workload.connections;
            workload.authorizations = arriving::authorizations(api, requests, connections)?;
        }
        workload.invoke(order)?;
        workload.operate()?;
        Ok(workload)
    }

    /// Counts what functions are asked for, each after those that lead to it.
    fn invoke(&mut self, order: &[usize]) -> Result<(), Overflow> {
        let scenario = self.scenario;
        let mut invocations = Invocations::new(scenario, self.reaching, self.connections);
        let mut counted = Vec::with_capacity(order.len());
        for index in order {
            if let Some(function) = scenario.functions.get(*index) {
                let count = invocations.count(function)?;
                counted.push((*index, function_demand(scenario, function, count)?));
            }
        }
        counted.sort_unstable_by_key(|(index, _)| *index);
        self.functions
            .extend(counted.into_iter().map(|(_, demand)| demand));
        Ok(())
    }

    /// Counts what operations do, those of functions first.
    fn operate(&mut self) -> Result<(), Overflow> {
        let scenario = self.scenario;
        let by_functions = self.functions.iter().flat_map(|demand| {
            let done = demand.function.operations.iter();
            done.map(|operation| (operation, demand.invocations, Some(demand.function)))
        });
        let direct = scenario.operations.iter();
        let direct = direct.map(|operation| (operation, self.reaching, None));
        let mut operations = Vec::new();
        for (operation, cause, caller) in by_functions.chain(direct) {
            let mut tables = scenario.tables.iter();
            if let Some(table) = tables.find(|table| table.name == operation.table) {
                let times = calls::times(cause, operation)?;
                operations.push(OperationDemand {
                    operation,
                    table,
                    caller,
                    times,
                });
            }
        }
        self.operations = operations;
        Ok(())
    }

    /// The length of the month, in hours.
    #[must_use]
    pub const fn hours(&self) -> Figure {
        self.scenario.billing.hours_per_month
    }

    /// A place at the start of the derivation, from which an expression begins:
    /// `workload.on().of(5, "pollers")`.
    pub const fn on(&self) -> T {
        self.wanted.trace()
    }
}

/// The requests that arrive, retries included.
fn arrived<T: Trace>(wanted: Quantity<T>, said: &Traffic) -> Result<Quantity<T>, Overflow> {
    if said.retry_rate.is_zero() || said.retry_attempts == 0 {
        return Ok(wanted);
    }
    let (rate, retries) = (said.retry_rate, said.retry_attempts);
    let attempts = traffic::attempts(wanted.trace(), rate, retries, "retried");
    (wanted * attempts).step("with retries", "requests")
}

fn function_demand<'s, T: Trace>(
    scenario: &Scenario,
    function: &'s Function,
    invocations: Quantity<T>,
) -> Result<FunctionDemand<'s, T>, Overflow> {
    let name = &function.name;
    let provisioned = provisioned::served(function, scenario, invocations)?;
    let on_demand = match provisioned {
        None => invocations,
        Some(served) => {
            let rest = invocations - served.called("on provisioned concurrency");
            rest.step(format_args!("{name}, on demand"), "invocations")?
        }
    };
    if function.cold_start_rate.is_zero() {
        return Ok(FunctionDemand {
            function,
            invocations,
            provisioned,
            on_demand,
            cold: None,
            warm: on_demand,
        });
    }
    let cold = on_demand * function.cold_start_rate.named("cold");
    let cold = cold.step(name, "cold starts")?;
    let warm = (on_demand - cold).step(name, "warm invocations")?;
    Ok(FunctionDemand {
        function,
        invocations,
        provisioned,
        on_demand,
        cold: Some(cold),
        warm,
    })
}
