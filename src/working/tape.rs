//! The tape: what was done to which numbers, in the order of writing.

use core::cell::RefCell;
use core::fmt::{self, Display, Write as _};

use crate::quantity::Figure;

use super::trail::{Sign, Trail, Wrap, sealed};
use super::{Rule, Step};

/// A piece of the text of all labels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// One operation or operand. Places are indices into the nodes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node {
    /// A number that comes from no step.
    Number { figure: Figure, label: Span },
    /// Two operands.
    Joined { sign: Sign, left: u32, right: u32 },
    /// One operand.
    Wrapped { wrap: Wrap, inner: u32 },
    /// The end of a step.
    Ended(Ended),
    /// The result of a step by another name.
    Called { of: u32, label: Span, aside: bool },
}

/// The end of a step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ended {
    pub(super) name: Span,
    pub(super) unit: Span,
    pub(super) figure: Figure,
    /// The place of the formula.
    pub(super) formula: u32,
    /// Which of the rules.
    pub(super) rule: Option<u32>,
    /// The last line of the bill that told this step; lines count from 1.
    pub(super) told: u32,
}

/// What a tape holds.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) nodes: Vec<Node>,
    /// All labels, names and units, one after the other.
    pub(super) labels: String,
    pub(super) rules: Vec<Rule>,
    /// How many lines were told.
    pub(super) lines: u32,
}

/// A length as a place. Past 2^32 the place is one that does not exist, and reads as nothing.
fn place(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Notes {
    fn push(&mut self, node: Node) -> u32 {
        let at = place(self.nodes.len());
        self.nodes.push(node);
        at
    }

    fn label(&mut self, label: impl Display) -> Span {
        let start = place(self.labels.len());
        let _ = write!(self.labels, "{label}");
        let end = place(self.labels.len());
        Span { start, end }
    }

    pub(super) fn node(&self, place: u32) -> Option<Node> {
        self.nodes.get(usize::try_from(place).ok()?).copied()
    }

    pub(super) fn text(&self, span: Span) -> &str {
        let bounds = || Some(usize::try_from(span.start).ok()?..usize::try_from(span.end).ok()?);
        let text = bounds().and_then(|bounds| self.labels.get(bounds));
        text.unwrap_or_default()
    }

    /// The step that ended at this place.
    pub(super) fn ended(&self, place: u32) -> Option<Ended> {
        match self.node(place)? {
            Node::Ended(ended) => Some(ended),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub(super) fn ended_mut(&mut self, place: u32) -> Option<&mut Ended> {
        match self.nodes.get_mut(usize::try_from(place).ok()?)? {
            Node::Ended(ended) => Some(ended),
            _ => None,
        }
    }
}

/// What the derivations of an estimate are noted on. Text is written only when a line is
/// [told](Trail::tell): until then a tape holds numbers and labels.
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

    /// A trace onto this tape.
    #[must_use]
    pub const fn on(&self) -> Written<'_> {
        Written {
            tape: self,
            place: u32::MAX,
        }
    }
}

/// Notes the derivation on a [`Tape`]: the tape, and the place of the last operation.
#[derive(Clone, Copy)]
pub struct Written<'t> {
    tape: &'t Tape,
    place: u32,
}

impl fmt::Debug for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Written").field(&self.place).finish()
    }
}

/// The places of the quantities that a line adds up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(Vec<u32>);

impl Written<'_> {
    fn noted(self, note: impl FnOnce(&mut Notes) -> Node) -> Self {
        let mut notes = self.tape.0.borrow_mut();
        let node = note(&mut notes);
        let place = notes.push(node);
        Self { place, ..self }
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
        self.noted(|_| Node::Joined {
            sign,
            left: self.place,
            right: other.place,
        })
    }

    fn wrapped(self, wrap: Wrap) -> Self {
        self.noted(|_| Node::Wrapped {
            wrap,
            inner: self.place,
        })
    }

    fn ended(self, name: impl Display, figure: Figure, unit: impl Display) -> Self {
        self.noted(|notes| {
            Node::Ended(Ended {
                name: notes.label(name),
                unit: notes.label(unit),
                figure,
                formula: self.place,
                rule: None,
                told: 0,
            })
        })
    }

    fn ruled(self, rule: Rule) -> Self {
        let notes = &mut *self.tape.0.borrow_mut();
        let number = place(notes.rules.len());
        if let Some(ended) = notes.ended_mut(self.place) {
            ended.rule = Some(number);
            notes.rules.push(rule);
        }
        self
    }

    fn called(self, label: impl Display, aside: bool) -> Self {
        self.noted(|notes| Node::Called {
            of: self.place,
            label: notes.label(label),
            aside,
        })
    }

    fn join(self, parts: &mut Self::Parts) {
        parts.0.push(self.place);
    }

    fn tell(self, parts: &Self::Parts, total: Figure) -> Vec<Step> {
        self.tape.0.borrow_mut().tell(&parts.0, total)
    }

    fn unit<R>(self, read: impl FnOnce(&str) -> R) -> Option<R> {
        let notes = self.tape.0.borrow();
        let ended = notes.ended(self.place)?;
        Some(read(notes.text(ended.unit)))
    }
}
