//! The faults of a scenario: where each is, of which kind, and the sentence for people.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::{FaultCode, Place, Wrong};

/// One fault.
///
/// `code`, `given` and `allowed` are for programs; `message` is for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The field, as in a query string: `functions.0.memory_mb`. Empty for the text as a whole.
    pub path: String,
    /// The kind of fault.
    pub code: FaultCode,
    /// What was given, if something was: at most 200 characters. Empty in the browser.
    pub given: Option<String>,
    /// What is allowed. Empty in the browser.
    pub allowed: String,
    /// What is wrong and what to do about it, without the field's name:
    /// `must be from 128 to 10,240 MB; 64 was given.`
    pub message: String,
}

impl Fault {
    /// What is wrong at a place.
    #[must_use]
    pub fn new(place: &Place, wrong: Wrong) -> Self {
        Self {
            path: place.path().to_owned(),
            code: wrong.code,
            given: wrong.given,
            allowed: wrong.allowed,
            message: wrong.message,
        }
    }

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
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{}: {}", self.path, self.message)
        }
    }
}

/// The faults found so far.
///
/// ```
/// use reckoner::fields::{FaultCode, Faults, Place, Wrong};
///
/// let place = Place::root().at("functions").at(0).at("memory_mb");
/// let mut faults = Faults::default();
/// faults.add(&place, Wrong::new(FaultCode::Required, "is missing. Give the memory."));
/// // The place has a fault already, so that another check of the same field adds none.
/// faults.add_once(&place, Wrong::new(FaultCode::Conflict, "must be more than 0."));
///
/// let found = faults.into_result(()).unwrap_err();
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].to_string(), "functions.0.memory_mb: is missing. Give the memory.");
/// assert_eq!(found[0].pointer(), "/functions/0/memory_mb");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Notes a fault.
    pub fn add(&mut self, place: &Place, wrong: Wrong) {
        self.0.push(Fault::new(place, wrong));
    }

    /// Notes a fault, unless there is one at this place or inside it already. A check across fields
    /// would otherwise judge a placeholder, or tell the same mistake twice.
    pub fn add_once(&mut self, place: &Place, wrong: Wrong) {
        if !self.touch(place) {
            self.add(place, wrong);
        }
    }

    /// Whether there is no fault yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is a fault at this place or inside it. The value read there is a placeholder
    /// then, and no check may build on it.
    #[must_use]
    pub fn touch(&self, place: &Place) -> bool {
        self.0.iter().any(|fault| {
            fault
                .path
                .strip_prefix(place.path())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }

    /// Whether there is a fault at this very place, so that nothing inside it was read.
    #[must_use]
    pub fn sit_at(&self, place: &Place) -> bool {
        self.0.iter().any(|fault| fault.path == place.path())
    }

    /// The value, if there is no fault.
    ///
    /// # Errors
    /// The faults, in the order in which they were found.
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
