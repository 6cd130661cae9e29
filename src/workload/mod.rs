//! What the scenario's traffic asks of each part, per month: requests, invocations, operations.
//!
//! Quantities here are demand, not yet metered: no rounding up to kilobytes or milliseconds. They
//! come straight from the monthly count, so they stay exact; [`shape`] spreads them over the week for
//! whatever depends on time.

pub mod shape;

use crate::quantity::{Count, Figure, Hours, Overflow};
use crate::scenario::{Function, Operation, Scenario, Table};

/// The demand of a scenario.
#[derive(Clone, Debug)]
pub struct Workload<'s> {
    /// The scenario it comes from.
    pub scenario: &'s Scenario,
    /// Requests a month that arrive, retries included.
    pub requests: Count,
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
    /// Invocations a month.
    pub invocations: Count,
    /// Of those, the ones that start cold.
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

impl<'s> Workload<'s> {
    /// The demand of a scenario that has been checked.
    ///
    /// # Errors
    /// [`Overflow`] if a quantity is too large.
    pub fn of(scenario: &'s Scenario) -> Result<Self, Overflow> {
        let traffic = &scenario.traffic;
        let sent = Figure::ONE.plus(traffic.retry_rate)?;
        let requests = Count::of(traffic.requests_per_month.times(sent)?);
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
        for function in &scenario.functions {
            let invocations = requests.times(function.share)?;
            let cold = invocations.times(function.cold_start_rate)?;
            let warm = Count::of(invocations.figure().minus(cold.figure())?);
            functions.push(FunctionDemand {
                function,
                invocations,
                cold,
                warm,
            });
            for done in &function.operations {
                operation(done, invocations, Some(function))?;
            }
        }
        for done in &scenario.operations {
            operation(done, requests, None)?;
        }
        Ok(Self {
            scenario,
            requests,
            functions,
            operations,
        })
    }

    /// The length of the month.
    #[must_use]
    pub fn hours(&self) -> Hours {
        Hours::of(self.scenario.billing.hours_per_month)
    }
}
