//! Steps of derivations, which a person can repeat with a pocket calculator, and their rules.

use serde::Serialize;

/// A metering rule and the AWS page that states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// The rule, in a sentence without a capital and a full stop.
    pub text: &'static str,
    /// The address of the page.
    pub href: &'static str,
}

impl Rule {
    /// A rule and its page. Without the feature `words`, nothing is ever derived, and neither is kept.
    #[must_use]
    pub const fn new(text: &'static str, href: &'static str) -> Self {
        if cfg!(feature = "words") {
            Self { text, href }
        } else {
            Self { text: "", href: "" }
        }
    }
}

/// One step of a [`Derivation`](super::Derivation), whose text it borrows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Step<'d> {
    /// The text of the step: `24,240,000 invocations × 0.5 RRU = 12,120,000 RRU`.
    pub text: &'d str,
    /// The rule that the step applies; `None` if the step is only arithmetic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// Whether the result was rounded to 28 digits in this step or an earlier step.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub rounded: bool,
}
