//! The kinds of fault.

/// The kinds of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultCode {
    /// A required field is missing.
    Required,
    /// A field that the table does not have.
    UnknownField,
    /// A field that was given twice, or a name that two items have.
    Duplicate,
    /// A value of another type: a list where a number is expected.
    WrongType,
    /// Not a number, or a number with more digits than a figure keeps.
    NotANumber,
    /// Outside the bounds.
    OutOfRange,
    /// A word that is not among the field's choices.
    NotAChoice,
    /// A text that is too long, or a list with too many items.
    TooLong,
    /// A name that refers to nothing in the scenario.
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
}
