//! The state that every request can use.

use std::sync::Arc;

use axum::extract::FromRef;
use leptos::config::LeptosOptions;

use crate::book::LivePrices;

/// Shared by all requests; cheap to clone.
#[derive(Clone, Debug)]
pub struct AppState {
    leptos_options: LeptosOptions,
    prices: Arc<LivePrices>,
    watching: bool,
}

impl AppState {
    /// The state of a server with these options and prices.
    #[must_use]
    pub const fn new(leptos_options: LeptosOptions, prices: Arc<LivePrices>) -> Self {
        Self {
            leptos_options,
            prices,
            watching: false,
        }
    }

    /// The same state, for pages that reload themselves after a build if `watching`.
    #[must_use]
    pub const fn watching(mut self, watching: bool) -> Self {
        self.watching = watching;
        self
    }

    /// Whether pages reload themselves after a build.
    #[must_use]
    pub const fn is_watching(&self) -> bool {
        self.watching
    }

    /// The prices.
    #[must_use]
    pub const fn prices(&self) -> &Arc<LivePrices> {
        &self.prices
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos_options.clone()
    }
}
