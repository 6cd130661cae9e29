//! The tape: operations and their operands, in the order in which they were written.

use core::cell::RefCell;
use core::fmt::{self, Display, Write as _};
use core::ops::Range;

use crate::quantity::Figure;

use super::hold::Hold;
use super::trail::{Sign, Trail, Wrap, sealed};
use super::{Derivation, Rule};

/// A range of a text that holds many texts, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    /// The same range in memory.
    pub(super) fn range(self) -> Range<usize> {
        place(self.start)..place(self.end)
    }

    /// The part of a text that is in this range.
    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

/// One operation or operand. Operands are given by their index in the nodes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node {
    /// A number that is not the result of a step.
    Number { figure: Figure, label: Span },
    /// An operation on two operands, and its precedence.
    Joined {
        sign: Sign,
        hold: Hold,
        left: u32,
        right: u32,
    },
    /// An operation on one operand.
    Wrapped { wrap: Wrap, inner: u32 },
    /// The end of a step, by its index in the ends.
    Ended(u32),
    /// The result of a step by another name.
    Called { of: u32, label: Span, aside: bool },
}

/// The end of a step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ended {
    pub(super) name: Span,
    pub(super) unit: Span,
    pub(super) figure: Figure,
    /// The index of the formula's node.
    pub(super) formula: u32,
    /// The index of the rule; `None` if the step has no rule.
    pub(super) rule: Option<u32>,
    /// The number of the last line of the bill that showed this step; the first line is 1.
    pub(super) told: u32,
    /// The indices of the steps that the formula uses, in the causes; `None` if no line has shown the
    /// step yet.
    pub(super) causes: Option<Span>,
    /// The step as text; `None` if it is not printed yet.
    pub(super) printed: Option<Printed>,
}

/// A step as text, in the texts of all printed steps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Printed {
    /// The whole step.
    pub(super) step: Span,
    /// The digits of its result.
    pub(super) digits: Span,
    /// The end of the unit, which follows the digits.
    pub(super) unit: u32,
}

/// The content of a tape.
#[derive(Debug)]
pub(super) struct Notes {
    pub(super) nodes: Vec<Node>,
    pub(super) ends: Vec<Ended>,
    /// All labels, names and units, one after the other.
    pub(super) labels: String,
    pub(super) rules: Vec<Rule>,
    /// The number of lines that were told.
    pub(super) lines: u32,
    /// The indices of the steps that steps use, one step after the other.
    pub(super) causes: Vec<u32>,
    /// The texts of the steps that were printed, one after the other. A step that several lines show
    /// is printed once.
    pub(super) printed: String,
    /// The indices of the steps of the line that is being told.
    pub(super) shown: Vec<u32>,
    /// How many further steps the line has that are not shown.
    pub(super) left_out: usize,
}

impl Default for Notes {
    /// Empty notes, with room for a scenario of a few functions and tables.
    fn default() -> Self {
        Self {
            nodes: Vec::with_capacity(512),
            ends: Vec::with_capacity(128),
            labels: String::with_capacity(4096),
            rules: Vec::with_capacity(64),
            lines: 0,
            causes: Vec::with_capacity(128),
            printed: String::with_capacity(8192),
            shown: Vec::with_capacity(32),
            left_out: 0,
        }
    }
}

/// A length as an index. A length beyond 32 bits becomes an index that no node has, which reads as
/// nothing.
pub(super) fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// An index as a place. An index beyond the memory becomes a place that nothing has.
pub(super) fn place(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}

impl Notes {
    fn push(&mut self, node: Node) -> u32 {
        let at = index(self.nodes.len());
        self.nodes.push(node);
        at
    }

    fn label(&mut self, label: impl Display) -> Span {
        let start = index(self.labels.len());
        let _ = write!(self.labels, "{label}");
        let end = index(self.labels.len());
        Span { start, end }
    }

    pub(super) fn node(&self, index: u32) -> Option<Node> {
        self.nodes.get(place(index)).copied()
    }

    pub(super) fn text(&self, label: Span) -> &str {
        label.of(&self.labels)
    }

    /// The precedence of the operand at this index.
    pub(super) fn hold(&self, index: u32) -> Hold {
        match self.node(index) {
            Some(Node::Number { figure, .. }) => Hold::of_number(figure),
            Some(Node::Ended(at)) => {
                let ended = self.ends.get(place(at));
                ended.map_or(Hold::Alone, |ended| Hold::of_number(ended.figure))
            }
            Some(Node::Called { of, .. }) => self.hold(of),
            Some(Node::Joined { hold, .. }) => hold,
            Some(Node::Wrapped { .. }) | None => Hold::Alone,
        }
    }

    /// The step that ended at this index.
    pub(super) fn ended(&self, index: u32) -> Option<&Ended> {
        match self.nodes.get(place(index))? {
            Node::Ended(at) => self.ends.get(place(*at)),
            _ => None,
        }
    }

    /// Mutable access to the step that ended at this index.
    pub(super) fn ended_mut(&mut self, index: u32) -> Option<&mut Ended> {
        match self.nodes.get(place(index))? {
            Node::Ended(at) => self.ends.get_mut(place(*at)),
            _ => None,
        }
    }
}

/// Holds the derivations of an estimate as numbers and labels. The text of a step is written only
/// when a line is [told](Trail::tell).
///
/// A label's [`Display`] must not use the tape that it is noted on.
#[derive(Debug, Default)]
pub struct Tape(RefCell<Notes>);

impl Tape {
    /// An empty tape.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A trace that notes on this tape.
    #[must_use]
    pub const fn on(&self) -> Written<'_> {
        Written {
            tape: self,
            index: u32::MAX,
        }
    }
}

/// Notes the derivation on a [`Tape`]: the tape, and the index of the last operation.
#[derive(Clone, Copy)]
pub struct Written<'t> {
    tape: &'t Tape,
    index: u32,
}

impl fmt::Debug for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Written").field(&self.index).finish()
    }
}

/// The indices of the quantities that a line adds up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(Vec<u32>);

impl Written<'_> {
    fn noted(self, note: impl FnOnce(&mut Notes) -> Node) -> Self {
        let mut notes = self.tape.0.borrow_mut();
        let node = note(&mut notes);
        let index = notes.push(node);
        Self { index, ..self }
    }
}

impl sealed::Sealed for Written<'_> {}

impl Trail for Written<'_> {
    type Parts = Places;

    fn is_on(self) -> bool {
        true
    }

    fn number(self, figure: Figure, label: impl Display) -> Self {
        self.noted(|notes| Node::Number {
            figure,
            label: notes.label(label),
        })
    }

    fn joined(self, sign: Sign, other: Self) -> Self {
        debug_assert!(core::ptr::eq(self.tape, other.tape), "one tape");
        self.noted(|notes| Node::Joined {
            sign,
            hold: Hold::of_joined(sign, notes.hold(self.index)),
            left: self.index,
            right: other.index,
        })
    }

    fn wrapped(self, wrap: Wrap) -> Self {
        self.noted(|_| Node::Wrapped {
            wrap,
            inner: self.index,
        })
    }

    fn ended(self, name: impl Display, figure: Figure, unit: impl Display) -> Self {
        self.noted(|notes| {
            let ended = Ended {
                name: notes.label(name),
                unit: notes.label(unit),
                figure,
                formula: self.index,
                rule: None,
                told: 0,
                causes: None,
                printed: None,
            };
            let at = index(notes.ends.len());
            notes.ends.push(ended);
            Node::Ended(at)
        })
    }

    fn ruled(self, rule: Rule) -> Self {
        let notes = &mut *self.tape.0.borrow_mut();
        let number = index(notes.rules.len());
        if let Some(ended) = notes.ended_mut(self.index) {
            ended.rule = Some(number);
            notes.rules.push(rule);
        }
        self
    }

    fn called(self, label: impl Display, aside: bool) -> Self {
        self.noted(|notes| Node::Called {
            of: self.index,
            label: notes.label(label),
            aside,
        })
    }

    fn join(self, parts: &mut Self::Parts) {
        parts.0.push(self.index);
    }

    fn tell(self, parts: &Self::Parts, total: Figure) -> Derivation {
        self.tape.0.borrow_mut().tell(&parts.0, total)
    }

    fn unit<R>(self, read: impl FnOnce(&str) -> R) -> Option<R> {
        let notes = self.tape.0.borrow();
        let ended = notes.ended(self.index)?;
        Some(read(notes.text(ended.unit)))
    }
}
