//! The arguments of a command: options first asked for by name, then what is left, in order.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

/// A command that was not understood, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Misuse(String);

impl Misuse {
    pub(super) fn of(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Arguments that nobody has asked for yet.
pub(super) struct Arguments(Vec<OsString>);

impl Arguments {
    pub(super) const fn new(arguments: Vec<OsString>) -> Self {
        Self(arguments)
    }

    /// Whether an option without a value is there, `--dry-run`.
    pub(super) fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|argument| argument != name);
        self.0.len() < before
    }

    /// The value of an option, `--into FOLDER` or `--into=FOLDER`.
    pub(super) fn option(&mut self, name: &str) -> Result<Option<OsString>, Misuse> {
        let joined = format!("{name}=");
        let mut found = None;
        let mut rest = Vec::with_capacity(self.0.len());
        let mut arguments = std::mem::take(&mut self.0).into_iter();
        while let Some(argument) = arguments.next() {
            let value = if argument == name {
                let value = arguments.next();
                value.ok_or_else(|| Misuse::of(format!("{name} needs a value")))?
            } else if let Some(value) = argument
                .to_str()
                .and_then(|text| text.strip_prefix(&joined))
            {
                OsString::from(value)
            } else {
                rest.push(argument);
                continue;
            };
            if found.replace(value).is_some() {
                return Err(Misuse::of(format!("{name} is there twice")));
            }
        }
        self.0 = rest;
        Ok(found)
    }

    /// The value of an option that is read from text.
    pub(super) fn parsed<T: std::str::FromStr>(
        &mut self,
        name: &str,
        what: &str,
    ) -> Result<Option<T>, Misuse> {
        let Some(value) = self.option(name)? else {
            return Ok(None);
        };
        let parsed = value.to_str().and_then(|text| text.parse().ok());
        let fault = || Misuse::of(format!("{name} is {}: expected {what}", value.display()));
        parsed.map(Some).ok_or_else(fault)
    }

    /// What is left, as paths; `-` among them stands for standard input.
    pub(super) fn paths(self) -> Result<Vec<PathBuf>, Misuse> {
        let mut paths = Vec::with_capacity(self.0.len());
        for argument in self.0 {
            let text = argument.as_encoded_bytes();
            if text.starts_with(b"-") && text != b"-" {
                return Err(Misuse::of(format!("unknown option {}", argument.display())));
            }
            if text.is_empty() {
                return Err(Misuse::of("an argument is empty"));
            }
            paths.push(PathBuf::from(argument));
        }
        Ok(paths)
    }
}
