//! What every request can reach.

use axum::extract::FromRef;
use leptos::config::LeptosOptions;

use super::config::Config;

/// Shared by all requests; cheap to clone.
#[derive(Clone, Debug)]
pub struct AppState {
    leptos_options: LeptosOptions,
}

impl AppState {
    /// Puts together what requests need, from the settings.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self {
            leptos_options: config.leptos_options(),
        }
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos_options.clone()
    }
}
