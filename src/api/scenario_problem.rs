//! Problem documents for requests with faults, such as a scenario that cannot be used. A document lists
//! every fault.

use std::borrow::Cow;

use axum::http::StatusCode;

use super::problem::{self, Problem};
use crate::fields::{Fault, FaultCode, Place, Wrong};
use crate::problems::{self, ProblemType};
use crate::quantity::Overflow;

/// How a request was written, which decides how a fault is located.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// As a query string: by the parameter's name.
    Query,
    /// As a body: by a JSON pointer.
    Body,
}

/// What a request sends, which decides the type of its problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A scenario.
    Scenario,
    /// Usage to be charged.
    Usage,
    /// The parameters of a question about prices.
    Parameters,
}

impl Subject {
    /// The type of problem if the subject cannot be used.
    const fn problem(self) -> ProblemType {
        match self {
            Self::Scenario => problems::INVALID_SCENARIO,
            Self::Usage => problems::INVALID_USAGE,
            Self::Parameters => problems::INVALID_PARAMETERS,
        }
    }
}

/// The faults of a request.
#[derive(Clone, Copy, Debug)]
pub struct Found<'f> {
    /// The faults of the parameters that say what the answer has in it.
    pub parameters: &'f [Fault],
    /// The faults of what was sent.
    pub sent: &'f [Fault],
    /// How it was sent.
    pub spelling: Spelling,
}

/// The problem of a request with faults: status 400 if the text as a whole cannot be read, else 422.
#[must_use]
pub fn problem_of(subject: Subject, found: Found<'_>, path: &str) -> Problem {
    let subject = if found.sent.is_empty() {
        Subject::Parameters
    } else {
        subject
    };
    let parameters = found.parameters.iter();
    let parameters = parameters.map(|fault| told(fault, Spelling::Query));
    let sent = found.sent.iter().map(|fault| told(fault, found.spelling));
    let malformed = found
        .sent
        .iter()
        .any(|fault| fault.code == FaultCode::Malformed && fault.path.is_empty());
    let status = if malformed {
        StatusCode::BAD_REQUEST
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let problem = subject.problem();
    let errors: Vec<problem::Item> = parameters.chain(sent).collect();
    let count = errors.len();
    Problem {
        title: Cow::Borrowed(problem.title),
        kind: Cow::Owned(problem.uri()),
        detail: Some(match count {
            1 => "1 fault".to_owned(),
            _ => format!("{count} faults"),
        }),
        instance: Some(path.to_owned()),
        errors,
        ..Problem::from_status(status)
    }
}

/// The fault of a request whose figures are too large to be kept. `path` is the field to blame; the empty
/// path means the whole request.
#[must_use]
pub fn too_large(path: &str, error: Overflow) -> Vec<Fault> {
    let message = format!("makes amounts that are too large to be computed: {error}.");
    let wrong = Wrong::out_of_range(message);
    let wrong = wrong.allowed_by(|| format!("amounts that can be kept: {error}"));
    vec![Fault::new(&Place::root().at(path), wrong)]
}

fn told(fault: &Fault, spelling: Spelling) -> problem::Item {
    let (pointer, parameter) = match spelling {
        Spelling::Query => (None, Some(fault.path.clone())),
        Spelling::Body => (Some(fault.pointer()), None),
    };
    problem::Item {
        pointer,
        parameter,
        code: Cow::Borrowed(fault.code.word()),
        given: fault.given.clone(),
        allowed: Some(fault.allowed.clone()),
        detail: fault.to_string(),
    }
}
