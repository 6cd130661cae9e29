//! How far the server is on the way to its end.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// The server's stages, in their order; none is gone back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Stage {
    /// It serves.
    Serving,
    /// It serves, and tells everyone to go elsewhere.
    Draining,
    /// It takes no new connection and finishes what runs.
    Closing,
}

/// The stage of a server, shared by all that depends on it; cheap to clone.
#[derive(Clone, Debug)]
pub struct Progress(Arc<AtomicU8>);

impl Default for Progress {
    fn default() -> Self {
        Self(Arc::new(AtomicU8::new(Stage::Serving as u8)))
    }
}

impl Progress {
    /// The stage by now.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match self.0.load(Ordering::Acquire) {
            0 => Stage::Serving,
            1 => Stage::Draining,
            _ => Stage::Closing,
        }
    }

    /// Whether clients should go elsewhere.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.stage() != Stage::Serving
    }

    /// Goes on to a stage. An earlier stage than the present one changes nothing.
    pub fn advance(&self, stage: Stage) {
        self.0.fetch_max(stage as u8, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_stage_is_gone_back_to() {
        let progress = Progress::default();
        assert!(!progress.is_stopping());
        for (to, then) in [
            (Stage::Draining, Stage::Draining),
            (Stage::Closing, Stage::Closing),
            (Stage::Draining, Stage::Closing),
        ] {
            progress.advance(to);
            assert_eq!(progress.stage(), then);
            assert!(progress.is_stopping());
        }
    }
}
