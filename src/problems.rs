//! The types of problem that the JSON interface names in its problem documents and the page `/api`
//! explains.

/// The page that explains the types of problem.
pub const PAGE: &str = "/api";

/// A type of problem. Source: <https://www.rfc-editor.org/rfc/rfc9457#name-type>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProblemType {
    /// The type's name, which is its anchor on [`PAGE`].
    pub id: &'static str,
    /// What went wrong, in a few words; the same for every problem of the type.
    pub title: &'static str,
    /// When the problem occurs, in sentences.
    pub when: &'static str,
    /// The statuses of the response, in words.
    pub status: &'static str,
    /// What the caller can do about the problem, in sentences.
    pub remedy: &'static str,
}

/// The scenario of an estimate or a projection has faults.
pub const INVALID_SCENARIO: ProblemType = ProblemType {
    id: "invalid-scenario",
    title: "The scenario cannot be used",
    when: "A scenario was sent to /api/v1/estimate or /api/v1/projection, and at least one of its \
           fields is missing, unknown, out of range or in conflict with another field.",
    status: STATUS,
    remedy: "Correct every fault that errors lists, and send the scenario again. The calculator \
             shows the same faults beside its inputs.",
};

/// The usage that the rate card should charge has faults.
pub const INVALID_USAGE: ProblemType = ProblemType {
    id: "invalid-usage",
    title: "The usage cannot be charged",
    when: "Metered quantities were sent to /api/v1/charges, and at least one of them has a price \
           ID that the price book does not have, or a quantity or field that cannot be used.",
    status: STATUS,
    remedy: "Correct every fault that errors lists, and send the usage again. /api/v1/prices lists \
             every price ID with its unit.",
};

/// The parameters of an address have faults.
pub const INVALID_PARAMETERS: ProblemType = ProblemType {
    id: "invalid-parameters",
    title: "The parameters cannot be used",
    when: "A question was asked of /api/v1/prices/{region} or /api/v1/prices/{region}/diff, and at \
           least one of its query parameters is missing, unknown or not a day. Or the include of an \
           address names a part that its answer does not have, while all that was sent is sound.",
    status: "422",
    remedy: "Correct every parameter that errors lists. Days are written as 2024-11-01; the words of \
             include have commas between them.",
};

const STATUS: &str = "400 if the body cannot be read as JSON or TOML at all, otherwise 422";

/// Every type, in the order of the page.
pub const ALL: [ProblemType; 3] = [INVALID_SCENARIO, INVALID_USAGE, INVALID_PARAMETERS];

impl ProblemType {
    /// The `type` of a problem document: the address of its explanation, without scheme and host.
    #[must_use]
    pub fn uri(&self) -> String {
        format!("{PAGE}#{}", self.id)
    }
}
