//! What a connection is doing, and when it must have done it.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::sync::futures::Notified;
use tokio::time::Instant;

/// How long a client may take for each of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// For a request's head, from its first byte to its last.
    pub head: Duration,
    /// Between two requests, and before the first one.
    pub idle: Duration,
    /// To read any part of its answer.
    pub write: Duration,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            idle: Duration::from_secs(60),
            write: Duration::from_secs(30),
        }
    }
}

/// What a connection has taken too long for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overdue {
    /// The head of a request.
    Head,
    /// The next request, or to leave as it was asked to: the connection ends after its running requests.
    Rest,
    /// Reading its answer.
    Write,
    /// To end although it was told to.
    End,
}

/// Due when nothing is: long enough to cost nothing, short enough to be added to any time.
const LATER: Duration = Duration::from_secs(3600);

/// The state of one connection. Its socket, its requests and the loop that accepts connections write
/// here; the task of the connection reads.
#[derive(Debug)]
pub struct Pulse {
    state: Mutex<State>,
    asked: Notify,
}

#[derive(Clone, Copy, Debug)]
struct State {
    /// HTTP/2: many requests at once, and bytes between them that belong to none.
    multiplexed: bool,
    /// Requests whose answer has not been handed over to its end.
    running: usize,
    /// Those of them whose answer has begun.
    answering: usize,
    /// When the last request ended, or the connection began.
    idle_since: Instant,
    /// When the first byte of a head came that is not complete.
    head_since: Option<Instant>,
    /// When the socket last took bytes, if it has since refused some.
    stalled_since: Option<Instant>,
    /// When an answer last moved.
    moved_at: Instant,
    /// From when on the connection should end.
    leave_at: Option<Instant>,
    /// When it was told to end.
    told_at: Option<Instant>,
    /// What it was cut off for.
    cut: Option<Overdue>,
}

impl Default for Pulse {
    fn default() -> Self {
        let now = Instant::now();
        Self {
            state: Mutex::new(State {
                multiplexed: false,
                running: 0,
                answering: 0,
                idle_since: now,
                head_since: None,
                stalled_since: None,
                moved_at: now,
                leave_at: None,
                told_at: None,
                cut: None,
            }),
            asked: Notify::new(),
        }
    }
}

impl Pulse {
    fn state(&self) -> MutexGuard<'_, State> {
        // Each change is one assignment after another, so a state is sound even after a panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Bytes came in.
    pub fn reads(&self) {
        let mut state = self.state();
        if state.running == 0 && !state.multiplexed && state.head_since.is_none() {
            state.head_since = Some(Instant::now());
        }
    }

    /// Bytes went out.
    pub fn writes(&self) {
        let mut state = self.state();
        state.stalled_since = None;
        if state.answering > 0 {
            state.moved_at = Instant::now();
        }
    }

    /// Bytes could not go out.
    pub fn stalls(&self) {
        let mut state = self.state();
        if state.stalled_since.is_none() {
            state.stalled_since = Some(Instant::now());
        }
    }

    /// A request's head is complete.
    pub fn begins(&self, multiplexed: bool) {
        let mut state = self.state();
        state.multiplexed |= multiplexed;
        state.running += 1;
        state.head_since = None;
    }

    /// A request's answer has begun.
    pub fn answers(&self) {
        let mut state = self.state();
        state.answering += 1;
        state.moved_at = Instant::now();
    }

    /// A part of an answer was handed over.
    pub fn moves(&self) {
        self.state().moved_at = Instant::now();
    }

    /// A request is over; its answer had begun, or it was given up before.
    pub fn ends(&self, answered: bool) {
        let mut state = self.state();
        state.running = state.running.saturating_sub(1);
        state.answering = state.answering.saturating_sub(usize::from(answered));
        if state.running == 0 {
            state.idle_since = Instant::now();
        }
    }

    /// Asks the connection to end, from a time on: at once if it is idle, otherwise after its running
    /// requests.
    pub fn leave(&self, at: Instant) {
        {
            let mut state = self.state();
            state.leave_at = Some(state.leave_at.map_or(at, |before| before.min(at)));
        }
        self.asked.notify_one();
    }

    /// Asks the connection to end, at once, if it is of HTTP/2, where no answer can say so.
    pub fn leave_if_multiplexed(&self) {
        if self.state().multiplexed {
            self.leave(Instant::now());
        }
    }

    /// Resolves when [`Self::leave`] was called.
    pub fn asked(&self) -> Notified<'_> {
        self.asked.notified()
    }

    /// The connection was told to end.
    pub fn told(&self) {
        let mut state = self.state();
        state.leave_at = None;
        state.told_at.get_or_insert_with(Instant::now);
    }

    /// The connection is dropped for what was overdue.
    pub fn cut(&self, overdue: Overdue) {
        self.state().cut = Some(overdue);
    }

    /// Whether the connection is dropped because its client does not read.
    pub fn is_cut_unread(&self) -> bool {
        matches!(self.state().cut, Some(Overdue::Write | Overdue::End))
    }

    /// Since when the connection has waited for its next request; `None` if a request runs, has begun
    /// to come in, or will not come.
    pub fn idle_since(&self) -> Option<Instant> {
        let state = self.state();
        let waits = state.running == 0
            && state.head_since.is_none()
            && state.stalled_since.is_none()
            && state.leave_at.is_none()
            && state.told_at.is_none();
        waits.then_some(state.idle_since)
    }

    /// What is due next, and when.
    pub fn due(&self, deadlines: &Deadlines) -> (Instant, Overdue) {
        let state = *self.state();
        let unread = state.stalled_since.map(|since| since + deadlines.write);
        let stuck = (state.answering > 0).then(|| state.moved_at + deadlines.write);
        let head = state.head_since.map(|since| since + deadlines.head);
        let quiet = state.running == 0;
        let rest = match (state.leave_at, state.told_at) {
            (_, Some(_)) => None,
            (Some(leave), None) => Some(leave),
            (None, None) => {
                (quiet && state.head_since.is_none()).then(|| state.idle_since + deadlines.idle)
            }
        };
        let told = state.told_at.filter(|_| quiet);
        let end = told.map(|told| told.max(state.idle_since) + deadlines.write);
        let candidates = [
            (unread, Overdue::Write),
            (stuck, Overdue::Write),
            (head, Overdue::Head),
            (rest, Overdue::Rest),
            (end, Overdue::End),
        ];
        let earliest = candidates
            .into_iter()
            .filter_map(|(at, overdue)| at.map(|at| (at, overdue)))
            .min_by_key(|(at, _)| *at);
        earliest.unwrap_or_else(|| (Instant::now() + LATER, Overdue::Rest))
    }
}
