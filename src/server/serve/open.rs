//! The connections that are open, so that they can be asked to end.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use super::pulse::Pulse;
use crate::server::stage::{Progress, Stage};

/// How long an idle connection stays open when the server closes: a request that is on its way is still
/// answered.
const LAST_WORD: Duration = Duration::from_millis(100);
/// How long a connection must have been idle to be ended for another one: the first request of a new
/// connection may be on its way.
const SETTLED: Duration = Duration::from_millis(500);

/// Every open connection.
#[derive(Debug)]
pub struct Open {
    entries: Mutex<Entries>,
    ended: Notify,
    progress: Progress,
}

#[derive(Debug, Default)]
struct Entries {
    next: u64,
    pulses: HashMap<u64, Member>,
}

#[derive(Debug)]
struct Member {
    pulse: Arc<Pulse>,
    displaceable: bool,
}

impl Open {
    /// No connection, of a server at this stage.
    pub fn new(progress: Progress) -> Self {
        Self {
            entries: Mutex::default(),
            ended: Notify::new(),
            progress,
        }
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection begins, which may make room for others if it is `displaceable`. It is open until
    /// what is returned is dropped.
    pub fn begin(self: &Arc<Self>, displaceable: bool) -> Entry {
        let pulse = Arc::new(Pulse::default());
        let mut entries = self.entries();
        let number = entries.next;
        entries.next += 1;
        let member = Member {
            pulse: Arc::clone(&pulse),
            displaceable,
        };
        entries.pulses.insert(number, member);
        // Under the lock, so that `close` either sees the new one or has been seen by it.
        if self.progress.stage() == Stage::Closing {
            pulse.leave(Instant::now() + LAST_WORD);
        }
        drop(entries);
        Entry {
            open: Arc::clone(self),
            number,
            pulse,
        }
    }

    /// Asks the connection that has been idle for longest to end. Returns whether there was one.
    pub fn displace(&self) -> bool {
        let entries = self.entries();
        let now = Instant::now();
        let members = entries.pulses.values();
        let longest = members
            .filter(|member| member.displaceable)
            .filter_map(|member| {
                member
                    .pulse
                    .idle_since()
                    .map(|since| (since, &member.pulse))
            })
            .filter(|(since, _)| now.duration_since(*since) >= SETTLED)
            .min_by_key(|(since, _)| *since);
        if let Some((_, pulse)) = longest {
            pulse.leave(Instant::now());
        }
        longest.is_some()
    }

    /// Goes on to a stage, and asks the connections to end that it ends.
    pub fn advance(&self, stage: Stage) {
        self.progress.advance(stage);
        let entries = self.entries();
        for Member { pulse, .. } in entries.pulses.values() {
            match stage {
                Stage::Serving => {}
                Stage::Draining => pulse.leave_if_multiplexed(),
                Stage::Closing => pulse.leave(Instant::now() + LAST_WORD),
            }
        }
    }

    /// Resolves when no connection is open.
    pub async fn none(&self) {
        loop {
            let ended = self.ended.notified();
            if self.count() == 0 {
                return;
            }
            ended.await;
        }
    }

    /// How many are open.
    pub fn count(&self) -> usize {
        self.entries().pulses.len()
    }
}

/// An open connection.
#[derive(Debug)]
pub struct Entry {
    open: Arc<Open>,
    number: u64,
    /// What it is doing.
    pub pulse: Arc<Pulse>,
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.open.entries().pulses.remove(&self.number);
        self.open.ended.notify_waiters();
    }
}
