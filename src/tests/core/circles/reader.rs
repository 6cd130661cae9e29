//! What a file of source names: the paths in its code, the names that it takes in and passes on.

use std::collections::BTreeMap;

use crate::sources::{Token, tokens};

/// A module by its names from the root.
pub type Module = Vec<String>;

/// What the text of the file that is this module names.
pub fn read(text: &str, module: Module) -> File {
    let tokens = tokens(text);
    let reader = Reader {
        tokens: &tokens,
        at: 0,
        within: module,
        ends: Vec::new(),
        depth: 0,
        file: File::default(),
    };
    reader.read()
}

/// A path as it is written, and the module in which it is written.
#[derive(Debug)]
pub struct Named {
    pub path: Vec<String>,
    pub within: Module,
}

/// What a file names.
#[derive(Debug, Default)]
pub struct File {
    /// The paths that its code needs.
    pub needs: Vec<Named>,
    /// The names that it takes in, and what they are.
    pub imports: BTreeMap<String, Named>,
    /// The names that it passes on, and what they are.
    pub exports: BTreeMap<String, Named>,
    /// The modules that it passes on whole.
    pub whole: Vec<Named>,
}

/// Goes over the tokens of one file.
struct Reader<'t> {
    tokens: &'t [Token<'t>],
    at: usize,
    /// Where it is: the file's module and the modules that are written out in it.
    within: Module,
    /// The depths of braces at which those end.
    ends: Vec<usize>,
    depth: usize,
    file: File,
}

impl<'t> Reader<'t> {
    fn peek(&self, ahead: usize) -> Option<Token<'t>> {
        self.tokens.get(self.at + ahead).copied()
    }

    fn word(&self, ahead: usize) -> Option<&'t str> {
        match self.peek(ahead) {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn signs(&self, ahead: usize, signs: &str) -> bool {
        let mut places = signs.chars().enumerate();
        places.all(|(at, sign)| self.peek(ahead + at) == Some(Token::Sign(sign)))
    }

    fn read(mut self) -> File {
        while let Some(token) = self.peek(0) {
            match token {
                Token::Sign('#') if self.is_for_tests() => self.skip_item(),
                Token::Sign('{') => {
                    self.depth += 1;
                    self.at += 1;
                }
                Token::Sign('}') => self.close(),
                Token::Word("mod") if self.signs(2, "{") => {
                    self.within.extend(self.word(1).map(str::to_owned));
                    self.ends.push(self.depth);
                    self.at += 2;
                }
                Token::Word("use") if !self.signs(1, "<") => self.import(),
                Token::Word(_) if self.signs(1, "::") => self.path(),
                _ => self.at += 1,
            }
        }
        self.file
    }

    fn close(&mut self) {
        self.at += 1;
        self.depth -= 1;
        if self.ends.last() == Some(&self.depth) {
            self.ends.pop();
            self.within.pop();
        }
    }

    /// Whether `#[cfg(test)]` begins here.
    fn is_for_tests(&self) -> bool {
        self.signs(1, "[")
            && self.word(2) == Some("cfg")
            && self.signs(3, "(")
            && self.word(4) == Some("test")
            && self.signs(5, ")]")
    }

    /// To the end of what an attribute belongs to: its brace or its semicolon.
    fn skip_item(&mut self) {
        let mut depth = 0;
        while let Some(token) = self.peek(0) {
            self.at += 1;
            match token {
                Token::Sign('{') => depth += 1,
                Token::Sign('}') if depth == 1 => return,
                Token::Sign('}') => depth -= 1,
                Token::Sign(';') if depth == 0 => return,
                _ => {}
            }
        }
    }

    /// `use a::{b, c as d};`, which `pub` passes on.
    fn import(&mut self) {
        let before = &self.tokens[self.at.saturating_sub(4)..self.at];
        let passes_on = matches!(
            before,
            [.., Token::Word("pub")] | [Token::Word("pub"), Token::Sign('('), _, Token::Sign(')')]
        );
        self.at += 1;
        let mut paths = Vec::new();
        self.tree(&[], &mut paths);
        for (path, name) in paths {
            let named = |path| Named {
                path,
                within: self.within.clone(),
            };
            match (passes_on, name.as_str()) {
                (true, "*") => self.file.whole.push(named(path)),
                (true, _) => _ = self.file.exports.insert(name, named(path)),
                (false, _) => {
                    self.file.needs.push(named(path.clone()));
                    self.file.imports.insert(name, named(path));
                }
            }
        }
    }

    /// One branch of an import, with the name that each path has from then on.
    fn tree(&mut self, before: &[String], found: &mut Vec<(Vec<String>, String)>) {
        let mut path = before.to_vec();
        loop {
            match self.peek(0) {
                Some(Token::Word(word)) => {
                    path.extend((word != "self" || path.is_empty()).then(|| word.to_owned()));
                    self.at += 1;
                }
                Some(Token::Sign('{')) => {
                    self.at += 1;
                    while !self.signs(0, "}") {
                        self.tree(&path, found);
                        self.at += usize::from(self.signs(0, ","));
                    }
                    self.at += 1;
                    return;
                }
                Some(Token::Sign('*')) => {
                    self.at += 1;
                    found.push((path, "*".to_owned()));
                    return;
                }
                other => panic!("{other:?} in an import after {path:?}"),
            }
            if !self.signs(0, "::") {
                break;
            }
            self.at += 2;
        }
        let mut name = path.last().cloned().unwrap_or_default();
        if self.word(0) == Some("as") {
            self.word(1).unwrap_or_default().clone_into(&mut name);
            self.at += 2;
        }
        found.push((path, name));
    }

    /// `a::b::c` in the code.
    fn path(&mut self) {
        let mut path = Vec::new();
        while let Some(word) = self.word(0) {
            path.push(word.to_owned());
            self.at += 1;
            if !self.signs(0, "::") {
                break;
            }
            self.at += 2;
        }
        let within = self.within.clone();
        self.file.needs.push(Named { path, within });
    }
}
