//! What a field allows, in words: for programs, and in the sentence of a fault.

use super::number;
use super::{FaultCode, Kind, Node, Spec, Wrong};
use crate::quantity::format;
use crate::quantity::{HOURS_PER_DAY, HOURS_PER_WEEK};

impl Spec {
    /// What is allowed, for programs: `a whole number from 128 to 10240 MB`.
    #[must_use]
    pub fn allowed(&self) -> String {
        match self.kind {
            Kind::Choice(_) => self.choices(),
            Kind::Section(section) => format!("a group of fields, a {}", section.name),
            Kind::List { of, max } => format!("a list of at most {max}, each a {}", of.name),
            _ => self.wanted(str::to_owned),
        }
    }

    /// The fault of a required field that is missing.
    pub(super) fn missing(&self) -> Wrong {
        let message = format!("is missing. Give {}.", self.wanted(grouped));
        Wrong::required(message).allowed_by(|| self.allowed())
    }

    /// The fault of a value that the field does not take: `must be a day, as in 2026-10-01; "soon"
    /// was given.`
    pub(super) fn refused(&self, code: FaultCode, node: &Node<'_>) -> Wrong {
        self.refused_as(code, &self.wanted(grouped), &node.shown())
    }

    /// The fault of a number outside the bounds: `must be from 128 to 10,240 MB; 64 was given.`
    pub(super) fn beyond(&self, node: &Node<'_>) -> Wrong {
        let wanted = match self.kind {
            Kind::Integer { min, max } | Kind::HourlyUnits { min, max } => {
                self.range(&min.to_string(), &max.to_string(), grouped)
            }
            Kind::Decimal { min, max } | Kind::Decimals { min, max, .. } => {
                self.range(min.text, max.text, grouped)
            }
            _ => self.wanted(grouped),
        };
        self.refused_as(FaultCode::OutOfRange, &wanted, &node.shown())
    }

    /// The fault of a list of a length that the field does not take.
    pub(super) fn miscounted(&self, count: usize) -> Wrong {
        let given = format!("a list of {count}");
        self.refused_as(FaultCode::OutOfRange, &self.wanted(grouped), &given)
    }

    /// The fault of a text or a list that is too long.
    pub(super) fn too_long(&self, max: usize, count: usize, what: &str, node: &Node<'_>) -> Wrong {
        let message = format!("may have at most {max} {what}; it has {count}.");
        Wrong::new(FaultCode::TooLong, message)
            .given(node.shown())
            .allowed_by(|| self.allowed())
    }

    fn refused_as(&self, code: FaultCode, wanted: &str, given: &str) -> Wrong {
        Wrong::new(code, format!("must be {wanted}; {given} was given."))
            .given(given)
            .allowed_by(|| self.allowed())
    }

    fn choices(&self) -> String {
        let Kind::Choice(words) = self.kind else {
            return String::new();
        };
        let words: Vec<&str> = words.iter().map(|choice| choice.word).collect();
        words.join(", ")
    }

    /// `from 128 to 10,240 MB`.
    fn range(&self, min: &str, max: &str, number: fn(&str) -> String) -> String {
        let range = format!("from {} to {}", number(min), number(max));
        if self.unit.is_empty() {
            range
        } else {
            format!("{range} {}", self.unit)
        }
    }

    /// What the field takes, with numbers written in this way: `a whole number from 128 to 10,240 MB`.
    fn wanted(&self, number: fn(&str) -> String) -> String {
        match self.kind {
            Kind::Text { max } => format!("text of at most {max} characters"),
            Kind::Integer { min, max } => {
                let range = self.range(&min.to_string(), &max.to_string(), number);
                format!("a whole number {range}")
            }
            Kind::Decimal { min, max } => {
                format!("a number {}", self.range(min.text, max.text, number))
            }
            Kind::Decimals { min, max, counts } => {
                let counts: Vec<_> = counts.iter().map(ToString::to_string).collect();
                let range = self.range(min.text, max.text, number);
                format!("{} numbers {range}", counts.join(" or "))
            }
            Kind::HourlyUnits { min, max } => {
                let range = self.range(&min.to_string(), &max.to_string(), number);
                format!(
                    "a whole number {range}, or {HOURS_PER_DAY} or {HOURS_PER_WEEK} of them, one for each hour of a day or a week"
                )
            }
            Kind::Names { each, count, .. } => {
                format!("a name or a list of at most {count}, each of at most {each} characters")
            }
            Kind::Points => "a table as in 128:2100,256:1050: MB and ms".into(),
            Kind::Truth => "true or false".into(),
            Kind::Date => "a day, as in 2026-10-01".into(),
            Kind::Choice(_) => format!("one of {}", self.choices()),
            Kind::Section(_) => "a group of fields".into(),
            Kind::List { max, .. } => format!("a list of at most {max} items"),
        }
    }
}

/// A bound in the digits that people read, `10,240`.
fn grouped(bound: &str) -> String {
    number::decimal(bound).map_or_else(|_| bound.to_owned(), format::grouped)
}
