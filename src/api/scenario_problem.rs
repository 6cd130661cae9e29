//! Problem documents for requests with faults, such as a scenario that cannot be used. A document lists
//! every fault.

use std::borrow::Cow;

use axum::http::StatusCode;

use super::problem::{self, Problem};
use crate::fields::fault::counted;
use crate::fields::{Fault, FaultCode, Faults, Place, Wrong};
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
#[derive(Clone, Debug)]
pub struct Found {
    /// The faults of the parameters that say what the answer has in it.
    pub parameters: Faults,
    /// The faults of what was sent.
    pub sent: Faults,
    /// How it was sent.
    pub spelling: Spelling,
}

impl Found {
    /// The faults of what was sent, to an address without parameters of its own.
    #[must_use]
    pub fn of_sent(sent: Faults, spelling: Spelling) -> Self {
        Self {
            parameters: Faults::default(),
            sent,
            spelling,
        }
    }
}

/// The problem of a request with faults: status 400 if the text as a whole cannot be read, else 422.
#[must_use]
pub fn problem_of(subject: Subject, found: &Found, path: &str) -> Problem {
    let Found {
        parameters,
        sent,
        spelling,
    } = found;
    let malformed = sent
        .iter()
        .any(|fault| fault.code == FaultCode::Malformed && fault.path.is_empty());
    let status = if malformed {
        StatusCode::BAD_REQUEST
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let problem = match sent.is_empty() {
        true => Subject::Parameters.problem(),
        false => subject.problem(),
    };
    let more = parameters.more().saturating_add(sent.more());
    let parameters = parameters.iter().map(|fault| told(fault, Spelling::Query));
    let sent = sent.iter().map(|fault| told(fault, *spelling));
    let errors: Vec<problem::Item> = parameters.chain(sent).collect();
    Problem {
        title: Cow::Borrowed(problem.title),
        kind: Cow::Owned(problem.uri()),
        detail: Some(counted(errors.len(), more)),
        instance: Some(path.to_owned()),
        more: Some(more).filter(|more| *more > 0),
        errors,
        ..Problem::from_status(status)
    }
}

/// The fault of a request whose figures are too large to be kept. `place` is the field to blame, or the
/// root for the whole request.
#[must_use]
pub fn too_large(place: &Place<'_>, error: Overflow) -> Faults {
    let message = format!("makes amounts that are too large to be computed: {error}.");
    let wrong = Wrong::out_of_range(message);
    let wrong = wrong.allowed_by(|| format!("amounts that can be kept: {error}"));
    Faults::one(place, wrong)
}

fn told(fault: &Fault, spelling: Spelling) -> problem::Item {
    let (pointer, parameter) = match spelling {
        Spelling::Query => (None, Some(fault.path.clone())),
        Spelling::Body => (Some(fault.pointer().to_owned()), None),
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
