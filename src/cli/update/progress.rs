//! How far an update is: a bar on a terminal, plain lines elsewhere, both on standard error.

use std::io::{IsTerminal as _, Write as _, stderr};
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

/// What the bar looks like.
const TEMPLATE: &str = "{bar:30} {pos} of {len} files, {msg}";

/// The progress of an update.
pub(super) struct Progress {
    /// The bar, if there is a terminal.
    bar: Option<ProgressBar>,
    /// How many bytes were fetched.
    bytes: AtomicU64,
}

impl Progress {
    /// The progress of an update that begins.
    pub(super) fn new() -> Self {
        let bar = stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(0);
            // The template is the constant above; a bar without it is no harm.
            match ProgressStyle::with_template(TEMPLATE) {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        Self {
            bar,
            bytes: AtomicU64::new(0),
        }
    }

    /// That more files are to be fetched.
    pub(super) fn more(&self, files: usize) {
        if let Some(bar) = &self.bar {
            bar.inc_length(files as u64);
        }
    }

    /// That bytes have arrived.
    pub(super) fn arrived(&self, bytes: usize) {
        let before = self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        if let Some(bar) = &self.bar {
            bar.set_message(HumanBytes(before + bytes as u64).to_string());
        }
    }

    /// That a file is there, whole.
    pub(super) fn done(&self, url: &str, bytes: u64) {
        match &self.bar {
            Some(bar) => bar.inc(1),
            None => line(&format!("fetched {url}, {}", HumanBytes(bytes))),
        }
    }

    /// Something to know that happens on the way.
    pub(super) fn tell(&self, message: &str) {
        match &self.bar {
            Some(bar) => bar.println(message),
            None => line(message),
        }
    }

    /// Does something at the terminal, out of the bar's way.
    pub(super) fn paused<T>(&self, act: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(act),
            None => act(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn line(message: &str) {
    // If the reader has gone, there is nobody to tell.
    let _ = writeln!(stderr(), "{message}");
}
