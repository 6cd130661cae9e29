//! The table of fields: for each its name, kind, bounds, default and words.
//!
//! One table serves every spelling of a scenario: the reader checks against it, the form takes its
//! inputs from it, the link its keys, the API description its schema.

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
        min: &'static str,
        /// The most.
        max: &'static str,
    },
    /// A list of decimals, each within bounds: in a query one value with commas between.
    Decimals {
        /// The least of each.
        min: &'static str,
        /// The most of each.
        max: &'static str,
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
        Self::new(Kind::Decimal { min, max }, Absent::Fault)
    }

    /// A list of decimals, each within bounds; `counts` are the lengths that it may have.
    #[must_use]
    pub const fn decimals(min: &'static str, max: &'static str, counts: &'static [usize]) -> Self {
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

    /// True or false, false when absent.
    #[must_use]
    pub const fn truth() -> Self {
        Self::new(Kind::Truth, Absent::Default("false"))
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
