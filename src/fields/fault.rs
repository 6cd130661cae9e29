//! What is wrong with a scenario: field, what was given, what is allowed.

use core::fmt;

use serde::{Deserialize, Serialize};

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The field, as in a query string: `functions.0.memory_mb`.
    pub path: String,
    /// The kind of fault, for programs.
    pub code: FaultCode,
    /// What was given, if something was.
    pub given: Option<String>,
    /// What is allowed.
    pub allowed: String,
}

/// The kinds of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultCode {
    /// A field that must be there is not.
    Required,
    /// There is no such field.
    UnknownField,
    /// The same field was given twice.
    Duplicate,
    /// A value of another type: a list where a number is expected.
    WrongType,
    /// Not a number, or one with more digits than can be kept.
    NotANumber,
    /// Outside the bounds.
    OutOfRange,
    /// None of the words that the field knows.
    NotAChoice,
    /// Too long a text, or too many items.
    TooLong,
    /// A name that nothing else in the scenario has.
    UnknownName,
    /// Fields that contradict each other.
    Conflict,
    /// The text as a whole cannot be read.
    Malformed,
}

impl FaultCode {
    /// The word that the API uses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::UnknownField => "unknown_field",
            Self::Duplicate => "duplicate",
            Self::WrongType => "wrong_type",
            Self::NotANumber => "not_a_number",
            Self::OutOfRange => "out_of_range",
            Self::NotAChoice => "not_a_choice",
            Self::TooLong => "too_long",
            Self::UnknownName => "unknown_name",
            Self::Conflict => "conflict",
            Self::Malformed => "malformed",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Required => "is missing",
            Self::UnknownField => "is not a field",
            Self::Duplicate => "is given twice",
            Self::WrongType => "is of another type",
            Self::NotANumber => "is not a number",
            Self::OutOfRange => "is out of range",
            Self::NotAChoice => "is not one of the choices",
            Self::TooLong => "is too long",
            Self::UnknownName => "names nothing in the scenario",
            Self::Conflict => "does not fit the other fields",
            Self::Malformed => "cannot be read",
        }
    }
}

impl Fault {
    /// The fault's place as a JSON pointer: `/functions/0/memory_mb`.
    #[must_use]
    pub fn pointer(&self) -> String {
        if self.path.is_empty() {
            return String::new();
        }
        self.path.split('.').fold(String::new(), |pointer, part| {
            pointer + "/" + &part.replace('~', "~0").replace('/', "~1")
        })
    }

    /// What is wrong and what is allowed, without the field.
    #[must_use]
    pub fn detail(&self) -> String {
        let what = self.code.words();
        match &self.given {
            Some(given) => format!("{given} {what}; allowed: {}", self.allowed),
            None => format!("{what}; allowed: {}", self.allowed),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str(&self.detail())
        } else {
            write!(f, "{}: {}", self.path, self.detail())
        }
    }
}

/// Where in a scenario one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(String);

impl Place {
    /// The scenario itself.
    #[must_use]
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// A field here, or an item of a list here.
    #[must_use]
    pub fn at(&self, part: impl fmt::Display) -> Self {
        if self.0.is_empty() {
            Self(part.to_string())
        } else {
            Self(format!("{}.{part}", self.0))
        }
    }

    /// The path, `functions.0.memory_mb`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0
    }
}

/// The faults found so far.
#[derive(Clone, Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Notes a fault.
    pub fn add(
        &mut self,
        place: &Place,
        code: FaultCode,
        given: Option<String>,
        allowed: impl Into<String>,
    ) {
        self.0.push(Fault {
            path: place.0.clone(),
            code,
            given,
            allowed: allowed.into(),
        });
    }

    /// Whether none was found yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a fault was found at this place or inside it. A check across fields is then left
    /// out, as it would only repeat the fault in other words.
    #[must_use]
    pub fn touch(&self, place: &Place) -> bool {
        self.0.iter().any(|fault| {
            fault
                .path
                .strip_prefix(place.path())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }

    /// Whether a fault was found at this very place, so that nothing inside it was read.
    #[must_use]
    pub fn sit_at(&self, place: &Place) -> bool {
        self.0.iter().any(|fault| fault.path == place.path())
    }

    /// The value, if nothing is wrong with it.
    ///
    /// # Errors
    /// The faults, if there are any.
    pub fn into_result<T>(self, value: T) -> Result<T, Vec<Fault>> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(self.0)
        }
    }

    /// All of them, for a reader that cannot go on because of one.
    #[must_use]
    pub fn into_all(self) -> Vec<Fault> {
        self.0
    }
}
