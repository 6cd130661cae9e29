//! What causes something in a month: each request, or each invocation of a function.

use super::{Workload, calls};
use crate::quantity::{Figure, Overflow};
use crate::scenario::Event;

/// How often something happens in a month that happens `per_request` times for each request that
/// gets through the API, or for each invocation of the function if one is named. `invocations` gives
/// those of the function of a name.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn caused(
    reaching: Figure,
    function: &str,
    per_request: Figure,
    invocations: impl FnOnce(&str) -> Result<Figure, Overflow>,
) -> Result<Figure, Overflow> {
    let causes = if function.is_empty() {
        reaching
    } else {
        invocations(function)?
    };
    causes.times(per_request)
}

impl Workload<'_> {
    /// Invocations a month of the function of this name; zero if there is none.
    #[must_use]
    pub fn invocations_of(&self, function: &str) -> Figure {
        let mut functions = self.functions.iter();
        functions
            .find(|demand| demand.function.name == function)
            .map_or(Figure::ZERO, |demand| demand.invocations.figure())
    }

    /// How often something happens in a month that happens `per_request` times for each request, or
    /// for each invocation of the function if one is named.
    ///
    /// # Errors
    /// [`Overflow`] if the quantity is too large.
    pub fn caused(&self, function: &str, per_request: Figure) -> Result<Figure, Overflow> {
        let reaching = self.reaching.figure();
        caused(reaching, function, per_request, |name| {
            Ok(self.invocations_of(name))
        })
    }

    /// Events in a month: those that follow from the traffic, and those of the clock.
    ///
    /// # Errors
    /// [`Overflow`] if the quantity is too large.
    pub fn events(&self, event: &Event) -> Result<Figure, Overflow> {
        let caused = self.caused(&event.function, event.per_request)?;
        calls::events(event, caused, self.hours().figure())
    }

    /// Calls a month by callers that cache each of `count` values for `cache_seconds`: each caller
    /// asks for a value at most once in that time, and never more often than without a cache.
    ///
    /// # Errors
    /// [`Overflow`] if the quantity is too large.
    pub fn cached(
        &self,
        calls: Figure,
        count: u32,
        cache_seconds: Option<u32>,
        callers: Option<u32>,
    ) -> Result<Figure, Overflow> {
        let calls = calls.times(count.into())?;
        let (Some(seconds), Some(callers)) = (cache_seconds, callers) else {
            return Ok(calls);
        };
        let callers = Figure::from(callers).times(count.into())?;
        let month = self.hours().in_seconds()?.figure();
        // The division comes last.
        let at_most = month.times(callers)?.over(seconds.into())?;
        Ok(calls.min(at_most))
    }
}
