//! Fetches several files at once, and hands each over in its turn.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use reqwest::Url;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use super::fetch::{Fault, Mirror};
use super::kept::Kept;
use super::progress::Progress;
use crate::cli::failure::Failure;

/// What fetches.
pub(super) struct Downloads {
    /// Where the connections are served.
    pub(super) runtime: Runtime,
    /// Where from.
    pub(super) mirror: Arc<Mirror>,
    /// Who is told how far it is.
    pub(super) progress: Arc<Progress>,
    /// How many files at once.
    pub(super) jobs: u32,
}

/// A file to fetch.
pub(super) trait Wanted {
    /// Where it is.
    fn url(&self) -> &Url;
    /// Whether one of an earlier call is still the file, as nobody changes it under its address.
    fn is_fixed(&self) -> bool;
}

impl Downloads {
    /// Fetches files, and does something with each when it and all before it are there. The first
    /// failure ends it.
    pub(super) fn each<W: Wanted>(
        &self,
        kept: &Kept,
        files: &[W],
        mut act: impl FnMut(&W, &Path) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.progress.more(files.len());
        // Those that still run are ended when the set is dropped.
        let mut running: JoinSet<(usize, Result<(), Fault>)> = JoinSet::new();
        let paths: Vec<PathBuf> = files.iter().map(|file| kept.path(file.url())).collect();
        let mut waiting = files.iter().zip(&paths).enumerate();
        // In the order of the files, so that with one at a time all before a failure are there.
        let mut begin = |running: &mut JoinSet<_>| {
            let Some((place, (file, path))) = waiting.next() else {
                return;
            };
            let (mirror, progress) = (Arc::clone(&self.mirror), Arc::clone(&self.progress));
            let (url, path, fixed) = (file.url().clone(), path.clone(), file.is_fixed());
            let fetch = async move { (place, mirror.fetch(&url, &path, fixed, &progress).await) };
            running.spawn_on(fetch, self.runtime.handle());
        };
        for _ in 0..self.jobs {
            begin(&mut running);
        }
        let mut there = vec![false; files.len()];
        let mut turn = 0;
        while let Some(ended) = self.runtime.block_on(running.join_next()) {
            let (place, outcome) = ended.map_err(|error| Failure::Stopped(error.to_string()))?;
            if let Err(Fault(reason)) = outcome {
                let url = files.get(place).map_or("", |file| file.url().as_str());
                return Err(Failure::Unfetched(vec![format!("{url}: {reason}")]));
            }
            begin(&mut running);
            if let Some(there) = there.get_mut(place) {
                *there = true;
            }
            while let (Some(true), Some(file), Some(path)) =
                (there.get(turn), files.get(turn), paths.get(turn))
            {
                act(file, path)?;
                turn += 1;
            }
        }
        Ok(())
    }
}
