//! Choices: enums whose words are used in links, in JSON and on the page.

use super::read::Value;
use super::spec::{ChoiceSpec, Ready, Spec};
use super::{FaultCode, Faults, Node, Place};

/// An enum of words.
pub trait Choice: Copy + Sized + PartialEq + 'static {
    /// The words, in the order of [`Choice::ALL`].
    const CHOICES: &'static [ChoiceSpec];
    /// The values.
    const ALL: &'static [Self];

    /// The word of this value.
    fn word(self) -> &'static str {
        self.spec().map_or("", |choice| choice.word)
    }

    /// The words on the page.
    fn label(self) -> &'static str {
        self.spec().map_or("", |choice| choice.label)
    }

    /// The value of a word.
    fn from_word(word: &str) -> Option<Self> {
        let place = Self::CHOICES
            .iter()
            .position(|choice| choice.word == word)?;
        Self::ALL.get(place).copied()
    }

    #[doc(hidden)]
    fn spec(self) -> Option<&'static ChoiceSpec> {
        let place = Self::ALL.iter().position(|value| *value == self)?;
        Self::CHOICES.get(place)
    }
}

/// Reads a choice's word.
pub fn read<C: Choice + Value>(
    node: &Node<'_>,
    spec: &Spec,
    place: &Place<'_>,
    faults: &mut Faults,
) -> C {
    let found = match node {
        Node::Text(word) | Node::Number(word) => C::from_word(word),
        _ => None,
    };
    found.unwrap_or_else(|| {
        faults.add(place, || spec.refused(FaultCode::NotAChoice, node));
        C::placeholder()
    })
}

/// The choice that the table has ready as default.
pub fn ready<C: Choice>(spec: &Spec) -> Option<C> {
    match spec.ready {
        Ready::Word(at) => C::ALL.get(at).copied(),
        _ => None,
    }
}

/// Declares an enum of words: `Arm64 = "arm64" "Arm (Graviton)"`.
macro_rules! choice {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $( $(#[$variant_doc:meta])* $variant:ident = $word:literal $label:literal ),+ $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $( $(#[$variant_doc])* $variant ),+
        }

        impl $crate::fields::Choice for $name {
            const CHOICES: &'static [$crate::fields::spec::ChoiceSpec] = &[
                $( $crate::fields::spec::ChoiceSpec {
                    word: $word,
                    // Only the form and derivations use them, and those are the server's.
                    label: if cfg!(feature = "words") { $label } else { "" },
                } ),+
            ];
            const ALL: &'static [Self] = &[ $( Self::$variant ),+ ];
        }

        impl $crate::fields::read::Value for $name {
            fn read(
                node: &$crate::fields::Node<'_>,
                spec: &$crate::fields::Spec,
                place: &$crate::fields::Place<'_>,
                faults: &mut $crate::fields::Faults,
            ) -> Self {
                $crate::fields::choice::read(node, spec, place, faults)
            }

            fn view(&self) -> $crate::fields::View<'_> {
                $crate::fields::View::Text($crate::fields::Choice::word(*self))
            }

            fn ready(spec: &$crate::fields::Spec) -> Option<Self> {
                $crate::fields::choice::ready(spec)
            }

            fn placeholder() -> Self {
                [ $( Self::$variant ),+ ][0]
            }
        }
    };
}

pub(crate) use choice;
