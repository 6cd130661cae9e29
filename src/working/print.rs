//! Prints the derivations on a tape as steps that a person can repeat.

use core::fmt::Write as _;

use crate::quantity::{Figure, format};

use super::step::{Step, push_unit};
use super::tape::{Ended, Node, Notes, Span};
use super::trail::{Sign, Wrap};

/// The precedence of a printed operand, the lowest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hold {
    /// `−5 requests`
    Negative,
    /// `a + b`
    Sum,
    /// `a × b ÷ c`
    Quotient,
    /// `a × b`
    Product,
    /// A number, `max(a, b)`, `⌈a⌉`.
    Alone,
}

/// The subscript digits.
const SUBSCRIPT: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];

impl Notes {
    /// The steps that led to these nodes, causes first, each once. If there are several nodes,
    /// their sum is the last step.
    pub(super) fn tell(&mut self, parts: &[u32], total: Figure) -> Vec<Step> {
        self.lines = self.lines.saturating_add(1);
        let mut steps = Vec::new();
        for part in parts {
            self.tell_causes(*part, true, &mut steps);
        }
        if parts.len() > 1 {
            steps.push(self.sum(parts, total));
        }
        steps
    }

    /// The steps that led to a node. A number that is only given has no step unless it is a part of
    /// the line: as an operand it is shown in the formula.
    fn tell_causes(&mut self, index: u32, is_part: bool, steps: &mut Vec<Step>) {
        match self.node(index) {
            None | Some(Node::Number { .. }) => {}
            Some(Node::Joined { left, right, .. }) => {
                self.tell_causes(left, false, steps);
                self.tell_causes(right, false, steps);
            }
            Some(Node::Wrapped { inner, .. }) => self.tell_causes(inner, false, steps),
            Some(Node::Called { of, .. }) => self.tell_causes(of, is_part, steps),
            Some(Node::Ended(ended)) if ended.told == self.lines => {}
            Some(Node::Ended(ended)) => {
                let line = self.lines;
                if let Some(ended) = self.ended_mut(index) {
                    ended.told = line;
                }
                self.tell_causes(ended.formula, false, steps);
                let given = matches!(self.node(ended.formula), Some(Node::Number { .. }));
                if is_part || !given || ended.rule.is_some() {
                    let step = self.step(ended);
                    // What two causes have in common may be noted twice, and reads the same.
                    if is_part || !steps.contains(&step) {
                        steps.push(step);
                    }
                }
            }
        }
    }

    fn step(&self, ended: Ended) -> Step {
        let mut text = String::with_capacity(128);
        let name = self.text(ended.name);
        if !name.is_empty() {
            text.push_str(name);
            text.push_str(": ");
        }
        self.formula(&mut text, ended.formula);
        let step = Step::ended(text, ended.figure, self.text(ended.unit));
        let number = ended.rule.and_then(|number| usize::try_from(number).ok());
        match number.and_then(|number| self.rules.get(number)) {
            Some(rule) => step.by(*rule),
            None => step,
        }
    }

    /// The step that adds up the parts of a line.
    fn sum(&self, parts: &[u32], total: Figure) -> Step {
        let mut text = String::with_capacity(128);
        let mut unit = "";
        for part in parts {
            let Some(ended) = self.ended(*part) else {
                continue;
            };
            if !text.is_empty() {
                text.push_str(" + ");
            }
            let negative = is_negative(ended.figure);
            bracketed(&mut text, negative, |text| {
                format::write_grouped(text, ended.figure);
                self.write_label(text, ended.name, true);
            });
            unit = self.text(ended.unit);
        }
        Step::ended(text, total, unit)
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
            Some(Node::Joined { sign, left, right }) => self.joined(text, sign, left, right),
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

    fn hold(&self, index: u32) -> Hold {
        match self.node(index) {
            Some(Node::Number { figure, .. } | Node::Ended(Ended { figure, .. })) => {
                number_holds(figure)
            }
            Some(Node::Called { of, .. }) => self.hold(of),
            Some(Node::Joined { sign, left, .. }) => match sign {
                Sign::Plus | Sign::Minus => Hold::Sum,
                Sign::Over => Hold::Quotient,
                // `a ÷ b × c` contains a division too.
                Sign::Times if self.hold(left) == Hold::Quotient => Hold::Quotient,
                Sign::Times => Hold::Product,
                Sign::Max | Sign::Min => Hold::Alone,
            },
            Some(Node::Wrapped { .. }) | None => Hold::Alone,
        }
    }
}

fn is_negative(figure: Figure) -> bool {
    figure < Figure::ZERO
}

fn number_holds(figure: Figure) -> Hold {
    if is_negative(figure) {
        Hold::Negative
    } else {
        Hold::Alone
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
