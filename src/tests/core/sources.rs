//! The product's own source files, for tests of its structure.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

/// The product's own files by their path below `src`, without tests and benches.
pub fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&root, &mut found);
    let texts = found.into_iter().map(|path| {
        let name = path.strip_prefix(&root).unwrap();
        let name = name.to_str().unwrap().replace('\\', "/");
        (name, fs::read_to_string(&path).unwrap())
    });
    texts
        .filter(|(name, _)| !name.starts_with("tests/") && !name.starts_with("benches/"))
        .collect()
}

/// A piece of a source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'t> {
    /// A keyword, a name or a number.
    Word(&'t str),
    /// The content of a text literal.
    Text(&'t str),
    /// Any other character that is not white space.
    Sign(char),
}

/// The tokens of a source text, without comments, character literals and lifetimes.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (token, length) = if let Some(length) = remark(rest) {
            (None, length)
        } else if let Some((inner, length)) = literal(rest) {
            (Some(Token::Text(inner)), length)
        } else if first == '\'' {
            (None, character(rest))
        } else if first.is_alphanumeric() || first == '_' {
            let length = until(rest, |letter| !(letter.is_alphanumeric() || letter == '_'));
            (Some(Token::Word(&rest[..length])), length)
        } else {
            let sign = (!first.is_whitespace()).then_some(Token::Sign(first));
            (sign, first.len_utf8())
        };
        found.extend(token);
        rest = &rest[length..];
    }
    found
}

fn until(text: &str, end: impl FnMut(char) -> bool) -> usize {
    text.find(end).unwrap_or(text.len())
}

/// The length of a comment, if the text begins with one.
fn remark(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(until(text, |letter| letter == '\n'));
    }
    text.starts_with("/*")
        .then(|| text.find("*/").map_or(text.len(), |end| end + 2))
}

/// The content and the length of a text literal, if the text begins with one.
fn literal(text: &str) -> Option<(&str, usize)> {
    let bare = text.trim_start_matches(['b', 'c']);
    if let Some(raw) = bare.strip_prefix('r') {
        let marks = raw.len() - raw.trim_start_matches('#').len();
        let inner = raw[marks..].strip_prefix('"')?;
        let end = format!("\"{}", "#".repeat(marks));
        let length = inner.find(&end).unwrap();
        let before = text.len() - inner.len();
        return Some((&inner[..length], before + length + end.len()));
    }
    let inner = bare.strip_prefix('"')?;
    let mut escaped = false;
    let length = until(inner, |letter| {
        let ends = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        ends
    });
    Some((&inner[..length], text.len() - inner.len() + length + 1))
}

/// The length of a character literal or a lifetime; the text begins with its quotation mark.
fn character(text: &str) -> usize {
    let inner = &text[1..];
    if let Some(escape) = inner.strip_prefix('\\') {
        let escaped = escape.chars().next().map_or(0, char::len_utf8);
        return until(&escape[escaped..], |letter| letter == '\'') + escaped + 3;
    }
    let first = inner.chars().next().map_or(0, char::len_utf8);
    if inner[first..].starts_with('\'') {
        first + 2
    } else {
        until(inner, |letter| !(letter.is_alphanumeric() || letter == '_')) + 1
    }
}

#[test]
fn a_source_text_is_cut_into_its_pieces() {
    let text = r##"
        // "a remark", with 'its own' marks
        use a::b; /* another { */
        let it = ("https://x", r#"raw "text""#, 'c', '\'', '"', b"\"", &'static 1_u8);
    "##;
    let words = |token: &Token<'_>| match token {
        Token::Word(word) => (*word).to_owned(),
        Token::Text(text) => format!("<{text}>"),
        Token::Sign(sign) => sign.to_string(),
    };
    let cut: Vec<_> = tokens(text).iter().map(words).collect();
    assert_eq!(
        cut.join(" "),
        r#"use a : : b ; let it = ( <https://x> , <raw "text"> , , , , <\"> , & 1_u8 ) ;"#
    );
}
