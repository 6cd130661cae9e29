//! The faults of a scenario: where each is, of which kind, and the sentence for people.

use core::fmt;
use core::ops::Deref;

use super::node::shortened;
use super::{FaultCode, Place, Wrong};

/// One fault.
///
/// `code`, `given` and `allowed` are for programs; `message` is for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field, as in a query string: `functions.0.memory_mb`. At most 200 characters of it. Empty
    /// for the text as a whole.
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
    /// The place as a JSON pointer. A path alone does not tell a point in a name from a step down.
    pointer: String,
}

impl Fault {
    /// What is wrong at a place.
    #[must_use]
    pub fn new(place: &Place<'_>, wrong: Wrong) -> Self {
        Self {
            path: shortened(&place.path()),
            code: wrong.code,
            given: wrong.given,
            allowed: wrong.allowed,
            message: wrong.message,
            pointer: shortened(&place.pointer()),
        }
    }

    /// The fault's place as a JSON pointer: `/functions/0/memory_mb`. At most 200 characters of it.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
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

/// The most faults that are kept. Whoever mends a hundred faults reads the rest with the next answer.
pub const FAULTS_MAX: usize = 100;

/// The faults found so far: the first [`FAULTS_MAX`], and how many more there are.
///
/// ```
/// use reckoner::fields::{FaultCode, Faults, Place, Wrong};
///
/// let functions = Place::ROOT.at("functions");
/// let function = functions.at(0);
/// let place = function.at("memory_mb");
/// let mut faults = Faults::default();
/// faults.add(&place, || Wrong::new(FaultCode::Required, "is missing. Give the memory."));
/// // The place has a fault already, so that another check of the same field adds none.
/// faults.add_once(&place, Wrong::new(FaultCode::Conflict, "must be more than 0."));
///
/// let found = faults.into_result(()).unwrap_err();
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].to_string(), "functions.0.memory_mb: is missing. Give the memory.");
/// assert_eq!(found[0].pointer(), "/functions/0/memory_mb");
/// assert_eq!(found.more(), 0);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    kept: Vec<Fault>,
    more: usize,
}

impl Faults {
    /// This fault alone.
    #[must_use]
    pub fn one(place: &Place<'_>, wrong: Wrong) -> Self {
        Self {
            kept: vec![Fault::new(place, wrong)],
            more: 0,
        }
    }

    /// Notes a fault. What is wrong is put into words only if the fault is kept.
    pub fn add(&mut self, place: &Place<'_>, wrong: impl FnOnce() -> Wrong) {
        if self.are_full() {
            self.more = self.more.saturating_add(1);
        } else {
            self.kept.push(Fault::new(place, wrong()));
        }
    }

    /// Notes a fault, unless there is one at this place or inside it already. A check across fields
    /// would otherwise judge a placeholder, or tell the same mistake twice.
    pub fn add_once(&mut self, place: &Place<'_>, wrong: Wrong) {
        if !self.touch(place) {
            self.add(place, || wrong);
        }
    }

    /// Whether no further fault is kept.
    #[must_use]
    pub const fn are_full(&self) -> bool {
        self.kept.len() >= FAULTS_MAX
    }

    /// How many faults there are beyond those that are kept.
    #[must_use]
    pub const fn more(&self) -> usize {
        self.more
    }

    /// How many there are, kept or not, in words: `1 fault`, `100 of 29000 faults`.
    #[must_use]
    pub fn count(&self) -> String {
        counted(self.kept.len(), self.more)
    }

    /// Whether there is a fault at this place or inside it. The value read there is a placeholder
    /// then, and no check may build on it.
    #[must_use]
    pub fn touch(&self, place: &Place<'_>) -> bool {
        !self.kept.is_empty() && {
            let pointer = shortened(&place.pointer());
            self.kept.iter().any(|fault| {
                fault
                    .pointer
                    .strip_prefix(pointer.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        }
    }

    /// Whether there is a fault at this very place, so that nothing inside it was read.
    #[must_use]
    pub fn sit_at(&self, place: &Place<'_>) -> bool {
        let pointer = shortened(&place.pointer());
        self.kept.iter().any(|fault| fault.pointer == pointer)
    }

    /// The value, if there is no fault.
    ///
    /// # Errors
    /// The faults, in the order in which they were found.
    pub fn into_result<T>(self, value: T) -> Result<T, Self> {
        if self.kept.is_empty() {
            Ok(value)
        } else {
            Err(self)
        }
    }
}

/// A number of faults that are told, and of more that are not, in words: `1 fault`, `100 of 29000
/// faults`.
#[must_use]
pub fn counted(told: usize, more: usize) -> String {
    match (told, more) {
        (1, 0) => "1 fault".to_owned(),
        (told, 0) => format!("{told} faults"),
        (told, more) => format!("{told} of {} faults", told.saturating_add(more)),
    }
}

/// The faults that are kept, in the order in which they were found.
impl Deref for Faults {
    type Target = [Fault];

    fn deref(&self) -> &[Fault] {
        &self.kept
    }
}

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.kept.into_iter()
    }
}

impl<'f> IntoIterator for &'f Faults {
    type Item = &'f Fault;
    type IntoIter = core::slice::Iter<'f, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.kept.iter()
    }
}
