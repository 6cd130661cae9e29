//! Prints the derivations on a tape as steps that a person can repeat.

use core::fmt::Write as _;

use crate::quantity::{Figure, format};

use super::derivation::{Derivation, push_mark, push_unit};
use super::hold::{Hold, is_negative};
use super::step::Step;
use super::tape::{self, Ended, Node, Notes, Printed, Span, place};
use super::trail::{Sign, Wrap};

/// Room for what the charge adds to a derivation: the bytes and the number of its steps.
const CHARGE: (usize, usize) = (448, 4);

/// The most parts of a line that its sum names one by one. A scenario at its bounds has tens of
/// thousands: each index of a table takes writes of each operation.
const PARTS_MAX: usize = 100;
/// The most steps that a line shows of the causes of its parts.
const STEPS_MAX: usize = 200;

/// The subscript digits.
const SUBSCRIPT: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];

impl Notes {
    /// The steps that led to these nodes, causes first, each once. If there are several nodes,
    /// their sum is the last step. Of a line of very many parts the first [`STEPS_MAX`] steps are shown,
    /// and the others are counted.
    pub(super) fn tell(&mut self, parts: &[u32], total: Figure) -> Derivation {
        self.lines = self.lines.saturating_add(1);
        self.shown.clear();
        self.left_out = 0;
        for part in parts {
            self.show(*part, true);
        }
        let steps = self
            .shown
            .iter()
            .filter_map(|index| self.printed_step(*index));
        let bytes: usize = steps.clone().map(|step| step.text.len()).sum();
        let mut derivation = Derivation::with_capacity(
            bytes.saturating_add(CHARGE.0),
            self.shown.len().saturating_add(CHARGE.1),
        );
        for step in steps {
            derivation.push(step);
        }
        if self.left_out > 0 {
            derivation.say(|text| {
                let _ = write!(text, "{} further steps like these", self.left_out);
            });
        }
        if let [_, .., last] = parts {
            let unit = self.ended(*last).map_or("", |ended| self.text(ended.unit));
            derivation.equals(total, unit, |text| self.sum(text, parts));
        }
        derivation
    }

    /// Adds a step to those of the line, after the steps that it uses. A number that is only given has
    /// no step unless it is a part of the line: as an operand it is shown in the formula.
    fn show(&mut self, index: u32, is_part: bool) {
        let line = self.lines;
        let Some(ended) = self.ended_mut(index) else {
            return;
        };
        if ended.told == line {
            return;
        }
        ended.told = line;
        let (formula, has_rule) = (ended.formula, ended.rule.is_some());
        let causes = match ended.causes {
            Some(causes) => causes,
            None => self.find_causes(index, formula),
        };
        for at in causes.range() {
            if let Some(cause) = self.causes.get(at).copied() {
                self.show(cause, false);
            }
        }
        let given = || matches!(self.node(formula), Some(Node::Number { .. }));
        let tells = is_part || has_rule || !given();
        if tells && self.shown.len() >= STEPS_MAX {
            self.left_out = self.left_out.saturating_add(1);
        } else if tells {
            self.print(index);
            // What two causes have in common may be noted twice, and reads the same.
            if is_part || !self.is_shown(index) {
                self.shown.push(index);
            }
        }
    }

    /// Finds the steps that a step uses.
    fn find_causes(&mut self, index: u32, formula: u32) -> Span {
        let start = tape::index(self.causes.len());
        self.add_causes(formula);
        let end = tape::index(self.causes.len());
        let causes = Span { start, end };
        if let Some(ended) = self.ended_mut(index) {
            ended.causes = Some(causes);
        }
        causes
    }

    fn add_causes(&mut self, index: u32) {
        match self.node(index) {
            None | Some(Node::Number { .. }) => {}
            Some(Node::Joined { left, right, .. }) => {
                self.add_causes(left);
                self.add_causes(right);
            }
            Some(Node::Wrapped { inner, .. }) => self.add_causes(inner),
            Some(Node::Called { of, .. }) => self.add_causes(of),
            Some(Node::Ended(_)) => self.causes.push(index),
        }
    }

    /// Whether the line has a step that reads the same.
    fn is_shown(&self, index: u32) -> bool {
        let text = |index: u32| Some(self.ended(index)?.printed?.step.of(&self.printed));
        let own = text(index);
        let mut shown = self.shown.iter();
        // Nearly all texts differ, most in their length, so texts are compared first.
        shown.any(|shown| {
            text(*shown) == own && self.printed_step(*shown) == self.printed_step(index)
        })
    }

    /// Prints the step that ended at this index, unless it is printed already.
    fn print(&mut self, index: u32) {
        let Some(ended) = self.ended(index).copied() else {
            return;
        };
        if ended.printed.is_some() {
            return;
        }
        let mut text = core::mem::take(&mut self.printed);
        let printed = self.write_step(&mut text, &ended);
        self.printed = text;
        if let Some(ended) = self.ended_mut(index) {
            ended.printed = Some(printed);
        }
    }

    /// The step that ended at this index; `None` if it is not printed.
    fn printed_step(&self, index: u32) -> Option<Step<'_>> {
        let ended = self.ended(index)?;
        let rule = ended.rule.and_then(|number| self.rules.get(place(number)));
        Some(Step {
            text: ended.printed?.step.of(&self.printed),
            rule: rule.copied(),
            rounded: !ended.figure.is_exact(),
        })
    }

    /// Writes a step after the steps that are printed already.
    fn write_step(&self, text: &mut String, ended: &Ended) -> Printed {
        let start = tape::index(text.len());
        let name = self.text(ended.name);
        if !name.is_empty() {
            text.push_str(name);
            text.push_str(": ");
        }
        self.formula(text, ended.formula);
        text.push_str(" = ");
        let digits = tape::index(text.len());
        format::write_grouped(text, ended.figure);
        let digits_end = tape::index(text.len());
        push_unit(text, self.text(ended.unit));
        let unit = tape::index(text.len());
        push_mark(text, ended.figure);
        Printed {
            step: Span {
                start,
                end: tape::index(text.len()),
            },
            digits: Span {
                start: digits,
                end: digits_end,
            },
            unit,
        }
    }

    /// The formula that adds up the parts of a line. Parts beyond [`PARTS_MAX`] are one term.
    fn sum(&self, text: &mut String, parts: &[u32]) {
        let (named, others) = parts.split_at(parts.len().min(PARTS_MAX));
        let named = named.iter().filter_map(|part| self.ended(*part));
        for (at, ended) in named.enumerate() {
            if at > 0 {
                text.push_str(" + ");
            }
            bracketed(text, is_negative(ended.figure), |text| {
                match ended.printed {
                    Some(printed) => text.push_str(printed.digits.of(&self.printed)),
                    None => format::write_grouped(text, ended.figure),
                }
                self.write_label(text, ended.name, true);
            });
        }
        let figures = others.iter().filter_map(|part| self.ended(*part));
        let sum = figures
            .map(|ended| ended.figure)
            .try_fold(Figure::ZERO, Figure::checked_add);
        // The sum of all parts is kept, so that of some is too.
        if let (false, Ok(sum)) = (others.is_empty(), sum) {
            text.push_str(" + ");
            format::write_grouped(text, sum);
            let _ = write!(text, " ({} further parts)", others.len());
        }
    }

    fn formula(&self, text: &mut String, index: u32) {
        match self.node(index) {
            None => {}
            Some(Node::Number { figure, label }) => {
                format::write_grouped(text, figure);
                self.write_label(text, label, false);
            }
            Some(Node::Ended(_)) => self.write_result(text, index, true),
            Some(Node::Called { of, label, aside }) => {
                self.write_result(text, of, false);
                self.write_label(text, label, aside);
            }
            Some(Node::Joined {
                sign, left, right, ..
            }) => self.joined(text, sign, left, right),
            Some(Node::Wrapped { wrap, inner }) => self.wrapped(text, wrap, inner),
        }
    }

    /// Writes the result of a step, with its unit or without it, after the steps that are printed
    /// already. The result of a printed step is copied.
    fn write_result(&self, text: &mut String, index: u32, with_unit: bool) {
        let Some(ended) = self.ended(index) else {
            return;
        };
        if let Some(Printed { digits, unit, .. }) = ended.printed {
            let end = if with_unit { unit } else { digits.end };
            text.extend_from_within(Span { end, ..digits }.range());
            return;
        }
        format::write_grouped(text, ended.figure);
        if with_unit {
            push_unit(text, self.text(ended.unit));
        }
    }

    fn write_label(&self, text: &mut String, label: Span, aside: bool) {
        let label = self.text(label);
        if !label.is_empty() {
            text.push(' ');
            bracketed(text, aside, |text| text.push_str(label));
        }
    }

    fn joined(&self, text: &mut String, sign: Sign, left: u32, right: u32) {
        let (sign, loose_left, loose_right) = match sign {
            Sign::Plus => (" + ", Hold::Negative, Hold::Negative),
            Sign::Minus => (" − ", Hold::Negative, Hold::Sum),
            Sign::Times => (" × ", Hold::Sum, Hold::Quotient),
            Sign::Over => (" ÷ ", Hold::Sum, Hold::Product),
            Sign::Max => return self.pick(text, "max", left, right),
            Sign::Min => return self.pick(text, "min", left, right),
        };
        self.operand(text, left, loose_left);
        text.push_str(sign);
        self.operand(text, right, loose_right);
    }

    fn pick(&self, text: &mut String, word: &str, left: u32, right: u32) {
        text.push_str(word);
        text.push('(');
        self.formula(text, left);
        text.push_str(", ");
        self.formula(text, right);
        text.push(')');
    }

    fn wrapped(&self, text: &mut String, wrap: Wrap, inner: u32) {
        if let Wrap::Power(exponent) = wrap {
            bracketed(text, true, |text| self.formula(text, inner));
            let _ = write!(text, "^{exponent}");
            return;
        }
        text.push(if wrap == Wrap::Nearest { '⌊' } else { '⌈' });
        self.formula(text, inner);
        text.push('⌉');
        if let Wrap::UpTo(step) = wrap {
            subscript(text, step);
        }
    }

    /// An operand, in brackets if its precedence is not higher than `loose`.
    fn operand(&self, text: &mut String, index: u32, loose: Hold) {
        let brackets = self.hold(index) <= loose;
        bracketed(text, brackets, |text| self.formula(text, index));
    }
}

fn bracketed(text: &mut String, brackets: bool, inner: impl FnOnce(&mut String)) {
    if brackets {
        text.push('(');
    }
    inner(text);
    if brackets {
        text.push(')');
    }
}

fn subscript(text: &mut String, number: u32) {
    let tens = number.checked_div(10).unwrap_or_default();
    if tens > 0 {
        subscript(text, tens);
    }
    let last = number.checked_rem(10).unwrap_or_default();
    let digit = usize::try_from(last)
        .ok()
        .and_then(|last| SUBSCRIPT.get(last));
    text.extend(digit);
}
