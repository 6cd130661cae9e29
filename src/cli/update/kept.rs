//! What was fetched stays beside the book until an update has succeeded, so that the next call goes on
//! from there.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use reqwest::Url;

use crate::cli::failure::Failure;

/// The folder of fetched files, for one update at a time.
pub(super) struct Kept {
    folder: PathBuf,
    /// Held until the update ends.
    _lock: File,
}

impl Kept {
    /// The folder for a book: `.pricing.update` beside `pricing`.
    pub(super) fn open(book: &Path) -> Result<Self, Failure> {
        let unusable = |path: &Path, error: io::Error| {
            Failure::of([format!("{}: can't be written: {error}", path.display())])
        };
        let whole = fs::canonicalize(book).map_err(|error| unusable(book, error))?;
        let name = whole.file_name().unwrap_or_default().to_string_lossy();
        let folder = whole.with_file_name(format!(".{name}.update"));
        fs::create_dir_all(&folder).map_err(|error| unusable(&folder, error))?;
        let lock = File::create(folder.join("lock")).map_err(|error| unusable(&folder, error))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                folder,
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => Err(Failure::of([format!(
                "{}: another update of this book is under way",
                folder.display()
            )])),
            Err(TryLockError::Error(error)) => Err(unusable(&folder, error)),
        }
    }

    /// Where the file of an address is kept.
    pub(super) fn path(&self, url: &Url) -> PathBuf {
        let sound = |character: char| character.is_ascii_alphanumeric() || ".-".contains(character);
        let name: String = url
            .as_str()
            .chars()
            .map(|character| if sound(character) { character } else { '_' })
            .collect();
        self.folder.join(name)
    }

    /// Removes a file that is of no use.
    pub(super) fn forget(&self, path: &Path) {
        // If it stays, the next call fails in the same words.
        let _ = fs::remove_file(path);
    }

    /// Removes everything, after a success.
    pub(super) fn remove(self) {
        // What stays does no harm: an edition is never changed under its address.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
