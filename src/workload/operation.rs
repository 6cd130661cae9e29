//! How often an operation is done, and its name in derivations.

use core::fmt::{self, Display};

use crate::fields::Choice as _;
use crate::quantity::Overflow;
use crate::scenario::{Function, Operation};
use crate::working::{Named as _, Quantity, Trace};

/// The name of an operation in derivations, with the function that does it if there is one:
/// `search, query in profiles`.
pub fn operation_name(operation: &Operation, caller: Option<&Function>) -> impl Display {
    fmt::from_fn(move |f| {
        if let Some(caller) = caller {
            write!(f, "{}, ", caller.name)?;
        }
        write!(f, "{} in {}", operation.kind.word(), operation.table)
    })
}

/// How often a function does an operation in a month, or requests do it where no function does.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn times<T: Trace>(
    cause: Quantity<T>,
    operation: &Operation,
    caller: Option<&Function>,
) -> Result<Quantity<T>, Overflow> {
    let name = operation_name(operation, caller);
    (cause * operation.count.named("each")).step(name, "operations")
}
