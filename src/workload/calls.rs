//! Who invokes which function, and how often.

use super::traffic::attempts;
use crate::quantity::{Count, Figure, Overflow};
use crate::scenario::{Function, Invocation};

/// Where the invocations of a function come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller<'s> {
    /// Requests.
    Requests,
    /// Another function.
    Function(&'s Function),
}

/// How many times a function runs for each event, Lambda's own retries included: 1 + e + e² for an
/// asynchronous one that fails at rate e and is retried twice; 1 for any other.
///
/// # Errors
/// [`Overflow`] never for rates within 0 and 1.
pub fn runs_per_event(function: &Function) -> Result<Figure, Overflow> {
    match function.invocation {
        Invocation::Sync => Ok(Figure::ONE),
        Invocation::Async => attempts(function.async_error_rate, function.async_retries),
    }
}

/// Who invokes each function, in the scenario's order. A name that no function has counts as
/// requests; a checked scenario has none.
#[must_use]
pub fn caller<'s>(function: &Function, functions: &'s [Function]) -> Caller<'s> {
    if function.invoked_by.is_empty() {
        return Caller::Requests;
    }
    let found = functions
        .iter()
        .find(|other| other.name == function.invoked_by);
    found.map_or(Caller::Requests, Caller::Function)
}

/// Invocations of a function in a month: those of its caller × share × invocations each × runs per
/// event. `depth` guards against a circle, which no checked scenario has.
///
/// # Errors
/// [`Overflow`] if the quantity is too large, or the functions invoke each other in a circle.
pub fn invocations(
    function: &Function,
    functions: &[Function],
    requests: Count,
    depth: usize,
) -> Result<Count, Overflow> {
    let from = match caller(function, functions) {
        Caller::Requests => requests,
        Caller::Function(caller) => {
            let depth = depth.checked_sub(1).ok_or(Overflow)?;
            invocations(caller, functions, requests, depth)?
        }
    };
    from.times(function.share)?
        .times(function.invocations_per_request)?
        .times(runs_per_event(function)?)
}

/// The names of the functions that invoke each other in a circle through this one, itself first;
/// empty if there is none.
#[must_use]
pub fn circle<'s>(function: &'s Function, functions: &'s [Function]) -> Vec<&'s str> {
    let mut names = vec![function.name.as_str()];
    let mut at = function;
    for _ in functions {
        match caller(at, functions) {
            Caller::Requests => return Vec::new(),
            Caller::Function(next) if next.name == function.name => return names,
            Caller::Function(next) => {
                names.push(next.name.as_str());
                at = next;
            }
        }
    }
    Vec::new()
}
