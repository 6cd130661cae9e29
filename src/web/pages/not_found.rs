//! The page for every address that has none.

use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;

/// The context of a request that no route of the server took. Pages have a router of their own, which
/// takes some paths that the server's router does not: `/..` is `/` to it.
#[derive(Clone, Copy, Debug)]
pub struct NoRoute;

/// The page for an address that does not exist; answers with status 404.
#[component]
pub fn NotFound() -> impl IntoView {
    // Absent while the list of routes is made at start-up.
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    view! {
        <Title text="Not found" />
        <h1>"Not found"</h1>
        <p>"There is no page at this address."</p>
        <p>
            <a href="/">"Go to the calculator"</a>
        </p>
    }
}
