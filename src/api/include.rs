//! `include=`: the parts of an answer that are computed only for callers who ask for them. It is a
//! parameter of the address, for `GET` and `POST` alike, and no field of a scenario: no link has it.

use std::borrow::Cow;

use crate::fields::node::shortened;
use crate::fields::{FaultCode, Faults, Place, Wrong};

/// The name of the parameter.
pub const PARAMETER: &str = "include";

/// A part of an answer that is left out unless it is asked for. The answer has it under a key of the
/// same word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The steps that lead to the amount of each line.
    Derivations,
    /// The same scenario with one choice changed.
    Alternatives,
    /// What each part must sustain, and which limit breaks first.
    Sizing,
}

impl Part {
    /// The word in the address, and the key in the answer.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Derivations => "derivations",
            Self::Alternatives => "alternatives",
            Self::Sizing => "sizing",
        }
    }
}

/// The parts that an address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Include(Vec<Part>);

impl Include {
    /// Whether the address asks for this part.
    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        self.0.contains(&part)
    }
}

/// Takes `include` out of a raw query string: the parts that it asks for, of those that the answer
/// can have, and the rest of the query string. Words are separated by commas; spaces around a word and
/// empty words don't count. An unknown word and a second `include` are faults. An answer without such
/// parts has no such parameter, so that nothing is taken out.
#[must_use]
pub fn take<'q>(raw: &'q str, known: &[Part], faults: &mut Faults) -> (Include, Cow<'q, str>) {
    if known.is_empty() {
        return (Include::default(), Cow::Borrowed(raw));
    }
    let is_include = |pair: &&str| name(pair) == PARAMETER;
    let mut given = raw.split('&').filter(is_include);
    let Some(first) = given.next() else {
        return (Include::default(), Cow::Borrowed(raw));
    };
    if given.next().is_some() {
        faults.add(&Place::ROOT.at(PARAMETER), || {
            Wrong::new(FaultCode::Duplicate, "is given twice.")
                .advice("Give it once, with commas between its words.")
                .allowed("one list of words")
        });
    }
    let include = words(first, known, faults);
    let rest: Vec<&str> = raw.split('&').filter(|pair| !is_include(pair)).collect();
    (include, Cow::Owned(rest.join("&")))
}

/// Takes `include` out of the query string of a request that has a body. The address may have no other
/// parameter: the scenario is in the body.
#[must_use]
pub fn alone(raw: &str, known: &[Part], faults: &mut Faults) -> Include {
    let (include, rest) = take(raw, known, faults);
    let allowed = match known {
        [] => "no parameter",
        _ => PARAMETER,
    };
    for (name, _) in form_urlencoded::parse(rest.as_bytes()) {
        faults.add(&Place::ROOT.at(name.as_ref()), || {
            let message = "is not a parameter of this address: fields belong into the body.";
            Wrong::new(FaultCode::UnknownField, message).allowed(allowed)
        });
    }
    include
}

/// The name of a pair of a raw query string.
fn name(pair: &str) -> Cow<'_, str> {
    let first = form_urlencoded::parse(pair.as_bytes()).next();
    first.map_or(Cow::Borrowed(""), |(name, _)| name)
}

/// The parts that the value of a pair names.
fn words(pair: &str, known: &[Part], faults: &mut Faults) -> Include {
    let value = form_urlencoded::parse(pair.as_bytes()).next();
    let value = value.map(|(_, value)| value).unwrap_or_default();
    let mut parts = Vec::new();
    for word in value
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
    {
        match known.iter().find(|part| part.word() == word) {
            Some(part) => parts.push(*part),
            None => {
                let words: Vec<&str> = known.iter().map(|part| part.word()).collect();
                let given = format!("\"{}\"", shortened(word));
                let wrong = Wrong::not_a_choice(&given, &words.join(", "));
                faults.add_once(&Place::ROOT.at(PARAMETER), wrong);
            }
        }
    }
    Include(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[Part] = &[Part::Derivations, Part::Alternatives];

    fn taken(raw: &str) -> (Include, String, Vec<String>) {
        let mut faults = Faults::default();
        let (include, rest) = take(raw, KNOWN, &mut faults);
        let faults = faults.iter().map(ToString::to_string).collect();
        (include, rest.into_owned(), faults)
    }

    #[test]
    fn it_is_taken_out_wherever_it_is() {
        for (raw, rest) in [
            ("include=derivations", ""),
            ("a=1&include=derivations", "a=1"),
            ("include=derivations&a=1&b=%26", "a=1&b=%26"),
            ("a=1&%69nclude=derivations&b=2", "a=1&b=2"),
        ] {
            let expected = (Include(vec![Part::Derivations]), rest.to_owned(), vec![]);
            assert_eq!(taken(raw), expected, "{raw}");
        }
        let absent = (Include::default(), "a=include&b".to_owned(), vec![]);
        assert_eq!(taken("a=include&b"), absent);
    }

    #[test]
    fn several_words_have_commas_between() {
        let (include, _, faults) = taken("include=alternatives,+derivations,");
        assert!(include.has(Part::Derivations) && include.has(Part::Alternatives));
        assert_eq!(faults, [""; 0]);
        assert_eq!(
            taken("include="),
            (Include::default(), String::new(), vec![])
        );
    }

    #[test]
    fn an_unknown_word_and_a_second_list_are_faults() {
        assert_eq!(
            taken("include=derivations,all").2,
            [r#"include: must be one of derivations, alternatives; "all" was given."#]
        );
        assert_eq!(
            taken("include=derivations&include=alternatives").2,
            ["include: is given twice. Give it once, with commas between its words."]
        );
    }

    #[test]
    fn a_request_with_a_body_has_no_other_parameter() {
        let mut faults = Faults::default();
        let include = alone("include=derivations&region=x", KNOWN, &mut faults);
        assert!(include.has(Part::Derivations));
        let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            faults,
            ["region: is not a parameter of this address: fields belong into the body."]
        );
    }

    #[test]
    fn an_answer_without_such_parts_has_no_such_parameter() {
        let mut faults = Faults::default();
        let include = alone("include=derivations", &[], &mut faults);
        assert_eq!(include, Include::default());
        assert_eq!(
            faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["include: is not a parameter of this address: fields belong into the body."]
        );
        assert_eq!(faults[0].allowed, "no parameter");
    }
}
