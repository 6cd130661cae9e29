//! Prints the derivations on a tape as steps that a person can repeat.

use core::fmt::Write as _;

use crate::quantity::{Figure, format};

use super::derivation::{Derivation, push_result, push_unit};
use super::hold::{Hold, is_negative};
use super::step::Step;
use super::tape::{Ended, Node, Notes, Span, index};
use super::trail::{Sign, Wrap};

/// Room for what the charge adds to a derivation: the bytes and the number of its steps.
const CHARGE: (usize, usize) = (256, 4);

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
            self.show_causes(*part, true);
        }
        let steps = self.shown.iter().filter_map(|index| self.ended(*index));
        let steps = steps.map(|ended| self.printed_step(&ended));
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
        if let [.., last] = parts
            && parts.len() > 1
        {
            let unit = self.ended(*last).map_or("", |ended| self.text(ended.unit));
            derivation.equals(total, unit, |text| self.sum(text, parts));
        }
        derivation
    }

    /// Adds the steps that led to a node to those of the line. A number that is only given has no step
    /// unless it is a part of the line: as an operand it is shown in the formula.
    fn show_causes(&mut self, index: u32, is_part: bool) {
        match self.node(index) {
            None | Some(Node::Number { .. }) => {}
            Some(Node::Joined { left, right, .. }) => {
                self.show_causes(left, false);
                self.show_causes(right, false);
            }
            Some(Node::Wrapped { inner, .. }) => self.show_causes(inner, false),
            Some(Node::Called { of, .. }) => self.show_causes(of, is_part),
            Some(Node::Ended(ended)) if ended.told == self.lines => {}
            Some(Node::Ended(ended)) => {
                let line = self.lines;
                if let Some(ended) = self.ended_mut(index) {
                    ended.told = line;
                }
                self.show_causes(ended.formula, false);
                let given = matches!(self.node(ended.formula), Some(Node::Number { .. }));
                let tells = is_part || !given || ended.rule.is_some();
                if tells && self.shown.len() >= STEPS_MAX {
                    self.left_out = self.left_out.saturating_add(1);
                } else if tells {
                    let ended = self.printed(index, ended);
                    // What two causes have in common may be noted twice, and reads the same.
                    if is_part || !self.is_shown(&ended) {
                        self.shown.push(index);
                    }
                }
            }
        }
    }

    /// Whether the line has a step that reads the same.
    fn is_shown(&self, ended: &Ended) -> bool {
        let step = self.printed_step(ended);
        let shown = self.shown.iter().filter_map(|index| self.ended(*index));
        shown
            .map(|shown| self.printed_step(&shown))
            .any(|shown| shown == step)
    }

    /// Prints the step that ended at this index, unless it is printed already.
    fn printed(&mut self, at: u32, ended: Ended) -> Ended {
        if ended.text.end > 0 {
            return ended;
        }
        let mut printed = core::mem::take(&mut self.printed);
        let start = index(printed.len());
        self.write_step(&mut printed, &ended);
        let text = Span {
            start,
            end: index(printed.len()),
        };
        self.printed = printed;
        if let Some(ended) = self.ended_mut(at) {
            ended.text = text;
        }
        Ended { text, ..ended }
    }

    /// A step that is printed.
    fn printed_step(&self, ended: &Ended) -> Step<'_> {
        let number = ended.rule.and_then(|number| usize::try_from(number).ok());
        Step {
            text: ended.text.of(&self.printed),
            rule: number.and_then(|number| self.rules.get(number)).copied(),
            rounded: !ended.figure.is_exact(),
        }
    }

    fn write_step(&self, text: &mut String, ended: &Ended) {
        let name = self.text(ended.name);
        if !name.is_empty() {
            text.push_str(name);
            text.push_str(": ");
        }
        self.formula(text, ended.formula);
        push_result(text, ended.figure, self.text(ended.unit));
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
                format::write_grouped(text, ended.figure);
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
            Some(Node::Ended(ended)) => {
                format::write_grouped(text, ended.figure);
                push_unit(text, self.text(ended.unit));
            }
            Some(Node::Called { of, label, aside }) => {
                if let Some(ended) = self.ended(of) {
                    format::write_grouped(text, ended.figure);
                }
                self.write_label(text, label, aside);
            }
            Some(Node::Joined {
                sign, left, right, ..
            }) => self.joined(text, sign, left, right),
            Some(Node::Wrapped { wrap, inner }) => self.wrapped(text, wrap, inner),
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
