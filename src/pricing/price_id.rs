//! The id of a price, known when the program is built.

use std::fmt;

use serde::{Serialize, Serializer};

/// The id of a price of the catalogue that is built in, with its unit.
///
/// There is a constant for each in [`ids`](super::ids), and no other way to have one: code that
/// names a price which the catalogue lacks does not compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PriceId {
    id: &'static str,
    unit: &'static str,
}

impl PriceId {
    /// An id and its unit, as the catalogue has them.
    pub(super) const fn new(id: &'static str, unit: &'static str) -> Self {
        Self { id, unit }
    }

    /// Dotted, lower-case, stable: `lambda.duration.arm64`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.id
    }

    /// The pricing unit, singular, as the catalogue has it: `GB-second`.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        self.unit
    }

    /// The key of the service that it belongs to: the id's first segment.
    #[must_use]
    pub fn service_key(self) -> &'static str {
        self.id.split('.').next().unwrap_or(self.id)
    }
}

impl fmt::Display for PriceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id)
    }
}

impl Serialize for PriceId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id)
    }
}
