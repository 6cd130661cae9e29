//! What is wrong with a field, before its place is known.

use core::fmt;

use super::FaultCode;
use super::node::shortened;

/// What is wrong with a field: the kind, a sentence for people, and what programs are told.
///
/// The sentence follows the field's name. It says what is wrong, names the bound, and says how to
/// mend it.
///
/// ```
/// use reckoner::fields::{Fault, FaultCode, Place, Wrong};
///
/// let wrong = Wrong::new(FaultCode::Conflict, "cannot be given together with duration_ms.")
///     .given("beside duration_ms")
///     .allowed("one of duration_ms and wait_ms");
/// let fault = Fault::new(&Place::ROOT.at("wait_ms"), wrong);
/// assert_eq!(fault.to_string(), "wait_ms: cannot be given together with duration_ms.");
/// assert_eq!(fault.given.as_deref(), Some("beside duration_ms"));
/// assert_eq!(fault.allowed, "one of duration_ms and wait_ms");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub(super) code: FaultCode,
    pub(super) given: Option<String>,
    pub(super) allowed: String,
    pub(super) message: String,
}

impl Wrong {
    /// A fault of this kind, in this sentence.
    #[must_use]
    pub fn new(code: FaultCode, message: impl Into<String>) -> Self {
        Self {
            code,
            given: None,
            allowed: String::new(),
            message: message.into(),
        }
    }

    /// Fields that contradict each other.
    #[must_use]
    pub fn conflict(message: impl Into<String>) -> Self {
        Self::new(FaultCode::Conflict, message)
    }

    /// A field that other fields require.
    #[must_use]
    pub fn required(message: impl Into<String>) -> Self {
        Self::new(FaultCode::Required, message)
    }

    /// A value outside a bound that depends on other fields.
    #[must_use]
    pub fn out_of_range(message: impl Into<String>) -> Self {
        Self::new(FaultCode::OutOfRange, message)
    }

    /// A word that is not one of these: `must be one of a, b; "c" was given.`
    #[must_use]
    pub fn not_a_choice(given: &str, choices: &str) -> Self {
        let message = format!("must be one of {choices}; {given} was given.");
        Self::new(FaultCode::NotAChoice, message)
            .given(given)
            .allowed_by(|| choices.to_owned())
    }

    /// Adds a sentence that says how to mend it. Without the feature `words`, as in the browser's small
    /// WebAssembly, the sentence is left out.
    #[must_use]
    #[inline(always)]
    pub fn advice(mut self, advice: &str) -> Self {
        if cfg!(feature = "words") {
            self.message.push(' ');
            self.message.push_str(advice);
        }
        self
    }

    /// With what was given, for programs: at most 200 characters of it.
    // The browser shows sentences alone. Inlined, so that its build drops the words for programs.
    #[must_use]
    #[inline(always)]
    pub fn given(mut self, given: impl fmt::Display) -> Self {
        if cfg!(feature = "words") {
            self.given = Some(shortened(&given.to_string()));
        }
        self
    }

    /// With what is allowed, for programs.
    #[must_use]
    #[inline(always)]
    pub fn allowed(self, allowed: &str) -> Self {
        self.allowed_by(|| allowed.to_owned())
    }

    /// With what is allowed, for programs, in words that are made only where they are kept.
    #[must_use]
    #[inline(always)]
    pub fn allowed_by(mut self, allowed: impl FnOnce() -> String) -> Self {
        if cfg!(feature = "words") {
            self.allowed = allowed();
        }
        self
    }
}
