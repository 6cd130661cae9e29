//! The folder of the book that a command writes into, and its texts, replaced as a whole.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{env, ffi::OsString};

use super::failure::Failure;
use crate::book::folder::{self, BookTexts};
use crate::pricing::{BookFault, PriceBook};
use crate::server::settings::PRICING_DIR;

/// The folder of the book where neither the command nor the environment names one.
const DEFAULT: &str = "pricing";

/// Which folder to write into.
#[derive(Debug, clap::Args)]
pub(super) struct Into {
    /// The folder, if the command names one.
    #[arg(
        long = "into",
        value_name = "FOLDER",
        help = "The folder of the book; without it, that of RECKONER_PRICING_DIR, or else pricing"
    )]
    given: Option<PathBuf>,
}

impl Into {
    /// The folder that is meant. As for the server, an empty variable counts as absent.
    pub(super) fn folder(&self) -> PathBuf {
        let set = env::var_os(PRICING_DIR).filter(|value| !value.is_empty());
        let given = self.given.clone();
        given.unwrap_or_else(|| PathBuf::from(set.unwrap_or_else(|| OsString::from(DEFAULT))))
    }
}

/// A book in a folder, as it was read.
pub(super) struct FolderBook {
    /// Where it is.
    pub(super) folder: PathBuf,
    /// Its texts.
    pub(super) texts: BookTexts,
    /// What they say.
    pub(super) book: PriceBook,
}

impl FolderBook {
    /// Reads the book of a folder.
    pub(super) fn open(folder: PathBuf) -> Result<Self, Failure> {
        let texts = folder::read(&folder).map_err(Failure::of)?;
        match texts.parse() {
            Ok(book) => Ok(Self {
                folder,
                texts,
                book,
            }),
            Err(faults) => Err(in_folder(&folder, &faults)),
        }
    }

    /// The failure that lists faults of its files.
    pub(super) fn faults(&self, faults: &[BookFault]) -> Failure {
        in_folder(&self.folder, faults)
    }

    /// Replaces texts: all of them, or on a fault none. They are written beside the old ones, and
    /// then each takes its place in one step, so that nobody ever reads half of a text. What prices
    /// refer to, the catalogue first of all, comes before them, so that the book is sound in between.
    pub(super) fn replace(&self, files: &[(String, String)]) -> Result<(), Failure> {
        if files.is_empty() {
            return Ok(());
        }
        if folder::read(&self.folder).map_err(Failure::of)? != self.texts {
            let place = self.folder.display();
            return Err(Failure::of([format!(
                "{place}: the book was changed in the meantime; nothing was written"
            )]));
        }
        let (shared, prices): (Vec<_>, Vec<_>) =
            files.iter().partition(|(path, _)| !path.contains('/'));
        let order: Vec<&(String, String)> = shared.into_iter().chain(prices).collect();
        let mut moved: Vec<&str> = Vec::new();
        let outcome = order.iter().try_for_each(|(path, text)| {
            write_part(&self.folder.join(path), text).map_err(|error| (path, error))
        });
        let outcome = outcome.and_then(|()| {
            order.iter().try_for_each(|(path, _)| {
                let target = self.folder.join(path);
                fs::rename(part(&target), &target).map_err(|error| (path, error))?;
                moved.push(path);
                Ok(())
            })
        });
        outcome.map_err(|(path, error)| {
            for (path, _) in order.iter() {
                // A part that was never written, or has moved.
                let _ = fs::remove_file(part(&self.folder.join(path)));
            }
            let mut faults = vec![format!(
                "{}: can't be written: {error}",
                self.folder.join(path).display()
            )];
            faults.extend(moved.iter().filter_map(|path| self.put_back(path).err()));
            Failure::of(faults)
        })
    }

    /// Gives a file the text that it had, or removes it if there was none.
    fn put_back(&self, path: &str) -> Result<(), String> {
        let target = self.folder.join(path);
        let sources = self.texts.sources();
        let old = sources.iter().find(|file| file.path == path);
        let done = match old {
            Some(old) => {
                write_part(&target, old.text).and_then(|()| fs::rename(part(&target), &target))
            }
            None => fs::remove_file(&target),
        };
        done.map_err(|error| format!("{}: can't be put back: {error}", target.display()))
    }
}

fn in_folder(folder: &Path, faults: &[BookFault]) -> Failure {
    let place = folder.display();
    Failure::of(faults.iter().map(|fault| format!("{place}/{fault}")))
}

/// Where the new text of a file waits.
fn part(path: &Path) -> PathBuf {
    path.with_extension("toml.part")
}

/// Writes the new text of a file beside it, with the file's permissions, down to the disk.
fn write_part(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let part = part(path);
    let mut file = File::create(&part)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    if let Ok(old) = fs::metadata(path) {
        fs::set_permissions(&part, old.permissions())?;
    }
    Ok(())
}
