//! Expressions, which are evaluated while they are written, and the quantities that they end in.

use core::fmt::Display;

use crate::quantity::{Figure, Overflow};

use super::Rule;
use super::trail::{Sign, Silent, Trail};

/// An expression: its value, and its derivation if derivations are kept.
///
/// Rules are written with `+ − * /` and the methods below. Overflow is carried in the value, so
/// that operators need no `?`; [`step`](Self::step) and [`figure`](Self::figure) return it. Each
/// operation rounds at once, as [`Figure`] does. So a rule multiplies first and divides last, and a
/// reader sees that order.
///
/// ```
/// use reckoner::quantity::Overflow;
/// use reckoner::working::{MB_PER_GB, MS_PER_SECOND, Named as _, Quantity, Silent, Tape, Trace,
/// Trail as _};
///
/// fn gb_seconds<T: Trace>(on: T) -> Result<Quantity<T>, Overflow> {
///     let invocations = on.of(24_000_u32, "requests").step("get", "invocations")?;
///     let billed = (on.of(45_u32, "ms") + 300.named("ms INIT")).rounded_up();
///     (invocations * billed / MS_PER_SECOND * 512.named("MB") / MB_PER_GB)
///         .step("get", "GB-seconds")
/// }
///
/// let tape = Tape::new();
/// let quantity = gb_seconds(tape.on())?;
/// let mut parts = Default::default();
/// quantity.trace().join(&mut parts);
/// let steps = tape.on().tell(&parts, quantity.figure());
/// assert_eq!(
///     steps.last().unwrap().text,
///     "get: 24,000 invocations × (45 ms + 300 ms INIT) ÷ 1,000 × 512 MB ÷ 1,024 = 4,140 GB-seconds"
/// );
/// assert_eq!(gb_seconds(Silent)?.figure(), quantity.figure());
/// # Ok::<(), Overflow>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Working<T = Silent> {
    pub(super) value: Result<Figure, Overflow>,
    pub(super) trace: T,
}

/// The result of an operation on two values, or the overflow of one of the values.
#[inline]
pub(super) fn both(
    a: Result<Figure, Overflow>,
    b: Result<Figure, Overflow>,
    operation: impl FnOnce(Figure, Figure) -> Result<Figure, Overflow>,
) -> Result<Figure, Overflow> {
    operation(a?, b?)
}

impl<T: Trail> Working<T> {
    #[inline]
    pub(super) const fn new(value: Result<Figure, Overflow>, trace: T) -> Self {
        Self { value, trace }
    }

    /// An expression of one number with a label: `24 hours`.
    #[inline]
    pub(super) fn of(trace: T, figure: Figure, label: impl Display) -> Self {
        Self::new(Ok(figure), trace.number(figure, label))
    }

    /// The value.
    ///
    /// # Errors
    /// [`Overflow`] if an operation overflowed.
    #[inline]
    pub const fn figure(self) -> Result<Figure, Overflow> {
        self.value
    }

    /// The trace that the expression is noted on.
    #[inline]
    #[must_use]
    pub const fn trace(self) -> T {
        self.trace
    }

    /// Ends the expression in a step, `name: formula = 100 unit`. As an operand the quantity reads
    /// `100 unit`. The unit is in the plural and has no digits. An empty name is left out.
    ///
    /// # Errors
    /// [`Overflow`] if an operation overflowed.
    #[inline]
    pub fn step(self, name: impl Display, unit: impl Display) -> Result<Quantity<T>, Overflow> {
        let figure = self.value?;
        let trace = self.trace.ended(name, figure, unit);
        Ok(Quantity { figure, trace })
    }

    #[inline]
    pub(super) fn joined(
        self,
        sign: Sign,
        other: Self,
        operation: impl FnOnce(Figure, Figure) -> Result<Figure, Overflow>,
    ) -> Self {
        let value = both(self.value, other.value, operation);
        Self::new(value, self.trace.joined(sign, other.trace))
    }
}

/// The result of an expression that ended in a step, made by [`Working::step`]. It has a value, as
/// `step` returned any overflow, and a complete derivation. As an operand it reads `100 requests`,
/// with the unit of its step. It has the operators and the methods of [`Working`].
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Quantity<T = Silent> {
    pub(super) figure: Figure,
    pub(super) trace: T,
}

impl<T: Trail> Quantity<T> {
    /// The value.
    #[inline]
    #[must_use]
    pub const fn figure(self) -> Figure {
        self.figure
    }

    /// The trace that the expression is noted on.
    #[inline]
    #[must_use]
    pub const fn trace(self) -> T {
        self.trace
    }

    /// Adds the rule, with the AWS page that states it, to the step.
    #[inline]
    pub fn by(self, rule: Rule) -> Self {
        Self {
            trace: self.trace.ruled(rule),
            ..self
        }
    }

    /// An operand that reads `100 sent` instead of `100 requests`. The label has no digits.
    #[inline]
    pub fn called(self, label: impl Display) -> Working<T> {
        Working::new(Ok(self.figure), self.trace.called(label, false))
    }

    /// An operand that reads `100 (orders2)`: for names that users give, which may hold digits.
    /// `100` for an empty name.
    #[inline]
    pub fn aside(self, name: impl Display) -> Working<T> {
        Working::new(Ok(self.figure), self.trace.called(name, true))
    }

    /// The quantity as an expression of one operand.
    #[inline]
    pub const fn expr(self) -> Working<T> {
        Working {
            value: Ok(self.figure),
            trace: self.trace,
        }
    }
}

impl<T: Trail> From<Quantity<T>> for Working<T> {
    #[inline]
    fn from(quantity: Quantity<T>) -> Self {
        quantity.expr()
    }
}
