//! Derivations: steps that a person can repeat with a pocket calculator.

use core::fmt::Write as _;

use serde::Serialize;

use crate::quantity::{Figure, Usd, format};

/// A metering rule and the AWS page that states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// The rule, in a sentence.
    pub text: &'static str,
    /// The page.
    pub href: &'static str,
}

/// One step of a derivation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The step, `24,240,000 invocations × 0.5 RRU = 12,120,000 RRU`.
    pub text: String,
    /// The rule behind it, if it is more than arithmetic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// Whether the result had to be rounded to 28 digits here or before.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub rounded: bool,
}

impl Step {
    /// A step that shows a formula and its result: `formula = result unit`.
    #[must_use]
    pub fn new(formula: impl Into<String>, result: Figure, unit: &str) -> Self {
        Self::ended(formula.into(), result, unit)
    }

    /// The same, written onto the text of the formula.
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

    /// Says whether the figure was rounded.
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

    /// A step that only says something.
    #[must_use]
    pub fn say(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            rule: None,
            rounded: false,
        }
    }

    /// With the rule behind it.
    #[must_use]
    pub const fn by(mut self, rule: Rule) -> Self {
        self.rule = Some(rule);
        self
    }
}

/// Writes the unit of a number behind it. A unit that begins with a digit is put in brackets, so that
/// the 100 of `100 RCU` is not read as a factor.
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
