//! The demand of a scenario in a month: requests, invocations and operations.

use super::by_table::ByTable;
use super::checked::Checked;
use super::invocations::{Invocations, Looping};
use super::rounds::Round;
use super::{arriving, operation, provisioned, traffic};
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Consistency, Function, Operation, Scenario, Table, Traffic};
use crate::working::{Named as _, Quantity, Silent, Trace, Working};

/// The demand of a scenario in a month.
#[derive(Clone, Debug)]
pub struct Workload<'s, T = Silent> {
    /// The scenario whose demand this is.
    pub scenario: &'s Scenario,
    /// Months of growth before this month; 0 for the month that the scenario describes.
    pub month: u32,
    /// The factor by which the traffic has grown since month 0; 1 in month 0.
    pub growth: Figure,
    /// The logs that each earlier month ingested, in GB, the oldest month first; empty if earlier
    /// months are not estimated.
    pub earlier_logs: &'s [Figure],
    /// Requests a month before retries; messages for a WebSocket API.
    pub wanted: Quantity<T>,
    /// Requests a month that arrive, retries included.
    pub requests: Quantity<T>,
    /// Requests a month that the API neither throttles nor refuses. They are billed.
    pub accepted: Quantity<T>,
    /// Accepted requests a month that the API's cache does not answer. They reach functions and
    /// tables.
    pub reaching: Quantity<T>,
    /// WebSocket connections of the month; `None` if their number is not given.
    pub connections: Option<Quantity<T>>,
    /// Calls of a Lambda authorizer; `None` if the API has none, or their number is not known.
    pub authorizations: Option<Quantity<T>>,
    /// The demand of each function, in the scenario's order.
    pub functions: Vec<FunctionDemand<'s, T>>,
    /// The loops in which functions invoke each other; each ends.
    pub loops: Vec<Looping>,
    /// The demand of each operation: operations of functions first, in the scenario's order.
    pub operations: Vec<OperationDemand<'s, T>>,
    /// The places of the operations by their table.
    pub(super) by_table: ByTable<'s>,
}

/// The demand of a function in a month.
#[derive(Clone, Copy, Debug)]
pub struct FunctionDemand<'s, T = Silent> {
    /// The function.
    pub function: &'s Function,
    /// Invocations a month, Lambda's own retries included.
    pub invocations: Quantity<T>,
    /// Invocations that provisioned concurrency serves; `None` if the function has none configured.
    pub provisioned: Option<Quantity<T>>,
    /// Invocations that run on demand: all that provisioned concurrency does not serve.
    pub on_demand: Quantity<T>,
    /// Invocations on demand that start cold; `None` if the function has no cold starts.
    pub cold: Option<Quantity<T>>,
    /// Invocations on demand that start warm.
    pub warm: Quantity<T>,
}

/// The demand of an operation in a month.
#[derive(Clone, Copy, Debug)]
pub struct OperationDemand<'s, T = Silent> {
    /// The operation.
    pub operation: &'s Operation,
    /// The table that the operation reads or writes.
    pub table: &'s Table,
    /// The function that does the operation; `None` if requests do it directly.
    pub caller: Option<&'s Function>,
    /// How many times a month the operation is done.
    pub times: Quantity<T>,
}

impl<T: Trace> OperationDemand<'_, T> {
    /// How many times a month the operation is done and its condition does not fail.
    pub fn good(&self) -> Working<T> {
        let rate = self.operation.condition_failure_rate;
        self.times.without(rate.named("failed"))
    }

    /// How many times a month the operation's condition fails; `None` if it never fails.
    pub fn failed(&self) -> Option<Working<T>> {
        let rate = self.operation.condition_failure_rate;
        (!rate.is_zero()).then(|| self.times * rate.named("failed"))
    }

    /// The share of the operation's reads that a DAX cluster answers, from 0 to 1. DAX answers only
    /// eventually consistent reads.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.html>
    #[must_use]
    pub fn hit_rate(&self) -> Figure {
        let operation = self.operation;
        let cached = operation.consistency == Consistency::Eventual && !operation.transactional;
        let dax = self.table.dax.as_ref().filter(|_| cached);
        dax.map_or(Figure::ZERO, |dax| dax.hit_rate)
    }

    /// How many times a month the operation reads the table itself and not its DAX cluster.
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

    /// The demand of month `month`, in which the traffic has grown by the factor `growth`; month 0
    /// is the month that the scenario describes. `earlier_logs` are the logs that each earlier
    /// month ingested, in GB, the oldest month first.
    ///
    /// # Errors
    /// [`Overflow`] if a quantity is too large, for example after many months of growth.
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
        let rounds = scenario.rounds();
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
            loops: Vec::new(),
            operations: Vec::new(),
            by_table: ByTable::default(),
        };
        if let Some(api) = &scenario.api {
            workload.accepted = arriving::accepted(api, requests)?;
            workload.reaching = arriving::reaching(api, workload.accepted)?;
            workload.connections = arriving::connections(on, api, growth)?;
            let connections = workload.connections;
            workload.authorizations = arriving::authorizations(api, requests, connections)?;
        }
        workload.invoke(rounds)?;
        workload.operate()?;
        Ok(workload)
    }

    /// Counts the invocations of functions in these steps.
    fn invoke(&mut self, rounds: &[Round]) -> Result<(), Overflow> {
        let scenario = self.scenario;
        let mut invocations = Invocations::new(scenario, self.reaching, self.connections);
        invocations.run(rounds)?;
        for (at, function) in scenario.functions.iter().enumerate() {
            let count = invocations.invocations(at)?;
            let demand = function_demand(scenario, function, count)?;
            self.functions.push(demand);
        }
        self.loops = invocations.into_loops();
        Ok(())
    }

    /// Counts operations, operations of functions first.
    fn operate(&mut self) -> Result<(), Overflow> {
        let scenario = self.scenario;
        let by_functions = self.functions.iter().flat_map(|demand| {
            let done = demand.function.operations.iter();
            done.map(|operation| (operation, demand.invocations, Some(demand.function)))
        });
        let direct = scenario.operations.iter();
        let direct = direct.map(|operation| (operation, self.reaching, None));
        let mut operations = Vec::new();
        let mut by_table = ByTable::of(&scenario.tables);
        for (operation, cause, caller) in by_functions.chain(direct) {
            if let Some(table) = by_table.add(&operation.table, operations.len()) {
                let times = operation::times(cause, operation, caller)?;
                operations.push(OperationDemand {
                    operation,
                    table,
                    caller,
                    times,
                });
            }
        }
        (self.operations, self.by_table) = (operations, by_table);
        Ok(())
    }

    /// The operations on a table, in the order of [`Workload::operations`].
    pub fn operations_on<'w>(
        &'w self,
        table: &Table,
    ) -> impl Iterator<Item = &'w OperationDemand<'s, T>> + use<'w, 's, T> {
        let places = self.by_table.places(table).iter();
        places.filter_map(|place| self.operations.get(*place))
    }

    /// The length of the month, in hours.
    #[must_use]
    pub const fn hours(&self) -> Figure {
        self.scenario.billing.hours_per_month
    }

    /// The trace with which an expression begins: `workload.on().of(5, "pollers")`.
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
