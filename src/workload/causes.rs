//! How often something happens in a month that requests or invocations of a function cause.

use super::calls::{self, none};
use super::demand::Workload;
use crate::quantity::{Figure, Overflow, SECONDS_PER_HOUR};
use crate::scenario::{Event, Table};
use crate::working::{Named as _, Quantity, Trace, Working};

impl<T: Trace> Workload<'_, T> {
    /// The requests of a month that reach functions, or the invocations of `function` if it is not
    /// empty; 0 if there is no such function.
    ///
    /// # Errors
    /// [`Overflow`] if the quantity is too large. Known quantities and 0 are not.
    pub fn cause(&self, function: &str) -> Result<Quantity<T>, Overflow> {
        if function.is_empty() {
            return Ok(self.reaching);
        }
        let mut functions = self.functions.iter();
        match functions.find(|demand| demand.function.name == function) {
            Some(demand) => Ok(demand.invocations),
            None => none(self.on(), function, "invocations"),
        }
    }

    /// How often something happens in a month that happens `per_request` times for each request, or
    /// for each invocation of `function` if it is not empty. `name` and `unit` name its step.
    ///
    /// # Errors
    /// [`Overflow`] if the quantity is too large.
    pub fn caused(
        &self,
        name: &str,
        function: &str,
        per_request: Figure,
        unit: &'static str,
    ) -> Result<Quantity<T>, Overflow> {
        calls::caused(self.cause(function)?, name, per_request, unit)
    }

    /// Events in a month: events that requests or invocations cause, and events of a schedule.
    ///
    /// # Errors
    /// [`Overflow`] if the quantity is too large.
    pub fn events(&self, event: &Event) -> Result<Quantity<T>, Overflow> {
        calls::events(self.cause(&event.function)?, event, self.hours())
    }

    /// Records in the stream of a table in a month.
    ///
    /// # Errors
    /// [`Overflow`] if the quantity is too large.
    pub fn stream_records(&self, table: &Table) -> Result<Quantity<T>, Overflow> {
        let done = self.operations.iter();
        let done = done.map(|demand| (demand.operation, demand.times));
        let expired = self.on().of(table.ttl_deletes_per_month, "expired");
        calls::stream_records(expired, table, "", done)
    }

    /// Calls a month by callers that cache each of `count` values for `cache_seconds`: each caller
    /// asks for a value at most once in that time, and never more often than without a cache.
    pub fn cached(
        &self,
        calls: Quantity<T>,
        count: u32,
        cache_seconds: Option<u32>,
        callers: Option<u32>,
    ) -> Working<T> {
        let calls = calls.scaled(count.named("values"));
        let (Some(seconds), Some(callers)) = (cache_seconds, callers) else {
            return calls;
        };
        let month = self.on().of(self.hours(), "hours") * SECONDS_PER_HOUR;
        let at_most = (month * callers.named("callers")).scaled(count.named("values"));
        // The division comes last.
        calls.min(at_most / seconds.named("s in the cache"))
    }
}
