//! How many connections the system's bound on open files leaves room for.

/// Files that the process has open whatever it serves.
const OWN: u64 = 64;
/// More connections than this want a server with settings of its own: each costs memory too.
const MOST: u64 = 10_000;

/// The bound on connections if no setting gives one. A connection is an open file, and its answer may be
/// another one, so a quarter of the files is left to answers.
#[must_use]
pub fn connections() -> usize {
    bound(limit())
}

fn bound(files: Option<u64>) -> usize {
    let free = files.map_or(MOST, |files| files.saturating_sub(OWN) / 4 * 3);
    usize::try_from(free.clamp(1, MOST)).unwrap_or(1)
}

/// The files that the process may open; `None` if the system sets no bound.
#[cfg(unix)]
fn limit() -> Option<u64> {
    rustix::process::getrlimit(rustix::process::Resource::Nofile).current
}

/// Windows bounds them by memory alone.
#[cfg(not(unix))]
fn limit() -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_files_are_for_connections_and_some_for_answers() {
        assert_eq!(bound(Some(1_024)), 720);
        assert_eq!(bound(Some(8_192)), 6_096);
        assert_eq!(bound(Some(1_048_576)), 10_000);
        assert_eq!(bound(None), 10_000);
        assert_eq!(bound(Some(10)), 1, "one is served even so");
    }
}
