//! The id of a quota, known when the program is built.

use std::fmt;

use serde::{Serialize, Serializer};

/// The id of a quota of the price book that is built in, with its unit.
///
/// There is a constant for each in [`quota_ids`](super::quota_ids), and no other way to have one: code
/// that names a quota which the book lacks does not compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct QuotaId {
    id: &'static str,
    unit: &'static str,
}

impl QuotaId {
    /// An id and its unit, as the book has them.
    pub(super) const fn new(id: &'static str, unit: &'static str) -> Self {
        Self { id, unit }
    }

    /// Dotted, lower-case, stable: `lambda.concurrency`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.id
    }

    /// What it limits, counted in: `requests/s`.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        self.unit
    }
}

impl fmt::Display for QuotaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id)
    }
}

impl Serialize for QuotaId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id)
    }
}
