//! The conventions by which a bill is made.

use crate::scenario::{FreeTier, Rounding};

/// The conventions by which a bill is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conventions {
    /// Which allowances the account has.
    pub free_tier: FreeTier,
    /// Where the total is rounded.
    pub rounding: Rounding,
    /// Whether each line carries its derivation.
    pub explain: bool,
}
