//! What the server turned away and cut off, counted since its start.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// At most one line of the log in this time for each kind of event: an attack must not fill the disk.
const QUIET: Duration = Duration::from_secs(10);

/// The counts of a server, shared by all its connections and requests.
#[derive(Debug, Default)]
pub struct Traffic {
    /// Requests that were answered with 503 because long work before them had not ended.
    pub shed: Count,
    /// Requests that were answered with 408 because their body came too slowly.
    pub late_bodies: Count,
    /// Connections beyond the bound, on which only probes are answered well.
    pub refused: Count,
    /// Idle connections that were closed early to make room for new ones.
    pub displaced: Count,
    /// Connections that were closed because a request's head came too slowly.
    pub late_heads: Count,
    /// Connections that were closed because the client did not read its answer.
    pub unread: Count,
    /// Connections that could not be accepted, mostly for want of files.
    pub not_accepted: Count,
}

/// A number of events, and when one of them was last logged.
#[derive(Debug, Default)]
pub struct Count {
    total: AtomicU64,
    logged: Mutex<Logged>,
}

#[derive(Debug, Default)]
struct Logged {
    at: Option<Instant>,
    total: u64,
}

impl Count {
    /// Counts an event. Returns how many there were since the last line of the log if it is time for
    /// another line.
    pub fn add(&self) -> Option<u64> {
        let total = self.total.fetch_add(1, Ordering::Relaxed) + 1;
        // Whoever holds the lock is about to log, so this event need not.
        let mut logged = match self.logged.try_lock() {
            Ok(logged) => logged,
            Err(std::sync::TryLockError::Poisoned(poisoned)) => PoisonError::into_inner(poisoned),
            Err(std::sync::TryLockError::WouldBlock) => return None,
        };
        if logged.at.is_some_and(|at| at.elapsed() < QUIET) {
            return None;
        }
        let since = total.saturating_sub(logged.total);
        *logged = Logged {
            at: Some(Instant::now()),
            total,
        };
        Some(since)
    }

    /// How many events there were since the start.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_counts_and_one_of_many_is_logged() {
        let count = Count::default();
        assert_eq!(count.add(), Some(1));
        assert_eq!(count.add(), None);
        assert_eq!(count.total(), 2);
    }
}
