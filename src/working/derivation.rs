//! The derivation of a line of the bill: its steps, whose texts are kept one after the other.

use serde::{Serialize, Serializer};

use crate::quantity::{Figure, Usd, format};

use super::{Rule, Step};

/// The steps of a derivation, causes first.
///
/// The texts of all steps are in one text, so a derivation of any length is two allocations.
///
/// ```
/// use reckoner::quantity::Figure;
/// use reckoner::working::Derivation;
///
/// let mut derivation = Derivation::default();
/// derivation.equals(Figure::whole(1_500), "requests", |text| text.push_str("3 × 500"));
/// let step = derivation.last().unwrap();
/// assert_eq!(step.text, "3 × 500 = 1,500 requests");
/// assert!(step.rule.is_none() && !step.rounded);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Derivation {
    texts: String,
    ends: Vec<End>,
}

/// Where the text of a step ends, and what else belongs to the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct End {
    at: usize,
    rule: Option<Rule>,
    rounded: bool,
}

impl Derivation {
    /// A derivation without steps, with room for some.
    #[must_use]
    pub fn with_capacity(bytes: usize, steps: usize) -> Self {
        Self {
            texts: String::with_capacity(bytes),
            ends: Vec::with_capacity(steps),
        }
    }

    /// Adds a step of text, without a formula and a result.
    pub fn say(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.texts);
        self.end(true);
    }

    /// Adds a step that shows a formula and its result: `formula = result unit`.
    pub fn equals(&mut self, result: Figure, unit: &str, formula: impl FnOnce(&mut String)) {
        formula(&mut self.texts);
        push_result(&mut self.texts, result, unit);
        self.end(result.is_exact());
    }

    /// Adds a step whose result is money: `formula = $result`.
    pub fn equals_dollars(&mut self, result: Usd, formula: impl FnOnce(&mut String)) {
        formula(&mut self.texts);
        self.texts.push_str(" = ");
        format::write_exact_dollars(&mut self.texts, result);
        push_mark(&mut self.texts, result.figure());
        self.end(result.figure().is_exact());
    }

    /// Continues the text of the last step.
    pub fn add(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.texts);
        if let Some(end) = self.ends.last_mut() {
            end.at = self.texts.len();
        }
    }

    /// Sets the rule that the last step applies.
    pub fn by(&mut self, rule: Rule) {
        if let Some(end) = self.ends.last_mut() {
            end.rule = Some(rule);
        }
    }

    /// Adds a step that was written elsewhere.
    pub(super) fn push(&mut self, step: Step<'_>) {
        self.texts.push_str(step.text);
        self.ends.push(End {
            at: self.texts.len(),
            rule: step.rule,
            rounded: step.rounded,
        });
    }

    fn end(&mut self, exact: bool) {
        self.ends.push(End {
            at: self.texts.len(),
            rule: None,
            rounded: !exact,
        });
    }

    /// The number of steps.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no steps.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The steps, causes first.
    pub fn iter(&self) -> Steps<'_> {
        Steps {
            texts: &self.texts,
            from: 0,
            ends: self.ends.iter(),
        }
    }

    /// The last step; `None` if there are no steps.
    #[must_use]
    pub fn last(&self) -> Option<Step<'_>> {
        self.iter().last()
    }
}

/// The steps of a derivation, one after the other.
#[derive(Clone, Debug)]
pub struct Steps<'d> {
    texts: &'d str,
    from: usize,
    ends: core::slice::Iter<'d, End>,
}

impl<'d> Iterator for Steps<'d> {
    type Item = Step<'d>;

    fn next(&mut self) -> Option<Step<'d>> {
        let end = self.ends.next()?;
        let text = self.texts.get(self.from..end.at).unwrap_or_default();
        self.from = end.at;
        Some(Step {
            text,
            rule: end.rule,
            rounded: end.rounded,
        })
    }
}

impl<'d> IntoIterator for &'d Derivation {
    type Item = Step<'d>;
    type IntoIter = Steps<'d>;

    fn into_iter(self) -> Steps<'d> {
        self.iter()
    }
}

/// A list of the steps.
impl Serialize for Derivation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

/// Appends the result of a formula, and says so if it was rounded.
fn push_result(text: &mut String, result: Figure, unit: &str) {
    text.push_str(" = ");
    format::write_grouped(text, result);
    push_unit(text, unit);
    push_mark(text, result);
}

/// Says so if a figure was rounded.
pub(super) fn push_mark(text: &mut String, figure: Figure) {
    if !figure.is_exact() {
        text.push_str(" (rounded to 28 digits, half to even)");
    }
}

/// Appends the unit of a number. A unit that begins with a digit is put in brackets, so that the
/// 100 of `100 RCU` is not read as a factor.
pub(super) fn push_unit(text: &mut String, unit: &str) {
    match unit.as_bytes() {
        [] => {}
        [first, ..] if first.is_ascii_digit() => {
            text.push_str(" (of ");
            text.push_str(unit);
            text.push(')');
        }
        _ => {
            text.push(' ');
            text.push_str(unit);
        }
    }
}
