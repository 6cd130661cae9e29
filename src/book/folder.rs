//! A price book in a folder on disk, in place of the one that is built in.

use std::fs::{File, FileType};
use std::io::Read as _;
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

/// The largest file that is taken for one of prices, in bytes; those of this book have up to 100 kB.
const FILE_MAX: u64 = 4 * 1024 * 1024;

/// What is wrong with an entry of a folder.
#[derive(Debug)]
pub struct FolderFault {
    /// Which.
    pub path: PathBuf,
    /// Why it is not taken.
    pub reason: Reason,
}

/// Why an entry of a folder is not taken.
#[derive(Debug)]
pub enum Reason {
    /// The system does not let it be read.
    Unreadable(io::Error),
    /// It has the name of a file of prices, and is a folder, a pipe or a device.
    NoFile,
    /// It has more than [`FILE_MAX`] bytes.
    TooLarge,
}

impl fmt::Display for FolderFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.path.display())?;
        match &self.reason {
            Reason::Unreadable(error) => write!(f, "can't be read: {error}"),
            Reason::NoFile => f.write_str("is not a file: expected a text of prices"),
            Reason::TooLarge => {
                let most = FILE_MAX / (1024 * 1024);
                write!(f, "is larger than {most} MiB: expected a text of prices")
            }
        }
    }
}

impl std::error::Error for FolderFault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.reason {
            Reason::Unreadable(error) => Some(error),
            Reason::NoFile | Reason::TooLarge => None,
        }
    }
}

/// Reads the `.toml` files of a folder and of the folders in it, without checking what they say.
/// Names that begin with a dot are skipped. Nothing else is passed over in silence: an entry that
/// cannot be looked at, and a `.toml` that is no file, is a fault.
///
/// # Errors
/// Everything that cannot be taken, each with its path.
pub fn read(folder: &Path) -> Result<BookTexts, Vec<FolderFault>> {
    let mut reading = Reading::default();
    for (path, kind) in reading.entries(folder) {
        if kind.is_dir() && !is_toml(&path) {
            for (path, kind) in reading.entries(&path) {
                reading.take(path, kind);
            }
        } else {
            reading.take(path, kind);
        }
    }
    reading.files.sort();
    let mut texts = Vec::new();
    for path in reading.files {
        match text(&path) {
            Ok(text) => texts.push((name_in(folder, &path), text)),
            Err(reason) => reading.faults.push(FolderFault { path, reason }),
        }
    }
    if reading.faults.is_empty() {
        Ok(BookTexts(texts))
    } else {
        reading
            .faults
            .sort_by(|one, other| one.path.cmp(&other.path));
        Err(reading.faults)
    }
}

/// What was found so far.
#[derive(Default)]
struct Reading {
    files: Vec<PathBuf>,
    faults: Vec<FolderFault>,
}

impl Reading {
    /// The entries of a folder that can be looked at, with what they are.
    fn entries(&mut self, folder: &Path) -> Vec<(PathBuf, FileType)> {
        let listed = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let entries = listed.unwrap_or_else(|error| {
            self.unreadable(folder.to_owned(), error);
            Vec::new()
        });
        let mut found = Vec::new();
        for entry in entries {
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let path = entry.path();
            // What a link leads to, not the link.
            match fs::metadata(&path) {
                Ok(data) => found.push((path, data.file_type())),
                Err(error) => self.unreadable(path, error),
            }
        }
        found
    }

    /// Notes a file of prices; anything else of that name is a fault.
    fn take(&mut self, path: PathBuf, kind: FileType) {
        if !is_toml(&path) {
            return;
        }
        if kind.is_file() {
            self.files.push(path);
        } else {
            let reason = Reason::NoFile;
            self.faults.push(FolderFault { path, reason });
        }
    }

    fn unreadable(&mut self, path: PathBuf, error: io::Error) {
        let reason = Reason::Unreadable(error);
        self.faults.push(FolderFault { path, reason });
    }
}

/// The text of a file, which may grow while it is read.
fn text(path: &Path) -> Result<String, Reason> {
    let mut text = String::new();
    let file = File::open(path).map_err(Reason::Unreadable)?;
    // A file of no use is refused by its size, before anything is read.
    let size = file.metadata().map_err(Reason::Unreadable)?.len();
    if size > FILE_MAX {
        return Err(Reason::TooLarge);
    }
    let read = file.take(FILE_MAX + 1).read_to_string(&mut text);
    match read {
        Ok(length) if length as u64 > FILE_MAX => Err(Reason::TooLarge),
        Ok(_) => Ok(text),
        Err(error) => Err(Reason::Unreadable(error)),
    }
}

fn is_toml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "toml")
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
