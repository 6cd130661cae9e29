//! The line that says where the figures of this page are computed.

use leptos::prelude::*;

/// Says that the server computed the page, and, once the WebAssembly runs, that the page computes
/// by itself.
#[island]
pub fn Liveness() -> impl IntoView {
    let live = RwSignal::new(false);
    // Effects never run on the server, so the text changes only where the island really is alive.
    Effect::new(move || live.set(true));
    view! {
        <p class="liveness" role="status">
            {move || if live.get() { "Figures follow your input." } else { "Figures come from the server." }}
        </p>
    }
}
