//! What requests may take of the server.

use std::num::NonZero;
use std::thread::available_parallelism;
use std::time::Duration;

/// What one request may take of the server, and all of them together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long it may take from its last byte until its response starts.
    pub time: Duration,
    /// The size of its headers.
    pub header_bytes: usize,
    /// The size of its body.
    pub body_bytes: usize,
    /// How long its body may take to come.
    pub body_time: Duration,
    /// How many requests that may take long are worked on at once.
    pub threads: usize,
    /// How many such requests may wait for a thread.
    pub queue: usize,
    /// How long each of them may wait.
    pub queue_time: Duration,
}

impl Default for Limits {
    /// Ten seconds: an estimate takes milliseconds, so this limit only ends requests that would never answer.
    /// 1 MiB: a scenario of 200 functions and 100 tables with all of their fields takes a quarter of it. As many threads as cores: more of
    /// them would only take turns. 64 requests can wait, which is what a few busy pages need, but for no
    /// longer than a person waits without wondering.
    fn default() -> Self {
        Self {
            time: Duration::from_secs(10),
            header_bytes: 32 * 1024,
            body_bytes: 1024 * 1024,
            body_time: Duration::from_secs(10),
            threads: available_parallelism().map_or(1, NonZero::get),
            queue: 64,
            queue_time: Duration::from_secs(1),
        }
    }
}
