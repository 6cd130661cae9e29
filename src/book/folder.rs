//! A price book in a folder on disk, in place of the one that is built in.

use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use crate::pricing::{BookFault, PriceBook};
use crate::pricing::{SourceFile, parse::parse};

/// The texts of a price book, by path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookTexts(Vec<(String, String)>);

impl BookTexts {
    /// The texts with their paths in the folder, in the form that the parser takes.
    #[must_use]
    pub fn sources(&self) -> Vec<SourceFile<'_>> {
        let files = self.0.iter();
        files
            .map(|(path, text)| SourceFile { path, text })
            .collect()
    }

    /// The book that the texts make.
    ///
    /// # Errors
    /// Every fault of every file.
    pub fn parse(&self) -> Result<PriceBook, Vec<BookFault>> {
        parse(&self.sources())
    }
}

/// A file or folder that cannot be read.
#[derive(Debug)]
pub struct FolderFault {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub error: io::Error,
}

impl fmt::Display for FolderFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: can't be read: {}", self.path.display(), self.error)
    }
}

impl std::error::Error for FolderFault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// Reads the `.toml` files of a folder and of the folders in it, without checking what they say.
/// Names that begin with a dot are skipped.
///
/// # Errors
/// Everything that cannot be read, each with its path.
pub fn read(folder: &Path) -> Result<BookTexts, Vec<FolderFault>> {
    let mut files = Vec::new();
    let mut faults = Vec::new();
    for path in entries(folder, &mut faults) {
        if path.is_dir() {
            let inner = entries(&path, &mut faults);
            files.extend(inner.into_iter().filter(|path| is_toml(path)));
        } else if is_toml(&path) {
            files.push(path);
        }
    }
    files.sort();
    let mut texts = Vec::new();
    for path in files {
        match fs::read_to_string(&path) {
            Ok(text) => texts.push((name_in(folder, &path), text)),
            Err(error) => faults.push(FolderFault { path, error }),
        }
    }
    if faults.is_empty() {
        Ok(BookTexts(texts))
    } else {
        Err(faults)
    }
}

fn entries(folder: &Path, faults: &mut Vec<FolderFault>) -> Vec<PathBuf> {
    let listed = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    match listed {
        Ok(entries) => {
            let shown = entries.into_iter().filter(|entry| {
                let name = entry.file_name();
                !name.as_encoded_bytes().starts_with(b".")
            });
            shown.map(|entry| entry.path()).collect()
        }
        Err(error) => {
            let path = folder.to_owned();
            faults.push(FolderFault { path, error });
            Vec::new()
        }
    }
}

fn is_toml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "toml")
        && path.is_file()
}

/// The path in the folder, with `/` on every system.
fn name_in(folder: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(folder).unwrap_or(path);
    let parts = inner.components();
    let parts: Vec<_> = parts
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}
