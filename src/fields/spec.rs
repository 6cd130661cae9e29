//! The table of fields: for each its name, kind, bounds, default and words.
//!
//! One table serves every spelling of a scenario: the reader checks against it, the form takes its
//! inputs from it, the link its keys, the API description its schema.

use super::number;
use crate::quantity::Figure;

/// A field of a section.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// The field's name, unit last: `memory_mb`.
    pub name: &'static str,
    /// The words beside the input.
    #[cfg(feature = "words")]
    pub label: &'static str,
    /// The unit, if there is one: `MB`.
    pub unit: &'static str,
    /// In a sentence, what it is and what it does.
    #[cfg(feature = "words")]
    pub help: &'static str,
    /// The AWS page that sets the bounds or the rule, if there is one.
    #[cfg(feature = "words")]
    pub source: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// What happens when it is not given.
    pub absent: Absent,
    /// The value of [`Absent::Default`], read when the program is compiled.
    pub(super) ready: Ready,
    /// Whether a link always carries it, default or not.
    pub always: bool,
    /// Whether the form keeps it under "More options", out of the first view.
    pub fine: bool,
    /// A value to start from, where an item is new.
    #[cfg(feature = "words")]
    pub example: &'static str,
}

/// What values a field takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Text of a bounded length.
    Text {
        /// The most characters.
        max: usize,
    },
    /// A whole number within bounds.
    Integer {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    },
    /// A decimal within bounds, which are decimals too.
    Decimal {
        /// The least.
        min: Bound,
        /// The most.
        max: Bound,
    },
    /// A list of decimals, each within bounds: in a query one value with commas between.
    Decimals {
        /// The least of each.
        min: Bound,
        /// The most of each.
        max: Bound,
        /// The lengths that the list may have.
        counts: &'static [usize],
    },
    /// Whole numbers within bounds, one or 24 or 168 of them, see
    /// [`HourlyUnits`](super::HourlyUnits).
    HourlyUnits {
        /// The least of each.
        min: u32,
        /// The most of each.
        max: u32,
    },
    /// True or false; false by default, as an unticked box sends nothing.
    Truth,
    /// A day.
    Date,
    /// A table of memory sizes and durations, see [`DurationPoints`](super::DurationPoints).
    Points,
    /// Names, see [`Names`](super::Names).
    Names {
        /// The most characters of each.
        each: usize,
        /// The most names.
        count: usize,
        /// The word that an empty name in a list stands for; empty if none may be empty.
        empty: &'static str,
    },
    /// One of these words.
    Choice(&'static [ChoiceSpec]),
    /// A group of fields.
    Section(&'static SectionSpec),
    /// A list of groups of fields.
    List {
        /// What each item is.
        of: &'static SectionSpec,
        /// The most items.
        max: usize,
    },
}

/// A bound of a decimal.
#[derive(Clone, Copy, Debug)]
pub struct Bound {
    /// As it is written in the table.
    pub text: &'static str,
    /// The figure that the text is.
    pub figure: Figure,
}

impl Bound {
    const fn new(text: &'static str) -> Self {
        let figure = match number::decimal(text) {
            Ok(figure) => figure,
            // The table does not compile then: see `Spec::is_sound`.
            Err(_) => Figure::ZERO,
        };
        Self { text, figure }
    }
}

/// A default, ready to be used.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ready {
    /// There is none.
    Nothing,
    Figure(Figure),
    Whole(u32),
    /// The word at this place of a choice's words.
    Word(usize),
    /// False, as an unticked box is.
    Unticked,
    Text(&'static str),
}

/// Whether two texts are the same, for a compiler that has no `==` for them.
const fn same(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.as_bytes(), other.as_bytes());
    while let ([a, rest @ ..], [b, others @ ..]) = (one, other) {
        if *a != *b {
            return false;
        }
        (one, other) = (rest, others);
    }
    one.is_empty() && other.is_empty()
}

impl Ready {
    /// The value that a text is to a field of this kind.
    const fn of(kind: &Kind, text: &'static str) -> Self {
        match kind {
            Kind::Text { .. } => Self::Text(text),
            Kind::Integer { .. } => match u32::from_str_radix(text, 10) {
                Ok(number) => Self::Whole(number),
                Err(_) => Self::Nothing,
            },
            Kind::Decimal { .. } => match number::decimal(text) {
                Ok(figure) => Self::Figure(figure),
                Err(_) => Self::Nothing,
            },
            Kind::Truth if same(text, "false") => Self::Unticked,
            Kind::Choice(words) => {
                let (mut left, mut at) = (*words, 0_usize);
                while let [word, rest @ ..] = left {
                    if same(word.word, text) {
                        return Self::Word(at);
                    }
                    (left, at) = (rest, at.saturating_add(1));
                }
                Self::Nothing
            }
            _ => Self::Nothing,
        }
    }
}

/// A word that a choice takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceSpec {
    /// The word in a link and in JSON.
    pub word: &'static str,
    /// The words on the page.
    pub label: &'static str,
}

/// What an absent field means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// A fault.
    Fault,
    /// Nothing: the field may be left out.
    Nothing,
    /// This value, in the spelling of a link.
    Default(&'static str),
}

/// A group of fields.
#[derive(Clone, Copy, Debug)]
pub struct SectionSpec {
    /// What one of it is called: `function`.
    pub name: &'static str,
    /// Its fields, in their order.
    pub fields: &'static [Spec],
}

impl SectionSpec {
    /// The field of this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Spec> {
        self.fields.iter().find(|spec| spec.name == name)
    }

    /// The place of the field of this name, where `likely` is the first place to look at.
    pub(super) fn place_of(&self, name: &str, likely: usize) -> Option<usize> {
        let guessed = self.fields.get(likely);
        if guessed.is_some_and(|spec| spec.name == name) {
            return Some(likely);
        }
        self.fields.iter().position(|spec| spec.name == name)
    }
}

impl Spec {
    const fn new(kind: Kind, absent: Absent) -> Self {
        Self {
            name: "",
            #[cfg(feature = "words")]
            label: "",
            unit: "",
            #[cfg(feature = "words")]
            help: "",
            #[cfg(feature = "words")]
            source: "",
            kind,
            absent,
            ready: Ready::Nothing,
            always: false,
            fine: false,
            #[cfg(feature = "words")]
            example: "",
        }
    }

    /// Text of at most `max` characters.
    #[must_use]
    pub const fn text(max: usize) -> Self {
        Self::new(Kind::Text { max }, Absent::Fault)
    }

    /// A whole number within bounds.
    #[must_use]
    pub const fn integer(min: u32, max: u32) -> Self {
        Self::new(Kind::Integer { min, max }, Absent::Fault)
    }

    /// A decimal within bounds.
    #[must_use]
    pub const fn decimal(min: &'static str, max: &'static str) -> Self {
        let (min, max) = (Bound::new(min), Bound::new(max));
        Self::new(Kind::Decimal { min, max }, Absent::Fault)
    }

    /// A list of decimals, each within bounds; `counts` are the lengths that it may have.
    #[must_use]
    pub const fn decimals(min: &'static str, max: &'static str, counts: &'static [usize]) -> Self {
        let (min, max) = (Bound::new(min), Bound::new(max));
        Self::new(Kind::Decimals { min, max, counts }, Absent::Fault)
    }

    /// Whole numbers within bounds: one for every hour, or one for each.
    #[must_use]
    pub const fn hourly_units(min: u32, max: u32) -> Self {
        Self::new(Kind::HourlyUnits { min, max }, Absent::Fault)
    }

    /// A table of memory sizes and durations.
    #[must_use]
    pub const fn points() -> Self {
        Self::new(Kind::Points, Absent::Fault)
    }

    /// At most `count` names of at most `each` characters. An empty name in a list stands for the word
    /// `empty`; it is a fault if `empty` is.
    #[must_use]
    pub const fn names(each: usize, count: usize, empty: &'static str) -> Self {
        Self::new(Kind::Names { each, count, empty }, Absent::Nothing)
    }

    /// True or false, false when absent.
    #[must_use]
    pub const fn truth() -> Self {
        Self::new(Kind::Truth, Absent::Nothing).or("false")
    }

    /// A day.
    #[must_use]
    pub const fn date() -> Self {
        Self::new(Kind::Date, Absent::Fault)
    }

    /// One of these words.
    #[must_use]
    pub const fn choice(words: &'static [ChoiceSpec]) -> Self {
        Self::new(Kind::Choice(words), Absent::Fault)
    }

    /// A group of fields.
    #[must_use]
    pub const fn section(of: &'static SectionSpec) -> Self {
        Self::new(Kind::Section(of), Absent::Nothing)
    }

    /// A list of groups of fields, empty when absent.
    #[must_use]
    pub const fn list(of: &'static SectionSpec, max: usize) -> Self {
        Self::new(Kind::List { of, max }, Absent::Nothing)
    }

    /// With this name; the `section!` macro gives the struct field's.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// In this unit.
    #[must_use]
    pub const fn unit(mut self, unit: &'static str) -> Self {
        self.unit = unit;
        self
    }

    /// This value when absent.
    #[must_use]
    pub const fn or(mut self, default: &'static str) -> Self {
        self.ready = Ready::of(&self.kind, default);
        self.absent = Absent::Default(default);
        self
    }

    /// A fault when absent.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.absent = Absent::Fault;
        self
    }

    /// Nothing when absent.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.absent = Absent::Nothing;
        self
    }

    /// Whether bounds and default are what the kind takes. The `section!` macro does not compile a field
    /// that is not sound.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        let bounds = match self.kind {
            Kind::Decimal { min, max } | Kind::Decimals { min, max, .. } => {
                number::decimal(min.text).is_ok() && number::decimal(max.text).is_ok()
            }
            _ => true,
        };
        let default = match self.absent {
            Absent::Default(_) => !matches!(self.ready, Ready::Nothing),
            Absent::Fault | Absent::Nothing => true,
        };
        bounds && default
    }

    /// Always carried by a link.
    #[must_use]
    pub const fn always(mut self) -> Self {
        self.always = true;
        self
    }

    /// Under "More options" in the form.
    #[must_use]
    pub const fn fine(mut self) -> Self {
        self.fine = true;
        self
    }
}

/// The words that only the form and the interface's description need. The browser's build leaves
/// them out: the server renders the form.
macro_rules! words {
    ($( $(#[$doc:meta])* $name:ident ),+ $(,)?) => {
        impl Spec {
            $(
                $(#[$doc])*
                #[cfg(feature = "words")]
                #[must_use]
                pub const fn $name(mut self, words: &'static str) -> Self {
                    self.$name = words;
                    self
                }

                $(#[$doc])*
                #[cfg(not(feature = "words"))]
                #[must_use]
                pub const fn $name(self, _: &'static str) -> Self {
                    self
                }
            )+
        }
    };
}

words!(
    /// With these words beside the input.
    label,
    /// With this sentence of help.
    help,
    /// With the AWS page that sets the bounds or the rule.
    source,
    /// With a value to start from, where an item is new.
    example,
);
