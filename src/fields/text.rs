//! Which characters a text may have.

use super::{FaultCode, Wrong};

/// What a text has that it may not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unusable {
    /// A control character.
    Control,
    /// A character that is not seen and that changes how others are shown, such as U+202E, which turns
    /// the text around.
    Format,
}

/// The first character that a text may not have, if there is one.
pub(super) fn unusable(text: &str) -> Option<Unusable> {
    // Most texts are plain, and a byte is quicker to look at than a character.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    text.chars().find_map(|character| {
        if character.is_control() {
            Some(Unusable::Control)
        } else {
            is_format(character).then_some(Unusable::Format)
        }
    })
}

impl Unusable {
    /// The fault of a text that has it.
    pub(super) fn wrong(self) -> Wrong {
        let (message, allowed) = match self {
            Self::Control => (
                "must not have control characters, such as a tab or a new line.",
                "text without control characters",
            ),
            Self::Format => (
                "must not have invisible characters that format text, such as U+202E.",
                "text without invisible characters that format text",
            ),
        };
        Wrong::new(FaultCode::WrongType, message).allowed(allowed)
    }
}

/// Whether Unicode calls a character a format character (general category Cf). The two joiners are
/// none here: spelling needs them in several scripts, and emoji are joined with one.
/// <https://www.unicode.org/Public/16.0.0/ucd/extracted/DerivedGeneralCategory.txt>
const fn is_format(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{600}'..='\u{605}'
            | '\u{61C}'
            | '\u{6DD}'
            | '\u{70F}'
            | '\u{890}'..='\u{891}'
            | '\u{8E2}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{200E}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{110BD}'
            | '\u{110CD}'
            | '\u{13430}'..='\u{1343F}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0001}'
            | '\u{E0020}'..='\u{E007F}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_how_a_text_is_shown_is_not_part_of_it() {
        for (text, what) in [
            ("a\u{202E}b", Some(Unusable::Format)),
            ("\u{FEFF}a", Some(Unusable::Format)),
            ("a\u{2066}", Some(Unusable::Format)),
            ("a\tb", Some(Unusable::Control)),
            ("a\u{85}b", Some(Unusable::Control)),
            ("grüße · 東京", None),
            ("می\u{200C}خواهم", None),
            ("", None),
        ] {
            assert_eq!(unusable(text), what, "{text:?}");
        }
    }
}
