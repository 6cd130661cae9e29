//! Derivations: steps that a person can repeat with a pocket calculator.

use core::fmt::Write as _;

use serde::Serialize;

use crate::quantity::{Figure, Usd, format};

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

/// One step of a derivation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The text of the step: `24,240,000 invocations × 0.5 RRU = 12,120,000 RRU`.
    pub text: String,
    /// The rule that the step applies; `None` if the step is only arithmetic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// Whether the result was rounded to 28 digits in this step or an earlier step.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub rounded: bool,
}

impl Step {
    /// A step that shows a formula and its result: `formula = result unit`.
    #[must_use]
    pub fn new(formula: impl Into<String>, result: Figure, unit: &str) -> Self {
        Self::ended(formula.into(), result, unit)
    }

    /// A step that appends its result to the text of the formula.
    pub(super) fn ended(mut text: String, result: Figure, unit: &str) -> Self {
        text.push_str(" = ");
        format::write_grouped(&mut text, result);
        push_unit(&mut text, unit);
        Self::marked(text, result)
    }

    /// A step whose result is money: `formula = $result`.
    #[must_use]
    pub fn dollars(formula: impl Into<String>, result: Usd) -> Self {
        let mut text = formula.into();
        let _ = write!(text, " = {}", format::exact_dollars(result));
        Self::marked(text, result.figure())
    }

    /// A step whose text says so if the figure was rounded.
    fn marked(mut text: String, figure: Figure) -> Self {
        if !figure.is_exact() {
            text.push_str(" (rounded to 28 digits, half to even)");
        }
        Self {
            text,
            rule: None,
            rounded: !figure.is_exact(),
        }
    }

    /// A step of text, without a formula and a result.
    #[must_use]
    pub fn say(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            rule: None,
            rounded: false,
        }
    }

    /// The step with the rule that it applies.
    #[must_use]
    pub const fn by(mut self, rule: Rule) -> Self {
        self.rule = Some(rule);
        self
    }
}

/// Appends the unit of a number. A unit that begins with a digit is put in brackets, so that the
/// 100 of `100 RCU` is not read as a factor.
pub(super) fn push_unit(text: &mut String, unit: &str) {
    if unit.starts_with(|letter: char| letter.is_ascii_digit()) {
        text.push_str(" (of ");
        text.push_str(unit);
        text.push(')');
    } else if !unit.is_empty() {
        text.push(' ');
        text.push_str(unit);
    }
}
